"""The records behind a number, with their sum or count, and those set aside with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.insights.drill import Drill, RecordList, drill
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.look.units import CARD_GAP, PAGE_MARGIN
from salesdesk.ui.pages.tiles import voice_of
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.entry import SearchBox
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.tabs import TabBar

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk


class RecordsPage(QWidget):
    """``back``: return to the page the records were asked from. The lists of a ratio's two sides are tabs."""

    back = Signal()
    summary_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._drill: Drill | None = None
        self._wanted: Wanted | None = None
        self.title = Label("", size="heading")
        self.figure = Label("", tone="quiet", wraps=True)
        self.tabs = TabBar()
        self.tabs.currentChanged.connect(self._show_list)
        self.search = SearchBox("Find in these records")
        self.search.searched.connect(lambda text: self.table.set_filter(text))
        self.table = FrameTable(number_style())
        self.table.summary_changed.connect(self._summarise)
        self.sum = Label("", size="bold")
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
        card.add(self.figure)
        card.add(self.tabs)
        card.add(self.sum)
        card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(CARD_GAP)
        column.addLayout(head)
        column.addWidget(card, 1)

    def show_records(self, wanted: Wanted) -> None:
        self._wanted = wanted
        found = drill(
            self.desk.board, wanted.kpi, wanted.members, wanted.period, wanted.step, voice_of(self.desk.board)
        )
        self._drill = found
        self.title.setText(found.title)
        self.figure.setText(found.figure)
        self.search.clear()
        while self.tabs.count():
            self.tabs.removeTab(0)
        for listed in found.lists:
            self.tabs.add(f"{listed.title} ({len(listed.pointers):,})")
        self.tabs.setVisible(len(found.lists) > 1)
        self._show_list(0)

    def _refresh(self) -> None:
        if self._wanted is not None and self.isVisible():
            self.show_records(self._wanted)

    def _show_list(self, place: int) -> None:
        if self._drill is None or not self._drill.lists:
            self.table.set_frame(Frame((), title="Records"))
            self.sum.setText("")
            return
        listed = self._drill.lists[max(place, 0)]
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
    columns = []
    for column in listed.columns():
        columns.append(
            TableColumn(
                column.key, column.title, np.asarray(column.values), kind=column.kind, text=column.text, blank=""
            )
        )
    return Frame(tuple(columns), title=listed.title)
