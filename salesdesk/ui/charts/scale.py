"""Scales of value axes: where values lie in pixels, linear or logarithmic, in numbers or durations."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from salesdesk.ui.charts.ticks import nice_step, nice_ticks, span_of, worded_ticks
from salesdesk.ui.charts.values_plane import Axis

_FAR = 20.0  # lengths of the axis beyond which nothing is drawn
# Ticks of time, in minutes; those of a logarithmic axis first.
_LANDMARKS = (1, 5, 15, 60, 240, 1440, 4320, 10080, 40320, 131040, 525600)
_TIME_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880, 7200, 14400, 43200, 86400, 129600, 259200, 525600)
_MANTISSAS = ((1, 2, 5), (1, 3), (1,))


@dataclass(frozen=True)
class Scale:
    """`low` and `high` are what is in sight; they lie at the pixels `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False
    ticks: tuple[tuple[float, str], ...] = ()

    def at(self, value: float) -> float:
        """The pixel of a value; far away values come to lie just out of sight."""
        share = (self._bent(value) - self._bent(self.low)) / (self._bent(self.high) - self._bent(self.low))
        return self.start + min(_FAR, max(-_FAR, share)) * (self.end - self.start)

    def value_at(self, pixel: float) -> float:
        low, high = self._bent(self.low), self._bent(self.high)
        bent = low + (high - low) * (pixel - self.start) / (self.end - self.start)
        return float(math.exp(bent)) if self.log else bent

    def _bent(self, value: float) -> float:
        return math.log(max(value, self.low if value <= 0 else value)) if self.log else value


def whole(axis: Axis, levels: Sequence[float | None], *, to_ticks: bool = True) -> tuple[float, float]:
    """The lowest and highest value of an axis that shows all levels; `to_ticks` widens it to round numbers."""
    if axis.log:
        known = [each for each in levels if each is not None and 0 < each < math.inf]
        low, high = (min(known), max(known)) if known else (1.0, 10.0)
        low = axis.low or low
        high = axis.high or high
        return (low, high) if high > 1.5 * low else (low / 1.5, high * 1.5)
    low, high = span_of([*levels, axis.low, axis.high], from_zero=axis.from_zero)
    ticks = [tick for tick, _ in _ticks(axis, low, high, 4)] if to_ticks else []
    ticks = ticks or [low, high]
    low = axis.low if axis.low is not None else min(low, ticks[0])
    high = axis.high if axis.high is not None else max(high, ticks[-1])
    return (low, high) if high > low else (low, low + 1.0)


def scale_of(
    axis: Axis,
    ends: tuple[float, float],
    pixels: tuple[float, float],
    window: tuple[float, float] = (0.0, 1.0),
    count: int = 4,
) -> Scale:
    """A scale from one end to the other, of which `window` is in sight, with about `count` ticks."""
    bend = math.log if axis.log else float
    first, last = (bend(end) for end in ends)
    shown = [first + (last - first) * share for share in window]
    low, high = (float(math.exp(each)) if axis.log else each for each in shown)
    slack = 1e-9 * (high - low)
    ticks = [(tick, text) for tick, text in _ticks(axis, low, high, count) if low - slack <= tick <= high + slack]
    return Scale(low, high, *pixels, axis.log, tuple(ticks))


def duration(minutes: float) -> str:
    """A round length of time in short: "15 min", "4 h", "3 d", "2 w"."""
    for size, unit in ((525600, "y"), (10080, "w"), (1440, "d"), (60, "h")):
        if minutes >= size and minutes % size == 0:
            return f"{minutes / size:g} {unit}"
    return f"{minutes:g} min"


def log_ticks(low: float, high: float, count: int) -> list[float]:
    """Round numbers in steps that look even on a logarithmic axis; `count` at most, if there are as many decades."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for mantissas in _MANTISSAS:
        found = [float(f"{m}e{exponent}") for exponent in range(first, last + 1) for m in mantissas]
        found = [each for each in found if low * (1 - 1e-9) <= each <= high * (1 + 1e-9)]
        if len(found) <= count:
            break
    if len(found) < 2:
        return [each for each in nice_ticks(low, high, count) if each > 0]
    return found[:: -(-len(found) // max(2, count))]


def _ticks(axis: Axis, low: float, high: float, count: int) -> list[tuple[float, str]]:
    if axis.minutes and axis.log:
        marks = [mark / axis.minutes for mark in _LANDMARKS]
        return [(mark, duration(mark * axis.minutes)) for mark in marks]
    if axis.minutes:
        return _time_ticks(axis.minutes, low, high, count)
    if axis.log:
        return [(tick, axis.text(tick)) for tick in log_ticks(low, high, count + 1)]
    return worded_ticks(low, high, count, axis.text)


def _time_ticks(unit: float, low: float, high: float, count: int) -> list[tuple[float, str]]:
    rough = (high - low) * unit / max(1, count)
    step = next((each for each in _TIME_STEPS if each >= rough * (1 - 1e-9)), nice_step(rough / 525600) * 525600)
    size, word = next((pair for pair in ((525600, "y"), (1440, "d"), (60, "h")) if step % pair[0] == 0), (1, "min"))
    first, last = math.floor(low * unit / step + 1e-9), math.ceil(high * unit / step - 1e-9)
    return [(i * step / unit, f"{i * step / size:g} {word}" if i else "0") for i in range(first, last + 1)]
