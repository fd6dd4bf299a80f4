"""Totals and subtotals among the records: by their label, and where that could mislead also by their sum."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from salesdesk.models.columns import NUMBER_KINDS, TEXT_KINDS, TIME_KINDS, Kind
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.grid import Grid
from salesdesk.reading.piece import Piece
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_distinct import distinct, is_text

_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall |running )?totals?(?: count| amount)?\s*(?:\([^)]*\))?:?|grand totals?\b.*"
    r"|(?:zwischen|gesamt)?summe:?|sum:?",
    re.IGNORECASE,
)
_GROUP = re.compile(r".+ (?:sub)?totals?:?|(?:sub)?totals? (?:of|for) .+", re.IGNORECASE)
_TOLERANCE = 1e-6


def total_rows(piece: Piece, grid: Grid) -> Mask:
    """A record has a date if the table has dates at all; only rows without one can be totals."""
    undated = _undated(piece)
    total = np.zeros(len(piece), dtype=bool)
    if not undated.any():
        return total
    labelled, grouped = _labels(grid, undated)
    total |= labelled
    numbers = _numbers(piece)
    for row in np.flatnonzero(grouped & ~labelled):
        before = np.flatnonzero(total[:row])
        start = int(before[-1]) + 1 if before.size else 0
        total[row] = _is_sum(numbers, int(row), np.arange(start, row))
    last = len(piece) - 1
    if undated[last] and not total[last] and _only_numbers(piece, last):
        total[last] = _is_sum(numbers, last, np.flatnonzero(~total[:last]))
    return total


def _kind(piece: Piece, name: str) -> Kind:
    return fields_of(piece.table)[name].kind


def _undated(piece: Piece) -> Mask:
    undated = np.ones(len(piece), dtype=bool)
    for name, column in piece.columns.items():
        if _kind(piece, name) in TIME_KINDS:
            undated &= column.isna().to_numpy()
    return undated


def _numbers(piece: Piece) -> list[npt.NDArray[np.float64]]:
    return [
        column.to_numpy(dtype=np.float64, na_value=np.nan)
        for name, column in piece.columns.items()
        if _kind(piece, name) in NUMBER_KINDS
    ]


def _labels(grid: Grid, undated: Mask) -> tuple[Mask, Mask]:
    """Which rows have a cell that says total, and which one that speaks of the total of something."""
    total, group = np.zeros(len(grid), dtype=bool), np.zeros(len(grid), dtype=bool)
    rows = np.flatnonzero(undated)
    for column in grid.columns:
        if is_text(column.type):
            found = distinct(column.take(rows) if rows.size < len(grid) else column)
            texts = [text or "" for text in found.values.to_pylist()]
            for pattern, told in ((_TOTAL, total), (_GROUP, group)):
                says = np.array([bool(pattern.fullmatch(text)) for text in texts], dtype=bool)
                told[rows] |= found.spread(says, empty=False)
    return total, group


def _only_numbers(piece: Piece, row: int) -> bool:
    """Whether a row lacks all the texts that records of its table have; where these have none, that says nothing."""
    texts = [
        column
        for name, column in piece.columns.items()
        if _kind(piece, name) in TEXT_KINDS or column.dtype == "category"
    ]
    return bool(texts) and all(column.isna().iloc[row] for column in texts)


def _is_sum(numbers: list[npt.NDArray[np.float64]], row: int, above: npt.NDArray[np.int64]) -> bool:
    """Whether a number of the row is the sum of at least two numbers above it."""
    for column in numbers:
        parts = column[above][~np.isnan(column[above])]
        if parts.size > 1 and abs(column[row] - parts.sum()) <= _TOLERANCE * max(1.0, abs(parts.sum())):
            return True
    return False
