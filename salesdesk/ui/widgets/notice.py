"""The notice bar: one sentence under the tabs, with what can be done about it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.ui.look.painting import box, hairline, mark, smooth
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import PAGE_MARGIN, u
from salesdesk.ui.plain import menu_text
from salesdesk.ui.widgets.button import Button, GlyphButton
from salesdesk.ui.widgets.label import Label


@dataclass(frozen=True)
class NoticeData:
    """Tone: info, good or worse. Each action is (key, text of its button)."""

    text: str
    tone: str = "info"
    actions: tuple[tuple[str, str], ...] = ()
    closable: bool = True


class NoticeBar(QWidget):
    """Hidden until something is to be said; Esc or the cross takes it away."""

    action = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = NoticeData("")
        self._text = Label(wraps=True)
        self._buttons: list[Button] = []
        self._cross = GlyphButton("cross", "Close this notice")
        self._cross.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._words.addWidget(self._text)
        self._words.addStretch(1)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._cross)
        self._set_margins()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def data(self) -> NoticeData:
        return self._data

    def show_notice(self, data: NoticeData) -> None:
        self._data = data
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._text.setText(data.text)
        self._cross.setVisible(data.closable)
        for key, text in data.actions:
            button = Button(menu_text(text))
            button.clicked.connect(lambda _=False, key=key: self.action.emit(key))
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self.setAccessibleName(data.text)
        self.show()
        self.update()

    def dismiss(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_margins()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look = theme()
        tones = {"worse": look.worse, "good": look.good}
        colour = tones.get(self._data.tone, look.better)
        painter.fillRect(self.rect(), look.surface)
        hairline(painter, 0, self.width(), self.height() - 1, look.border)
        box(painter, QRectF(0, 0, 4, self.height()), colour, None, 0)
        arrow = {"worse": "up", "good": "none"}.get(self._data.tone, "none")
        mark(painter, QPointF(PAGE_MARGIN + 0.6 * u(), self.height() / 2), 1.3 * u(), colour, arrow)

    def _set_margins(self) -> None:
        self._words.setContentsMargins(round(2.2 * u()), 0, 0, 0)
        self._row.setContentsMargins(PAGE_MARGIN, round(0.6 * u()), PAGE_MARGIN, round(0.6 * u()) + 1)
