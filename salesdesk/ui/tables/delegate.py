"""Paints a cell whole: fill, heat with its sign, text, line below."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from salesdesk.ui.look.fonts import Face, Faces, faces
from salesdesk.ui.look.painting import box
from salesdesk.ui.look.theme import Theme, theme
from salesdesk.ui.look.units import u
from salesdesk.ui.plain import plain
from salesdesk.ui.tables.columns import TableColumn
from salesdesk.ui.tables.model import ColumnsModel, FrameModel, Index
from salesdesk.ui.widgets.focus import KeyboardFocus

_SELECTED = QStyle.StateFlag.State_Selected
_SIGNS = {-3: "−", -2: "−", 2: "+", 3: "+"}


def side_room() -> float:
    """The free room at the left and right of a cell's text, in pixels."""
    return 0.95 * u()


def sign_room(column: TableColumn) -> float:
    """The room that the sign of a heat cell or the ring of a small sample takes, in pixels."""
    return 1.0 * u() if column.heat is not None or column.hollow is not None else 0.0


class RingedView(KeyboardFocus, QTableView):
    """A view that can say which cell the keyboard would act on."""

    def ringed(self) -> QModelIndex:
        """That cell, if the user is at the keyboard."""
        return self.currentIndex() if self.ring and self.hasFocus() else QModelIndex()


@dataclass(frozen=True, eq=False)
class _Ink:
    """What is worked out once per theme and font, not per cell."""

    look: Theme
    face: Faces
    side: float
    unit: float


class CellDelegate(QStyledItemDelegate):
    """The delegate of all tables. `footer` cells are bold; `hovered` is the row under the pointer."""

    def __init__(self, parent: QWidget, *, footer: bool = False) -> None:
        super().__init__(parent)
        self.footer = footer
        self.hovered = -1
        self.prepare()

    def prepare(self) -> None:
        """To be called when theme or font have changed."""
        self._ink = _Ink(theme(), faces(), side_room(), u())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast("ColumnsModel", index.model())
        column, ink = model.frame.columns[index.column()], self._ink
        look, area = ink.look, QRectF(option.rect)
        row = int(model.shown[index.row()]) if isinstance(model, FrameModel) else -1
        heat = max(-3, min(3, int(column.heat[row]))) if column.heat is not None and row >= 0 else 0
        selected = bool(option.state & _SELECTED)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(area, self._back(look, index.row(), selected=selected))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), look.grid)
        if self.footer or _begins_block(model, index.row()):
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1 if self.footer else 2), look.border)
        if heat:
            painter.fillRect(area.adjusted(0, 0, -1, -1), look.heat_at(heat))
        self._write(painter, area, model.text(index.row(), index.column()), column, row, heat)
        view = option.widget
        current = isinstance(view, RingedView) and view.ringed() == index
        if current or (selected and heat):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box(painter, area.adjusted(0, 0, -1, -1), None, look.accent_text, 2, 2 if current else 1)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, _: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        model = cast("ColumnsModel", index.model())
        column, text = model.frame.columns[index.column()], model.text(index.row(), index.column())
        hint = model.hint(index.row(), index.column())
        room = view.visualRect(index).width() - 2 * self._ink.side - sign_room(column)
        if not hint and self._face(column).width(text) >= room + 1:
            hint = text
        QToolTip.showText(event.globalPos(), plain(hint), view)
        return True

    def _back(self, look: Theme, row: int, *, selected: bool) -> QColor:
        if selected:
            return look.selected
        return look.hover if row == self.hovered else look.surface

    def _face(self, column: TableColumn) -> Face:
        face = self._ink.face
        if self.footer or column.strong:
            return face.figures_bold if column.number else face.semi
        return face.figures if column.number else face.body

    def _write(self, painter: QPainter, area: QRectF, text: str, column: TableColumn, row: int, heat: int) -> None:
        ink, look, face = self._ink, self._ink.look, self._face(column)
        room = area.adjusted(ink.side, 0, -ink.side, -1)
        hollow = row >= 0 and column.hollow is not None and bool(column.hollow[row]) and text != column.blank
        if heat in _SIGNS:
            _put(painter, area.adjusted(0.6 * ink.unit, 0, 0, -1), _SIGNS[heat], ink.face.semi, look.text, right=False)
            room.adjust(0.5 * ink.unit, 0, 0, 0)
        elif hollow:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.text if heat else look.muted, 1.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(area.left() + 1.0 * ink.unit, area.center().y()), 2.8, 2.8)
            room.adjust(0.5 * ink.unit, 0, 0, 0)
        _put(painter, room, text, face, self._tone(column, row, heat, hollow=hollow), right=column.number)

    def _tone(self, column: TableColumn, row: int, heat: int, *, hollow: bool) -> QColor:
        look = self._ink.look
        if heat or row < 0:
            return look.text
        if column.tones is not None and column.tones[row]:
            return look.tone_text(column.tones[row])
        return look.muted if hollow else look.text


def _begins_block(model: ColumnsModel, row: int) -> bool:
    if not isinstance(model, FrameModel) or model.frame.block is None or row < 1:
        return False
    block = model.frame.block
    return bool(block[model.shown[row]] != block[model.shown[row - 1]])


def _put(painter: QPainter, room: QRectF, text: str, face: Face, colour: QColor, *, right: bool) -> None:
    if not text:
        return
    shown = face.elided(text, room.width())
    left = room.right() - face.width(shown) if right else room.left()
    painter.setFont(face.font)
    painter.setPen(colour)
    painter.drawText(QPointF(left, room.top() + (room.height() - face.height) / 2 + face.ascent), shown)
