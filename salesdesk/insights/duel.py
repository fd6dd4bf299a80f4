"""Two reps head to head: each figure of both with its interval, and whether they differ by more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.fair_limits import is_total, weekly_spread
from salesdesk.insights.fairness import shown_table
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.kpi import Direction, MeasureKind, Unit
from salesdesk.kpis.table import Score
from salesdesk.stats import change as tests
from salesdesk.stats.change import Word
from salesdesk.stats.resampling import mean_difference_p, sum_difference_p
from salesdesk.stats.survival import log_rank

WORDS = {
    Word.CLEAR: "clear difference",
    Word.LIKELY: "likely difference",
    Word.NORMAL: "within chance",
    Word.UNKNOWN: "cannot tell yet",
}


@dataclass(frozen=True)
class Contender:
    """One rep's figure; ``low`` and ``high`` its 95 % interval, ``centre`` what the rep is held against."""

    score: Score
    low: float | None = None
    high: float | None = None
    centre: float | None = None


@dataclass(frozen=True)
class Duel:
    """``word`` None: there is no test for this sort of figure. ``better``: 0 or 1, whoever is, beyond chance; None
    where neither is, or neither way of the figure is better. ``higher``: as ``better``, whoever has more."""

    key: str
    sides: tuple[Contender, Contender]
    word: Word | None
    better: int | None
    higher: int | None

    @property
    def text(self) -> str:
        if self.word is not None:
            return WORDS[self.word]
        one, other = self.sides
        if one.low is None or one.high is None or other.low is None or other.high is None:
            return "no test"
        return "intervals overlap" if one.low <= other.high and other.low <= one.high else "intervals apart"


def duels(board: Board, keys: tuple[str, ...], one: str, other: str) -> tuple[Duel, ...]:
    """The figures of which both have a value. Raises KeyError for a KPI that knows no reps."""
    found = (_duel(board, key, (one, other)) for key in keys)
    return tuple(duel for duel in found if duel is not None)


def _duel(board: Board, key: str, names: tuple[str, str]) -> Duel | None:
    scores = board.kpis[key]
    table = shown_table(scores)[0]
    one, other = (table.find(0, rep=name) for name in names)
    if one is None or other is None or one.value is None or other.value is None:
        return None
    word = _word(board, scores, names, (one, other))
    first, second = (_contender(board, key, name, score) for name, score in zip(names, (one, other), strict=True))
    real = word in (Word.CLEAR, Word.LIKELY) and one.value != other.value
    higher = (0 if one.value > other.value else 1) if real else None
    direction = scores.kpi.direction
    ranked = direction in (Direction.HIGHER, Direction.LOWER)
    better = higher if direction is Direction.HIGHER or higher is None else 1 - higher
    return Duel(key, (first, second), word, better if ranked else None, higher)


def _contender(board: Board, key: str, name: str, score: Score) -> Contender:
    fair = board.fairness.get(key)
    if fair is None or name not in fair.names:
        return Contender(score, *(score.interval or (None, None)))
    place = fair.names.index(name)
    own = fair.hits is not None or fair.geometric  # those of the fair estimate lie around another value
    low, high = (score.interval or (nan, nan)) if own else (float(fair.low[place]), float(fair.high[place]))
    usual = fair.centre if fair.usual is None else fair.usual
    return Contender(score, _known(low), _known(high), _known(float(usual[place])))


def _word(board: Board, scores: KpiScores, names: tuple[str, str], sides: tuple[Score, Score]) -> Word | None:
    kpi, enough = scores.kpi, all(side.status in FIGURES for side in sides)
    (top, bottom), (top2, bottom2) = ((side.numerator or 0.0, side.denominator or 0.0) for side in sides)
    if kpi.kind in (MeasureKind.RATE, MeasureKind.PER_THOUSAND) and top <= bottom and top2 <= bottom2:
        return tests.word_for_rates(top, bottom, top2, bottom2, enough=enough)
    if kpi.kind is MeasureKind.SCORE:
        now, before = (_promoters(side) for side in sides)
        return tests.word_for_nps(now, before, enough=enough)
    if kpi.kind is MeasureKind.COUNT or kpi.unit in (Unit.PER_DAY, Unit.PER_WEEK):
        exposures = (1.0, 1.0) if kpi.kind is MeasureKind.COUNT else (bottom, bottom2)
        spread = weekly_spread(board, scores.kpi)
        return tests.word_for_p(tests.count_change(top, exposures[0], top2, exposures[1], spread).p, enough=enough)
    p = _values_p(board, scores, names)
    return None if p is None else tests.word_for_p(p, enough=enough)


def _promoters(side: Score) -> tuple[float, float, float]:
    return side.details.get("promoters", 0.0), side.details.get("detractors", 0.0), float(side.n)


def _values_p(board: Board, scores: KpiScores, names: tuple[str, str]) -> float | None:
    """From the reps' own rows; None where the figure is not made of one sort of rows."""
    kind, seed = scores.kpi.kind, board.log.settings.seed
    durations = kind in (MeasureKind.DURATION, MeasureKind.SURVIVAL)
    if not (durations or kind is MeasureKind.MEAN or is_total(scores)):
        return None
    cut = board.cut.sliced("rep")
    rows = cell_values(scores.kpi, board.book, cut)
    places = [place_of(board.book, cut, {"rep": name}, 0) for name in names]
    lasting = [rows.lasting(*place) for place in places]
    if lasting[0] is not None and lasting[1] is not None:
        (time, ended), (time2, ended2) = lasting[0], lasting[1]
        if not (len(time) and len(time2)):
            return nan
        first = np.arange(len(time) + len(time2)) < len(time)
        return log_rank(np.concatenate([time, time2]), np.concatenate([ended, ended2]), first).p
    one, other = (rows.at(*place) for place in places)
    if durations:
        return tests.time_change(one, other, seed=seed).p
    return mean_difference_p(one, other, seed) if kind is MeasureKind.MEAN else sum_difference_p(one, other, seed=seed)


def _known(value: float) -> float | None:
    return None if value != value else float(value)
