"""What changes the terms of the figures; every change has a name and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from salesdesk.models.settings import Settings
    from salesdesk.models.typed import Typed
    from salesdesk.store.targets import Target
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.taken import Taken
    from salesdesk.ui.terms import Terms


class ChangeTerms(QUndoCommand):
    """One change of the terms that can be taken back; its text stands in the Edit menu."""

    def __init__(self, desk: Desk, text: str, after: Terms) -> None:
        super().__init__(text)
        self._desk, self._before, self._after = desk, desk.terms, after

    def redo(self) -> None:
        self._desk.use(self._after)

    def undo(self) -> None:
        self._desk.use(self._before)


class TakeDecisions(QUndoCommand):
    """How files are read, once they were opened like this; taking it back reads them as before."""

    def __init__(self, desk: Desk, before: Taken, after: Taken) -> None:
        named = before.joined != after.joined and before.matches == after.matches
        super().__init__("Join names" if named else "Change how files are read")
        self._desk, self._before, self._after = desk, before, after
        self._is_done = True

    def redo(self) -> None:
        if self._is_done:
            self._is_done = False
        else:
            self._apply(self._after)

    def undo(self) -> None:
        self._apply(self._before)

    def _apply(self, taken: Taken) -> None:
        if self._desk.keep(lambda: taken.keep_in(self._desk.workspace)) and self._desk.paths:
            self._desk.deciding.take_anew(taken)


def keep_decisions(desk: Desk, taken: Taken) -> None:
    """What was decided about the files that have just been opened."""
    before = taken.present_in(desk.workspace)
    if taken != before and desk.keep(lambda: taken.keep_in(desk.workspace)):
        desk.undo.push(TakeDecisions(desk, before, taken))


def change_settings(desk: Desk, settings: Settings, typed: Typed) -> None:
    """What the settings dialog says."""
    _change(desk, "Change settings", replace(desk.terms, settings=settings, typed=typed))


def change_targets(desk: Desk, typed: Typed, targets: Sequence[Target]) -> None:
    """Quotas and goals."""
    _change(desk, "Change targets", replace(desk.terms, typed=typed, targets=tuple(targets)))


def choose_figures(desk: Desk, figures: Sequence[str], targets: Sequence[Target]) -> None:
    """Which figures the overview opens on, and their goals."""
    _change(desk, "Choose figures", replace(desk.terms, figures=tuple(figures), targets=tuple(targets)))


def take_out(desk: Desk, deal: str, name: str) -> None:
    """Takes a deal out of all figures."""
    left_out = (*desk.terms.settings.left_out, deal)
    _leave_out(desk, f"Take out {name}", tuple(dict.fromkeys(left_out)))


def put_back(desk: Desk, *deals: str) -> None:
    """Puts deals back into the figures."""
    left = tuple(deal for deal in desk.terms.settings.left_out if deal not in deals)
    _leave_out(desk, "Put back a deal" if len(deals) == 1 else f"Put back {len(deals)} deals", left)


def _leave_out(desk: Desk, text: str, deals: tuple[str, ...]) -> None:
    _change(desk, text, replace(desk.terms, settings=replace(desk.terms.settings, left_out=deals)))


def _change(desk: Desk, text: str, after: Terms) -> None:
    if after != desk.terms:
        desk.undo.push(ChangeTerms(desk, text, after))
