"""The beta distribution and its binomial sibling, vectorised."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188)
_SHIFT = 8
_TINY = 1e-300
_STEPS = 2000
_NEAR = 4


def log_gamma(x: ArrayLike) -> NDArray[np.float64]:
    """ln Γ(x) for x > 0 to about 1e-13: Stirling's series after moving x up by 8."""
    start = np.asarray(x, float)
    moved = start + _SHIFT
    product = np.ones_like(start)
    for step in range(_SHIFT):
        product = product * (start + step)
    series = np.zeros_like(start)
    for power, term in enumerate(_STIRLING):
        series = series + term / moved ** (2 * power + 1)
    size = (moved - 0.5) * np.log(moved) - moved + 0.5 * np.log(2 * np.pi)
    return np.asarray(size + series - np.log(product), float)


def log_beta(a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """ln B(a, b) for a, b > 0."""
    first, second = np.asarray(a, float), np.asarray(b, float)
    return log_gamma(first) + log_gamma(second) - log_gamma(first + second)


def beta_cdf(x: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Chance that a Beta(a, b) lies at or below x; a, b > 0. Lentz's continued fraction."""
    at, first, second = np.broadcast_arrays(np.asarray(x, float), np.asarray(a, float), np.asarray(b, float))
    at = np.clip(at, 0, 1)
    # The fraction converges fast only below the mean, so the upper half is asked from the other side.
    flip = at > (first + 1) / (first + second + 2)
    at = np.where(flip, 1 - at, at)
    first, second = np.where(flip, second, first), np.where(flip, first, second)
    with np.errstate(divide="ignore"):
        log_front = first * np.log(at) + second * np.log1p(-at) - log_beta(first, second)
    tail = np.exp(log_front) * _fraction(at, first, second) / first
    return np.asarray(np.clip(np.where(flip, 1 - tail, tail), 0.0, 1.0), float)


def _fraction(x: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    def away_from_zero(value: NDArray[np.float64]) -> NDArray[np.float64]:
        return value if np.count_nonzero(value) == value.size else np.where(value == 0, _TINY, value)

    upper = np.ones_like(x)
    lower = 1 / away_from_zero(1 - (a + b) * x / (a + 1))
    result = lower
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        lower = 1 / away_from_zero(1 + even * lower)
        upper = away_from_zero(1 + even / upper)
        result = result * lower * upper
        lower = 1 / away_from_zero(1 + odd * lower)
        upper = away_from_zero(1 + odd / upper)
        step = lower * upper
        result = result * step
        if not np.count_nonzero(np.abs(step - 1) >= 1e-14):
            break
    return result


def beta_quantile(p: ArrayLike, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """The x below which a Beta(a, b) lies with chance p, to 1e-12."""
    goal, first, second = np.broadcast_arrays(np.asarray(p, float), np.asarray(a, float), np.asarray(b, float))
    low, high = np.zeros(goal.shape), np.ones(goal.shape)
    x = first / (first + second)
    scale = log_beta(first, second)
    for _ in range(100):
        miss = beta_cdf(x, first, second) - goal
        low, high = np.where(miss < 0, x, low), np.where(miss < 0, high, x)
        with np.errstate(all="ignore"):
            newton = x - miss / np.exp((first - 1) * np.log(x) + (second - 1) * np.log1p(-x) - scale)
        # Standing still must be allowed: next to the answer, the last digits alone would send it far away again.
        step = np.where((newton >= low) & (newton <= high), newton, (low + high) / 2)
        done, x = np.all(np.abs(step - x) < 1e-13), step
        if done:
            break
    return np.asarray(x, float)


def binomial_quantile(p: ArrayLike, n: ArrayLike, rate: ArrayLike) -> NDArray[np.int64]:
    """The smallest k with P(Binomial(n, rate) ≤ k) ≥ p; 0 < rate < 1."""
    p, n, rate = np.broadcast_arrays(np.asarray(p, float), np.asarray(n, np.int64), np.asarray(rate, float))

    def reached(k: NDArray[np.int64]) -> NDArray[np.bool_]:
        k = np.clip(k, 0, np.maximum(n - 1, 0))
        mask: NDArray[np.bool_] = beta_cdf(1 - rate, n - k + (n == 0), k + 1) >= p
        return mask

    # By the normal curve nearly always: CDF(low) < p ≤ CDF(high)
    guess = np.clip(np.floor(n * rate + _z(p) * np.sqrt(n * rate * (1 - rate))), 0, n).astype(np.int64)
    low, high = np.maximum(guess - _NEAR, -1), np.minimum(guess + _NEAR, n)
    low = np.where((low >= 0) & reached(low), -1, low)
    high = np.where((high < n) & ~reached(high), n, high)
    while np.any(high - low > 1):
        middle = (low + high) // 2
        open_, enough = high - low > 1, reached(middle)
        high = np.where(open_ & enough, middle, high)
        low = np.where(open_ & ~enough, middle, low)
    return high


def _z(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Normal quantiles, of any p one that is finite."""
    distinct, place = np.unique(np.clip(p, 1e-12, 1 - 1e-12), return_inverse=True)
    found = np.array([NormalDist().inv_cdf(float(chance)) for chance in distinct])
    return np.asarray(found[place].reshape(p.shape), float)
