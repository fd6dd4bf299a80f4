"""A file from outside becomes typed tables and issues."""
