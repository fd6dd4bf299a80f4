"""The status bar: what is loaded, what needs a look, what is selected, that it is saved, and progress."""

import math

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import ring, smooth, write
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import line, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.widgets.focus import KeyboardFocus
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.progress import TaskProgress


class LinkButton(KeyboardFocus, QAbstractButton):
    """A short bold text that can be clicked."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(one_line(text))
        self.setAccessibleName(one_line(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(faces().semi.width(self.text()) + 0.8 * u()), round(line() + 0.5 * u()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, area = theme(), QRectF(self.rect())
        ink = look.accent_text if self.underMouse() else look.text
        write(painter, area, self.text(), faces().semi, ink, "centre")
        if self.ring:
            ring(painter, area, look.accent_text)


class StatusBar(QStatusBar):
    """From left to right: what is loaded, what needs a look, progress, the selection, that it is saved."""

    attention_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded = Label(tone="quiet")
        self._attention = LinkButton()
        self._attention.clicked.connect(self.attention_clicked)
        self._selection = Label(tone="quiet", align="right")
        self._saved = Label(tone="quiet", align="right")
        self.progress = TaskProgress()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(13, 0, 9, 0)
        row.setSpacing(4)
        row.addWidget(self._loaded)
        row.addWidget(self._attention)
        row.addStretch(1)
        for widget in (self.progress, self._selection, self._saved):
            row.addWidget(widget)
        self._attention.hide()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(body, 1)
        dress(self, "status_bar")

    def set_loaded(self, text: str, attention: str = "") -> None:
        """What is loaded, and in bold what needs a look: a click on it is `attention_clicked`."""
        self._loaded.setText(f"{text} ·" if attention and text else text)
        self._attention.setText(attention)
        self._attention.setVisible(bool(attention))

    def set_saved(self, text: str) -> None:
        self._saved.setText(text)

    def set_selection(self, text: str) -> None:
        """Count, sum and average of the selected cells; empty when nothing is selected."""
        self._selection.setText(text)
        self._selection.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(line() + 1.3 * u()))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(super().sizeHint().height(), round(line() + 1.3 * u())))
