"""Targets: the quotas of reps in a grid of months or quarters, and the goals of the team for its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.insights.goal_cells import goal_rows, spans_for
from salesdesk.insights.quota_grid import parts_of, quota_cells, quota_reps, quota_years, quotas_in, sum_of
from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Unit
from salesdesk.models.typed import with_quotas
from salesdesk.store.targets import TEAM
from salesdesk.ui.dialogs.frame import Dialog
from salesdesk.ui.dialogs.goal_grid import GoalGrid
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList
from salesdesk.ui.widgets.entry_grid import EntryColumn, EntryGrid
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.tabs import TabBar

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.models.period import Period
    from salesdesk.ui.terms import Terms

_MONTHS, _QUARTERS = "Months", "Quarters"


class TargetsDialog(Dialog):
    """Says the typed rows and the targets that are wanted."""

    chosen = Signal(object, object)

    def __init__(self, board: Board, terms: Terms, parent: QWidget | None = None) -> None:
        super().__init__("Targets and quotas", "Use these targets", parent)
        self._terms, self._log, self._style = terms, board.log, number_style()
        self._voice = Voice(board.log.currency, self._style)
        self._quotas = terms.typed.quotas
        self._reps = quota_reps(board.log, terms.mine)
        self.tabs = TabBar()
        self.tabs.setAccessibleName("Quotas or goals")
        self.stack = QStackedWidget()
        for title in ("Quotas of reps", "Goals of the team"):
            self.tabs.add(title)
        self._add_quotas(board)
        self._add_goals(board)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.trouble = self.say("", "worse")
        self.trouble.hide()
        self.size_to(980, 580)

    # Quotas

    def _add_quotas(self, board: Board) -> None:
        years = quota_years(board.log)
        shown = next((year for year in years if year.start <= board.log.as_of < year.end), years[-1])
        self._years = {year.label: year for year in years}
        self.year = _chip("Year", tuple(self._years), shown.label, self._turn)
        self.parts = _chip("By", (_MONTHS, _QUARTERS), _MONTHS, self._turn)
        self.total = Label("", tone="quiet", align="right")
        self.quotas = EntryGrid((), "Quotas")
        self.quotas.edited.connect(self._check_quotas)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.year)
        row.addWidget(self.parts)
        row.addWidget(self.total, 1)
        column.addLayout(row)
        column.addWidget(self.quotas, 1)
        about = (
            f"In {self._log.currency or 'the currency of the log'}. Cells can be pasted from Excel, with the names of "
            "reps or without. Quotas of the files are grey; one typed here takes the place of all of the same rep that "
            "it overlaps. An emptied cell goes back to the files."
        )
        column.addWidget(Label(about, size="small", tone="quiet", wraps=True))
        self.stack.addWidget(page)
        self._show_quotas()

    def _shown_parts(self) -> tuple[Period, ...]:
        return parts_of(self._year, self._log, quarters=self._by == _QUARTERS)

    def _show_quotas(self) -> None:
        self._year, self._by = self._years[self.year.value], self.parts.value
        parts = self._shown_parts()
        width = 78 if self._by == _MONTHS else 130
        columns = [EntryColumn("Rep", 150, fixed=True, names=True)]
        columns += [EntryColumn(_short(part), width, numbers=True) for part in parts]
        self.quotas.set_columns(columns)
        self._cells, self._files = quota_cells(self._quotas, self._log, self._reps, parts, self._style)
        self.quotas.set_cells(self._cells, self._files)
        if self._cells:
            self.quotas.setCurrentCell(0, 1)
        self._check_quotas()

    def _check_quotas(self) -> dict[tuple[int, int], str]:
        _, faults = self._typed_quotas()
        self.quotas.set_faults(faults)
        total = sum_of(self.quotas.cells(), self._files, self._style)
        self.total.setText(f"All together {self._voice.value(total, Unit.MONEY)}")
        return faults

    def _typed_quotas(self):
        return quotas_in(self._quotas, self.quotas.cells(), self._cells, self._shown_parts(), self._style)

    def _turn(self) -> None:
        """Another year, or months instead of quarters; what was typed so far is taken along."""
        quotas, faults = self._typed_quotas()
        if faults:
            self.year.set_value(self._year.label)
            self.parts.set_value(self._by)
            self._complain(next(iter(faults.values())))
            return
        self.trouble.hide()
        self._quotas = quotas
        self._show_quotas()

    # Goals

    def _add_goals(self, board: Board) -> None:
        targets, currency = self._terms.targets, board.log.currency
        spans = spans_for(board.log, board.period, targets)
        self.goals = GoalGrid(spans, currency)
        self.goals.set_rows(goal_rows(targets, spans, self._style, currency))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.goals, 1)
        about = (
            "Choose a figure in the last row and say what the team wants to reach. For a figure that adds up, such as "
            "sales, a month or quarter has its share of the goal for a year. Goals stand on the tiles."
        )
        column.addWidget(Label(about, size="small", tone="quiet", wraps=True))
        self.stack.addWidget(page)

    # What it says

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()

    def accept(self) -> None:
        quotas, wrong = self._typed_quotas()
        targets, bad = self.goals.targets()
        for place, (faults, grid) in enumerate(((wrong, self.quotas), (bad, self.goals))):
            if faults:
                at, sentence = next(iter(faults.items()))
                self.tabs.setCurrentIndex(place)
                self._complain(sentence)
                grid.setFocus()
                grid.setCurrentCell(*at)
                return
        others = tuple(target for target in self._terms.targets if target.scope != TEAM)
        self.chosen.emit(with_quotas(self._terms.typed, quotas), (*targets, *others))
        super().accept()


def _short(part: Period) -> str:
    """Jan 26 in place of Jan 2026, so that twelve stand side by side."""
    name, _, year = part.label.partition(" ")
    return f"{name} {year[-2:]}" if len(name) == 3 else part.label


def _chip(name: str, values: tuple[str, ...], value: str, changed: Callable[[], None]) -> Chip:
    chip = Chip(name, value)
    listed = ChoiceList(parent=chip)
    listed.set_choices(tuple(Choice(each, each) for each in values), frozenset({value}))

    def choose(keys: tuple[str, ...]) -> None:
        if keys and keys[0] != chip.value:
            chip.set_value(keys[0])
            listed.set_choices(tuple(Choice(each, each) for each in values), frozenset({keys[0]}))
            changed()

    listed.chosen.connect(choose)
    chip.set_popup(listed)
    return chip
