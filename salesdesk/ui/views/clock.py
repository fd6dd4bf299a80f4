"""Durations on a value axis that counts in one unit: minutes, hours or days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from salesdesk.insights.numbers import NumberStyle


@dataclass(frozen=True)
class Clock:
    """A unit of time: its length in minutes and its sign."""

    minutes: float
    sign: str

    def writing(self, style: NumberStyle) -> Callable[[float], str]:
        """How ticks that count in this unit are written."""
        return lambda value: f"{style.trimmed(value)} {self.sign}"


_CLOCKS = (Clock(1440.0, "days"), Clock(60.0, "h"))


def clock(minutes: Iterable[float | None]) -> Clock:
    """The largest unit of which the longest of these durations has two at least."""
    longest = max((value for value in minutes if value is not None), default=0.0)
    return next((each for each in _CLOCKS if longest >= 2 * each.minutes), Clock(1.0, "min"))
