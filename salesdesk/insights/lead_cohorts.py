"""Leads followed from the day they entered a stage: by month and age, and as curves by quarter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.reaching import AT_RISK, Reached, reached
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.lifecycle import lifecycles
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Side
from salesdesk.models.log import Days, Mask
from salesdesk.models.period import Period, add_months, day_date, quarter_of

AGES = (30, 60, 90, 120, 180, 270, 365)  # days
QUARTERS = 4
_LOOK_BACK = 12  # quarters
HORIZON = 365.0  # days after the start that are followed


@dataclass(frozen=True)
class CohortRow:
    """The leads that entered in one month: ``n``, and by each age how many had become customers.

    None at an age that not all of them have reached.
    """

    month: Period
    n: int
    customers: tuple[int | None, ...]

    def share(self, age: int) -> float | None:
        """The share by the age in this place."""
        count = self.customers[age]
        return None if count is None or not self.n else count / self.n


def cohort_rows(board: Board, key: str) -> tuple[CohortRow, ...] | None:
    """Month by month up to the end of the selected period; months without leads left out, None without any."""
    followed = _followed(board, key, board.months)
    rows = []
    for place, month in enumerate(board.months):
        those = followed.cell == place
        n = int(np.count_nonzero(those))
        days = followed.days[those & followed.bought]
        old = [month.end - 1 + age <= board.log.as_of for age in AGES]
        counts = tuple(
            int(np.count_nonzero(days <= age)) if mature else None for age, mature in zip(AGES, old, strict=True)
        )
        if n:
            rows.append(CohortRow(month, n, counts))
    return tuple(rows) if rows else None


def cohort_curves(board: Board, key: str) -> tuple[Reached, ...] | None:
    """The share that became customers, by quarter of entry, the newest of the four newest with enough leads first."""
    return _curves(board, lambda quarters: _followed(board, key, quarters))


def lifecycle_curves(board: Board) -> tuple[Reached, ...] | None:
    """The share that had bought, by quarter of the first impression, leads that are still open counted as open."""
    kept = board.cut.sliced().kept_by(BY_KEY["lifecycle_length"].by)
    return _curves(board, lambda quarters: _lives(board, kept.at(*quarters)))


class _Followed(NamedTuple):
    """Leads one by one: which period they entered in, the days until they bought or so far, and whether they did.

    ``seen``: the days for which each has been followed, bought or not.
    """

    cell: np.ndarray
    days: Floats
    bought: Mask
    seen: Floats


def _curves(board: Board, follow: Callable[[tuple[Period, ...]], _Followed]) -> tuple[Reached, ...] | None:
    quarters = _quarters(board)
    followed, fewest = follow(quarters), board.log.settings.limits.rate[0]
    curves: list[Reached] = []
    for place, quarter in enumerate(quarters):
        those = np.flatnonzero(followed.cell == place)
        if len(those) >= fewest and len(curves) < QUARTERS:
            end = _end(followed.seen[those])
            days = followed.days[those]
            curves.append(reached(quarter, np.minimum(days, end), followed.bought[those] & (days <= end)))
    return tuple(curves) if curves else None


def _end(seen: Floats) -> float:
    """As far as a curve can be relied on: a tenth of the leads, five at least, have been followed for so long."""
    enough = max(AT_RISK, len(seen) // 10)
    return min(HORIZON, float(np.sort(seen)[-enough]))


def _quarters(board: Board) -> tuple[Period, ...]:
    """Quarters back from the last one of which the selected period has a part, the newest first."""
    start = board.log.settings.fiscal_start
    last = min(board.period.end - 1, board.log.as_of)
    quarters = [quarter_of(day_date(last), start)]
    while len(quarters) < _LOOK_BACK:
        quarters.append(quarter_of(add_months(quarters[-1].first, -3), start))
    return tuple(quarters)


def _followed(board: Board, key: str, periods: tuple[Period, ...]) -> _Followed:
    measure = BY_KEY[key].measure
    if not isinstance(measure, Share) or not isinstance(measure.of, Side):
        raise TypeError(f"{key} does not follow leads")
    return _of_side(board, measure.of, board.cut.sliced().at(*periods).kept_by(BY_KEY[key].by))


def _lives(board: Board, cut: Cut) -> _Followed:
    found = _of_side(board, Side(lifecycles), cut)
    return found._replace(bought=Side(lifecycles).rows(board.book, cut).columns["bought"])


def _of_side(board: Board, side: Side, cut: Cut) -> _Followed:
    rows = side.rows(board.book, cut)
    entered: Days = board.book.facts(side.facts).day[rows.index]
    days, seen = rows.number("days"), board.log.as_of - entered.astype(np.float64)
    bought = ~np.isnan(days)
    return _Followed(rows.cell, np.where(bought, days, seen), bought, seen)
