"""A figure explained: what it is now and held against, what it means, what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from salesdesk.ui.dialogs.frame import Dialog
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import grown
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.comparisons import Compared

HEADS = ("Against", "", "Figure", "Difference")


class FigureDialog(Dialog):
    """``value`` is the figure in words; ``text`` its definition."""

    def __init__(
        self, title: str, value: str, held: tuple[Compared, ...], text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, "", parent, width=680)
        self.text = "\n".join([f"{title}: {value}", *(_line(each) for each in held), "", text])
        self.say(f"{title}: {value}")
        if held:
            self.body.addLayout(self._table(held))
        reader = QPlainTextEdit(text)
        reader.setReadOnly(True)
        reader.setAccessibleName(title)
        dress(reader, "entry")
        dress(reader.verticalScrollBar(), "scroll_bar")
        self.body.addWidget(reader, 1)
        self.resize(self.width(), int(grown(520)))
        self.add_action("Copy", lambda: QGuiApplication.clipboard().setText(self.text))

    @staticmethod
    def _table(held: tuple[Compared, ...]) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(20)
        table.setVerticalSpacing(4)
        for column, head in enumerate(HEADS):
            table.addWidget(Label(head, size="small", tone="quiet"), 0, column)
        for row, each in enumerate(held, start=1):
            cells = (each.with_what.value, each.label, each.text, each.verdict)
            for column, cell in enumerate(cells):
                table.addWidget(Label(cell, wraps=column == len(cells) - 1), row, column)
        table.setColumnStretch(len(HEADS) - 1, 1)
        return table


def _line(each: Compared) -> str:
    return "\t".join(part for part in (each.with_what.value, each.label, each.text, each.verdict) if part)
