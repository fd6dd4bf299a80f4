"""Week by week: which weeks a picture shows, what was done in them, and which of them stand out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board
from salesdesk.insights.weeks import monday_of, weeks_within
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.score import score
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.period import Period
from salesdesk.stats.xmr import POINTS_NEEDED, Limits, limits, signals

FEWEST, MOST = 8, 53  # weeks in a picture
_BACKGROUND = 26  # weeks by which the ordinary variation is known


@dataclass(frozen=True)
class Week:
    """A week from Monday, or the part of it that lies in the period."""

    period: Period
    whole: bool

    @property
    def label(self) -> str:
        return f"{self.period.first.day} {self.period.first:%b}"


@dataclass(frozen=True, eq=False)
class WeeklyParts:
    """``parts``: per second figure its values week by week; ``total`` that of the KPI itself."""

    weeks: tuple[Week, ...]
    parts: dict[str, ScoreTable]
    total: ScoreTable


@dataclass(frozen=True, eq=False)
class Variation:
    """A figure week by week; ``signals`` are weeks beyond the limits, or of a run on one side of the mean.

    ``base``: so many of the first weeks the limits were worked out from; NaN limits where these are too few.
    """

    weeks: tuple[Week, ...]
    table: ScoreTable
    limits: Limits
    signals: npt.NDArray[np.bool_]
    base: int

    @property
    def known(self) -> bool:
        """Whether there are weeks enough to tell ordinary from unusual."""
        return self.limits.mean == self.limits.mean


def weeks_of(board: Board) -> tuple[Week, ...]:
    """The weeks of the selected period as far as the log reaches, the last ones of a long one, no fewer than eight.

    The first and the last are cut off where the period begins and ends.
    """
    log, period = board.log, board.period
    end = log.as_of + 1 if period.is_all else min(period.end, log.as_of + 1)
    last = monday_of(end - 1)
    first = log.span.first if period.is_all else max(period.start, log.span.first)
    if last - monday_of(first) < 7 * (FEWEST - 1):
        first = max(last - 7 * (FEWEST - 1), log.span.first)
    first = max(first, last - 7 * (MOST - 1))
    found = []
    for monday in range(monday_of(first), last + 1, 7):
        start, after = max(monday, first), min(monday + 7, end)
        found.append(Week(_period(start, after), after - start == 7))
    return tuple(found)


def weekly_parts(board: Board, key: str, figures: tuple[str, ...]) -> WeeklyParts | None:
    """A KPI and some of its second figures week by week; None where nothing was done in any of them."""
    weeks = weeks_of(board)
    if not weeks:
        return None
    kpi, cut = BY_KEY[key], board.cut.at(*(week.period for week in weeks))
    total = score(kpi, board.book, cut)
    parts = {figure: score(kpi, board.book, cut, figure) for figure in figures}
    if not any(np.nansum(table.value) > 0 for table in (*parts.values(), total)):
        return None
    return WeeklyParts(weeks, {figure: table for figure, table in parts.items() if np.nansum(table.value)}, total)


def variation(board: Board, key: str) -> Variation | None:
    """A figure over whole weeks, against the limits of the weeks before the period, or of all where these are few."""
    log, period = board.log, board.period
    end = log.as_of + 1 if period.is_all else min(period.end, log.as_of + 1)
    start = log.span.first if period.is_all else period.start
    first = max(min(start, end - 7 * _BACKGROUND), end - 7 * MOST, log.span.first)
    weeks = tuple(
        Week(_period(each.start, each.end), whole=True) for each in weeks_within([Period(first, end)], log.as_of)
    )
    if not weeks:
        return None
    table = score(BY_KEY[key], board.book, board.cut.at(*(week.period for week in weeks)))
    values = table.series()
    if not np.nansum(values) > 0:
        return None
    before = sum(week.period.end <= start for week in weeks)
    base = before if before >= POINTS_NEEDED else len(weeks)
    within = limits(values[:base])
    marked = signals(values, within) if within.mean == within.mean else np.zeros(len(values), dtype=bool)
    return Variation(weeks, table, within, marked & ~np.isnan(values), base)


def _period(start: int, end: int) -> Period:
    found = Period(start, end)
    return Period(
        start, end, f"{found.first.day} {found.first:%b} to {found.last.day} {found.last:%b} {found.last.year}"
    )
