"""What every page is made of: it shows the desk's figures when it is looked at, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from salesdesk.ui.widgets.page import ScrollPage

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.ui.desk import Desk


class PageView(ScrollPage):
    """A page's ``show_board`` is called when the figures changed and the page is visible, or as soon as it becomes so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.desk = desk
        self._shown: Board | None = None
        desk.scored.connect(self._look)
        desk.marked.connect(self._look)

    def show_board(self, board: Board) -> None:
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        board = self.desk.board
        if board is not None and board is not self._shown and self.isVisible():
            self._shown = board
            self.show_board(board)
