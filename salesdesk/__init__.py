"""SalesDesk: sales logs in, KPIs and scorecards out."""

__version__ = "0.1.0"
