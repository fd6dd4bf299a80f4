"""Do two columns rise together? Ranks, and the correlation of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

FEWEST = 10  # pairs


def mean_ranks(values: ArrayLike) -> NDArray[np.float64]:
    """Ranks from 1 in ascending order; equal values get the mean of their ranks."""
    _, place, count = np.unique(np.asarray(values, float), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    ranks: NDArray[np.float64] = (last - (count - 1) / 2)[place]
    return ranks


def spearman(one: ArrayLike, other: ArrayLike) -> float:
    """Spearman's rank correlation; NaN for fewer than ten pairs, or where all values of a column are equal."""
    first, second = (mean_ranks(column) for column in (one, other))
    if len(first) < FEWEST:
        return np.nan
    first, second = first - first.mean(), second - second.mean()
    spread = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / spread if spread else np.nan
