"""What the data is: tables, the sales log, periods, settings, issues. Depends on nothing above it."""
