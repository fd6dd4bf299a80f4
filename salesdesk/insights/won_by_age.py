"""What became of the opportunities of one period as they grew older: the share won by each age."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue.cohorts import COHORT, OPP_TO_WIN_RATE, win_window
from salesdesk.kpis.facts import Floats
from salesdesk.models.period import Period, previous
from salesdesk.stats.survival import cumulative_incidence

FEW = 5  # opportunities still open at an age: with fewer the curve says little
_OPEN, _WON, _LOST = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Cohort:
    """Opportunities opened in one period. ``share`` won by each of the ``ages`` in days, of all that were opened.

    Deals still open count up to the age that they have. ``thin_from``: the age from which fewer than five are left.
    """

    period: Period
    ages: Floats
    share: Floats
    at_risk: tuple[int, ...]
    until: float
    thin_from: float
    n: int
    won: int
    lost: int
    young: int  # open, and younger than the usual time to win

    def at(self, age: float) -> float:
        """The share won by an age."""
        before = int(np.searchsorted(self.ages, age, side="right"))
        return float(self.share[before - 1]) if before else 0.0


@dataclass(frozen=True, eq=False)
class WonByAge:
    """The selected period's cohort first. ``window``: days within which nine in ten of all won deals were won."""

    cohorts: tuple[Cohort, ...]
    window: float


def won_by_age(board: Board) -> WonByAge | None:
    """This cohort and the one before; None where nothing was opened in the period."""
    before = board.compared or (None if board.period.is_all else previous(board.period))
    periods = (board.period,) if before is None else (board.period, before)
    window = win_window(board.log)
    rows = COHORT.rows(board.book, board.cut.at(*periods).kept_by(OPP_TO_WIN_RATE.by))
    days, cause = rows.number("days"), np.where(rows.columns["won"], _WON, np.where(rows.columns["lost"], _LOST, _OPEN))
    known = ~np.isnan(days)
    found = [
        _cohort(period, days[those], cause[those], window)
        for place, period in enumerate(periods)
        if (those := known & (rows.cell == place)).any()
    ]
    return WonByAge(tuple(found), window) if found and found[0].period is board.period else None


def _cohort(period: Period, days: Floats, cause: np.ndarray, window: float) -> Cohort:
    curve, ordered = cumulative_incidence(days, cause), np.sort(days)
    share = curve.share.get(_WON, np.zeros(len(curve.time)))
    steps = np.flatnonzero(np.diff(share, prepend=0.0) > 0)
    at_risk = len(days) - np.searchsorted(ordered, curve.time[steps], side="left")
    return Cohort(
        period,
        curve.time[steps],
        share[steps],
        tuple(int(count) for count in at_risk),
        float(ordered[-1]),
        float(ordered[-FEW]) if len(ordered) >= FEW else 0.0,
        len(days),
        int((cause == _WON).sum()),
        int((cause == _LOST).sum()),
        int(((cause == _OPEN) & (days < window)).sum()),
    )
