"""Funnel limits: how far a rep's rate may stray from the team's by chance alone (Spiegelhalter 2005)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.stats.beta import binomial_quantile

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LOOK, TALK = 0.05, 0.002
_REPS_NEEDED, _OUTSIDE_SHARE = 10, 0.2


@dataclass(frozen=True, eq=False)
class Funnel:
    """Limits per rep as fractions, and who lies strictly beyond: −1 below, +1 above, 0 within."""

    team: float
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    outside: NDArray[np.int8]
    spread: float  # by how much the limits were widened, 1 = not at all


def funnel_limits(team: float, n: ArrayLike, alpha: float = LOOK) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Exact binomial limits of a rate at each n, as fractions; NaN where n is 0 or there is no team rate."""
    n = np.asarray(n, np.int64)
    if not 0 < team < 1:
        flat = np.where(n > 0, team, np.nan)
        return flat, flat.copy()
    with np.errstate(invalid="ignore"):
        low, high = binomial_quantile([[alpha / 2], [1 - alpha / 2]], n, team) / n
    return low, high


def funnel(hits: ArrayLike, n: ArrayLike, alpha: float = LOOK) -> Funnel:
    """Reps against their pooled rate. If more than a fifth of ≥ 10 reps lie outside, the limits widen."""
    hits, n = np.asarray(hits, float), np.asarray(n, float)
    cases = n.sum()
    team = float(hits.sum() / cases) if cases else np.nan
    look = funnel_limits(team, n, LOOK)
    spread = _spread(hits, n, team, look)
    low, high = look if alpha == LOOK else funnel_limits(team, n, alpha)
    low, high = (np.clip(team + (limit - team) * spread, 0, 1) for limit in (low, high))
    return Funnel(team, low, high, _beyond(hits, n, low, high), spread)


def _beyond(
    hits: NDArray[np.float64], n: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.int8]:
    with np.errstate(invalid="ignore"):
        rate = hits / n
    return (rate > high).astype(np.int8) - (rate < low).astype(np.int8)


def _spread(
    hits: NDArray[np.float64],
    n: NDArray[np.float64],
    team: float,
    look: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> float:
    seen = n > 0
    if seen.sum() < _REPS_NEEDED or not 0 < team < 1:
        return 1.0
    outside = _beyond(hits, n, *look)[seen] != 0
    if outside.mean() <= _OUTSIDE_SHARE:
        return 1.0
    squares = np.square(hits[seen] / n[seen] - team) * n[seen] / (team * (1 - team))
    return float(np.sqrt(max(1.0, squares.sum() / (seen.sum() - 1))))
