"""Measures that compare a sum with the same sum at another time: its growth, and each part's share in that."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import Cols, Counted, Measure, divide, whole_along
from salesdesk.kpis.sources import Sum


@dataclass(frozen=True, eq=False)
class Growth(Measure):
    """(now − before) / before; none where nothing was there before. Numerator: now; denominator: before.

    ``along``: the difference is divided by what was there before of everybody along that dimension, nobody
    included, so that the parts of the dimension add up to the growth of the whole.
    """

    now: Sum
    before: Sum
    along: str | None = None
    kind: MeasureKind = MeasureKind.RATIO

    def fold(self, book: Book, cut: Cut) -> Cols:
        now, before = self.now.total(book, cut), self.before.total(book, cut)
        whole = before if self.along is None else whole_along(self.before, book, cut, self.along)
        n = self.now.count(book, cut) + self.before.count(book, cut)
        return Cols(divide(now - before, whole), now, before, n)

    @property
    def counted(self) -> tuple[Counted, ...]:
        parts = (("now", self.now), ("before", self.before))
        return tuple(Counted(name, part.of, part.value, part.where, adds_up=True) for name, part in parts)
