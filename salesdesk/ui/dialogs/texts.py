"""A dialog that shows a longer text to read and copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from salesdesk.ui.dialogs.frame import Dialog
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import grown

_SHORT = 400  # characters that need no scrolling


class TextDialog(Dialog):
    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(title, "", parent, width=460 if len(text) < _SHORT else 680)
        self.text = text
        if len(text) < _SHORT and "\t" not in text:
            self.say(text)
        else:
            reader = QPlainTextEdit(text)
            reader.setReadOnly(True)
            reader.setTabStopDistance(grown(190))
            reader.setAccessibleName(title)
            dress(reader, "entry")
            dress(reader.verticalScrollBar(), "scroll_bar")
            self.body.addWidget(reader, 1)
            self.resize(self.width(), int(grown(520)))
        self.add_action("Copy", lambda: QGuiApplication.clipboard().setText(text))
