"""Zooming into charts with two value axes: Ctrl and the wheel, dragging, a double click for the whole again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

if TYPE_CHECKING:
    from salesdesk.ui.charts.painted import PaintedChart as _Painted
else:
    _Painted = object

_LEAST = 0.02  # of the whole that stays in sight
Window = tuple[float, float]
_WHOLE: Window = (0.0, 1.0)


class Zooming(_Painted):
    """To be named before PaintedChart; the class says where its plane lies, and shows only its `windows`.

    Windows are the shares of the whole axes that are in sight, from left to right and from bottom to top.
    """

    _across: Window = _WHOLE
    _upward: Window = _WHOLE
    _grabbed: QPointF | None = None
    _dragged = False
    _waiting: QTimer | None = None

    def plane(self) -> QRectF:
        """Where the values lie now, in pixels of the widget."""
        raise NotImplementedError

    def zooms_upward(self) -> bool:
        return True

    @property
    def zoomed(self) -> bool:
        return (self._across, self._upward) != (_WHOLE, _WHOLE)

    def reset_zoom(self) -> None:
        self._across = self._upward = _WHOLE
        self.update()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Shows `factor` times as much, keeping what lies at a point of the widget where it is."""
        plane = self.plane()
        self._across = _narrowed(self._across, factor, (at.x() - plane.left()) / max(1.0, plane.width()))
        if self.zooms_upward():
            self._upward = _narrowed(self._upward, factor, (plane.bottom() - at.y()) / max(1.0, plane.height()))
        self.update()

    def add_to_menu(self, menu: QMenu) -> None:
        menu.addAction("&Reset zoom", self.reset_zoom).setEnabled(self.zoomed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.row_count():
            event.ignore()
            return
        self.zoom(0.8 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None and self.zoomed and event.buttons() & Qt.MouseButton.LeftButton:
            way = event.position() - self._grabbed
            if self._dragged or way.manhattanLength() > QApplication.startDragDistance():
                self._dragged, self._grabbed = True, event.position()
                self._move_by(way)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, self._grabbed = self._grabbed, None
        row = self.row_at(event.position())
        if grabbed is None or self._dragged or row < 0 or not self.zoomed:
            if not self._dragged and grabbed is not None:
                super().mouseReleaseEvent(event)
            return
        # Only while zoomed a double click means something: then a click waits to see whether a second one follows.
        self._cursor = row
        if self._waiting is None:
            self._waiting = QTimer(self)
            self._waiting.setSingleShot(True)
            self._waiting.timeout.connect(lambda: self.picked.emit(self._cursor))
        self._waiting.start(QApplication.doubleClickInterval())

    def mouseDoubleClickEvent(self, _: QMouseEvent) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self.reset_zoom()

    def _move_by(self, way: QPointF) -> None:
        plane = self.plane()
        self._across = _moved(self._across, -way.x() / max(1.0, plane.width()))
        if self.zooms_upward():
            self._upward = _moved(self._upward, way.y() / max(1.0, plane.height()))
        self.update()


def _narrowed(window: Window, factor: float, around: float) -> Window:
    width = min(1.0, max(_LEAST, (window[1] - window[0]) * factor))
    fixed = window[0] + min(1.0, max(0.0, around)) * (window[1] - window[0])
    left = min(max(0.0, fixed - min(1.0, max(0.0, around)) * width), 1.0 - width)
    return left, left + width


def _moved(window: Window, share: float) -> Window:
    width = window[1] - window[0]
    left = min(max(0.0, window[0] + share * width), 1.0 - width)
    return left, left + width
