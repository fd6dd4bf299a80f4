"""What a KPI is: a measure with its meaning, its unit, the slices it allows and its second figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.kpis.book import Book
    from salesdesk.kpis.measures import Measure
    from salesdesk.kpis.score import ScoreTable
    from salesdesk.models.log import SalesLog

    Rule = Callable[[ScoreTable, Book], ScoreTable]
    Notes = Callable[[SalesLog], tuple[str, ...]]


class Unit(StrEnum):
    """The unit of a figure; ``PERCENT`` values are fractions, 0.5 means 50 %."""

    MONEY = "money"
    MONEY_PER_UNIT = "money per unit"
    MONEY_PER_FTE = "money per full-time rep"
    PERCENT = "percent"
    COUNT = "count"
    UNITS = "units"
    DAYS = "days"
    MINUTES = "minutes"
    RATIO = "ratio"
    TIMES = "times"
    PER_1000 = "per 1,000"
    PER_DAY = "per day"
    PER_WEEK = "per week"
    PER_DEAL = "per deal"
    PER_QUARTER = "per quarter"
    INDEX = "index"
    SCORE = "score"
    GRADE = "grade"


class Direction(StrEnum):
    """Which way is better; a neutral figure is never ranked or coloured."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NEUTRAL = "neutral"


class MeasureKind(StrEnum):
    """What sort of number a measure gives; decides its interval, change mark and small-sample rule."""

    RATE = "rate"
    PER_THOUSAND = "per thousand"
    DURATION = "duration"
    SURVIVAL = "survival"
    MEAN = "mean"
    SUM = "sum"
    COUNT = "count"
    RATIO = "ratio of sums"
    SNAPSHOT = "snapshot"
    SCORE = "score"


class Mark(StrEnum):
    """By which test a change from one period to another is marked."""

    RATE = "rate"
    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    DURATION = "duration"
    SCORE = "score"
    NONE = "none"


_MARK_OF = {
    MeasureKind.RATE: Mark.RATE,
    MeasureKind.PER_THOUSAND: Mark.COUNT,
    MeasureKind.DURATION: Mark.DURATION,
    MeasureKind.SURVIVAL: Mark.DURATION,
    MeasureKind.MEAN: Mark.MEAN,
    MeasureKind.SUM: Mark.SUM,
    MeasureKind.COUNT: Mark.COUNT,
    MeasureKind.RATIO: Mark.NONE,
    MeasureKind.SNAPSHOT: Mark.NONE,
    MeasureKind.SCORE: Mark.SCORE,
}


class Standing(StrEnum):
    """How far a published figure can be trusted."""

    STUDY = "study"  # its origin was found
    QUOTED = "quoted"  # quoted often, origin doubtful
    EXAMPLE = "example"  # an example number, not research
    OWN = "own"  # the manager's own figure

    @property
    def is_sound(self) -> bool:
        """Whether a figure may be held against it; all else is only told."""
        return self in (Standing.STUDY, Standing.OWN)


@dataclass(frozen=True)
class Benchmark:
    """A published figure; ``text`` as it is written, ``about`` what one should know of it.

    ``value`` is in the KPI's unit; None where what was published is of another sort and cannot be held against it.
    """

    value: float | None
    text: str
    standing: Standing
    source: str
    about: str = ""


@dataclass(frozen=True, eq=False)
class Figure:
    """A named second figure of a KPI. ``needs`` and ``rep_measure`` as those of a KPI, besides its KPI's needs."""

    name: str
    unit: Unit
    measure: Measure
    needs: tuple[str, ...] = ()
    rep_measure: Measure | None = None


@dataclass(frozen=True, eq=False)
class Kpi:
    """One declared KPI.

    ``needs``: "table" or "table.column"; several that must be there together are parted by blanks, alternatives by
    "|" ("order_lines.amount order_lines.order_date | opportunities.amount opportunities.closed_at").
    ``by``: the dimensions it can be sliced and filtered by. ``rep_measure`` takes the place of ``measure`` when
    reps are told apart. ``private``: no records, and no filter but the period. ``counted``: the noun for n.
    """

    id: str
    key: str
    name: str
    definition: str
    formula: str
    unit: Unit
    direction: Direction
    needs: tuple[str, ...]
    measure: Measure
    by: tuple[str, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    rep_measure: Measure | None = None
    rule: Rule | None = None
    private: bool = False
    benchmark: Benchmark | None = None
    question: str = ""
    page: str = ""
    mark: Mark | None = None
    counted: str = "rows"
    notes: Notes | None = None

    @property
    def kind(self) -> MeasureKind:
        return self.measure.kind

    @property
    def marked_by(self) -> Mark:
        """The test for changes: the declared one, else that of the measure's kind."""
        return self.mark or _MARK_OF[self.kind]

    def measure_of(self, figure: str | None, dims: Collection[str] = ()) -> Measure:
        """The measure of a figure (None: the headline) when these dimensions are told apart."""
        chosen: Kpi | Figure = self if figure is None else self.figures[figure]
        return (chosen.rep_measure if "rep" in dims else None) or chosen.measure

    def unit_of(self, figure: str | None) -> Unit:
        return self.unit if figure is None else self.figures[figure].unit
