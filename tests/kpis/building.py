"""A sales log written by hand: rows as dicts become typed tables, without any file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from salesdesk.models.columns import TIME_KINDS, Kind, Table
from salesdesk.models.log import SalesLog, storage
from salesdesk.models.settings import Settings
from salesdesk.models.tables import BY_NAME

Row = dict[str, Any]


def log(
    zone: str = "UTC", as_of: str | None = None, settings: dict[str, Any] | None = None, **tables: list[Row]
) -> SalesLog:
    """`log(opportunities=[{"amount": 5, "created_at": "2026-03-05"}], zone="Europe/Berlin")`.

    A text without a time of day is a date only; one with a time is local time, unless it ends in "Z".
    Missing ids are numbered, and a missing status of an opportunity follows from its stage, as the reader does.
    """
    last = date.fromisoformat(as_of) if as_of else None
    frames, date_only = {}, {}
    for name, rows in tables.items():
        frames[name], marks = _frame(BY_NAME[name], rows, zone)
        date_only.update({(name, column): mark for column, mark in marks.items()})
    chosen = Settings(**{"zone": zone, "as_of": last, **(settings or {})})
    return SalesLog(tables=frames, settings=chosen, date_only=date_only)


def without(filled: SalesLog, table: str, *columns: str) -> SalesLog:
    """The same log as if no file had had these columns; without columns, as if it had not had the table."""
    tables = dict(filled.tables)
    if columns:
        tables[table] = tables[table].drop(columns=[name for name in columns if name in tables[table]])
    else:
        del tables[table]
    marks = {key: mark for key, mark in filled.date_only.items() if key[0] in tables and key[1] in tables[key[0]]}
    return SalesLog(tables=tables, settings=filled.settings, date_only=marks)


def _frame(table: Table, rows: list[Row], zone: str) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    used = {name for row in rows for name in row}
    unknown = used - {column.name for column in table.columns}
    assert not unknown, f"{table.name} has no {unknown}"
    columns: dict[str, Any] = {}
    marks = {}
    for column in table.columns:
        if column.name in used:
            cells = [row.get(column.name) for row in rows]
            columns[column.name] = _series(cells, column.kind, zone)
            if column.kind in TIME_KINDS:
                marks[column.name] = np.array([isinstance(cell, str) and len(cell) == 10 for cell in cells], dtype=bool)
    _complete(table, columns, len(rows))
    return pd.DataFrame(columns, index=range(len(rows))), marks


def _complete(table: Table, columns: dict[str, Any], count: int) -> None:
    if table.key and table.key not in columns and not (table.naming and table.naming in columns):
        columns[table.key] = pd.Series([f"{table.name} {row + 1}" for row in range(count)], dtype="str")
    if table.name == "opportunities" and "stage" in columns and "status" not in columns:
        stages = columns["stage"].str.casefold()
        words = {"closed won": "won", "won": "won", "closed lost": "lost", "lost": "lost"}
        columns["status"] = stages.map(words).fillna("open").astype("category")


def _series(cells: list[Any], kind: Kind, zone: str) -> pd.Series:
    if kind in TIME_KINDS:
        moments = [None if cell is None else _moment(cell, zone) for cell in cells]
        return pd.Series(pd.DatetimeIndex(pd.to_datetime(moments, utc=True)).as_unit("us"))
    return pd.Series(cells, dtype="object").astype(storage(kind))


def _moment(text: str, zone: str) -> datetime:
    if len(text) == 10:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    if text.endswith("Z"):
        return datetime.fromisoformat(text)
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
