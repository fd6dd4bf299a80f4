"""The rows of the made-up log as plain Python cells, for recounts that use none of the program's arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from salesdesk.models.log import SalesLog
from tests.kpis.building import without
from tests.kpis.full_log import full_log

BERLIN = ZoneInfo("Europe/Berlin")
AS_OF = date(2026, 4, 1)
Row = dict[str, Any]
Span = tuple[date, date]  # both days included
_counted = [7]  # the seed of the log that is counted now


@cache
def plain_log(seed: int) -> SalesLog:
    """A full log without histories and splits, which the worked examples are about."""
    log = full_log(seed)
    for table in ("opp_stage_history", "owner_history", "deal_splits", "absences", "ramp"):
        log = without(log, table)
    return log


@contextmanager
def counting(seed: int) -> Iterator[SalesLog]:
    """What ``rows`` and all recounts read meanwhile."""
    before, _counted[0] = _counted[0], seed
    try:
        yield plain_log(seed)
    finally:
        _counted[0] = before


def rows(table: str) -> list[Row]:
    """The rows of a table; times are local, dates without a time are dates, blanks None."""
    return _rows(_counted[0], table)


@cache
def _rows(seed: int, table: str) -> list[Row]:
    log = plain_log(seed)
    frame = log.tables[table]
    cells = {name: frame[name].astype(object).where(frame[name].notna(), None) for name in frame.columns}
    marks = {key[1]: mark for key, mark in log.date_only.items() if key[0] == table}
    found = []
    for place in range(len(frame)):
        row = {name: column.iloc[place] for name, column in cells.items()}
        for name, mark in marks.items():
            if row[name] is not None:
                moment = pd.Timestamp(row[name]).to_pydatetime()
                row[name] = moment.date() if mark[place] else moment.astimezone(BERLIN)
        found.append(row)
    return found


def day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def within(moment: date | datetime | None, span: Span) -> bool:
    return moment is not None and span[0] <= day(moment) <= span[1]


def rates() -> list[tuple[date, float]]:
    return sorted((day(row["date"]), row["rate_to_base"]) for row in rows("fx_rates"))


def deals() -> list[Row]:
    return [row for row in rows("opportunities") if not row["is_test"]]


def lines() -> list[Row]:
    return [row for row in rows("order_lines") if row["status"] != "cancelled"]


def rate(currency: str | None, on: date | None) -> float | None:
    if currency in (None, "EUR"):
        return 1.0
    fit = [value for when, value in rates() if on is not None and on - timedelta(days=7) <= when <= on]
    return fit[-1] if currency == "USD" and fit else None


def worth(row: Row, on: date | None) -> float | None:
    """In euros, to the ten-thousandth; None without an amount or a rate."""
    found = rate(row["currency"], on)
    return None if row["amount"] is None or found is None else float(np.rint(row["amount"] * found * 10_000)) / 10_000


def closed(span: Span, *statuses: str) -> list[Row]:
    return [row for row in deals() if row["status"] in statuses and within(row["closed_at"], span)]


def cycle(row: Row) -> int | None:
    if row["created_at"] is None or row["closed_at"] is None:
        return None
    return (day(row["closed_at"]) - day(row["created_at"])).days


def orders() -> list[list[Row]]:
    """The lines of each order, with what was given back of it; a line without an order is one of its own."""
    found: dict[Any, list[Row]] = {}
    known = {row["order_id"] for row in rows("order_lines")}
    for place, row in enumerate(lines()):
        if row["line_type"] != "sample":
            original = row["original_order_id"]
            found.setdefault(original if original in known else row["order_id"] or place, []).append(row)
    return [*found.values()]


def purchases() -> list[tuple[str | None, date | None]]:
    """Customer and day of the orders that are worth something after what was given back."""
    found = []
    for parts in orders():
        sold = [row for row in parts if row["amount"] > 0]
        if sold and sum(row["amount"] for row in parts) > 0:
            first = min(sold, key=lambda row: day(row["order_date"]) or date.max)
            found.append((first["customer_id"], day(first["order_date"])))
    return found
