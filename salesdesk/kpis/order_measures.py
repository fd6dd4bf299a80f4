"""Measures that need the rows in the order of their values: quantiles and survival medians."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.grain import marked
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import Cols, Counted, Measure, Source
from salesdesk.kpis.sources import Per, Rows
from salesdesk.models.log import Mask
from salesdesk.models.money import amount
from salesdesk.stats.intervals import normal_quantile, quantile_ranks
from salesdesk.stats.survival import TOLERANCE

_EXACT_UP_TO = 200  # rows


class _Ranked(NamedTuple):
    """The distinct values of a column, ascending, and the place of each row's among them, -1 where unknown."""

    values: Floats
    rank: npt.NDArray[np.int64]


class _Ordered(NamedTuple):
    """Values of all cells, cell after cell and ascending in each; ``start`` and ``n`` of each cell."""

    value: Floats
    event: Mask
    start: npt.NDArray[np.int64]
    n: npt.NDArray[np.int64]


def _ranked(column: Floats) -> _Ranked:
    values, rank = np.unique(column, return_inverse=True)
    known = int((~np.isnan(values)).sum())
    return _Ranked(values[:known], np.where(rank < known, rank, -1))


def _ranks(of: Source, book: Book, rows: Rows, value: str) -> _Ranked:
    """The values of rows; those of facts are sorted once per log."""
    if isinstance(of, Per) or rows.index is None:
        return _ranked(rows.number(value))
    found = book.facts(of.facts)
    once = book.remembered(
        ("ranked", of.facts, value), lambda: _ranked(found.values[value].astype(np.float64)), len(found)
    )
    values = amount(once.values) if value in found.money else once.values
    return _Ranked(values, once.rank[rows.index])


def _ordered(of: Source, book: Book, rows: Rows, value: str, event: str | None = None) -> _Ordered:
    """Rows of equal value with an event stand before those without."""
    cells = int(np.prod(rows.shape))
    values, rank = _ranks(of, book, rows, value)
    known = rank >= 0
    cell, rank = rows.cell[known], rank[known]
    late = np.zeros(len(cell), dtype=bool) if event is None else ~marked(rows.columns, event)[known]
    # One sort of whole numbers is several times as fast as sorting by three columns.
    key = (cell * len(values) + rank) * 2 + late
    key.sort()
    n = np.bincount(cell, minlength=cells)
    return _Ordered(values[(key >> 1) % max(len(values), 1)], key & 1 == 0, np.cumsum(n) - n, n)


@dataclass(frozen=True, eq=False)
class Quantile(Measure):
    """The q-quantile by linear interpolation, with the interval that the ranks of a sample of that size give."""

    of: Source
    value: str
    q: float = 0.5
    kind: MeasureKind = MeasureKind.DURATION

    def fold(self, book: Book, cut: Cut) -> Cols:
        rows = self.of.rows(book, cut)
        found = _ordered(self.of, book, rows, self.value)
        place = np.maximum(found.n - 1, 0) * self.q
        below = np.floor(place).astype(np.int64)
        low = _pick(found, below)
        high = _pick(found, np.minimum(below + 1, np.maximum(found.n - 1, 0)))
        value = (low + (high - low) * (place - below)).reshape(rows.shape)
        first, last = _enclosing(found.n, self.q)
        n = found.n.astype(np.float64).reshape(rows.shape)
        none = np.full(rows.shape, np.nan)
        lo, hi = (np.where(rank >= 0, _pick(found, rank), np.nan).reshape(rows.shape) for rank in (first, last))
        return Cols(value, none, none, n, lo, hi)

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value),)


@lru_cache(maxsize=16)
def _exact_ranks(q: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    return quantile_ranks(np.arange(_EXACT_UP_TO + 1), q)


def _enclosing(n: npt.NDArray[np.int64], q: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Ranks that enclose the quantile; for large samples by the normal curve, which is at most one rank off."""
    few = np.minimum(n, _EXACT_UP_TO)
    reach = normal_quantile(0.95) * np.sqrt(n * q * (1 - q))
    low, high = (np.ceil(n * q + side * reach - 0.5).astype(np.int64) for side in (-1, 1))
    first, last = _exact_ranks(q)
    return np.where(n > few, low - 1, first[few]), np.where(n > few, high, last[few])


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
        found = _ordered(self.of, book, rows, self.value, self.event)
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
        return (Counted("rows", self.of, self.value, event=self.event),)


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
