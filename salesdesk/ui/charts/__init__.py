"""Charts: given values and ready texts, they show them and say what was clicked."""
