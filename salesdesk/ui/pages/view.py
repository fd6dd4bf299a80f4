"""What every page is made of: it shows the desk's figures when it is looked at, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from salesdesk.insights.glossary import needs_text
from salesdesk.ui.pages.tiles import available
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.empty import EmptyData, EmptyState
from salesdesk.ui.widgets.page import WHOLE_ROW, ScrollPage

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.ui.desk import Desk

_NAMED = 6  # figures that an empty page names; more than that nobody reads


class PageView(ScrollPage):
    """``show_board`` is called when the figures changed and the page is visible, or as soon as it becomes so.

    ``keys`` are the KPIs a page stands on: without any of them it says what would bring them. ``shows_chain``: it
    shows the chain as well. What of these is not scored yet is scored beside the window before the page shows it.
    """

    keys: tuple[str, ...] = ()
    shows_chain = False

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, cap: float | None = 540) -> None:
        super().__init__(parent=parent, cap=cap)
        self.desk = desk
        self._shown: Board | None = None
        self._missing, self._lack = Card(), EmptyState()
        self._missing.add(self._lack, 1)
        self.add(self._missing, WHOLE_ROW)
        desk.scored.connect(self._look)
        desk.marked.connect(self._look)

    def show_board(self, board: Board) -> None:
        raise NotImplementedError

    def figures_shown(self) -> tuple[str, ...]:
        """All KPIs that ``show_board`` looks at."""
        return self.keys

    def lay_bare(self, *, bare: bool) -> None:
        """Hides what a page has when there is nothing to show in it."""
        raise NotImplementedError

    def layout_state(self) -> dict[str, object]:
        """How the user arranged the page's tables, to be kept."""
        return {}

    def restore_layout(self, kept: object) -> None:
        """Arranges the tables as they were kept."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        board = self.desk.board
        if board is None or board is self._shown or not self.isVisible():
            return
        self.desk.when_scored(self.figures_shown(), lambda: self._show(board), "page", with_chain=self.shows_chain)

    def _show(self, board: Board) -> None:
        if board is not self.desk.board or board is self._shown or not self.isVisible():
            return
        self._shown = board
        bare = bool(self.keys) and not available(board, self.keys)
        self._missing.setVisible(bare)
        self.lay_bare(bare=bare)
        if bare:
            self._lack.set_data(_lacking(board, self.keys))
        else:
            self.show_board(board)


def _lacking(board: Board, keys: tuple[str, ...]) -> EmptyData:
    kpis = [board.kpis[key].kpi for key in keys if key in board.kpis]
    lines = tuple(f"{kpi.name}: {needs_text(kpi)}" for kpi in kpis[:_NAMED])
    return EmptyData(
        "This log has nothing for this page",
        "Open a file with these columns together with what is open; Data shows how each column was understood.",
        lines,
    )
