"""The single values behind a figure, cell by cell, for tests that shuffle or redraw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.order_measures import SurvivalMedian
from salesdesk.kpis.records import chosen_rows
from salesdesk.models.log import Mask


@dataclass(frozen=True, eq=False)
class CellValues:
    """``value`` and, for durations that may still run, ``ended`` of every row; ``cell`` counts through ``shape``."""

    cell: np.ndarray
    shape: tuple[int, ...]
    value: Floats
    ended: Mask | None

    def at(self, *place: int) -> Floats:
        return self.value[self._those(place)]

    def lasting(self, *place: int) -> tuple[Floats, Mask] | None:
        """Durations and which of them have ended; None for values that cannot be unfinished."""
        if self.ended is None:
            return None
        those = self._those(place)
        return self.value[those], self.ended[those]

    def _those(self, place: tuple[int, ...]) -> Mask:
        # An axis of size 1 stands for every member of a dimension that the rows lack.
        held = tuple(min(at, size - 1) for at, size in zip(place, self.shape, strict=True))
        mask: Mask = self.cell == np.ravel_multi_index(held, self.shape)
        return mask


def cell_values(kpi: Kpi, book: Book, cut: Cut) -> CellValues:
    """The values that the KPI's measure adds up, averages or puts in order; unknown ones are left out."""
    measure = kpi.measure_of(None, cut.by)
    part = measure.counted[0]
    rows = chosen_rows(part, book, cut.kept_by(() if kpi.private else kpi.by))
    value = np.ones(len(rows)) if part.value is None else rows.number(part.value)
    known = ~np.isnan(value)
    ended = rows.columns[measure.event][known] if isinstance(measure, SurvivalMedian) else None
    return CellValues(np.asarray(rows.cell)[known], rows.shape, value[known], ended)


def place_of(book: Book, cut: Cut, cell: Mapping[str, str], period: int) -> tuple[int, ...]:
    """Where a member stands in ``CellValues``. Raises ValueError for a label that nobody has."""
    return (period, *(book.labels(dim).index(cell[dim]) for dim in cut.by))
