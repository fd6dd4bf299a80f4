"""Measures that need the rows in the order of their values: quantiles and survival medians."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import Cols, Counted, Measure, Source
from salesdesk.kpis.sources import Rows
from salesdesk.models.log import Mask
from salesdesk.stats.intervals import normal_quantile, quantile_ranks
from salesdesk.stats.survival import TOLERANCE


class _Ordered(NamedTuple):
    """Values of all cells, cell after cell and ascending in each; ``start`` and ``n`` of each cell."""

    value: Floats
    event: Mask
    start: npt.NDArray[np.int64]
    n: npt.NDArray[np.int64]


def _ordered(rows: Rows, value: str, event: str | None = None) -> _Ordered:
    """Rows of equal value with an event stand before those without."""
    cells = int(np.prod(rows.shape))
    known = np.flatnonzero(~np.isnan(rows.columns[value]))
    number = rows.number(value)[known]
    happened = np.ones(len(known), dtype=bool) if event is None else rows.columns[event][known]
    # One sort of whole numbers is several times as fast as sorting by three columns.
    values, rank = np.unique(number, return_inverse=True)
    key = (rows.cell[known] * len(values) + rank) * 2 + ~happened
    key.sort()
    n = np.bincount(rows.cell[known], minlength=cells)
    place = key >> 1
    return _Ordered(values[place % max(len(values), 1)], key & 1 == 0, np.cumsum(n) - n, n)


@dataclass(frozen=True, eq=False)
class Quantile(Measure):
    """The q-quantile by linear interpolation, with the interval that the ranks of a sample of that size give."""

    of: Source
    value: str
    q: float = 0.5
    kind: MeasureKind = MeasureKind.DURATION

    def fold(self, book: Book, cut: Cut) -> Cols:
        rows = self.of.rows(book, cut)
        found = _ordered(rows, self.value)
        place = np.maximum(found.n - 1, 0) * self.q
        below = np.floor(place).astype(np.int64)
        low = _pick(found, below)
        high = _pick(found, np.minimum(below + 1, np.maximum(found.n - 1, 0)))
        value = (low + (high - low) * (place - below)).reshape(rows.shape)
        first, last = quantile_ranks(found.n, self.q)
        n = found.n.astype(np.float64).reshape(rows.shape)
        none = np.full(rows.shape, np.nan)
        lo, hi = (np.where(rank >= 0, _pick(found, rank), np.nan).reshape(rows.shape) for rank in (first, last))
        return Cols(value, none, none, n, lo, hi)

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value),)


def _pick(found: _Ordered, rank: npt.NDArray[np.int64]) -> Floats:
    """The value of each cell at a rank, NaN for a cell without values."""
    if not len(found.value):
        return np.full(len(found.n), np.nan)
    place = np.minimum(found.start + np.maximum(rank, 0), len(found.value) - 1)
    return np.where(found.n > 0, found.value[place], np.nan)


@dataclass(frozen=True, eq=False)
class SurvivalMedian(Measure):
    """Kaplan–Meier median of a duration; rows without the mark ``event`` have lasted at least so long.

    No value while more than half still last. Numerator: how many have ended; denominator and n: all.
    """

    of: Source
    value: str
    event: str
    kind: MeasureKind = MeasureKind.SURVIVAL

    def fold(self, book: Book, cut: Cut) -> Cols:
        rows = self.of.rows(book, cut)
        found = _ordered(rows, self.value, self.event)
        cells = len(found.n)
        cell = np.repeat(np.arange(cells), found.n)
        events = np.bincount(cell, found.event, minlength=cells).reshape(rows.shape).astype(np.float64)
        result = np.full((3, cells), np.nan)
        for place in np.flatnonzero(events.reshape(-1)):
            part = slice(found.start[place], found.start[place] + found.n[place])
            result[:, place] = _median(found.value[part], found.event[part])
        value, lo, hi = result.reshape(3, *rows.shape)
        n = found.n.astype(np.float64).reshape(rows.shape)
        return Cols(value, events, n, n, lo, hi, observed=events, answered=n > 0)

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value),)


def _median(time: Floats, event: Mask) -> tuple[float, float, float]:
    """Median and its bounds by Greenwood's variance on the log(−log) scale, from times in order with an event.

    One factor and one addend per event: k tied ones multiply to (n − k)/n and add up to k/(n(n − k)), as one step.
    """
    at_risk = np.arange(len(time), 0, -1, dtype=np.float64)[event]
    times = time[event]
    survival = np.cumprod(1 - 1 / at_risk, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(1 / (at_risk * (at_risk - 1)))
        reach = normal_quantile(0.95) * np.sqrt(variance) / np.abs(np.log(survival))
        bounds = survival ** np.exp(reach), survival ** np.exp(-reach)
    step_ends = np.append(times[1:] != times[:-1], True)
    gone = survival <= TOLERANCE
    low, high = (np.where(gone, 0.0, bound)[step_ends] for bound in bounds)
    steps = times[step_ends]
    return _at_half(times, survival), _at_half(steps, low), _at_half(steps, high)


def _at_half(time: Floats, share: Floats) -> float:
    below = share <= 0.5 + TOLERANCE
    return float(time[below.argmax()]) if below.any() else np.nan
