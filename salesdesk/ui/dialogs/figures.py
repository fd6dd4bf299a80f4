"""The figures that matter now: which, in which order, and with which goals the overview opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.insights.goal_cells import goal_for_row, goal_row, spans_for
from salesdesk.kpis.catalogue import ALL, BY_KEY
from salesdesk.kpis.needs import missing
from salesdesk.models.names import name_key
from salesdesk.ui.dialogs.frame import CheckList, Dialog
from salesdesk.ui.dialogs.goal_grid import GoalGrid
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.look.units import grown
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.store.targets import Target

MOST = 12
_KEYS = {name_key(kpi.name): kpi.key for kpi in ALL}


class FiguresDialog(Dialog):
    """Says the keys of the figures in order, none for the program's own choice, and all goals."""

    chosen = Signal(tuple, tuple)

    def __init__(
        self, board: Board, figures: Sequence[str], targets: Sequence[Target], parent: QWidget | None = None
    ) -> None:
        super().__init__("Choose figures", "Show these figures", parent)
        self._log, self._targets, self._style = board.log, tuple(targets), number_style()
        self._spans = spans_for(board.log, board.period, targets)
        offered = [kpi for kpi in ALL if kpi.key in figures or not missing(kpi, board.log)]
        names = tuple(kpi.name for kpi in offered)
        self.say(f"Check up to {MOST} figures that matter now. The overview opens on them, in this order.")
        self.list = CheckList(names, frozenset(BY_KEY[key].name for key in figures), "Figures")
        self.list.setFixedWidth(round(grown(210)))
        self.goals = GoalGrid(self._spans, board.log.currency, fixed=True)
        self.goals.setAccessibleName("Chosen figures and their goals")
        self._show([BY_KEY[key].name for key in figures])
        self.list.list.itemChanged.connect(lambda _: self._checked())
        self._place()
        self.trouble = self.say("", "worse")
        self.trouble.hide()
        self.add_action("Back to defaults", self._forget)
        self.size_to(840, 560)

    def _place(self) -> None:
        self.up, self.down = Button("Move &up"), Button("Move &down")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        buttons = QHBoxLayout()
        for button in (self.up, self.down):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.goals, 1)
        right.addLayout(buttons)
        right.addWidget(Label("A goal may stay empty.", size="small", tone="quiet", wraps=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)

    def _names(self) -> list[str]:
        return [row[0] for row in self.goals.cells()]

    def _show(self, names: Sequence[str]) -> None:
        """Rows that are there keep what was typed in them."""
        there = {row[0]: row for row in self.goals.cells()}
        rows = []
        for name in names:
            kpi = BY_KEY[_KEYS[name_key(name)]]
            kept = goal_for_row(kpi, self._targets, self._spans)
            rows.append(there.get(name) or goal_row(kpi, kept, self._spans, self._style, self._log.currency))
        self.goals.set_rows(rows)

    def _checked(self) -> None:
        """What was checked last comes last."""
        checked = self.list.checked()
        names = [name for name in self._names() if name in checked]
        self._show([*names, *(name for name in checked if name not in names)])
        self.trouble.hide()

    def _move(self, step: int) -> None:
        names, row = self._names(), self.goals.currentRow()
        if 0 <= row < len(names) and 0 <= row + step < len(names):
            names.insert(row + step, names.pop(row))
            self._show(names)
            self.goals.setCurrentCell(row + step, max(0, self.goals.currentColumn()))

    def _forget(self) -> None:
        """The program's own choice; goals stay."""
        self.chosen.emit((), self._targets)
        self.reject()

    def accept(self) -> None:
        names = self._names()
        if not 1 <= len(names) <= MOST:
            self._complain(f"Check at least one and at most {MOST} figures; now there are {len(names)}.")
            return
        targets, faults = self.goals.targets()
        if faults:
            at, sentence = next(iter(faults.items()))
            self._complain(sentence)
            self.goals.setFocus(Qt.FocusReason.OtherFocusReason)
            self.goals.setCurrentCell(*at)
            return
        keys = tuple(_KEYS[name_key(name)] for name in names)
        self.chosen.emit(keys, self._with_others(keys, targets))
        super().accept()

    def _with_others(self, keys: Sequence[str], targets: Sequence[Target]) -> tuple[Target, ...]:
        """The goals of the rows take the place of those that the rows showed; others stay."""
        shown = [goal_for_row(BY_KEY[key], self._targets, self._spans) for key in keys]
        days = {(each.kpi, each.first, each.last) for each in targets}
        others = [each for each in self._targets if each not in shown and (each.kpi, each.first, each.last) not in days]
        return (*others, *targets)

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
