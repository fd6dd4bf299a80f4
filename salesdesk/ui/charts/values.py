"""What charts are given: frozen values with ready texts; None is a gap, never a zero."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Write = Callable[[float], str]
Levels = tuple[float | None, ...]
_Item = TypeVar("_Item")
_Other = TypeVar("_Other")


def exact(value: float) -> str:
    """How a number is written where the page gave no better way."""
    return f"{value:g}".replace("-", "−")


def at(items: tuple[_Item, ...], index: int, otherwise: _Other) -> _Item | _Other:
    """The item at a place, or something else where the tuple is shorter."""
    return items[index] if index < len(items) else otherwise


def flag(flags: tuple[bool, ...], index: int) -> bool:
    return index < len(flags) and flags[index]


def stretches(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The runs of known values between gaps, each with its place."""
    found: list[list[tuple[int, float]]] = [[]]
    for i, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((i, value))
    return [each for each in found if each]


@dataclass(frozen=True)
class KeyEntry:
    """What a mark means. Shape is bar, line, dash, dot, ring, tick or pointer; role names its colour."""

    text: str
    role: str = "better"
    shape: str = "bar"


@dataclass(frozen=True)
class BarData:
    """Bars in order. `current` marks those of the period in question, `hatched` unfinished periods, `hollow` small
    samples. `texts` are the exact values in words, `inside` the short ones written in current bars.
    """

    title: str
    labels: tuple[str, ...] = ()
    values: Levels = ()
    texts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    targets: Levels = ()
    target_texts: tuple[str, ...] = ()
    current: tuple[bool, ...] = ()
    hatched: tuple[bool, ...] = ()
    hollow: tuple[bool, ...] = ()
    hover: tuple[str, ...] = ()
    axis: Write = exact
    unit: str = ""
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class TrendLine:
    """`role` names a colour of the theme, or series0 to series6 for a rep that is picked out."""

    name: str
    values: Levels
    role: str = "better"
    end_text: str = ""
    dashed: bool = False
    texts: tuple[str, ...] = ()
    hollow: tuple[bool, ...] = ()


@dataclass(frozen=True)
class TrendBand:
    name: str
    low: Levels
    high: Levels


@dataclass(frozen=True)
class TrendData:
    """Lines over the same labels. The value axis begins at zero only if `from_zero`."""

    title: str
    labels: tuple[str, ...] = ()
    lines: tuple[TrendLine, ...] = ()
    band: TrendBand | None = None
    hover: tuple[str, ...] = ()
    axis: Write = exact
    unit: str = ""
    from_zero: bool = False
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class FunnelStep:
    """Shares are fractions of 1: of the step before, and of the first step."""

    name: str
    count: float | None
    of_before: float | None = None
    of_first: float | None = None
    hover: str = ""
    hollow: bool = False


@dataclass(frozen=True)
class FunnelData:
    title: str
    steps: tuple[FunnelStep, ...] = ()
    first_name: str = ""
    count_text: Write = exact
    share_text: Write = exact
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class IntervalRow:
    """An estimate with its interval. Mark: better or worse than the centre beyond chance, or none.

    `centre` is the row's own, where not all have the same. A `head` names the rows below it and has no value.
    """

    name: str
    value: float | None
    lo: float | None = None
    hi: float | None = None
    n: str = ""
    mark: str = "none"
    hollow: bool = False
    hover: str = ""
    centre: float | None = None
    head: bool = False


@dataclass(frozen=True)
class IntervalData:
    """`low` and `high` are natural ends of the scale, such as 0 and 1 for a share; `minutes` the length of one unit,
    where values are times."""

    title: str
    rows: tuple[IntervalRow, ...] = ()
    centre: float | None = None
    centre_text: str = ""
    axis: Write = exact
    low: float | None = None
    high: float | None = None
    minutes: float = 0.0
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class CategoryRow:
    """`text` is the value in words; `role` names a colour of the theme."""

    name: str
    value: float | None
    text: str = ""
    share: float | None = None
    share_text: str = ""
    role: str = "better"
    hollow: bool = False
    hover: str = ""


@dataclass(frozen=True)
class CategoryData:
    title: str
    rows: tuple[CategoryRow, ...] = ()
    value_head: str = ""
    share_head: str = ""
    summary: str = ""
    empty_text: str = "no data"
