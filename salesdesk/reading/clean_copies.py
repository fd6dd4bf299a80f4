"""The same sheet opened twice, and rows without an id that repeat an earlier row in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from salesdesk.models.tables import BY_NAME
from salesdesk.reading.grid import Grid
from salesdesk.reading.match_tables import Plan
from salesdesk.reading.merge import COPIES
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report
from salesdesk.reading.types_distinct import whole

# Two equal purchases are legal, and so are two equal answers to an anonymous survey.
_LEGAL_TWICE = frozenset({"order_lines", "satisfaction_responses"})


def without_copies(grids: Sequence[Grid], plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Drops a sheet whose content was seen in another one before."""
    kept: list[int] = []
    found = list(plans)
    for number, grid in enumerate(grids):
        twin = next((other for other in kept if _same(grids[other], grid)), None)
        if twin is None:
            kept.append(number)
        elif found[number].fits:
            found[number] = replace(found[number], fits=(), reason=f"it has the same content as {_title(grids[twin])}")
    return tuple(found)


def _title(grid: Grid) -> str:
    return grid.source if grid.sheet is None else f"{grid.source}, sheet {grid.sheet}"


def _same(one: Grid, other: Grid) -> bool:
    return (
        one.names == other.names
        and len(one) == len(other)
        and all(a.type == b.type and a.equals(b) for a, b in zip(one.columns, other.columns, strict=True))
    )


def without_raw_copies(piece: Piece, grid: Grid, report: Report) -> Piece:
    """Only where rows have no id and, if they are activities, no time of day to tell them apart by."""
    if piece.table in _LEGAL_TWICE or BY_NAME[piece.table].key in piece.columns or not len(piece):
        return piece
    rows = np.arange(len(piece))
    if piece.table == "activities" and "happened_at" in piece.columns:
        untimed = piece.whole_days("happened_at") | piece.columns["happened_at"].isna().to_numpy()
        rows = np.flatnonzero(untimed)
    gone = np.zeros(len(piece), dtype=bool)
    gone[rows] = _repeats(grid, (piece.rows - grid.first_row)[rows])
    report.set_aside(piece.source, COPIES, piece.rows[gone])
    return piece.keep(~gone)


def _repeats(grid: Grid, rows: np.ndarray) -> np.ndarray:
    """Which rows equal an earlier one; looks at no more columns than it takes to tell all rows apart."""
    key = np.zeros(len(rows), dtype=np.int64)
    for column in grid.columns:
        cells = whole(column)
        if pa.types.is_dictionary(cells.type):
            codes = np.asarray(cells.indices.fill_null(-1)).astype(np.int64)[rows]
        else:
            codes = np.asarray(pd.factorize(cells.take(pa.array(rows)).to_pandas())[0], dtype=np.int64)
        key = np.asarray(pd.factorize(key * (codes.max(initial=0) + 2) + codes + 1)[0], dtype=np.int64)
        if key.max(initial=-1) + 1 == len(key):
            return np.zeros(len(rows), dtype=bool)
    return pd.Series(key).duplicated().to_numpy()
