"""What somebody answered about single columns of files with one header, as it is kept and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from salesdesk.reading.header_words import words
from salesdesk.reading.typed import Mark, Order

Told = Mapping[str, str]  # "dates:Close date" -> "dmy"

HEADER_ROW, ENCODING, DELIMITER, FOUND_ENCODING = "header_row", "encoding", "delimiter", "encoding_found"
LAYOUT = frozenset({HEADER_ROW, ENCODING, DELIMITER, FOUND_ENCODING})
SHEET, UNUSED = "sheet", "unused"
DATES, DECIMAL, TYPE, COLUMN = "dates", "decimal", "type", "column"
ORDERS, MARKS = ("dmy", "mdy"), ("comma", "point")


@dataclass(frozen=True)
class ColumnAnswers:
    """None: nothing was answered. ``unit``: of durations and percentages."""

    dates: Order | None = None
    decimal: Mark | None = None
    unit: str | None = None
    unused: bool = False


def key_for(what: str, header: str) -> str:
    """The key of an answer about one column."""
    return f"{what}:{header}"


def answers_about(told: Told, header: str) -> ColumnAnswers:
    """Looked up by the header as it stands, then by its words; answers that make no sense count as none."""
    dates, decimal = _answer(told, DATES, header), _answer(told, DECIMAL, header)
    return ColumnAnswers(
        cast("Order", dates) if dates in ORDERS else None,
        cast("Mark", decimal) if decimal in MARKS else None,
        _answer(told, TYPE, header),
        _answer(told, COLUMN, header) == UNUSED,
    )


def _answer(told: Told, what: str, header: str) -> str | None:
    exact = told.get(key_for(what, header))
    if exact is not None or not told:
        return exact
    spoken = words(header)
    alike = (
        value for key, value in told.items() if key.startswith(f"{what}:") and words(key[len(what) + 1 :]) == spoken
    )
    return next(alike, told.get(what))


def is_left_out(told: Told, sheet: str | None) -> bool:
    """Whether a sheet of this header, or just the one of this name, is not to be used."""
    return UNUSED in {told.get(SHEET), told.get(key_for(SHEET, sheet)) if sheet else None}
