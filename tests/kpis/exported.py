"""A log as the sheets of a file that it could have been read from."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from salesdesk.models.columns import TIME_KINDS, Kind
from salesdesk.models.log import SalesLog
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.grid import Grid
from tests.reading.sheets import sheet


def grids_of(log: SalesLog, source: str) -> list[Grid]:
    """One sheet per table, headed by the labels of the columns."""
    return [_grid(log, name, source) for name in log.tables]


def _grid(log: SalesLog, table: str, source: str) -> Grid:
    declared, frame = BY_NAME[table], log.tables[table]
    columns = {declared.column(name).label: _cells(log, table, name) for name in frame}
    return sheet(columns, source, declared.title)


def _cells(log: SalesLog, table: str, name: str) -> list[Any]:
    column, kind = log.tables[table][name], BY_NAME[table].column(name).kind
    if kind in TIME_KINDS:
        local, whole = column.dt.tz_convert(ZoneInfo(log.settings.zone)), log.is_date_only(table, name)
        shown = column.dt.strftime("%Y-%m-%d").where(whole, local.dt.strftime("%Y-%m-%d %H:%M"))
        return [None if pd.isna(text) else text for text in shown]
    plain = [None if pd.isna(cell) else cell for cell in column.astype(object)]
    return [None if cell is None else bool(cell) for cell in plain] if kind is Kind.FLAG else plain
