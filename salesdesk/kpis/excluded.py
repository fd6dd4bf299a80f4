"""What was left out of a figure, by reason, and what part of the rows it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import ALWAYS, UNDATED, Moment
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import NO_DATE, TOO_RECENT, Array, Facts, Floats, Reason
from salesdesk.kpis.grain import Weight, marked
from salesdesk.kpis.measures import Counted, Measure
from salesdesk.kpis.sources import Side
from salesdesk.models.period import ALL


@dataclass(frozen=True, eq=False)
class LeftOut:
    """``by_reason`` and ``coverage`` (NaN where there are no rows) have shape (periods, *dims).

    ``undated``: rows without a date that were counted, because the period is all there is.
    """

    by_reason: Mapping[Reason, Floats]
    coverage: Floats
    undated: int


def left_out(measure: Measure, book: Book, cut: Cut, shape: tuple[int, ...]) -> LeftOut:
    """Coverage is kept / (kept + gaps), lessened by the share of rows that have no date."""
    tally = _Tally(book, cut, shape)
    for side in measure.sides:
        tally.add(side)
    for part in measure.counted:
        if part.pending:
            tally.add_pending(part)
    return tally.result()


class _Tally:
    def __init__(self, book: Book, cut: Cut, shape: tuple[int, ...]) -> None:
        self._book, self._cut, self._shape = book, cut, shape
        self._dated = np.array([not period.is_all for period in cut.periods]).reshape(-1, *[1] * (len(shape) - 1))
        self._reasons: dict[Reason, Floats] = {}
        self._kept, self._undated, self._ever = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        self._included = 0

    def add(self, side: Side) -> None:
        found = self._book.facts(side.facts)
        if self._cut.dims - found.dims.keys() - set(side.shared):
            return  # a member's own dimension, which its rows do not tell
        self._kept += side.total(self._book, self._cut)
        if side.clock.takes_dates and found.undated:
            self._add_undated(side)
        if found.aside is not None:
            self._add_aside(side, found.aside)

    def _add_undated(self, side: Side) -> None:
        """Under "all" a side that asks about the period itself counts its undated rows, any other leaves them out."""
        undated = replace(side, clock=UNDATED)
        told = undated.total(self._book, self._cut)
        if side.clock.moment is Moment.PERIOD:
            told = np.where(self._dated, told, 0)
            if not self._dated.all():
                self._included += int(undated.total(self._book, self._cut.sliced().at(ALL)).sum())
        self._undated += told
        self._ever += replace(side, clock=ALWAYS).total(self._book, self._cut)
        self._count(NO_DATE, told)

    def _add_aside(self, side: Side, aside: Facts) -> None:
        counts = self._of_aside(side, aside)
        for place, reason in enumerate(aside.reasons):
            self._count(reason, counts[..., place])
        if side.clock.takes_dates and aside.undated and self._dated.any():
            undated = self._of_aside(replace(side, clock=UNDATED), aside)
            gaps = undated[..., [reason.gap for reason in aside.reasons]].sum(axis=-1)
            self._count(NO_DATE, np.where(self._dated, gaps, 0))

    def _of_aside(self, side: Side, aside: Facts) -> Array:
        """Rows set aside, by reason along the last axis."""
        placed = self._book.placed(self._book.grain(side.facts, aside=True), side.clock, self._cut, side.shared)
        why, cell = aside.why_not[placed.index], placed.cell
        for mark in side.marks:
            meant = marked(aside.values, mark)[placed.index]
            why, cell = why[meant], cell[meant]
        width = len(aside.reasons)
        counts = np.bincount(cell * width + why, minlength=placed.cells * width)
        return counts.reshape(*placed.shape, width)

    def add_pending(self, part: Counted) -> None:
        marks = () if part.pending is None else (part.pending,)
        cohort = part.of.total(self._book, self._cut)
        self._count(TOO_RECENT, cohort - part.of.total(self._book, self._cut, Weight(None, marks)))

    def _count(self, reason: Reason, counts: Array) -> None:
        if counts.any():
            self._reasons[reason] = self._reasons.get(reason, np.zeros(self._shape)) + counts

    def result(self) -> LeftOut:
        gaps = np.zeros(self._shape)
        for reason, count in self._reasons.items():
            if reason.gap and reason != NO_DATE:
                gaps += count
        with np.errstate(divide="ignore", invalid="ignore"):
            coverage = self._kept / (self._kept + gaps)
            dated = np.where(self._undated > 0, 1 - self._undated / self._ever, 1.0)
        return LeftOut(self._reasons, coverage * dated, self._included)
