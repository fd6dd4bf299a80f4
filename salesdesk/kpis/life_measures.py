"""How long members stay: the expected lifespan, and what a yearly amount over it is worth today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.grain import marked
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import Cols, Counted, Measure, Source
from salesdesk.models.log import Mask
from salesdesk.stats.survival import Curve, kaplan_meier, restricted_mean

ENOUGH_ENDINGS = 10  # from so many on the rate of leaving tells the lifespan


@dataclass(frozen=True, eq=False)
class LifeSpan(Measure):
    """Expected years that rows last; those without the mark ``event`` have lasted ``value`` years so far.

    With ``ENOUGH_ENDINGS`` it is one by the yearly rate of ending, else the mean within the years seen
    (Kaplan–Meier), so at least that; never longer than the settings believe. Numerator: how many have ended.
    """

    of: Source
    value: str
    event: str
    kind: MeasureKind = MeasureKind.SURVIVAL

    def fold(self, book: Book, cut: Cut) -> Cols:
        return _folded(self, book, cut, lambda years, ended: lifespan(years, ended, book.log.settings.lifespan_years))

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value, event=self.event),)


@dataclass(frozen=True, eq=False)
class DiscountedYears(Measure):
    """The years of a lifespan, each weighed by who is still there and discounted from its middle to today."""

    of: Source
    value: str
    event: str
    kind: MeasureKind = MeasureKind.SURVIVAL

    def fold(self, book: Book, cut: Cut) -> Cols:
        longest, rate = book.log.settings.lifespan_years, book.log.settings.discount_rate
        return _folded(self, book, cut, lambda years, ended: discounted_years(years, ended, longest, rate))

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value, event=self.event),)


def _folded(measure: LifeSpan | DiscountedYears, book: Book, cut: Cut, value: Callable[..., float]) -> Cols:
    rows = measure.of.rows(book, cut)
    rows = rows.those(~np.isnan(rows.number(measure.value)))
    years, ended = rows.number(measure.value), marked(rows.columns, measure.event)
    cells = int(np.prod(rows.shape))
    found = np.full(cells, np.nan)
    order = np.argsort(rows.cell, kind="stable")
    edges = np.searchsorted(rows.cell[order], np.arange(cells + 1))
    for cell in np.unique(rows.cell):
        here = order[edges[cell] : edges[cell + 1]]
        found[cell] = value(years[here], ended[here])
    n = np.bincount(rows.cell, minlength=cells).reshape(rows.shape).astype(np.float64)
    events = np.bincount(rows.cell, ended, minlength=cells).reshape(rows.shape).astype(np.float64)
    return Cols(found.reshape(rows.shape), events, n, n, observed=events, answered=n > 0)


def by_rate(ended: Mask) -> bool:
    """Whether there are enough endings to go by their yearly rate."""
    return int(np.count_nonzero(ended)) >= ENOUGH_ENDINGS


def lifespan(years: Floats, ended: Mask, longest: float) -> float:
    if by_rate(ended):
        return float(min(years.sum() / np.count_nonzero(ended), longest))
    return min(restricted_mean(kaplan_meier(years, ended), float(years.max())), longest)


def discounted_years(years: Floats, ended: Mask, longest: float, rate: float) -> float:
    """Expected years lived in each year ahead, times (1 + rate)^−(year + ½), up to the longest lifespan believed."""
    ahead = np.arange(int(np.ceil(longest)))
    lived = np.diff([_lived(years, ended, min(end, longest)) for end in [*ahead, longest]])
    return float(np.sum(lived * (1 + rate) ** -(ahead + 0.5)))


def _lived(years: Floats, ended: Mask, until: float) -> float:
    """Expected years up to a point in time: the area under the curve of those who are still there."""
    if by_rate(ended):
        mean = years.sum() / np.count_nonzero(ended)
        return float(mean * -np.expm1(-until / mean)) if mean > 0 else 0.0
    curve: Curve = kaplan_meier(years, ended)
    return restricted_mean(curve, min(until, float(years.max())))
