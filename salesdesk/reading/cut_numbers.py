"""Amounts of a text file that are cut in two, because their decimal comma is also what separates the fields."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.issue import Effect
from salesdesk.reading.grid import Grid
from salesdesk.reading.typed import Problem, Typed
from salesdesk.reading.types_distinct import is_text, whole

_CUT = "is cut at its decimal commas, which also separate the fields: save the file with semicolons"
_MOST = 0.9
_CENTS = r"^\s*\d{2}\s*$"
_WHOLE = r"^\s*[-+]?\d+\s*$"


def if_not_cut(grid: Grid, place: int, typed: Typed) -> Typed:
    """Blank where whole numbers have their cents in the next field, and the rows are longer than the header."""
    if grid.delimiter != "," or place + 1 >= len(grid.names) or not _longer_than_header(grid):
        return typed
    if not (_all(grid, place, _WHOLE) and _all(grid, place + 1, _CENTS)):
        return typed
    problem = Problem(_CUT, Effect.NEEDS_ANSWER, np.flatnonzero(typed.values.notna().to_numpy()))
    return replace(typed, values=pd.Series(np.full(len(grid), np.nan)), problems=(problem,))


def _longer_than_header(grid: Grid) -> bool:
    last = grid.columns[-1]
    return not grid.names[-1].strip() and len(last) - last.null_count > _MOST * len(last)


def _all(grid: Grid, place: int, pattern: str) -> bool:
    cells = whole(grid.columns[place])
    cells = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
    return is_text(cells.type) and bool(pc.all(pc.match_substring_regex(cells, pattern)).as_py())
