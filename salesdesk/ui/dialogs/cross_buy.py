"""Two product families: what can be said about them, ready to be copied, and the customers to offer the second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.ui.dialogs.frame import Dialog
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.cross_buy import Call, CrossBuy


class CrossBuyDialog(Dialog):
    """The sentence with its button above, the call list below."""

    def __init__(self, found: CrossBuy, parent: QWidget | None = None) -> None:
        super().__init__(f"{found.first} and {found.second}", "", parent)
        said = found.sentence
        self.sentence = Label(said.text or said.why, tone="text" if said.text else "quiet", wraps=True)
        self.copy = Button("Copy", parent=self)
        self.copy.setAutoDefault(False)
        self.copy.setToolTip("Copies the sentence.")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(said.text or ""))
        self.copy.setVisible(said.text is not None)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        if found.scope:
            self.say(found.scope, "quiet")
        self.body.addSpacing(8)
        self.body.addWidget(Label(_head(found), size="title", wraps=True))
        self.table = FrameTable(number_style())
        self.table.set_frame(_frame(found.calls))
        self.table.setVisible(bool(found.calls))
        self.body.addWidget(self.table, 1)
        if found.calls:
            self.add_action("Copy the list", lambda: self.table.copy(headers=True))
            self.size_to(680, 520)


def _head(found: CrossBuy) -> str:
    pair = f"{found.first} and not {found.second}"
    if not found.calls:
        return f"No customer owns {pair}."
    count = number_style().text(len(found.calls))
    return f"To call: {count} customer{' owns' if len(found.calls) == 1 else 's own'} {pair}."


def _frame(calls: tuple[Call, ...]) -> Frame:
    def text(key: str, title: str, values: list[str]) -> TableColumn:
        return TableColumn(key, title, np.array(values, dtype=object), blank="–")

    since = np.array([call.since for call in calls], dtype="datetime64[D]")
    columns = (
        text("customer", "Customer", [call.customer for call in calls]),
        text("segment", "Segment", [call.segment for call in calls]),
        text("manager", "Account manager", [call.manager for call in calls]),
        TableColumn("since", "Owner since", since, "date"),
    )
    told = (column for column in columns if column.key == "customer" or any(column.values != ""))
    return Frame(tuple(told), "Customers to call")
