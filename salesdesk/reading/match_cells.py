"""Whether the cells of a column are of the kind that its header promises, judged by the first of them."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind
from salesdesk.reading.dates import read_dates
from salesdesk.reading.grid import Grid
from salesdesk.reading.numbers import read_number
from salesdesk.reading.time_of_day import read_time_of_day
from salesdesk.reading.typed import Hints
from salesdesk.reading.types_choices import read_flag

_SAMPLE = 300
_ROWS = 20_000  # a column that is blank down to here is judged by nothing
_MOST = 0.5


class Likeness:
    """The columns of one grid; each is looked at once for each kind that is asked about."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self.unlike = cache(self._unlike)

    def _unlike(self, place: int, kind: Kind) -> bool:
        """Whether most cells cannot be understood as this kind; text and choices can be anything."""
        cells = self._grid.columns[place].slice(0, _ROWS).drop_null().slice(0, _SAMPLE)
        lost = _lost(cells, kind) if len(cells) else 0
        return lost > _MOST * len(cells)


def _lost(cells: pa.ChunkedArray, kind: Kind) -> int:
    if kind in TIME_KINDS:
        return read_dates(cells, Hints(dates="dmy")).lost
    if kind is Kind.SECONDS:
        lost = read_number(cells, Column("", "", kind), Hints(decimal="point")).lost
        return lost and min(lost, read_time_of_day(cells).lost)
    if kind in NUMBER_KINDS:
        return read_number(cells, Column("", "", kind), Hints(decimal="point")).lost
    return read_flag(cells).lost if kind is Kind.FLAG else 0
