"""Tables: one model over column arrays, and the view that shows, sorts, filters and copies it."""
