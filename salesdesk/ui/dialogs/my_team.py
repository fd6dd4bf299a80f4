"""A dialog in which a manager says which reps of a company-wide export are theirs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk.ui.dialogs.frame import CheckList, Dialog


class MyTeamDialog(Dialog):
    """Says the chosen reps; none means everybody. The choice is kept for the next export."""

    chosen = Signal(object)

    def __init__(self, reps: tuple[str, ...], mine: frozenset[str], parent: QWidget | None = None) -> None:
        super().__init__("My team", "Use as my team", parent)
        self.say("Check the reps that are yours. Figures then count them only, in the next export as well.")
        self.reps = CheckList(tuple(sorted(reps, key=str.casefold)), mine, "Reps")
        self.body.addWidget(self.reps, 1)
        self.add_action("Everybody", self._everybody)
        self.resize(self.width(), self.width())

    def _everybody(self) -> None:
        self.chosen.emit(frozenset())
        self.reject()

    def accept(self) -> None:
        self.chosen.emit(frozenset(self.reps.checked()))
        super().accept()
