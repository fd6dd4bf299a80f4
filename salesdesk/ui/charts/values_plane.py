"""What charts with two value axes are given: points, curves in steps, lines to compare with."""

from dataclasses import dataclass
from typing import Literal

from salesdesk.ui.charts.values import Levels, Write, exact

DAYS = 1440.0  # minutes of one


@dataclass(frozen=True)
class Axis:
    """A value axis. `minutes` is the length of one unit, where the axis is time: ticks are then durations.

    `low` and `high` are natural ends, such as 0 and 1 for a share. A `log` axis shows what is 0 or less at its low end.
    """

    name: str = ""
    text: Write = exact
    log: bool = False
    minutes: float = 0.0
    low: float | None = None
    high: float | None = None
    from_zero: bool = False


PLAIN = Axis()


@dataclass(frozen=True)
class Guide:
    """A line to compare with: upright at a value of `x`, level at a value of `y`, or with `slope` through zero."""

    value: float
    along: Literal["x", "y", "slope"] = "y"
    text: str = ""
    role: str = "neutral"
    dashed: bool = True


@dataclass(frozen=True)
class Quarters:
    """Two lines that cut the plane, and what its corners mean."""

    x: float
    y: float
    top_left: str = ""
    top_right: str = ""
    bottom_left: str = ""
    bottom_right: str = ""


@dataclass(frozen=True)
class Limits:
    """A pair of curves within which chance alone keeps most points."""

    name: str
    xs: tuple[float, ...]
    lows: Levels
    highs: Levels
    dashed: bool = False


@dataclass(frozen=True)
class Point:
    """`n` is the sample in words. Points that are `named` have their name beside them where there is room."""

    name: str
    x: float | None
    y: float | None
    n: str = ""
    role: str = "neutral"
    hollow: bool = False
    named: bool = False
    hover: str = ""


@dataclass(frozen=True)
class ScatterData:
    """Points of which the first are the most important ones when names compete for room."""

    title: str
    points: tuple[Point, ...] = ()
    x: Axis = PLAIN
    y: Axis = PLAIN
    guides: tuple[Guide, ...] = ()
    quarters: Quarters | None = None
    limits: tuple[Limits, ...] = ()
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class Steps:
    """A curve that jumps to `ys` at `xs` and keeps its height until the next, from `start` before the first.

    It is grey from `thin_from` on, where too few are left to rely on it, and ends at `until`, by default its last step.
    """

    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    role: str = "better"
    start: float = 0.0
    until: float | None = None
    thin_from: float | None = None
    at_risk: tuple[int, ...] = ()
    lows: Levels = ()
    highs: Levels = ()
    end_text: str = ""
    dashed: bool = False
    hover: str = ""


@dataclass(frozen=True)
class StepData:
    """Curves in steps, the first one in question. Picking tells which curve."""

    title: str
    lines: tuple[Steps, ...] = ()
    x: Axis = PLAIN
    y: Axis = Axis(low=0.0, from_zero=True)
    guides: tuple[Guide, ...] = ()
    summary: str = ""
    empty_text: str = "no data"
