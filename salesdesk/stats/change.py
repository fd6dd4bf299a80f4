"""Is a change more than noise? Tests for two periods and the words for their answers."""

from __future__ import annotations

from enum import StrEnum
from math import exp, isnan, log, nan, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from salesdesk.stats.intervals import newcombe, nps_difference, two_sided_p
from salesdesk.stats.resampling import SEED, mean_difference_p

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

WEEKS_NEEDED = 8
SHORTEST_MINUTES = 0.5
LIKELY, CLEAR = 0.05, 0.01


class Word(StrEnum):
    """What is said about a change."""

    CLEAR = "clear change"
    LIKELY = "likely change"
    NORMAL = "within normal variation"
    UNKNOWN = "cannot tell yet"


class CountChange(NamedTuple):
    """Ratio of two counts per exposure, its distance from 1 in standard errors, and the p of that."""

    ratio: float
    z: float
    p: float


class TimeChange(NamedTuple):
    """Ratio of two geometric means and its permutation p."""

    ratio: float
    p: float


def word_for_p(p: float, *, enough: bool = True) -> Word:
    """`enough` = False (too few observations) or a p of NaN: absence of evidence, not of change."""
    if not enough or isnan(p):
        return Word.UNKNOWN
    return Word.CLEAR if p < CLEAR else Word.LIKELY if p < LIKELY else Word.NORMAL


def word_for_bounds(likely: tuple[float, float], clear: tuple[float, float], *, enough: bool = True) -> Word:
    """From the 95 % and the 99 % interval of a difference: a change where the interval excludes 0."""
    if not enough or any(map(isnan, likely)):
        return Word.UNKNOWN
    if clear[0] > 0 or clear[1] < 0:
        return Word.CLEAR
    return Word.LIKELY if likely[0] > 0 or likely[1] < 0 else Word.NORMAL


def word_for_rates(x1: float, n1: float, x2: float, n2: float, *, enough: bool = True) -> Word:
    """x1 of n1 now, x2 of n2 before."""
    likely, clear = (_pair(newcombe(x1, n1, x2, n2, 1 - level)) for level in (LIKELY, CLEAR))
    return word_for_bounds(likely, clear, enough=enough)


def word_for_nps(now: tuple[float, float, float], before: tuple[float, float, float], *, enough: bool = True) -> Word:
    """Each side is (promoters, detractors, n)."""
    likely, clear = (_pair(nps_difference(now, before, 1 - level)) for level in (LIKELY, CLEAR))
    return word_for_bounds(likely, clear, enough=enough)


def _pair(bounds: tuple[ArrayLike, ArrayLike]) -> tuple[float, float]:
    low, high = bounds
    return float(np.asarray(low)), float(np.asarray(high))


def dispersion(weeks: ArrayLike) -> float:
    """How much more weekly counts vary than Poisson ones do, at least 1; NaN from fewer than 8 weeks."""
    weeks = np.asarray(weeks, float)
    if len(weeks) < WEEKS_NEEDED:
        return nan
    mean = weeks.mean()
    return max(1.0, float(np.square(weeks - mean).sum() / mean / (len(weeks) - 1))) if mean > 0 else 1.0


def count_change(c1: float, e1: float, c2: float, e2: float, dispersion: float = 1.0) -> CountChange:
    """c1 events in exposure e1 now against c2 in e2 before; NaN where an exposure is 0."""
    if not (e1 > 0 and e2 > 0):
        return CountChange(nan, nan, nan)
    if c1 == 0 or c2 == 0:
        c1, c2 = c1 + 0.5, c2 + 0.5
    ratio = (c1 / e1) / (c2 / e2)
    z = log(ratio) / sqrt(dispersion * (1 / c1 + 1 / c2))
    return CountChange(ratio, z, two_sided_p(z))


def time_change(now: ArrayLike, before: ArrayLike, *, floor: float = SHORTEST_MINUTES, seed: int = SEED) -> TimeChange:
    """Durations in one unit; those below `floor` count as `floor`, because a logarithm needs more than 0."""
    new, old = (np.log(np.maximum(np.asarray(side, float), floor)) for side in (now, before))
    if not (len(new) and len(old)):
        return TimeChange(nan, nan)
    return TimeChange(exp(new.mean() - old.mean()), mean_difference_p(new, old, seed))
