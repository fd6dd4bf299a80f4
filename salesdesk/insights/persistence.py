"""Whether it pays to try again: what each further attempt at a lead brings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue.follow_up import FOLLOW_UP_RATE
from salesdesk.kpis.catalogue.lead_attempts import ATTEMPTS, CONVERTED
from salesdesk.kpis.maturity import old_enough
from salesdesk.models.period import Period
from salesdesk.stats.hazard import Hazards, hazards

_MOST = 12  # attempts told apart


@dataclass(frozen=True, eq=False)
class AttemptCurve:
    """``at_risk`` and ``conversions`` per attempt, the first at place 0; ``period``: of the first attempts.

    ``is_older``: the selected period is too young to be judged, and this is the newest one that is not.
    """

    period: Period
    is_older: bool
    at_risk: tuple[int, ...]
    conversions: tuple[int, ...]
    found: Hazards

    @property
    def reached(self) -> int:
        """The last attempt that enough people received."""
        return self.found.judged


def attempt_curve(board: Board) -> AttemptCurve | None:
    """Leads first tried in the period and long enough ago; None where there are none."""
    cut = board.cut.at(board.period).sliced().kept_by(FOLLOW_UP_RATE.by)
    cols = CONVERTED.fold(board.book, cut)
    young = np.zeros(1, dtype=bool) if cols.immature is None else np.asarray(cols.immature).reshape(-1)
    (period,) = old_enough(CONVERTED, board.book, cut, young)
    rows = ATTEMPTS.rows(board.book, cut.at(period))
    rows = rows.those(rows.columns["mature"])
    if not len(rows):
        return None
    place = np.minimum(rows.columns["number"].astype(np.int64) - 1, _MOST)
    at_risk = np.bincount(place, minlength=_MOST + 1)[:_MOST]
    won = np.bincount(place, rows.columns["converted"], minlength=_MOST + 1)[:_MOST]
    last = int(np.flatnonzero(at_risk)[-1]) + 1
    at_risk, won = at_risk[:last], won[:last]
    return AttemptCurve(
        period,
        period != board.period,
        tuple(int(people) for people in at_risk),
        tuple(int(people) for people in won),
        hazards(at_risk, won),
    )
