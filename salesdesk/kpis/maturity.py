"""Which earlier period is old enough to be judged where a cohort is not yet."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.measures import Measure
from salesdesk.models.log import Mask
from salesdesk.models.period import Period, previous

_FURTHEST = 40  # periods to look back


def old_enough(measure: Measure, book: Book, cut: Cut, immature: Mask) -> tuple[Period, ...]:
    """For each immature period the newest one of the same length whose cohort, everybody together, is old enough.

    A period that is not immature, or that has none before it in the log, stays itself.
    """
    return tuple(
        _newest(measure, book, cut, period) if young else period
        for period, young in zip(cut.periods, immature, strict=True)
    )


def _newest(measure: Measure, book: Book, cut: Cut, period: Period) -> Period:
    before = earlier_ones(period, book)
    if not before:
        return period
    cols = measure.fold(book, cut.sliced().at(*before))
    young = np.zeros(len(before), dtype=bool) if cols.immature is None else cols.immature
    fit = np.flatnonzero((cols.n > 0) & ~young)
    return before[fit[0]] if fit.size else period


def earlier_ones(period: Period, book: Book) -> tuple[Period, ...]:
    """The periods of the same length before it that the log reaches, newest first."""
    found: list[Period] = []
    fiscal_start = book.log.settings.fiscal_start
    while len(found) < _FURTHEST:
        period = previous(period, fiscal_start)
        if period.end <= book.log.span.first:
            break
        found.append(period)
    return tuple(found)
