"""Totals and subtotals among the records: by their label, and where that could mislead also by their sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Kind
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.grid import Grid
from salesdesk.reading.piece import Piece
from salesdesk.reading.total_labels import GROUP, SUMMARY, TOTAL
from salesdesk.reading.total_sums import Sums
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_distinct import distinct, is_text

_TAIL = 12  # rows at the end that may be totals although they have a date, the day of the report
_TELLING = 2.5  # texts of a record; where records have fewer, a row with a single text may be one

Rows = npt.NDArray[np.int64]


def total_rows(piece: Piece, grid: Grid) -> Mask:
    """A record has a date if the table has dates at all, and an id if it has ids; a total seldom has."""
    found = np.zeros(len(piece), dtype=bool)
    undated = _undated(piece)
    looked = undated.copy()
    looked[-_TAIL:] = True
    rows = np.flatnonzero(looked)
    undated = undated[rows]
    total, group, summary = _labels(grid, rows, (TOTAL, GROUP, SUMMARY))
    texts = _texts(piece, rows)
    words = sum(
        (column.notna().to_numpy().astype(np.int64) for column in texts.values()), np.zeros(len(rows), np.int64)
    )
    own = {name: _says(column, total) for name, column in texts.items()}
    others = words - sum(own.values(), np.zeros(len(rows), np.int64))
    key = BY_NAME[piece.table].key
    keyed = own[key] > 0 if key in own else np.zeros(len(rows), dtype=bool)
    keyless = texts[key].isna().to_numpy() if key in texts else np.ones(len(rows), dtype=bool)
    few = 1 if not undated.all() and len(words) and _mean_of_words(piece, texts) >= _TELLING else 0
    bare = undated & keyless & (words <= few) & bool(texts)
    found[rows] = undated & ((total & (keyed | (others == 0))) | (summary & (words <= 1) & ~undated.all()))
    sums = Sums(_numbers(piece), found)
    maybe = (total & (undated | keyed | keyless)) | (group & undated) | bare
    for place in np.flatnonzero(maybe & ~found[rows]):
        sums.decide(int(rows[place]), least=1 if total[place] else 2)
    return sums.found


def _undated(piece: Piece) -> Mask:
    undated = np.ones(len(piece), dtype=bool)
    for name, column in piece.columns.items():
        if _kind(piece, name) in TIME_KINDS:
            undated &= column.isna().to_numpy()
    return undated


def _kind(piece: Piece, name: str) -> Kind:
    return fields_of(piece.table)[name].kind


def _numbers(piece: Piece) -> list[npt.NDArray[np.float64]]:
    return [
        column.to_numpy(dtype=np.float64, na_value=np.nan)
        for name, column in piece.columns.items()
        if _kind(piece, name) in NUMBER_KINDS
    ]


def _texts(piece: Piece, rows: Rows) -> dict[str, pd.Series]:
    beside = TIME_KINDS | NUMBER_KINDS | {Kind.FLAG}
    return {name: column.iloc[rows] for name, column in piece.columns.items() if _kind(piece, name) not in beside}


def _mean_of_words(piece: Piece, texts: dict[str, pd.Series]) -> float:
    return sum(float(piece.columns[name].notna().mean()) for name in texts)


def _says(column: pd.Series, total: Mask) -> npt.NDArray[np.int64]:
    """1 where the label of a total stands in this column."""
    told = np.zeros(len(column), dtype=np.int64)
    told[total] = [TOTAL.fullmatch(str(text).strip()) is not None for text in column[total]]
    return told


def _labels(grid: Grid, rows: Rows, patterns: Sequence[re.Pattern[str]]) -> list[Mask]:
    """For each pattern, which of the rows have a cell that says so."""
    told = [np.zeros(len(rows), dtype=bool) for _ in patterns]
    for column in grid.columns:
        if is_text(column.type):
            found = distinct(column.take(rows) if rows.size < len(grid) else column)
            texts = [text or "" for text in found.values.to_pylist()]
            for mask, pattern in zip(told, patterns, strict=True):
                says = np.fromiter((pattern.fullmatch(text) is not None for text in texts), bool, len(texts))
                if says.any():
                    mask |= found.spread(says, empty=False)
    return told
