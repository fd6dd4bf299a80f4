"""What somebody answered about single columns of files with one header, as it is kept and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from salesdesk.reading.header_words import spoken_key
from salesdesk.reading.typed import Mark, Order

Told = Mapping[str, str]  # "dates:Close date" -> "dmy"

HEADER_ROW, ENCODING, DELIMITER, FOUND_ENCODING = "header_row", "encoding", "delimiter", "encoding_found"
FORM = frozenset({HEADER_ROW, ENCODING, DELIMITER, FOUND_ENCODING})
SHEET, UNUSED = "sheet", "unused"
REST, FOUND = "rest", "found"  # columns nobody spoke of are matched as they are found
DATES, DECIMAL, TYPE, COLUMN, FILL = "dates", "decimal", "type", "column", "fill"
ORDERS, MARKS = ("dmy", "mdy"), ("comma", "point")
DOWN, MERGED, LEAVE = "down", "merged", "leave"  # MERGED: over merged cells and no others


@dataclass(frozen=True)
class ColumnAnswers:
    """None: nothing was answered. ``unit``: of durations and percentages. ``fill``: DOWN, MERGED or LEAVE."""

    dates: Order | None = None
    decimal: Mark | None = None
    unit: str | None = None
    unused: bool = False
    fill: str | None = None


def key_for(what: str, column: str) -> str:
    """The key of an answer about one column, which is named by its key (see `column_keys`)."""
    return f"{what}:{column}"


def answers_about(told: Told, column: str) -> ColumnAnswers:
    """Looked up by the column's key as it stands, then by its words; answers that make no sense count as none."""
    dates, decimal = _answer(told, DATES, column), _answer(told, DECIMAL, column)
    fill = _answer(told, FILL, column)
    return ColumnAnswers(
        cast("Order", dates) if dates in ORDERS else None,
        cast("Mark", decimal) if decimal in MARKS else None,
        _answer(told, TYPE, column),
        _answer(told, COLUMN, column) == UNUSED,
        fill if fill in (DOWN, MERGED, LEAVE) else None,
    )


def _answer(told: Told, what: str, column: str) -> str | None:
    exact = told.get(key_for(what, column))
    if exact is not None or not told:
        return exact
    spoken, start = spoken_key(column), key_for(what, "")
    alike = (value for key, value in told.items() if key.startswith(start) and spoken_key(key[len(start) :]) == spoken)
    return next(alike, told.get(what))


def is_left_out(told: Told, sheet: str | None) -> bool:
    """Whether a sheet of this header, or just the one of this name, is not to be used."""
    return UNUSED in {told.get(SHEET), told.get(key_for(SHEET, sheet)) if sheet else None}
