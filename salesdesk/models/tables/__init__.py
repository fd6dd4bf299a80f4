"""Every table that a sales log may have, in the order in which people look for them."""

from __future__ import annotations

from salesdesk.models.columns import Table
from salesdesk.models.tables import activities, deals, leads, orders, people, surveys

TABLES: tuple[Table, ...] = (
    *deals.TABLES,
    *activities.TABLES,
    *leads.TABLES,
    *orders.TABLES,
    *people.TABLES,
    *surveys.TABLES,
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
