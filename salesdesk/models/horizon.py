"""From when to when a log reaches: the first and the newest thing that really happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesdesk.models.period import NO_DAY, Span, day_number
from salesdesk.models.tables import TABLES

if TYPE_CHECKING:
    from salesdesk.models.log import Days, SalesLog

# Tables whose first row tells since when the log is kept; a customer's churn date or a price says nothing of that.
KEPT = ("opportunities", "activities", "leads", "order_lines", "orders", "proposals")


def span_of(log: SalesLog) -> Span:
    """Plans, due dates and expected dates do not count. A log without any date has no days."""
    newest, first = [], []
    for table in TABLES:
        if not log.has(table.name):
            continue
        for column in table.columns:
            if column.happened and log.has(table.name, column.name):
                days = _happened(log, table.name, column.name)
                if days.size:
                    newest.append(int(days.max()))
                    if table.name in KEPT:
                        first.append(int(days.min()))
    closed = _closings(log)
    if closed.size:
        newest.append(int(closed.max()))
        first.append(int(closed.min()))
    if not newest and not log.settings.as_of:
        return Span(0, 0, is_dated=False)
    as_of = day_number(log.settings.as_of) if log.settings.as_of else max(newest)
    return Span(min(first, default=as_of), as_of)


def _happened(log: SalesLog, table: str, column: str) -> Days:
    days = log.day(table, column)
    if (table, column) == ("activities", "happened_at") and log.has(table, "status"):
        days = days[~log.says(table, "status", "planned", "cancelled")]
    dated: Days = days[days != NO_DAY]
    return dated


def _closings(log: SalesLog) -> Days:
    if not log.has("opportunities", "closed_at", "status"):
        return np.empty(0, dtype=np.int32)
    days = log.day("opportunities", "closed_at")
    closed: Days = days[log.says("opportunities", "status", "won", "lost") & (days != NO_DAY)]
    return closed
