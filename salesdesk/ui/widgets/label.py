"""Text on a page: always plain, in one of the look's faces and tones, wrapped or cut with a hover text."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from salesdesk.ui.look.fonts import Face, Faces, faces
from salesdesk.ui.look.painting import write
from salesdesk.ui.look.textflow import Flow, flow
from salesdesk.ui.look.theme import theme
from salesdesk.ui.plain import one_line, plain

_FACES: dict[str, Callable[[Faces], Face]] = {
    "body": lambda f: f.body,
    "title": lambda f: f.semi,
    "bold": lambda f: f.bold,
    "small": lambda f: f.small,
    "heading": lambda f: f.heading,
    "figures": lambda f: f.figures,
}


class Label(QLabel):
    """Size is body, title, bold, small, heading or figures; tone is text, quiet, better, good, worse, accent.

    A label that wraps grows downwards; one that does not is cut and shows the whole text on hover.
    """

    def __init__(
        self,
        text: str = "",
        size: str = "body",
        tone: str = "text",
        *,
        wraps: bool = False,
        align: str = "left",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._tone, self._wraps, self._align = size, tone, wraps, align
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text if self._wraps else one_line(text))
        self._hint_when_cut()
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        face = self._face()
        wide = max((face.width(each) for each in self.text().split("\n")), default=0.0)
        return self._with_margins(int(wide) + 1, int(face.height) + 1)

    def minimumSizeHint(self) -> QSize:
        face = self._face()
        return QSize(
            round(min(self.sizeHint().width(), 4 * face.height)), self._with_margins(0, int(face.height) + 1).height()
        )

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        if not self._wraps:
            return -1
        edges = self.contentsMargins()
        inner = width - edges.left() - edges.right()
        return int(_wrapped(self.text(), self._face(), inner).height) + 1 + edges.top() + edges.bottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint_when_cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        look, face, area = theme(), self._face(), QRectF(self.contentsRect())
        colour = look.tone_text(self._tone) if self.isEnabled() else look.control
        if self._wraps:
            _wrapped(self.text(), face, round(area.width())).draw(painter, area.left(), area.top(), colour)
        else:
            write(painter, area, self.text(), face, colour, self._align)

    def _with_margins(self, width: int, height: int) -> QSize:
        edges = self.contentsMargins()
        return QSize(width + edges.left() + edges.right(), height + edges.top() + edges.bottom())

    def _face(self) -> Face:
        return _FACES[self._size](faces())

    def _hint_when_cut(self) -> None:
        cut = not self._wraps and self._face().width(self.text()) > self.width() > 0
        self.setToolTip(plain(self.text()) if cut else "")


@lru_cache(maxsize=512)
def _wrapped(text: str, face: Face, width: int) -> Flow:
    return flow(text, face, width)
