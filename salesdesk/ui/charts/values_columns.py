"""What charts with columns are given: several series over weeks, months or buckets, and shares within rows."""

from dataclasses import dataclass

from salesdesk.ui.charts.values import Levels, TrendLine, Write, exact


@dataclass(frozen=True)
class Series:
    """`texts` are the exact values in words. Roles name a colour: of the theme, series0 to series6, heat-3 to heat3."""

    name: str
    values: Levels
    role: str = "better"
    texts: tuple[str, ...] = ()
    hollow: tuple[bool, ...] = ()


@dataclass(frozen=True)
class StackData:
    """Columns of stacked series, the first at the bottom; negative values hang below zero.

    `tops` are written above the columns and `inside` says whether values are written in their parts, where they fit.
    `limits` are more lines over the columns, such as those within which ordinary variation stays.
    """

    title: str
    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    line: TrendLine | None = None
    limits: tuple[TrendLine, ...] = ()
    tops: tuple[str, ...] = ()
    inside: bool = False
    hatched: tuple[bool, ...] = ()
    hover: tuple[str, ...] = ()
    axis: Write = exact
    unit: str = ""
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class Mark:
    """A published figure, in grey: a value over one bucket, or an upright line if `value` is None.

    `place` counts buckets from 0; 3.5 lies between the fourth and the fifth.
    """

    text: str
    place: float
    value: float | None = None


@dataclass(frozen=True)
class ColumnData:
    """Buckets with a column for each series, side by side. `curve` runs over them, `tops` are written above them."""

    title: str
    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    marks: tuple[Mark, ...] = ()
    marks_name: str = ""
    curve: TrendLine | None = None
    tops: tuple[str, ...] = ()
    hover: tuple[str, ...] = ()
    axis: Write = exact
    unit: str = ""
    summary: str = ""
    empty_text: str = "no data"


@dataclass(frozen=True)
class Band:
    """A part of each row, such as promoters."""

    name: str
    role: str = "better"


@dataclass(frozen=True)
class BandRow:
    """`shares` are fractions of 1 in the order of the bands, None where nothing is known; `text` is the row's score."""

    name: str
    shares: Levels
    texts: tuple[str, ...] = ()
    text: str = ""
    n: str = ""
    hollow: bool = False
    hover: str = ""


@dataclass(frozen=True)
class BandsData:
    """Rows from 0 to 100 %, cut into bands."""

    title: str
    bands: tuple[Band, ...] = ()
    rows: tuple[BandRow, ...] = ()
    score_head: str = ""
    share_text: Write = exact
    summary: str = ""
    empty_text: str = "no data"
