"""Whether leads of a high score are followed up and others are left: the share followed up by third of the scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.followed_up import LEADS_SIDE
from salesdesk.stats.change import Word, word_for_rates

KEY = "leads_followed_up"
THIRDS = 3


@dataclass(frozen=True)
class Third:
    """``followed`` of ``n`` leads."""

    followed: int
    n: int

    @property
    def share(self) -> float | None:
        return self.followed / self.n if self.n else None


@dataclass(frozen=True)
class ScoreRow:
    """``picks``: the highest third is followed up more often than the lowest, beyond chance."""

    name: str
    thirds: tuple[Third, ...]
    picks: bool


@dataclass(frozen=True)
class ByScore:
    """``tops``: the highest score of the lowest and of the middle third. ``unscored``: leads without a score."""

    tops: tuple[float, float]
    team: ScoreRow
    reps: tuple[ScoreRow, ...]
    unscored: int


def followed_by_score(board: Board) -> ByScore | None:
    """Of the selected period, reps in alphabetical order; None where leads have fewer than three different scores."""
    cut = board.cut.at(board.period).sliced("rep").kept_by(BY_KEY[KEY].by)
    rows = LEADS_SIDE.rows(board.book, cut)
    score = rows.number("score")
    known = ~np.isnan(score)
    if len(np.unique(score[known])) < THIRDS:
        return None
    tops = np.quantile(score[known], (1 / 3, 2 / 3), method="inverted_cdf")
    third = np.searchsorted(tops, score[known], side="left")
    reps = board.book.size("rep")
    place = rows.cell[known] * THIRDS + third
    n = np.bincount(place, minlength=reps * THIRDS).reshape(reps, THIRDS)
    followed = np.bincount(place[rows.columns["followed"][known]], minlength=reps * THIRDS).reshape(reps, THIRDS)
    fewest = board.log.settings.limits.rate[0]
    labels = board.book.labels("rep")
    named = {labels[code]: code for code in range(reps - 1) if n[code].any()}
    listed = tuple(
        _row(name, followed[named[name]], n[named[name]], fewest) for name in sorted(named, key=str.casefold)
    )
    team = _row("All", followed.sum(axis=0), n.sum(axis=0), fewest)
    return ByScore((float(tops[0]), float(tops[1])), team, listed, int(np.count_nonzero(~known)))


def _row(name: str, followed: np.ndarray, n: np.ndarray, fewest: int) -> ScoreRow:
    thirds = tuple(Third(int(hits), int(count)) for hits, count in zip(followed, n, strict=True))
    low, high = thirds[0], thirds[-1]
    enough = min(low.n, high.n) >= fewest
    word = word_for_rates(high.followed, high.n, low.followed, low.n, enough=enough) if enough else Word.UNKNOWN
    more = (high.share or 0.0) > (low.share or 0.0)
    return ScoreRow(name, thirds, more and word in (Word.LIKELY, Word.CLEAR))
