"""Pure numbers: intervals, change tests, shrinkage, survival; nothing here knows what a sales log is."""
