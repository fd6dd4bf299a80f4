"""The first page: what to do when nothing is open yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.ui.widgets.empty import EmptyData, EmptyState

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk

WELCOME = EmptyData(
    title="Open a sales log",
    text="An Excel or CSV export of your CRM, dialler or orders. Drop it here, or several that belong together.",
    lines=(
        "Reads xlsx, xlsm, xls, xlsb, ods, csv and tsv; your files are never changed.",
        "Nothing leaves this computer: no account, no server, no network.",
    ),
    actions=(("open", "Open sales log…"), ("sample", "Try with sample data")),
)


class WelcomePage(QWidget):
    """Two buttons: one's own file, or the sample data."""

    open_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.state = EmptyState(WELCOME)
        self.state.action.connect(self._act)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.state)
        column.addStretch(3)

    def _act(self, key: str) -> None:
        if key == "open":
            self.open_wanted.emit()
            return
        from salesdesk.paths import sample_log

        self._desk.open((sample_log(),))
