"""Whom a workbook is about: a rep or the team, with one line of figures per KPI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from salesdesk.exports.pulse import Pulse, no_pulse
from salesdesk.exports.texts import People, Washing
from salesdesk.insights.board import Board
from salesdesk.insights.change import Change, change
from salesdesk.insights.goals import ADD_UP
from salesdesk.insights.selections import compared_period
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.measures import Measure
from salesdesk.kpis.score import Score, ScoreTable, score
from salesdesk.kpis.status import Status
from salesdesk.models.period import Period
from salesdesk.models.selection import Against

SUBJECTS = {
    "overview": "Overview",
    "activity": "Activity",
    "leads": "Leads",
    "pipeline": "Pipeline",
    "customers": "Customers",
    "market": "Market",
    "team": "Team",
}
_PLACES = {page: place for place, page in enumerate(SUBJECTS)}


@dataclass(frozen=True, eq=False)
class Line:
    """One KPI. ``now`` is what is shown: for a cohort too young the newest one that is old enough (``is_older``).

    ``months`` has a value per month of the board, NaN for none; ``team_months`` and ``team`` are None in the
    team's own workbook. ``year_before`` is None where ``before`` is the same period last year anyway.
    """

    kpi: Kpi
    now: Score
    before: Score | None
    change: Change | None
    months: Floats
    year_before: Score | None
    year_change: Change | None
    team: Score | None
    team_months: Floats | None
    reasons: Mapping[str, str]
    is_older: bool = False

    @property
    def has_value(self) -> bool:
        return self.now.value is not None


@dataclass(frozen=True, eq=False)
class Subject:
    """``rep`` None: the team. ``wash`` cleans every text from data on its way into this workbook."""

    board: Board
    rep: str | None
    lines: tuple[Line, ...]
    wash: Washing
    targets: Mapping[str, float]
    pulse: Pulse = no_pulse

    @property
    def cell(self) -> dict[str, str]:
        """Where the subject stands in score tables."""
        return {} if self.rep is None else {"rep": self.rep}

    @property
    def cut(self) -> Cut:
        return self.board.cut.sliced(*self.cell)

    @property
    def currency(self) -> str | None:
        return self.board.log.currency

    def measure(self, line: Line) -> Measure:
        """How the line's figure is worked out for this subject."""
        return line.kpi.measure_of(None, tuple(self.cell))

    def table(self, line: Line) -> ScoreTable:
        """The table in which the line's figure stands, with its second figures."""
        scores = self.board.kpis[line.kpi.key]
        return _shown(scores.table if self.rep is None or scores.reps is None else scores.reps, line)

    def team_table(self, line: Line) -> ScoreTable:
        """The table of the team's figure beside it."""
        return _shown(self.board.kpis[line.kpi.key].table, line)


def _shown(table: ScoreTable, line: Line) -> ScoreTable:
    return table.matured if line.is_older and table.matured is not None else table


@dataclass(eq=False)
class Hand:
    """A board ready to be handed out: what several workbooks of it share is worked out once.

    ``targets``: the company's own figures, by the key of the KPI; they go before the goals of the board.
    """

    board: Board
    targets: Mapping[str, float] = field(default_factory=dict)
    pulse: Pulse = no_pulse
    _months: dict[str, ScoreTable] = field(default_factory=dict, repr=False)
    _years: dict[tuple[str, ...], ScoreTable] = field(default_factory=dict, repr=False)

    @cached_property
    def people(self) -> People:
        """Everybody in the log, under every spelling that it knows."""
        members = self.board.log.members("rep")
        spellings = {key: members.labels[code] for key, code in members.lookup.items()}
        return People({**spellings, **{label: label for label in members.labels}})

    def subject(self, rep: str | None) -> Subject:
        """Raises KeyError for somebody whom the log does not know."""
        if rep is not None and rep not in self.board.book.labels("rep"):
            raise KeyError(rep)
        wash = Washing(None if rep is None else self.people, rep or "")
        keys = [key for key, scores in self.board.kpis.items() if rep is None or self._is_for_reps(scores.kpi, rep)]
        keys.sort(key=lambda key: _PLACES.get(self.board.kpis[key].kpi.page, len(_PLACES)))
        lines, targets = tuple(self._line(key, rep) for key in keys), {**self._goals(rep), **self.targets}
        return Subject(self.board, rep, lines, wash, targets, self.pulse)

    def _goals(self, rep: str | None) -> dict[str, float]:
        """The team's goals; for a rep those of what does not add up: each rep can have the team's rate, not its sum."""
        kpis, goals = self.board.kpis, self.board.goals
        return {key: goal.value for key, goal in goals.items() if rep is None or kpis[key].kpi.kind not in ADD_UP}

    def _is_for_reps(self, kpi: Kpi, rep: str) -> bool:
        reps = self.board.kpis[kpi.key].reps
        return not kpi.private and reps is not None and (not reps.by or rep in reps.labels[0])

    def _line(self, key: str, rep: str | None) -> Line:
        self.pulse()
        scores, cell = self.board.kpis[key], {} if rep is None else {"rep": rep}
        table = scores.table if rep is None or scores.reps is None else scores.reps
        now = table.at(0, **cell)
        before = table.at(1, **cell) if len(table.periods) > 1 else None
        older = now.matured if now.value is None else None
        change = scores.change if rep is None else self.board.rep_change(key, rep)
        year_before, year_change = (None, None) if older else self._year(key, cell, now)
        return Line(
            kpi=scores.kpi,
            now=older or now,
            before=None if older else before,
            change=None if older else change,
            months=self._series(key, rep),
            year_before=year_before,
            year_change=year_change,
            team=None if rep is None else self._team(key, older),
            team_months=None if rep is None else _values(scores.months),
            reasons={reason.key: reason.text for reason in table.excluded},
            is_older=older is not None,
        )

    @cached_property
    def year(self) -> Period | None:
        """The same period last year, as many working days of it as the selected one has; None if it is shown anyway."""
        board = self.board
        found = compared_period(board.log, replace(board.selection, against=Against.LAST_YEAR))
        return None if found is None or found == board.compared else found

    def _year(self, key: str, cell: Mapping[str, str], now: Score) -> tuple[Score | None, Change | None]:
        kpi, board, year = self.board.kpis[key].kpi, self.board, self.year
        if year is None:
            return None, None
        cut = board.cut.sliced(*cell).at(board.period, year)
        if (key, *cell) not in self._years:
            self._years[key, *cell] = score(kpi, board.book, cut)
        before = self._years[key, *cell].find(1, **cell)
        return before, None if before is None else change(kpi, board.book, cut, now, before, cell)

    def _team(self, key: str, older: Score | None) -> Score:
        """The team's figure of the same period."""
        now = self.board.kpis[key].now
        if older is None or now.matured is None:
            return now
        return now.matured

    def _series(self, key: str, rep: str | None) -> Floats:
        scores = self.board.kpis[key]
        if rep is None:
            return _values(scores.months)
        if key not in self._months:
            self._months[key] = score(scores.kpi, self.board.book, self.board.cut.sliced("rep").at(*self.board.months))
        table = self._months[key]
        if not table.by or rep not in table.labels[0]:
            return np.full(len(self.board.months), np.nan)
        return _values(table, rep=rep)


def _values(table: ScoreTable, **cell: str) -> Floats:
    """The values month by month, gaps where there is too little to say anything."""
    # A month that is hidden could be worked out from the others and their sum.
    hidden = table.kpi.private and bool(table.is_status(Status.SUPPRESSED).any())
    if table.lacking or hidden:
        return np.full(len(table.periods), np.nan)
    return table.series(**cell).astype(np.float64)


def period_text(period: Period) -> str:
    """ "Q2 2026 (1 Apr 2026 – 30 Jun 2026)"; a label that is the days already stands alone."""
    if period.is_all:
        return "all time"
    days = f"{_day(period.first)} – {_day(period.last)}"
    return days if period.label[:4].isdigit() else f"{period.label} ({days})"


def _day(day: object) -> str:
    return f"{day:%d %b %Y}".lstrip("0")
