"""The ground of charts with axes: theme, ticks, zoom, hover, clicks and keys, on top of pyqtgraph."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QToolTip, QWidget

from salesdesk.ui.charts.picture import Portable
from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.ticks import span_of, worded_ticks
from salesdesk.ui.charts.values import Levels
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import hairline, ring, smooth, write
from salesdesk.ui.look.theme import Theme, theme
from salesdesk.ui.look.units import grown, line, u
from salesdesk.ui.plain import plain
from salesdesk.ui.widgets.focus import KeyboardFocus

_STEP: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_MARGIN = 0.6  # empty room before the first and after the last place, in places
_FEWEST = 3.0  # places that stay in sight when zoomed


class _Layer(pg.GraphicsObject):
    """Paints marks in pixels of the screen: line widths and texts then keep their size at any zoom and scale."""

    def __init__(self, plot: "Plot") -> None:
        super().__init__()
        self._plot = plot

    def boundingRect(self) -> QRectF:
        item = self._plot.plotItem
        return QRectF(item.vb.viewRect()) if item is not None else QRectF()

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        plot = self._plot
        view = painter.transform().mapRect(self.boundingRect())
        (first, last), (low, high) = plot.plotItem.vb.viewRange()
        painter.save()
        painter.resetTransform()
        smooth(painter)
        plot.draw_all(painter, PixelScale(view, first, last, low, high))
        painter.restore()


class Plot(Portable, KeyboardFocus, pg.PlotWidget):
    """Places (months, weeks, members) along the bottom, values at the left.

    A subclass gives the labels, levels and texts and draws its marks. A click or Enter on a place is `picked`.
    Ctrl+wheel zooms along the places, a double click shows all of them again; the plain wheel is left to the page.
    """

    said = Signal(str)
    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ready = self._zoomed = False
        self._look = theme()
        self._lit, self._cursor = -1, 0
        self._pressed: QPointF | None = None
        self._ticks: list[float] = []
        self._value_room = 0.0
        pg.PlotWidget.__init__(self, parent, enableMenu=False)
        self._layer = _Layer(self)
        self._late_click = QTimer(self)
        self._late_click.setSingleShot(True)
        self._late_click.timeout.connect(lambda: self.picked.emit(self._cursor))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.plotItem.hideButtons()
        self.plotItem.vb.setMouseEnabled(x=False, y=False)
        self.plotItem.vb.setDefaultPadding(0)
        self.plotItem.vb.disableAutoRange()
        self.plotItem.addItem(self._layer, ignoreBounds=True)
        self.plotItem.vb.sigXRangeChanged.connect(lambda *_: self._label_places())
        # The room of a plot changes once more when its axes are laid out.
        self.plotItem.vb.sigResized.connect(lambda *_: None if self._zoomed else self.reset_zoom())
        self._ready = True

    # What a subclass gives

    def labels(self) -> tuple[str, ...]:
        raise NotImplementedError

    def levels(self) -> Levels:
        """Every value that must be in sight."""
        raise NotImplementedError

    def has_values(self) -> bool:
        return any(level is not None for level in self.levels())

    def from_zero(self) -> bool:
        raise NotImplementedError

    def axis_text(self, value: float) -> str:
        raise NotImplementedError

    def hover_text(self, place: int) -> str:
        raise NotImplementedError

    def empty_text(self) -> str:
        raise NotImplementedError

    def keep_value_room(self, least: float) -> None:
        """Gives the values at the left at least so many pixels: charts above each other then have places in line."""
        self._value_room = least
        self._label_values()

    def right_room(self) -> float:
        """Pixels kept free at the right for words."""
        return 0.0

    def head_room(self) -> float:
        """Pixels kept free above the highest tick for words."""
        return 0.0

    def draw_marks(self, painter: QPainter, scale: PixelScale, look: Theme) -> None:
        raise NotImplementedError

    # Look and layout

    def refresh(self, title: str, summary: str) -> None:
        """To be called when the data is new: shows all of it."""
        self._lit, self._cursor = -1, min(self._cursor, max(0, len(self.labels()) - 1))
        self.setAccessibleName(title)
        self.setAccessibleDescription(summary)
        self._zoomed = False
        self.restyle()

    def restyle(self, look: Theme | None = None) -> None:
        """Takes on a theme, by default the one in force, and the font."""
        if self.plotItem is None:
            return
        self._look = look or theme()
        self.setBackground(self._look.surface)
        face = faces().figures_small
        for side in ("left", "bottom"):
            axis = self.plotItem.getAxis(side)
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(self._look.muted)
            axis.setStyle(tickFont=face.font, tickLength=0, tickAlpha=0, hideOverlappingLabels=24)
            axis.setStyle(autoExpandTextSpace=False, autoReduceTextSpace=False, tickTextOffset=round(0.6 * u()))
        self.plotItem.getAxis("bottom").setHeight(round(face.height + 0.9 * u()))
        self._label_values()
        if not self._zoomed:
            self.reset_zoom()
        self._layer.update()

    def reset_zoom(self) -> None:
        if self.plotItem is None:
            return
        self._zoomed = False
        first, last = self._whole()
        self.plotItem.vb.setLimits(xMin=None, xMax=None)
        self.plotItem.vb.setMouseEnabled(x=False, y=False)
        self.plotItem.vb.setXRange(first, last, padding=0)
        self._label_places()

    @property
    def zoomed(self) -> bool:
        return self._zoomed

    def draw_all(self, painter: QPainter, scale: PixelScale) -> None:
        look = self._look
        if not self.has_values():
            write(painter, scale.view, self.empty_text(), faces().body, look.muted, "centre")
            return
        if self._lit >= 0:
            column = QRectF(scale.x(self._lit - 0.5), scale.view.top(), scale.step, scale.view.height())
            painter.fillRect(column, look.hover)
        for tick in self._ticks:
            y = min(scale.y(tick), scale.view.bottom() - 1)
            hairline(painter, scale.view.left(), scale.view.right(), y, look.control if tick == 0 else look.grid)
        self.draw_marks(painter, scale, look)

    def paint_chart(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        self._lit, lit = -1, self._lit
        self.restyle(look)
        pg.PlotWidget.render(self, painter, area, self.viewport().rect())
        self._lit = lit
        self.restyle()

    def add_to_menu(self, menu: QMenu) -> None:
        reset = menu.addAction("&Reset zoom", self.reset_zoom)
        reset.setEnabled(self.zoomed)

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ready and self.plotItem is not None:
            self._label_values()
            if not self._zoomed:
                self.reset_zoom()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.ring and self._ready and self.labels():
            painter = QPainter(self.viewport())
            smooth(painter)
            left, right = (self._x_of(self._cursor + side) for side in (-0.5, 0.5))
            ring(painter, QRectF(left, 1, right - left, self.viewport().height() - 2), self._look.accent_text)

    def close(self) -> bool:
        """Closes as any widget does: pyqtgraph's own way takes a plot apart that still hears of themes and focus."""
        return QWidget.close(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._late_click.stop()
        super().closeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.labels():
            event.ignore()
            return
        self.zoom(0.8 ** (event.angleDelta().y() / 120), self._place_at(event.position()))
        event.accept()

    def zoom(self, factor: float, around: float) -> None:
        """Shows `factor` times as many places, keeping the place `around` where it is."""
        (first, last), _ = self.plotItem.vb.viewRange()
        whole_first, whole_last = self._whole()
        width = min(max((last - first) * factor, min(_FEWEST, whole_last - whole_first)), whole_last - whole_first)
        left = around - (around - first) * width / (last - first)
        left = min(max(left, whole_first), whole_last - width)
        self.plotItem.vb.setLimits(xMin=whole_first, xMax=whole_last)
        self._zoomed = width < whole_last - whole_first
        self.plotItem.vb.setMouseEnabled(x=self._zoomed, y=False)
        self.plotItem.vb.setXRange(left, left + width, padding=0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()
        start, self._pressed = self._pressed, None
        if start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        place = self.place_under(event.position())
        if place >= 0 and (event.position() - start).manhattanLength() <= QApplication.startDragDistance():
            self._cursor = place
            # Only while zoomed a double click means something: then a click waits to see whether a second one follows.
            if self.zoomed:
                self._late_click.start(QApplication.doubleClickInterval())
            else:
                self.picked.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self.zoomed:
            self._late_click.stop()
            self.reset_zoom()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = self.place_under(event.position())
        if place != self._lit:
            self._light(place)
            self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
            self._show_hover(place, event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._light(-1)
        QToolTip.hideText()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self.labels()) - 1
        if last >= 0 and key in _STEP:
            self._move_to(min(max(self._cursor + _STEP[key], 0), last))
        elif last >= 0 and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(0 if key == Qt.Key.Key_Home else last)
        elif last >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._cursor)
        else:
            event.ignore()

    def place_under(self, at: QPointF) -> int:
        """The place whose column holds a point of the widget, -1 outside."""
        if self.plotItem is None or not self._view().contains(at):
            return -1
        place = round(self._place_at(at))
        return place if 0 <= place < len(self.labels()) else -1

    # Inside

    def _follow(self) -> None:
        if getattr(self, "_ready", False) and self.plotItem is not None:
            self.restyle()

    def _view(self) -> QRectF:
        return self.plotItem.vb.sceneBoundingRect()

    def _place_at(self, at: QPointF) -> float:
        (first, last), _ = self.plotItem.vb.viewRange()
        view = self._view()
        return first + (at.x() - view.left()) / max(1.0, view.width()) * (last - first)

    def _x_of(self, place: float) -> float:
        (first, last), _ = self.plotItem.vb.viewRange()
        view = self._view()
        return view.left() + (place - first) / (last - first) * view.width()

    def _whole(self) -> tuple[float, float]:
        count = max(1, len(self.labels()))
        view = max(1.0, self._view().width())
        room = min(self.right_room(), 0.5 * view)
        places = count - 1 + 2 * _MARGIN
        return -_MARGIN, count - 1 + _MARGIN + places * room / (view - room)

    def _label_values(self) -> None:
        low, high = span_of(list(self.levels()), from_zero=self.from_zero())
        count = max(2, min(6, int(self.height() / (5.5 * line()))))
        ticks = worded_ticks(low, high, count, self.axis_text) if self.has_values() else []
        self._ticks = [tick for tick, _ in ticks]
        axis, face = self.plotItem.getAxis("left"), faces().figures_small
        axis.setTicks([ticks])
        wide = max((face.width(text) for _, text in ticks), default=0.0) + 1.2 * u()
        axis.setWidth(round(max(wide, self._value_room)))
        bottom, top = (self._ticks[0], self._ticks[-1]) if self._ticks else (0.0, 1.0)
        room = max(1.0, self.height() - self.plotItem.getAxis("bottom").maximumHeight())
        above = min(grown(8) + self.head_room(), 0.5 * room)
        head = (top - bottom) * above / (room - above)
        self.plotItem.vb.setYRange(bottom, top + head, padding=0)

    def _label_places(self) -> None:
        """As many labels as fit side by side, the last one always among them."""
        axis, labels = self.plotItem.getAxis("bottom"), self.labels()
        (first, last), _ = self.plotItem.vb.viewRange()
        widest = max((faces().figures_small.width(each) for each in labels), default=0.0) + 1.5 * u()
        step = self._view().width() / max(1e-9, last - first)
        every = max(1, -int(-widest // max(1e-9, step)))
        shown = [(i, each) for i, each in enumerate(labels) if (len(labels) - 1 - i) % every == 0]
        axis.setTicks([shown])

    def _light(self, place: int) -> None:
        if place != self._lit:
            self._lit = place
            self._layer.update()

    def _move_to(self, place: int) -> None:
        self._cursor, self.ring = place, True
        self.viewport().update()
        view = self._view()
        spot = QPoint(round(self._x_of(place)), round(view.top() + view.height() / 3))
        self._show_hover(place, self.mapToGlobal(spot))

    def _show_hover(self, place: int, corner: QPoint) -> None:
        if place >= 0 and self.isVisible():
            QToolTip.showText(corner, plain(self.hover_text(place)), self)
        else:
            QToolTip.hideText()
