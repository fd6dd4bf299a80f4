"""Intervals around rates, counts and Net Promoter Scores."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.stats.beta import binomial_quantile

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Bounds = tuple[NDArray[np.float64], NDArray[np.float64]]


@lru_cache(maxsize=16)
def normal_quantile(confidence: float) -> float:
    """The z that leaves (1 − confidence)/2 in each tail: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def two_sided_p(z: float) -> float:
    """Chance of a standard normal at least as far from 0 as z; NaN stays NaN."""
    return 2 * NormalDist().cdf(-abs(z)) if z == z else z


def wilson(hits: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Bounds:
    """Lower and upper bound of the share hits/n, as fractions; n = 0 gives NaN (Wilson 1927)."""
    hits, n = np.asarray(hits, float), np.asarray(n, float)
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / n
        shrink = 1 + z * z / n
        centre = (share + z * z / (2 * n)) / shrink
        half = z / shrink * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # With 0 or n hits the bound is exactly 0 or 1; rounding would leave it a hair inside.
    low = np.where(hits == 0, 0.0, np.minimum(centre - half, share))
    high = np.where(hits == n, 1.0, np.maximum(centre + half, share))
    empty = n == 0
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)


def newcombe(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = 0.95) -> Bounds:
    """Bounds of the difference x1/n1 − x2/n2 as a fraction, by Newcombe's hybrid of two Wilson intervals."""
    x1, n1, x2, n2 = (np.asarray(part, float) for part in (x1, n1, x2, n2))
    low1, high1 = wilson(x1, n1, confidence)
    low2, high2 = wilson(x2, n2, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        share1, share2 = x1 / n1, x2 / n2
    difference = share1 - share2
    down = np.sqrt((share1 - low1) ** 2 + (high2 - share2) ** 2)
    up = np.sqrt((high1 - share1) ** 2 + (share2 - low2) ** 2)
    return difference - down, difference + up


def adjusted_wald_nps(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Bounds:
    """Bounds of a Net Promoter Score on its own scale (−100…100); n = 0 gives NaN."""
    score, variance = _adjusted_nps(promoters, detractors, n)
    half = normal_quantile(confidence) * np.sqrt(variance)
    return np.clip(100 * (score - half), -100, 100), np.clip(100 * (score + half), -100, 100)


def nps_difference(
    now: tuple[ArrayLike, ArrayLike, ArrayLike],
    before: tuple[ArrayLike, ArrayLike, ArrayLike],
    confidence: float = 0.95,
) -> Bounds:
    """Bounds of the change of a Net Promoter Score in points; each side is (promoters, detractors, n)."""
    score1, variance1 = _adjusted_nps(*now)
    score2, variance2 = _adjusted_nps(*before)
    half = normal_quantile(confidence) * np.sqrt(variance1 + variance2)
    return 100 * (score1 - score2 - half), 100 * (score1 - score2 + half)


def _adjusted_nps(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike) -> Bounds:
    n = np.asarray(n, float)
    size = np.where(n > 0, n + 3, np.nan)
    happy, unhappy = (
        (np.asarray(promoters, float) + 0.75) / size,
        (np.asarray(detractors, float) + 0.75) / size,
    )
    score = happy - unhappy
    return score, (happy + unhappy - score * score) / size


def poisson(counts: ArrayLike, confidence: float = 0.95, dispersion: float = 1.0) -> Bounds:
    """Bounds of the mean behind a count (Byar's approximation), widened by √dispersion."""
    counts = np.asarray(counts, float)
    z = normal_quantile(confidence) * dispersion**0.5
    known = np.maximum(counts, 1)
    low = known * np.maximum(0, 1 - 1 / (9 * known) - z / (3 * np.sqrt(known))) ** 3
    more = counts + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return np.where(counts > 0, low, 0.0), high


def quantile_ranks(
    n: ArrayLike, q: float = 0.5, confidence: float = 0.95
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions (0-based) of the sorted values that enclose the q-quantile; −1 where n is too small."""
    n = np.asarray(n, np.int64)
    tail = (1 - confidence) / 2
    low = binomial_quantile(tail, n, q) - 1
    high = binomial_quantile(1 - tail, n, q)
    possible = (low >= 0) & (high < n)
    return np.where(possible, low, -1), np.where(possible, high, -1)
