"""Sheets written by hand, and what is understood of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from salesdesk.models.columns import Column, Kind
from salesdesk.models.log import SalesLog
from salesdesk.models.settings import Settings
from salesdesk.reading.answers import Asked
from salesdesk.reading.grid import Grid
from salesdesk.reading.open import understand
from salesdesk.reading.typed import Problem, Typed

YES, NO = True, False  # cells with truth values


def sheet(columns: Mapping[str, Sequence[Any]], source: str = "log.csv", name: str | None = None, **facts: Any) -> Grid:
    """Texts, numbers, dates and truth values as the reading process hands them over."""
    cells = tuple(pa.chunked_array([_typed(values)]) for values in columns.values())
    places = tuple(range(1, len(cells) + 1))
    return Grid(source, name, cells, tuple(columns), 1, facts.pop("first_row", 2), places, (), **facts)


def _typed(values: Sequence[Any]) -> pa.Array:
    if all(value is None or isinstance(value, str) for value in values):
        return pa.array(values, pa.string())
    return pa.array(values)


def at(text: str) -> datetime:
    """A cell with a date in a spreadsheet: wall time, no zone."""
    return datetime.fromisoformat(text)


def column_of(*cells: Any) -> pa.ChunkedArray:
    return pa.chunked_array([_typed(cells)])


def declared(kind: Kind, **facts: Any) -> Column:
    return Column("column", "Column", kind, **facts)


def log_of(*grids: Grid, **asked: Any) -> SalesLog:
    found = Asked(**asked)
    return understand(grids, found, Settings(zone=found.zone, currency=found.currency))


def cells(log: SalesLog, table: str, column: str) -> list[Any]:
    """A column as plain values, None where blank."""
    return plain(log.tables[table][column])


def plain(column: pd.Series) -> list[Any]:
    return [None if pd.isna(value) else value for value in column.tolist()]


def days(column: pd.Series) -> list[str | None]:
    return [None if pd.isna(value) else f"{value:%Y-%m-%d}" for value in column]


def moments(column: pd.Series) -> list[str | None]:
    """UTC to the second."""
    return [None if pd.isna(value) else f"{value:%Y-%m-%d %H:%M:%S}" for value in column]


def said(found: Typed) -> list[tuple[str, str, list[int]]]:
    return [_said(problem) for problem in found.problems]


def _said(problem: Problem) -> tuple[str, str, list[int]]:
    return problem.text, problem.effect.value, problem.places.tolist()


def texts(log: SalesLog) -> str:
    """All issues, a line each."""
    return "\n".join(issue.text for issue in log.issues)
