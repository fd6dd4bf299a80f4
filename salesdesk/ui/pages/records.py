"""The records behind a number, with their sum or count, and those set aside with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.look.units import CARD_GAP, PAGE_MARGIN
from salesdesk.ui.plain import menu_text
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.entry import SearchBox
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.tabs import TabBar

if TYPE_CHECKING:
    from salesdesk.insights.drill import Drill, RecordList
    from salesdesk.ui.desk import Desk, Wanted


class RecordsPage(QWidget):
    """``back``: return to the page the records were asked from. The lists of a ratio's two sides are tabs."""

    back = Signal()
    summary_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.drill: Drill | None = None
        self._wanted: Wanted | None = None
        self.title = Label("", size="heading")
        self.figure = Label("", tone="quiet", wraps=True)
        self.tabs = TabBar()
        self.tabs.setAccessibleName("Lists of records")
        self.tabs.currentChanged.connect(self._show_list)
        self.search = SearchBox("Find in these records")
        self.table = FrameTable(number_style())
        self.search.searched.connect(self.table.set_filter)
        self.table.summary_changed.connect(self._summarise)
        self.sum = Label("", size="bold", wraps=True)
        self._place()
        desk.scored.connect(self._refresh)

    def _place(self) -> None:
        back = Button("Back")
        back.clicked.connect(self.back)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addSpacing(CARD_GAP)
        head.addWidget(self.title, 1)
        head.addWidget(self.search)
        card = Card()
        for part in (self.figure, self.tabs, self.sum):
            card.add(part)
        card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(CARD_GAP)
        column.addLayout(head)
        column.addWidget(card, 1)

    def wait_for(self, wanted: Wanted) -> None:
        """Clears the page until the records are found."""
        self._wanted, self.drill = wanted, None
        self.title.setText("Looking up…")
        self.figure.setText("")
        self.search.clear()
        self._clear_tabs()
        self._show_list(0)

    def show_records(self, wanted: Wanted, found: Drill) -> None:
        self._wanted, self.drill = wanted, found
        self.title.setText(found.title)
        self.figure.setText(found.figure)
        self._clear_tabs()
        style = number_style()
        with QSignalBlocker(self.tabs):
            for listed in found.lists:
                self.tabs.add(menu_text(f"{listed.title} ({style.text(len(listed))})"))
        self.tabs.setVisible(len(found.lists) > 1)
        self._show_list(0)

    def _clear_tabs(self) -> None:
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
        self.tabs.hide()

    def _refresh(self) -> None:
        if self._wanted is not None and self.isVisible():
            self.desk.show_records(self._wanted)

    def _show_list(self, place: int) -> None:
        if self.drill is None or not self.drill.lists:
            empty = "Looking up…" if self.drill is None else "No records"
            self.table.set_frame(Frame((), title="Records", empty_text=empty))
            self.sum.setText("")
            return
        listed = self.drill.lists[max(place, 0)]
        self.sum.setText(listed.sum_text)
        self.table.set_frame(_frame(listed))

    def _summarise(self, summary) -> None:
        style = number_style()
        parts = [f"{style.text(summary.cells)} cells"] if summary.cells > 1 else []
        if summary.numbers > 1:
            parts += [f"sum {style.trimmed(summary.total, 2)}", f"average {style.trimmed(summary.mean, 2)}"]
        self.summary_changed.emit(" · ".join(parts))

    def find(self) -> None:
        self.search.setFocus()

    def reset_layout(self) -> None:
        self._show_list(self.tabs.currentIndex())


def _frame(listed: RecordList) -> Frame:
    columns = (
        TableColumn(column.key, column.title, column.values, kind=column.kind, text=column.text)
        for column in listed.columns
    )
    return Frame(tuple(columns), title=listed.title)
