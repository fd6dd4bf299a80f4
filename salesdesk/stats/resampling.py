"""Tests and intervals that shuffle or redraw the rows themselves, always from a stated seed."""

from __future__ import annotations

from itertools import combinations, product
from math import comb, sqrt
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.stats.intervals import normal_quantile, two_sided_p

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SHUFFLES = 5_000
EXACT_UP_TO = 20_000
SEED = 20_260_301

# From here on 5,000 shuffles cost more than a tenth of a second, and unless a few rows outweigh
# all others the shuffled sums follow the normal curve anyway.
_MANY_ROWS = 2_000
_NO_ROW_OUTWEIGHS = 0.02
_CELLS_AT_ONCE = 4_000_000


def mean_difference_p(now: ArrayLike, before: ArrayLike, seed: int = SEED) -> float:
    """Two-sided permutation p of the difference of two means; NaN when a side is empty."""
    now, before = np.asarray(now, float), np.asarray(before, float)
    n1, n = len(now), len(now) + len(before)
    if not 0 < n1 < n:
        return np.nan
    values = np.concatenate([now, before])
    centred = values - values.mean()
    observed = abs(centred[:n1].sum())
    if _is_smooth(centred):
        return _normal_p(observed, sqrt(n1 * (n - n1) / n * centred.var(ddof=1)))
    if comb(n, n1) <= EXACT_UP_TO:
        chosen = np.array(list(combinations(range(n), n1)))
        return float(_reached(centred[chosen].sum(axis=1), observed, centred).mean())
    rng = np.random.default_rng(seed)
    hits = 0
    for size in _batches(n):
        shuffled = rng.permuted(np.broadcast_to(centred, (size, n)), axis=1)
        hits += int(_reached(shuffled[:, :n1].sum(axis=1), observed, centred).sum())
    return (hits + 1) / (SHUFFLES + 1)


def sum_difference_p(now: ArrayLike, before: ArrayLike, share: float = 0.5, seed: int = SEED) -> float:
    """Two-sided p of the difference of two sums per exposure.

    `share` is now's part of both exposures (20 days against 30: 0.4). If nothing changed, each row fell
    into the present period with that chance, so both the number of rows and their values may differ.
    """
    values = np.concatenate([np.asarray(now, float), np.asarray(before, float)])
    n = len(values)
    if n == 0 or not 0 < share < 1:
        return np.nan
    observed = abs(np.sum(now) - share * values.sum())
    if _is_smooth(values):
        return _normal_p(observed, sqrt(share * (1 - share) * np.square(values).sum()))
    if 2**n <= EXACT_UP_TO:
        inside = np.array(list(product((False, True), repeat=n)))
        count = inside.sum(axis=1)
        chance = share**count * (1 - share) ** (n - count)
        return float(chance[_reached((inside - share) @ values, observed, values)].sum())
    rng = np.random.default_rng(seed)
    hits = 0
    for size in _batches(n):
        inside = rng.random((size, n)) < share
        hits += int(_reached((inside - share) @ values, observed, values).sum())
    return (hits + 1) / (SHUFFLES + 1)


def _batches(n: int) -> list[int]:
    step = max(1, _CELLS_AT_ONCE // n)
    return [min(step, SHUFFLES - start) for start in range(0, SHUFFLES, step)]


def _reached(sums: NDArray[np.float64], observed: float, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which sums lie as far out as the observed one; equal sums differ in their last digits."""
    limit: float = observed - 1e-9 * np.abs(values).sum()
    return np.greater_equal(np.abs(sums), limit)


def _is_smooth(values: NDArray[np.float64]) -> bool:
    squares = np.square(values)
    return len(values) > _MANY_ROWS and squares.max() <= _NO_ROW_OUTWEIGHS * squares.sum()


def _normal_p(observed: float, spread: float) -> float:
    return two_sided_p(observed / spread) if spread > 0 else 1.0


def bootstrap(
    values: ArrayLike, confidence: float = 0.95, *, total: bool = False, draws: int = 5_000, seed: int = SEED
) -> tuple[float, float]:
    """Percentile interval of the mean (or total) of the values; fewer than two values give NaN.

    For a total the number of rows is uncertain too: each row counts a Poisson(1) number of times.
    """
    values = np.asarray(values, float)
    n = len(values)
    if n < 2:
        return np.nan, np.nan
    if _is_smooth(values if total else values - values.mean()):
        middle = values.sum() if total else values.mean()
        reach = float(normal_quantile(confidence)) * (
            sqrt(np.square(values).sum()) if total else values.std() / sqrt(n)
        )
        return float(middle - reach), float(middle + reach)
    rng = np.random.default_rng(seed)
    step = max(1, _CELLS_AT_ONCE // n)
    sums = []
    for start in range(0, draws, step):
        size = min(step, draws - start)
        drawn = rng.poisson(1.0, (size, n)) @ values if total else values[rng.integers(0, n, (size, n))].mean(1)
        sums.append(drawn)
    return _middle(np.concatenate(sums), confidence)


def bootstrap_ratio(
    top: ArrayLike, bottom: ArrayLike, confidence: float = 0.95, *, draws: int = 5_000, seed: int = SEED
) -> tuple[float, float]:
    """Percentile interval of Σ top / Σ bottom when whole rows are redrawn; fewer than two rows give NaN.

    Draws without anything below the line are left out.
    """
    top, bottom = np.asarray(top, float), np.asarray(bottom, float)
    n = len(top)
    if n < 2:
        return np.nan, np.nan
    rng = np.random.default_rng(seed)
    step = max(1, _CELLS_AT_ONCE // n)
    ratios = []
    for start in range(0, draws, step):
        drawn = rng.integers(0, n, (min(step, draws - start), n))
        above, below = top[drawn].sum(1), bottom[drawn].sum(1)
        ratios.append(above[below > 0] / below[below > 0])
    return _middle(np.concatenate(ratios), confidence)


def _middle(drawn: NDArray[np.float64], confidence: float) -> tuple[float, float]:
    if not len(drawn):
        return np.nan, np.nan
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(high)
