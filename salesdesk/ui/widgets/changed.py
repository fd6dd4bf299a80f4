"""What changed: a list of sentences, each a button that opens the figures behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.ui.look.fonts import Face, faces
from salesdesk.ui.look.painting import hairline, mark, ring, smooth, write
from salesdesk.ui.look.textflow import Flow, flow
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import u
from salesdesk.ui.plain import one_line
from salesdesk.ui.widgets.focus import KeyboardFocus
from salesdesk.ui.widgets.label import Label

_ARROWS = {"better": "up", "worse": "down"}
_SPOKEN = {"better": "Better: ", "worse": "Worse: "}


@dataclass(frozen=True)
class ChangedLine:
    """`start` is set bold, `rest` follows it; `place` names the page at the right. Mark: better, worse or none."""

    key: str
    start: str
    rest: str = ""
    place: str = ""
    mark: str = "none"

    @property
    def sentence(self) -> str:
        return one_line(f"{self.start} {self.rest}")


class _Line(KeyboardFocus, QAbstractButton):
    def __init__(self, data: ChangedLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = data
        self.setAccessibleName(_SPOKEN.get(data.mark, "") + data.sentence)
        self.setAccessibleDescription(data.place)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        wide = max(self.width(), round(40 * u()))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(20 * u()), round(faces().body.height + 2 * u()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._flow(width).height + 1.9 * u())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, face, area = theme(), faces(), QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(area.adjusted(0, 0, 0, -1), look.hover)
        top = 0.9 * u()
        middle = top + face.body.height / 2
        colour = {"better": look.good, "worse": look.worse}.get(self.data.mark, look.neutral)
        mark(painter, QPointF(0.75 * u(), middle), 1.35 * u(), colour, _ARROWS.get(self.data.mark, "none"))
        self._flow(self.width()).draw(painter, 2.4 * u(), top, look.text)
        place = QRectF(0, top, area.width(), face.body.height)
        write(painter, place, self.data.place, face.small, look.muted, "right")
        hairline(painter, 0, area.width(), area.height() - 1, look.grid)
        if self.ring:
            ring(painter, area.adjusted(0, 1, 0, -1), look.accent_text)

    def _flow(self, width: int) -> Flow:
        place = faces().small.width(self.data.place) + 1.2 * u() if self.data.place else 0
        room = round(width - 2.4 * u() - place)
        return _flowed(self.data.sentence, faces().body, room, len(one_line(self.data.start)))


@lru_cache(maxsize=256)
def _flowed(text: str, face: Face, width: int, bold: int) -> Flow:
    return flow(text, face, max(1, width), bold)


class ChangedList(QWidget):
    """The body of the "what changed" card."""

    line_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(0)
        self._lines: list[QWidget] = []
        self.setAccessibleName("What changed")

    def set_lines(self, lines: Sequence[ChangedLine], empty_text: str = "", foot: str = "") -> None:
        """Without lines `empty_text` stands there; `foot` is a quiet last line."""
        for widget in self._lines:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines = []
        for data in lines:
            line = _Line(data)
            line.clicked.connect(lambda _=False, key=data.key: self.line_clicked.emit(key))
            self._lines.append(line)
        last = foot if lines else empty_text
        if last:
            label = Label(last, "small", "quiet", wraps=True)
            label.setContentsMargins(0, 7, 0, 0)
            self._lines.append(label)
        for place, widget in enumerate(self._lines):
            self._column.insertWidget(place, widget)
        self.updateGeometry()
