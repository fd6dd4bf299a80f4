"""Conversion attempt by attempt: the chance at each one, and the last before more of them bring little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

ENOUGH = 20  # people who received an attempt, from which on it is judged
_DROP = 0.5  # of the largest pooled chance; below it more attempts bring little


@dataclass(frozen=True, eq=False)
class Hazards:
    """One entry per attempt, the first at place 0; NaN where nobody received it.

    ``hazard``: conversions per person still open who received the attempt. ``pooled``: with the attempts before and
    after it. ``cumulative``: share converted by then. ``judged``: how many attempts enough people received.
    ``benchmark``: the last attempt (from 1) before the chance falls below half of its largest; None: no such drop.
    """

    hazard: Floats
    pooled: Floats
    cumulative: Floats
    judged: int
    benchmark: int | None


def hazards(at_risk: ArrayLike, conversions: ArrayLike, enough: int = ENOUGH) -> Hazards:
    """People who received attempt 1, 2, … while still open, and how many of them it converted.

    To divide conversions by people with exactly so many attempts would be wrong: early winners have few of them.
    """
    at_risk, conversions = np.asarray(at_risk, float), np.asarray(conversions, float)
    hazard, pooled = _share(conversions, at_risk), _share(_three(conversions), _three(at_risk))
    cumulative: Floats = 1 - np.cumprod(1 - np.nan_to_num(hazard), dtype=np.float64)
    few = np.flatnonzero(at_risk < enough)
    judged = int(few[0]) if few.size else len(at_risk)
    return Hazards(hazard, pooled, cumulative, judged, _last_before_drop(pooled[:judged]))


def _share(part: Floats, whole: Floats) -> Floats:
    share: Floats = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
    return share


def _three(values: Floats) -> Floats:
    """Each value with its neighbours added."""
    padded = np.concatenate([[0.0], values, [0.0]])
    summed: Floats = padded[:-2] + padded[1:-1] + padded[2:]
    return summed


def _last_before_drop(pooled: Floats) -> int | None:
    if not pooled.size or not pooled.max() > 0:
        return None
    best = int(np.argmax(pooled))
    dropped = np.flatnonzero(pooled[best:] < _DROP * pooled[best])
    return best + int(dropped[0]) if dropped.size else None
