"""XmR charts: the limits of ordinary variation in a series, and what lies beyond them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

POINTS_NEEDED = 8
RUN = 8
_RANGE_TO_LIMIT = 2.66


class Limits(NamedTuple):
    """Mean, mean moving range and natural limits of a baseline, in the unit of the series."""

    mean: float
    moving_range: float
    low: float
    high: float


def limits(baseline: ArrayLike) -> Limits:
    """Fewer than 8 points, or a gap (NaN) that leaves fewer, give NaN limits (Wheeler)."""
    points = np.asarray(baseline, float)
    points = points[~np.isnan(points)]
    if len(points) < POINTS_NEEDED:
        return Limits(np.nan, np.nan, np.nan, np.nan)
    mean, moving = float(points.mean()), float(np.abs(np.diff(points)).mean())
    return Limits(mean, moving, mean - _RANGE_TO_LIMIT * moving, mean + _RANGE_TO_LIMIT * moving)


def signals(series: ArrayLike, within: Limits) -> NDArray[np.bool_]:
    """Points outside the limits, and every point of 8 or more in a row on one side of the mean."""
    series = np.asarray(series, float)
    marked = (series < within.low) | (series > within.high)
    side = np.nan_to_num(np.sign(series - within.mean))
    starts = np.flatnonzero(np.diff(side, prepend=np.nan) != 0)
    for start, end in zip(starts, [*starts[1:], len(series)], strict=True):
        if side[start] != 0 and end - start >= RUN:
            marked[start:end] = True
    return marked
