"""Measures that stand beside each other, such as a mean for each channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import Cols, Counted, Measure


@dataclass(frozen=True, eq=False)
class SideBySide(Measure):
    """No value, one detail per part; n is that of the part with most rows."""

    parts: Mapping[str, Measure]
    kind: MeasureKind = MeasureKind.MEAN

    def fold(self, book: Book, cut: Cut) -> Cols:
        folded = {name: part.fold(book, cut) for name, part in self.parts.items()}
        n = reduce(np.maximum, (cols.n for cols in folded.values()))
        none = np.full(np.shape(n), np.nan)
        return Cols(none, none, none, n, answered=n > 0, detail={name: cols.value for name, cols in folded.items()})

    @property
    def counted(self) -> tuple[Counted, ...]:
        return tuple(each._replace(key=name) for name, part in self.parts.items() for each in part.counted)
