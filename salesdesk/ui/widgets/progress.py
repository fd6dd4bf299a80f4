"""The progress of background work: what is going on, how far it is, and a way out."""

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.ui.look.painting import box, smooth
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import grown, u
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.label import Label

# Work that is done sooner is not worth a flicker in the status bar.
_WORTH_SHOWING = 500


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.share: float | None = None

    def sizeHint(self) -> QSize:
        return QSize(round(grown(140)), round(1.6 * u()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(grown(60)), round(1.6 * u()))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, tall = theme(), grown(6)
        area = QRectF(0, (self.height() - tall) / 2, self.width(), tall)
        box(painter, area, look.track, None, tall / 2)
        if self.share is not None:
            wide = max(tall, area.width() * min(1.0, max(0.0, self.share)))
            box(painter, QRectF(area.left(), area.top(), wide, tall), look.better, None, tall / 2)


class TaskProgress(QWidget):
    """Shows itself only when the work takes longer than half a second."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._text = Label(size="small", tone="quiet")
        self._bar = _Bar()
        self._cancel = Button("Cancel")
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._text, self._bar, self._cancel):
            row.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_WORTH_SHOWING)
        self._patience.timeout.connect(self.show)
        self.hide()

    @property
    def running(self) -> bool:
        return self._patience.isActive() or not self.isHidden()

    def start(self, title: str) -> None:
        self._title = title
        self._bar.share = None
        self._cancel.setEnabled(True)
        self._say(title)
        if self.isHidden():
            self._patience.start()

    def set_progress(self, done: float, total: float, note: str = "") -> None:
        self._bar.share = done / total if total > 0 else None
        self._say(f"{self._title}: {note}" if note and self._title else note or self._title)
        self._bar.update()

    def finish(self) -> None:
        self._patience.stop()
        self.hide()

    def _say(self, text: str) -> None:
        self._text.setText(text)
        share = "" if self._bar.share is None else f", {round(100 * min(1.0, self._bar.share))} %"
        self.setAccessibleName(text + share)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._say(f"{self._title}: stopping…" if self._title else "Stopping…")
        self.cancelled.emit()
