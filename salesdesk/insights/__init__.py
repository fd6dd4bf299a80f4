"""Answers made of KPIs: the board that pages and exports show, what changed, how it is said."""
