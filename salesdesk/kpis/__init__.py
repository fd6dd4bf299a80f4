"""KPIs: what they mean, which rows they count, and how a selection is scored."""
