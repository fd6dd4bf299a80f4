"""How many touches deals took by channel: won beside lost, a filtered part beside everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.touch_counts import TOUCHED
from salesdesk.kpis.catalogue.touches import CHANNELS
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.score import score
from salesdesk.stats.resampling import mean_difference_p

KEY = "touches_per_deal"
FEWEST = 5  # deals of an outcome, from which on its mean is judged
_REAL = 0.05
_WHOSE = ("rep", "team", "manager", "role")


@dataclass(frozen=True)
class Outcome:
    """Mean and median touches per deal and channel of the deals won or lost; ``deals`` took a touch, others none."""

    deals: int
    untouched: int
    means: dict[str, float]
    medians: dict[str, float]
    mean: float | None


@dataclass(frozen=True)
class Profile:
    """``everybody``: deals won by all reps where the selection is a part of them. ``differ``: whether
    won and lost deals took different numbers of touches beyond chance; None where there are too few to tell.
    """

    won: Outcome
    lost: Outcome
    everybody: Outcome | None
    differ: bool | None

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that any deal was touched by."""
        sides = [side.means for side in (self.won, self.lost, self.everybody) if side is not None]
        return tuple(name for name in CHANNELS if any(means.get(name, 0.0) > 0 for means in sides))


def profile(board: Board) -> Profile | None:
    """None where no deal closed in the period took a touch."""
    cut = board.cut.at(board.period).sliced()
    won, lost = (_outcome(board, cut, name) for name in ("won", "lost"))
    if not (won.deals or lost.deals):
        return None
    kept = tuple((dim, mask) for dim, mask in cut.keep if dim not in _WHOSE)
    everybody = _outcome(board, replace(cut, keep=kept), "won") if len(kept) < len(cut.keep) else None
    return Profile(won, lost, everybody, _differ(board, cut))


def _outcome(board: Board, cut: Cut, outcome: str) -> Outcome:
    kpi, book = BY_KEY[KEY], board.book
    head = score(kpi, book, cut, None if outcome == "won" else "lost").at(0)
    means = score(kpi, book, cut, f"{outcome}_means").at(0).details
    medians = score(kpi, book, cut, f"{outcome}_medians").at(0).details
    untouched = score(kpi, book, cut, f"{outcome}_untouched").at(0)
    return Outcome(
        head.n,
        int(untouched.value or 0),
        {name: means[f"{outcome}_{name}"] for name in CHANNELS if f"{outcome}_{name}" in means},
        {name: medians[key] for name in CHANNELS if (key := f"{outcome}_{name}_median") in medians},
        head.value,
    )


def _differ(board: Board, cut: Cut) -> bool | None:
    followed = cut.kept_by(BY_KEY[KEY].by)
    won, lost = (TOUCHED[outcome].rows(board.book, followed) for outcome in ("won", "lost"))
    if min(len(won), len(lost)) < FEWEST:
        return None
    p = mean_difference_p(won.columns["touches"], lost.columns["touches"], board.log.settings.seed)
    return not np.isnan(p) and p < _REAL
