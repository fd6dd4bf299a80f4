"""Times that have not ended yet: Kaplan–Meier, competing endings, log-rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from salesdesk.stats.intervals import normal_quantile, two_sided_p

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

# Products of floats can leave 0.5000000001 where the curve is exactly a half.
TOLERANCE = 1e-12


@dataclass(frozen=True, eq=False)
class Curve:
    """Share still going just after each distinct time at which something ended."""

    time: Floats
    survival: Floats
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]

    def at(self, time: float) -> float:
        """S(time); 1 before the first ending."""
        before = int(np.searchsorted(self.time, time, side="right"))
        return float(self.survival[before - 1]) if before else 1.0


class LogRank(NamedTuple):
    """z > 0: the marked group ends sooner than the other."""

    z: float
    p: float


@dataclass(frozen=True, eq=False)
class Incidence:
    """Share that has ended in each way by each time, and the share still undecided then."""

    time: Floats
    share: dict[int, Floats]
    undecided: Floats

    def at(self, cause: int, time: float) -> float:
        """Share ended by `cause` at or before `time`."""
        before = int(np.searchsorted(self.time, time, side="right"))
        return float(self.share[cause][before - 1]) if before else 0.0


def _risk_table(time: Floats, event: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Distinct event times, how many are at risk just before each, how many end at it.

    Records censored at an event's time are still at risk: events come before censorings.
    """
    times, events = np.unique(time[event], return_counts=True)
    ordered = np.sort(time)
    return times, len(ordered) - np.searchsorted(ordered, times, side="left"), events


def _share_left(events: NDArray[np.int64], at_risk: NDArray[np.int64]) -> Floats:
    return np.cumprod(1 - events / at_risk, dtype=np.float64)


def kaplan_meier(time: ArrayLike, event: ArrayLike) -> Curve:
    """`time` in any unit, `event` False where the record is still open (censored) at that time."""
    time, event = np.asarray(time, float), np.asarray(event, bool)
    times, at_risk, events = _risk_table(time, event)
    return Curve(times, _share_left(events, at_risk), at_risk, events)


def median(curve: Curve) -> float:
    """First time at which half have ended; NaN where the curve never gets there."""
    return _first_at_half(curve.time, curve.survival)


def _first_at_half(time: Floats, share: Floats) -> float:
    reached = np.flatnonzero(share <= 0.5 + TOLERANCE)
    return float(time[reached[0]]) if len(reached) else np.nan


def medians(time: ArrayLike, event: ArrayLike, cell: ArrayLike, cells: int) -> tuple[Floats, NDArray[np.int64]]:
    """Kaplan–Meier median and number of events for each cell code 0…cells − 1."""
    time, event, cell = np.asarray(time, float), np.asarray(event, bool), np.asarray(cell, np.int64)
    order = np.lexsort((~event, time, cell))
    time, event = time[order], event[order]
    ends = np.cumsum(np.bincount(cell, minlength=cells))
    result = np.full(cells, np.nan)
    counts = np.bincount(cell[order], event, minlength=cells).astype(np.int64)
    for code in np.flatnonzero(counts):
        part = slice(ends[code - 1] if code else 0, ends[code])
        size = part.stop - part.start
        # One factor per event: k tied ones multiply to (n − k)/n, the same as one step.
        at_risk = np.arange(size, 0, -1, dtype=float)
        steps = np.where(event[part], 1 - 1 / at_risk, 1.0)
        result[code] = _first_at_half(time[part], np.cumprod(steps, dtype=np.float64))
    return result, counts


def band(curve: Curve, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Pointwise limits of the curve by Greenwood's variance on the log(−log) scale; NaN where S is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(curve.events / (curve.at_risk * (curve.at_risk - curve.events)))
        log_s = np.log(curve.survival)
        reach = normal_quantile(confidence) * np.sqrt(variance) / np.abs(log_s)
        low, high = curve.survival ** np.exp(reach), curve.survival ** np.exp(-reach)
    ended = curve.survival <= TOLERANCE
    return np.where(ended, np.nan, low), np.where(ended, np.nan, high)


def median_interval(curve: Curve, confidence: float = 0.95) -> tuple[float, float]:
    """Times at which the band's limits fall to a half; NaN for a side that never does."""
    low, high = (np.nan_to_num(limit, nan=0.0) for limit in band(curve, confidence))
    return _first_at_half(curve.time, low), _first_at_half(curve.time, high)


def restricted_mean(curve: Curve, horizon: float) -> float:
    """Mean time up to the horizon: the area under the curve from 0 to there."""
    inside = curve.time < horizon
    edges = np.concatenate([[0.0], curve.time[inside], [horizon]])
    heights = np.concatenate([[1.0], curve.survival[inside]])
    return float(np.sum(heights * np.diff(edges)))


def cumulative_incidence(time: ArrayLike, cause: ArrayLike) -> Incidence:
    """`cause` 0 = still open, 1, 2, … = ways to end that exclude each other (won, lost)."""
    time, cause = np.asarray(time, float), np.asarray(cause, np.int64)
    times, at_risk, events = _risk_table(time, cause > 0)
    undecided = _share_left(events, at_risk)
    before = np.concatenate([[1.0], undecided[:-1]])
    share = {}
    for kind in np.unique(cause[cause > 0]):
        here = np.bincount(np.searchsorted(times, time[cause == kind]), minlength=len(times))
        share[int(kind)] = np.cumsum(before * here / at_risk)
    return Incidence(times, share, undecided)


def log_rank(time: ArrayLike, event: ArrayLike, marked: ArrayLike) -> LogRank:
    """Compares the marked records with the others; NaN where one group is empty or nothing can differ."""
    time, event, marked = np.asarray(time, float), np.asarray(event, bool), np.asarray(marked, bool)
    times, at_risk, events = _risk_table(time, event)
    ours = np.sort(time[marked])
    risk = len(ours) - np.searchsorted(ours, times, side="left")
    expected = events * risk / at_risk
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = expected * (1 - risk / at_risk) * (at_risk - events) / (at_risk - 1)
    variance = float(np.where(at_risk > 1, spread, 0.0).sum())
    if variance <= 0:
        return LogRank(np.nan, np.nan)
    z = float(((event & marked).sum() - expected.sum()) / np.sqrt(variance))
    return LogRank(z, two_sided_p(z))
