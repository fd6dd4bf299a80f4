"""What it takes to reach the quota of a period that still runs: from the money that is missing back to dials a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.open_deals import coverage
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.insights.weeks import weeks_within
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.chain import CHAIN, PAST, RATES
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score
from salesdesk.models.period import Period, day_date, month_of, months_before
from salesdesk.stats.sales_math import Counted, Ladder, ladder

QUOTA, SIZE, WINNING, CYCLE = "quota_attainment", "average_deal_size", "opp_to_win_rate", "sales_cycle_length"
_MONTHS, _WEEK_DAYS, _BUSY = 12, 5, 0.9
_DIALS, _OPENED = CHAIN[0], CHAIN[2]


@dataclass(frozen=True)
class QuotaPath:
    """``pipeline``: what the open deals due in the period are expected to bring, None where no day is expected.

    ``steps`` names those of the ladder, from the deals back to the first one; ``rates`` and ``size`` are of the
    ``year`` up to the end of the log. ``lag``: working days in which half of the deals won are won. ``busy``: so many
    dials were made a day in one week out of ten, None where nothing is dialled; ``opened``: opportunities a working
    day, from all sources.
    """

    quota: float
    won: float
    pipeline: float | None
    ladder: Ladder
    steps: tuple[str, ...]
    rates: tuple[Score, ...]
    size: Score
    year: Period
    days_left: int
    lag: float
    busy: float | None
    opened: float

    @property
    def opportunities_a_day(self) -> float | None:
        """None where there is no number, or no useful day."""
        found = self.ladder
        return found.steps[1] / found.useful_days if found.steps and found.useful_days > 0 else None

    @property
    def is_heroic(self) -> bool:
        """It takes more a day than the team has made in its busiest weeks."""
        a_day = self.ladder.a_day
        return self.busy is not None and self.steps[-1] == _DIALS.key and a_day is not None and a_day > self.busy


def quota_path(board: Board) -> QuotaPath | None:
    """Of the selected reps together; None where the period is over, nobody has a quota, or too few deals are closed."""
    attained, log = board.kpis[QUOTA].now, board.log
    year = _year(log.as_of)
    if not board.running or not attained.denominator:
        return None
    size, winning = (_over(board, BY_KEY[key], year) for key in (SIZE, WINNING))
    if not (size.status.is_shown and winning.status.is_shown):
        return None
    rates = (*_to_opportunities(board, year), winning)
    covered = coverage(board)
    pipeline = None if covered is None else covered[0].weighted or 0.0
    first = max(log.as_of + 1, board.period.start)
    days_left = len(log.calendar.working_days(Period(first, board.period.end)))
    lag = _lag(board, year)
    found = ladder(
        attained.denominator, attained.numerator or 0.0, pipeline or 0.0,
        [Counted(rate.value or 0.0, rate.n) for rate in rates], size.value or 0.0, days_left,
        lag=lag, size_cv=_spread(board, year), deals=size.n,
    )  # fmt: skip
    named = {3: ("contacts", _DIALS.key), 2: (_DIALS.key,), 1: ()}[len(rates)]
    return QuotaPath(
        attained.denominator, attained.numerator or 0.0, pipeline, found, ("deals", "opportunities", *named), rates,
        size, year, days_left, lag, _busy(board, year), _opened(board, year),
    )  # fmt: skip


def _year(as_of: int) -> Period:
    first = months_before(month_of(day_date(as_of)), _MONTHS)[0]
    return Period(first.start, as_of + 1, "the last 12 months")


def _over(board: Board, kpi: Kpi, year: Period) -> Score:
    """Where the cohort is too young, of the newest one that is old enough."""
    found = score(kpi, board.book, board.cut.at(year)).at(0)
    return found.matured if found.value is None and found.matured is not None else found


def _to_opportunities(board: Board, year: Period) -> tuple[Score, ...]:
    """The rates from dials to opportunities, as far as the log tells them and they are rates."""
    ways = ((RATES["contacts"], RATES["opportunities"]), (PAST["opportunities", "dials"],))
    for way in ways:
        found = tuple(_over(board, kpi, year) for kpi in way)
        if all(each.value is not None and each.value <= 1 and each.status.is_shown for each in found):
            return found
    return ()


def _lag(board: Board, year: Period) -> float:
    """0 where it is not known."""
    days = _over(board, BY_KEY[CYCLE], year).value
    if days is None:
        return 0.0
    now = board.log.as_of + 1
    return float(len(board.log.calendar.working_days(Period(now, now + round(days)))))


def _spread(board: Board, year: Period) -> float:
    """Standard deviation of deal sizes by their mean."""
    cut = board.cut.at(year)
    sizes = cell_values(BY_KEY[SIZE], board.book, cut).at(*place_of(board.book, cut, {}, 0))
    return float(sizes.std(ddof=1) / sizes.mean()) if len(sizes) > 1 and sizes.mean() > 0 else 0.0


def _busy(board: Board, year: Period) -> float | None:
    weeks = weeks_within((year,), board.log.as_of)
    counts = np.nan_to_num(score(_DIALS, board.book, board.cut.at(*weeks)).counts()) if weeks else np.zeros(1)
    return float(np.quantile(counts, _BUSY)) / _WEEK_DAYS if counts.any() else None


def _opened(board: Board, year: Period) -> float:
    days = len(board.log.calendar.working_days(Period(max(year.start, board.log.span.first), year.end)))
    return (_over(board, _OPENED, year).value or 0.0) / days if days else 0.0
