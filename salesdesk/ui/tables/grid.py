"""One view of a table's rows: keys, clicks and hover, the frame around a picked row, the column that stays."""

from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionRange, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, smooth, write
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import row_height
from salesdesk.ui.tables.delegate import CellDelegate, RingedView
from salesdesk.ui.tables.header import Header
from salesdesk.ui.tables.model import ColumnsModel

_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class Grid(RingedView):
    """The plain view. The table around it decides widths and heights and hears of what the user does."""

    activated_at = Signal(QModelIndex)
    copy_wanted = Signal(bool)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: ColumnsModel, *, footer: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Header(self)
        self.setHorizontalHeader(self.head)
        # A view without Qt's own sorting hides the arrow of any header it is given.
        self.head.setSortIndicatorShown(True)
        self.head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.cells = CellDelegate(self, footer=footer)
        self.click_activates = False
        self.scrolls = True
        self.framed = -1
        self.empty_text = ""
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(_OFF)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.head.setVisible(not footer)
        dress(self.verticalScrollBar(), "scroll_bar")
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)

    def set_row_height(self, pixels: int) -> None:
        if self.verticalHeader().defaultSectionSize() != pixels:
            self.verticalHeader().setDefaultSectionSize(pixels)

    def follow_look(self) -> None:
        """To be called when theme or font have changed."""
        self.cells.prepare()
        self.head.viewport().update()
        self.viewport().update()

    def selected_ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(i) for i in range(selection.size())]

    # What the user does

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.ring = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.ring = True
        self.viewport().update()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(False)  # noqa: FBT003
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated_at.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.scrolls or abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.indexAt(event.position().toPoint())
        self._hover(at.row())
        hand = self.click_activates and at.isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _clicked(self, index: QModelIndex) -> None:
        # A click that ends a drag or adds to a selection is not meant as a question.
        selected = sum(each.width() * each.height() for each in self.selected_ranges())
        if self.click_activates and selected <= 1:
            self.activated_at.emit(index)

    def _double_clicked(self, index: QModelIndex) -> None:
        if not self.click_activates:
            self.activated_at.emit(index)

    def _hover(self, row: int) -> None:
        if row != self.cells.hovered:
            for each in (self.cells.hovered, row):
                self._update_row(each)
            self.cells.hovered = row

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top, tall = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), tall))

    # What is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        smooth(painter)
        if self.model().rowCount() == 0 and self.empty_text:
            write(painter, QRectF(self.viewport().rect()), self.empty_text, faces().body, theme().muted, "centre")
        if self.framed >= 0:
            top, tall = self.rowViewportPosition(self.framed), self.rowHeight(self.framed)
            wide = min(self.head.length() - self.head.offset(), self.viewport().width())
            frame = QRectF(-self.head.offset(), top, wide + self.head.offset(), tall)
            box(painter, frame, None, theme().accent_text, 4, 2)

    def frame_row(self, row: int) -> None:
        """Draws a frame around a row, -1 for none."""
        if row != self.framed:
            self.framed = row
            self.viewport().update()


class FrozenColumn(Grid):
    """The first column once more, over the grid it belongs to, while that is scrolled sideways."""

    def __init__(self, owner: Grid, *, footer: bool = False) -> None:
        super().__init__(cast("ColumnsModel", owner.model()), footer=footer, parent=owner)
        self._owner = owner
        self.setSelectionModel(owner.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(_OFF)
        self.setVerticalScrollMode(owner.verticalScrollMode())
        owner.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(owner.verticalScrollBar().setValue)
        owner.horizontalScrollBar().rangeChanged.connect(lambda *_: self.place())
        self.hide()

    def ringed(self) -> QModelIndex:
        return self._owner.ringed()

    def place(self) -> None:
        """Stands over the owner's first column if that can be scrolled away."""
        owner = self._owner
        needed = owner.horizontalScrollBar().maximum() > 0 and self.model().columnCount() > 1
        if needed:
            for column in range(self.model().columnCount()):
                self.setColumnHidden(column, column != 0)
            self.setColumnWidth(0, owner.columnWidth(0))
            self.head.setSortIndicator(owner.head.sortIndicatorSection(), owner.head.sortIndicatorOrder())
            top = owner.head.height() if not owner.head.isHidden() else 0
            self.head.setFixedHeight(top or 1)
            self.set_row_height(owner.verticalHeader().defaultSectionSize())
            self.setGeometry(0, 0, owner.columnWidth(0), top + owner.viewport().height())
            self.verticalScrollBar().setValue(owner.verticalScrollBar().value())
        self.setVisible(needed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._owner.wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        edge = self.viewport().width() - 1
        painter.fillRect(edge, 0, 1, self.viewport().height(), theme().border)
