"""A made-up company whose sales log hangs together: reps, leads, calls, deals, orders, surveys."""
