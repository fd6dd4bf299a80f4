"""Everything that pages and exports show for one selection, as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from salesdesk.insights.benchmarks import held_against
from salesdesk.insights.change import Change, change
from salesdesk.insights.goals import Goal, goals_for
from salesdesk.insights.selections import compared_period, in_progress
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_KEY
from salesdesk.kpis.catalogue.chain import CHAIN, PAST, RATES
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import score
from salesdesk.kpis.slices import cut_for, listed
from salesdesk.kpis.table import Score, ScoreTable
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period, day_date, months_before
from salesdesk.models.selection import Selection, nobody

if TYPE_CHECKING:
    from salesdesk.insights.fairness import Fair
    from salesdesk.store.targets import Target

_SCORED = BY_KEY | {kpi.key: kpi for kpi in (*CHAIN, *RATES.values(), *PAST.values())}
MONTHS = 13  # a year and the same month of the year before
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, eq=False)
class KpiScores:
    """One KPI: the team's figure now and before, month by month, and per rep (None if it knows no reps)."""

    kpi: Kpi
    table: ScoreTable  # periods: now, before
    months: ScoreTable
    reps: ScoreTable | None
    change: Change | None = None

    @cached_property
    def now(self) -> Score:
        return self.table.at(0)

    @cached_property
    def before(self) -> Score | None:
        return self.table.at(1) if len(self.table.cut.periods) > 1 else None

    def rep(self, name: str, period: int = 0) -> Score:
        """A rep's figure; raises KeyError for somebody who is not in the selection or a KPI without reps."""
        if self.reps is None:
            raise KeyError(name)
        return self.reps.at(period, rep=name)


Scorable = TypeVar("Scorable")


class Lazy(Mapping[str, Scorable]):
    """What a name leads to is worked out when somebody first looks at it, and kept."""

    def __init__(self, names: Sequence[str], make: Callable[[str], Scorable]) -> None:
        self._names, self._make = dict.fromkeys(names), make
        self._made: dict[str, Scorable] = {}

    def __getitem__(self, name: str) -> Scorable:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def is_made(self, names: Iterable[str]) -> bool:
        """Whether nothing has to be worked out any more to look at these."""
        return all(name in self._made for name in names if name in self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, eq=False)
class Board:
    """The figures of a selection. ``months`` are those of every KPI's trend, oldest first; ``chain`` counts the steps
    from dial to deal in the selected period, ``rates`` leads from a step to its rate to the one before. ``goals``
    are the manager's own for the selected period, by KPI.

    ``fairness`` and the changes are there once the board ``is_marked`` (insights/marks.py): they take longer.
    """

    book: Book
    selection: Selection
    cut: Cut
    months: tuple[Period, ...]
    kpis: Mapping[str, KpiScores]
    compared: Period | None
    chain: Mapping[str, Score] = field(default_factory=dict)
    rates: Mapping[str, Score] = field(default_factory=dict)
    goals: Mapping[str, Goal] = field(default_factory=dict)
    fairness: Mapping[str, Fair] = field(default_factory=dict)
    is_marked: bool = False
    _slices: dict[tuple[str, ...], ScoreTable] = field(default_factory=dict, repr=False)

    @property
    def log(self) -> SalesLog:
        return self.book.log

    @property
    def period(self) -> Period:
        return self.selection.period

    @cached_property
    def running(self) -> bool:
        """The log ends before the selected period does."""
        return in_progress(self.log, self.period)

    @cached_property
    def _reps(self) -> tuple[str, ...]:
        shown = listed(self.book, self.cut, "rep")
        names = (name for name, there in zip(self.book.labels("rep"), shown[:-1], strict=True) if there)
        return tuple(sorted(names, key=str.casefold))

    def rep_names(self) -> tuple[str, ...]:
        """The reps of the selection in alphabetical order, those without rows as well, nobody left out."""
        return self._reps

    @cached_property
    def rep_rows(self) -> tuple[str, ...]:
        """As ``rep_names``, and in the last place nobody, if rows of the period belong to no rep."""
        return self.rep_rows_of(self.kpis)

    def rep_rows_of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """As ``rep_rows``, as far as some of the KPIs tell."""
        nameless = nobody("rep")
        tables = (self.kpis[key].reps for key in keys)
        found = (table.find(0, rep=nameless) for table in tables if table is not None)
        there = any(cell is not None and cell.n > 0 for cell in found)
        return (*self._reps, nameless) if there else self._reps

    def is_scored(self, keys: Iterable[str], *, with_chain: bool = False) -> bool:
        """Whether nothing has to be scored any more to look at these KPIs, or at the chain."""
        parts = [(self.kpis, keys), *([(self.chain, self.chain), (self.rates, self.rates)] if with_chain else [])]
        return all(part.is_made(names) for part, names in parts if isinstance(part, Lazy))

    def score_now(self, keys: Iterable[str], *, with_chain: bool = False) -> None:
        """Scores what has not been looked at yet."""
        for key in keys:
            if key in self.kpis:
                _ = self.kpis[key]
        if with_chain:
            _ = (*self.chain.values(), *self.rates.values())

    def by(self, key: str, *dims: str) -> ScoreTable:
        """A KPI, or a step of the chain or rate of one, of the selected period sliced by dimensions, worked out when
        first asked for."""
        asked = (key, *dims)
        if asked not in self._slices:
            self._slices[asked] = score(_SCORED[key], self.book, self.cut.sliced(*dims))
        return self._slices[asked]

    def unfiltered(self) -> Board:
        """For questions about the whole log, whatever is filtered."""
        return replace(self, cut=replace(self.cut, keep=()), _slices={})

    def with_goals(self, targets: Iterable[Target], mine: frozenset[str] = frozenset()) -> Board:
        """The same figures, held against these goals of the team; ``mine``: its reps, empty for everybody."""
        return replace(self, goals=goals_for(targets, self.log, self.selection, mine))

    def rep_change(self, key: str, rep: str) -> Change | None:
        """Whether a rep's own change is more than noise."""
        scores = self.kpis[key]
        if self.compared is None or scores.reps is None:
            return None
        now, before = scores.rep(rep), scores.rep(rep, 1)
        return change(scores.kpi, self.book, self.cut.sliced("rep"), now, before, {"rep": rep})


def quiet(done: int, total: int, note: str) -> None:
    """Nobody wants to know."""


def board(
    book: Book,
    selection: Selection,
    keys: Sequence[str] | None = None,
    progress: Progress = quiet,
    *,
    first: Sequence[str] | None = None,
) -> Board:
    """A selection's figures: of all KPIs and the chain, or only of the KPIs named.

    ``first``: those to be scored now, all if None; the others are when somebody looks. ``progress`` may raise to
    give up.
    """
    log = book.log
    compared = compared_period(log, selection)
    periods = (selection.period,) if compared is None else (selection.period, compared)
    cut = cut_for(book, selection, periods=periods)
    last = Period(0, log.as_of + 1) if selection.period.is_all else selection.period
    months = months_before(_within(last, log), MONTHS)
    chosen = [kpi.key for kpi in ALL] if keys is None else list(keys)
    own = log.settings.benchmarks
    kpis = Lazy(chosen, lambda key: _scored(held_against(BY_KEY[key], own, log.currency), book, cut, months))
    at_once = chosen if first is None else [key for key in first if key in kpis]
    for place, key in enumerate(at_once):
        progress(place, len(at_once), BY_KEY[key].name)
        _ = kpis[key]
    if keys is not None:
        return Board(book, selection, cut, months, kpis, compared)
    steps = {kpi.key: kpi for kpi in CHAIN}
    chain = Lazy([*steps], lambda step: score(steps[step], book, cut).at(0))
    rates = Lazy([*RATES], lambda step: score(RATES[step], book, cut).at(0))
    return Board(book, selection, cut, months, kpis, compared, chain, rates)


def _within(period: Period, log: SalesLog) -> Period:
    """A period of which no month lies after the end of the log."""
    if period.end - 1 <= log.as_of:
        return period
    return Period.of(min(period.first, day_date(log.as_of)), day_date(log.as_of))


def _scored(kpi: Kpi, book: Book, cut: Cut, months: tuple[Period, ...]) -> KpiScores:
    reps = score(kpi, book, cut.sliced("rep")) if "rep" in kpi.by else None
    by_month = score(kpi, book, cut.at(*months))
    if not book.log.span.is_dated:
        by_month = replace(by_month, value=np.full_like(by_month.value, np.nan))
    found = KpiScores(kpi, score(kpi, book, cut), by_month, reps)
    _ = found.now  # an immature cohort has the older one that stands in for it scored, too
    return found
