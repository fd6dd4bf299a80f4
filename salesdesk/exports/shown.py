"""Which columns of a table a list of records shows, and how their cells read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.exports import styles
from salesdesk.exports.blocks import ListColumn, Value
from salesdesk.exports.texts import Washing
from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind
from salesdesk.models.log import NO_MOMENT, SalesLog
from salesdesk.models.selection import DIMS
from salesdesk.models.tables import BY_NAME

Rows = npt.NDArray[np.int64]
_EXCEL_EPOCH = 25_569  # 1970-01-01 as a date of Excel
# The columns that tell a row apart, in the order in which people read them; the others stay in the program.
_TELLING = {
    "opportunities": (
        "opportunity_id", "name", "customer_id", "product_id", "created_at", "closed_at", "stage", "amount", "currency",
        "source", "lost_reason",
    ),
    "activities": (
        "activity_id", "happened_at", "type", "customer_id", "lead_id", "opportunity_id", "outcome", "duration_s",
    ),
    "leads": (
        "lead_id", "name", "company", "source", "created_at", "assigned_at", "first_response_at", "stage",
        "disqualified_at",
    ),
    "order_lines": (
        "order_id", "order_date", "customer_id", "product_id", "qty", "amount", "currency",
        "location_id", "line_type",
    ),
    "customers": ("customer_id", "name", "segment", "industry", "country", "territory", "first_order_date"),
    "quotas": ("period_start", "period_end", "amount", "measure", "currency", "team"),
}  # fmt: skip
_MOST = 10
_BY_DAY = frozenset({"opportunities", "order_lines", "orders", "proposals"})  # nobody asks for their time of day
_WIDTHS = {Kind.MOMENT: 17, Kind.DAY: 12, Kind.MONEY: 13}
_NARROWEST, _WIDEST = 9, 32


def title_of(table: str) -> str:
    """What people call the rows of a table, or the members of a dimension."""
    return BY_NAME[table].title if table in BY_NAME else f"{DIMS[table]}s counted"


def columns_of(log: SalesLog, table: str, rows: Rows, wash: Washing, rep: str | None) -> list[ListColumn]:
    """The cells of some rows. For a rep's eyes the columns that name reps are left out."""
    shown = []
    for column in _telling(log, table):
        if rep is not None and column.refers == "rep":
            continue
        values = _values(log, table, column, rows, wash)
        if any(value is not None for value in values):
            shown.append(ListColumn(column.label, _style(log, table, column, rows), values, _width(column, values)))
    if not shown:
        shown.append(ListColumn("Row", "Whole", [float(row) + 1 for row in rows], 8))
    return shown


def _telling(log: SalesLog, table: str) -> list[Column]:
    declared = BY_NAME[table]
    present = [column for column in declared.columns if log.has(table, column.name)]
    if table not in _TELLING:
        return present[:_MOST]
    wanted = [name for name in _TELLING[table] if log.has(table, name)]
    owner = [column.name for column in present if column.refers == "rep"]
    return [declared.column(name) for name in (*wanted, *owner)]


def _width(column: Column, values: list[Value]) -> float:
    longest = max((len(value) for value in values[:500] if isinstance(value, str)), default=0)
    widest = _WIDTHS.get(column.kind, max(_NARROWEST, longest + 3))
    return min(max(widest, len(column.label) + 4), _WIDEST)


def _style(log: SalesLog, table: str, column: Column, rows: Rows) -> str:
    if column.kind is Kind.MOMENT and table in _BY_DAY:
        return "Date"
    if column.kind is Kind.MOMENT and log.is_date_only(table, column.name)[rows].all():
        return "Date"
    if column.kind is Kind.NUMBER and _is_whole(log.number(table, column.name)[rows]):
        return "Whole"
    return styles.of_kind(column.kind)


def _is_whole(numbers: npt.NDArray[np.float64]) -> bool:
    known = numbers[~np.isnan(numbers)]
    return bool((known == np.rint(known)).all())


def _values(log: SalesLog, table: str, column: Column, rows: Rows, wash: Washing) -> list[Value]:
    if column.kind in NUMBER_KINDS:
        return _plain(log.number(table, column.name)[rows].tolist())
    if column.kind in TIME_KINDS:
        return _plain(_serials(log, table, column.name, rows).tolist())
    cells = log.tables[table][column.name].iloc[rows]
    if column.kind is Kind.FLAG:
        return [None if pd.isna(cell) else "yes" if cell else "no" for cell in cells]
    if column.refers:
        return _labels(log, table, column, rows, wash)
    return [None if pd.isna(cell) else wash(str(cell)) for cell in cells]


def _labels(log: SalesLog, table: str, column: Column, rows: Rows, wash: Washing) -> list[Value]:
    """Members by their names, as everywhere in the program."""
    dim = str(column.refers)
    labels = log.members(dim).labels
    codes = log.code(dim, table, column.name)[rows].tolist()
    return [wash(labels[code]) if code >= 0 else None for code in codes]


def _plain(numbers: Iterable[float]) -> list[Value]:
    return [None if math.isnan(number) else number for number in numbers]


def _serials(log: SalesLog, table: str, column: str, rows: Rows) -> npt.NDArray[np.float64]:
    """Local times as Excel counts them, to the second; NaN where there is none."""
    moments = log.moment(table, column)[rows]
    known = moments != NO_MOMENT
    local = np.where(known, moments, 0)
    timed = known & ~log.is_date_only(table, column)[rows]
    if log.settings.zone != "UTC" and timed.any():
        index = pd.DatetimeIndex(pd.to_datetime(local[timed], unit="us", utc=True))
        local[timed] = index.tz_convert(ZoneInfo(log.settings.zone)).tz_localize(None).as_unit("us").asi8
    serial: npt.NDArray[np.float64] = np.where(known, np.rint(local / 1e6) / 86_400 + _EXCEL_EPOCH, np.nan)
    return serial
