"""Charts painted row by row: hover, click, arrow keys and pictures are the same for all of them."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from salesdesk.ui.charts.picture import Portable
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import ring, smooth, write
from salesdesk.ui.look.theme import Theme, theme
from salesdesk.ui.look.units import CONTROL_RADIUS
from salesdesk.ui.plain import plain
from salesdesk.ui.widgets.focus import KeyboardFocus

_STEP: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class PaintedChart(Portable, KeyboardFocus, QWidget):
    """Subclasses say how many rows there are, where a row lies in an area, and paint themselves into an area."""

    said = Signal(str)
    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lit = -1
        self._cursor = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    # What a subclass gives

    def row_count(self) -> int:
        raise NotImplementedError

    def row_area(self, area: QRectF, row: int) -> QRectF:
        raise NotImplementedError

    def hover_text(self, row: int) -> str:
        raise NotImplementedError

    def empty_text(self) -> str:
        raise NotImplementedError

    def draw(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        """Paints all rows into `area`; `lit` is the row under the pointer, -1 for none."""
        raise NotImplementedError

    # What they all do

    def refresh(self, title: str, summary: str) -> None:
        self._lit, self._cursor = -1, min(self._cursor, max(0, self.row_count() - 1))
        self.setAccessibleName(title)
        self.setAccessibleDescription(summary)
        self.updateGeometry()
        self.update()

    def paint_chart(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        self._paint(painter, area, look, -1)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        look, area = theme(), QRectF(self.rect())
        self._paint(painter, area, look, self._lit)
        if self.ring and self.row_count():
            ring(painter, self.row_area(area, self._cursor), look.accent_text, CONTROL_RADIUS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row != self._lit:
            self._lit = row
            self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()
            self._show_hover(row, event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._lit >= 0:
            self._lit = -1
            QToolTip.hideText()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._cursor = row
            self.picked.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), self.row_count() - 1
        if last < 0:
            super().keyPressEvent(event)
        elif key in _STEP:
            self._move_to(min(max(self._cursor + _STEP[key], 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def row_at(self, at: QPointF) -> int:
        area = QRectF(self.rect())
        return next((row for row in range(self.row_count()) if self.row_area(area, row).contains(at)), -1)

    def _move_to(self, row: int) -> None:
        self._cursor, self.ring = row, True
        spot = self.row_area(QRectF(self.rect()), row).bottomLeft().toPoint()
        self._show_hover(row, self.mapToGlobal(spot + QPoint(12, 0)))
        self.update()

    def _show_hover(self, row: int, corner: QPoint) -> None:
        if row >= 0 and self.isVisible():
            QToolTip.showText(corner, plain(self.hover_text(row)), self)
        else:
            QToolTip.hideText()

    def _paint(self, painter: QPainter, area: QRectF, look: Theme, lit: int) -> None:
        smooth(painter)
        if self.row_count():
            self.draw(painter, area, look, lit)
        else:
            write(painter, area, self.empty_text(), faces().body, look.muted, "centre")
