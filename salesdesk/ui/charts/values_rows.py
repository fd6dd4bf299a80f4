"""What charts painted row by row are given: dots on a track, steps from a start to an end, results against targets."""

from dataclasses import dataclass
from typing import Literal

from salesdesk.ui.charts.values import KeyEntry, Write, exact
from salesdesk.ui.charts.values_plane import PLAIN, Axis, Guide


@dataclass(frozen=True)
class Dot:
    """One value on a row's track. A `named` dot of a strip has its name beside it where there is room."""

    value: float
    name: str = ""
    role: str = "neutral"
    hollow: bool = False
    shape: Literal["dot", "tick"] = "dot"
    text: str = ""
    named: bool = False
    hover: str = ""


@dataclass(frozen=True)
class RangeRow:
    """`low` and `high` are the ends of a box, such as the middle half; `text` stands at the right."""

    name: str
    dots: tuple[Dot, ...] = ()
    text: str = ""
    low: float | None = None
    high: float | None = None
    hover: str = ""


@dataclass(frozen=True)
class RangeData:
    """Rows with dots on one scale. A single row is a strip: its dots move aside for each other, and are picked."""

    title: str
    rows: tuple[RangeRow, ...] = ()
    axis: Axis = PLAIN
    guides: tuple[Guide, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class Stage:
    """A step of a waterfall: a signed change, or the level reached if `total`."""

    name: str
    value: float | None
    text: str = ""
    total: bool = False
    role: str = ""
    hollow: bool = False
    hover: str = ""


@dataclass(frozen=True)
class WaterfallData:
    """Stages from a start to an end. `upright` sets them side by side where their names have room."""

    title: str
    stages: tuple[Stage, ...] = ()
    upright: bool = False
    axis: Write = exact
    unit: str = ""
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class BulletRow:
    """A result with its target, the pace needed so far, and a range such as the middle half of the team."""

    name: str
    value: float | None
    target: float | None = None
    pace: float | None = None
    text: str = ""
    note: str = ""
    role: str = "better"
    low: float | None = None
    high: float | None = None
    hollow: bool = False
    target_text: str = ""
    pace_text: str = ""
    hover: str = ""


@dataclass(frozen=True)
class BulletData:
    """Rows on one scale, or each on its own where their units differ (`shared` False)."""

    title: str
    rows: tuple[BulletRow, ...] = ()
    shared: bool = True
    value_name: str = "result"
    target_name: str = "target"
    pace_name: str = "pace"
    range_name: str = ""
    axis: Write = exact
    unit: str = ""
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class Lane:
    """One of two values of a row with its interval; `centre` is what it is held against."""

    value: float | None
    text: str = ""
    low: float | None = None
    high: float | None = None
    centre: float | None = None
    hollow: bool = False


@dataclass(frozen=True)
class DuelRow:
    """Two values of one figure; `verdict` says whether they differ, `winner` which lane it speaks for, if any."""

    name: str
    lanes: tuple[Lane, Lane]
    verdict: str = ""
    winner: int | None = None
    hover: str = ""


@dataclass(frozen=True)
class DuelData:
    """Two of a kind, figure by figure; each row on a scale of its own."""

    title: str
    names: tuple[str, str] = ("", "")
    rows: tuple[DuelRow, ...] = ()
    centre_name: str = ""
    summary: str = ""
    empty_text: str = "no data"
