"""The header of a table: quiet titles on one or two lines, a drawn arrow at the sorted column, a menu of columns."""

import math
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import chevron, smooth, write
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import line, u
from salesdesk.ui.plain import menu_text, one_line
from salesdesk.ui.tables.delegate import side_room
from salesdesk.ui.tables.model import ColumnsModel

SORT_ROOM = 0.4  # in u; the rest of the arrow stands in the free room at the side


class Header(QHeaderView):
    """Asks for changes of the columns by signals; the table carries them out."""

    hide_wanted = Signal(int)
    show_wanted = Signal(int)
    fit_wanted = Signal(int)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)

    def titles(self) -> list[str]:
        model = self.model()
        return [column.title for column in model.frame.columns] if isinstance(model, ColumnsModel) else []

    def sizeHint(self) -> QSize:
        most = max((title.count("\n") + 1 for title in self.titles()), default=1)
        return QSize(0, math.ceil(min(most, 2) * line() + 1.4 * u()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        titles = self.titles()
        look, face, area = theme(), faces().body, QRectF(rect)
        painter.save()
        smooth(painter)
        painter.fillRect(area, look.surface)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), look.border)
        if 0 <= section < len(titles):
            number = cast("ColumnsModel", self.model()).frame.columns[section].number
            room = area.adjusted(side_room(), 0, -side_room(), -1)
            sorted_here = self.sortIndicatorSection() == section and self.isSortIndicatorShown()
            ink = look.text if sorted_here else look.muted
            lines = [one_line(each) for each in titles[section].split("\n")][:2]
            if sorted_here:
                self._draw_arrow(painter, room, lines, number=number)
            top = room.top() + (room.height() - len(lines) * face.height) / 2
            for text in lines:
                spot = QRectF(room.left(), top, room.width(), face.height)
                write(painter, spot, text, face, ink, "right" if number else "left")
                top += face.height
        painter.restore()

    def _draw_arrow(self, painter: QPainter, room: QRectF, lines: list[str], *, number: bool) -> None:
        """At the inner side of the title; the title gives way."""
        widest = min(max(faces().body.width(each) for each in lines), room.width() - SORT_ROOM * u())
        size = 0.75 * u()
        x = room.right() - widest - 0.85 * u() if number else room.left() + widest + 0.85 * u()
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        chevron(painter, QPointF(x, room.center().y()), size, theme().text, up=up)
        if number:
            room.setLeft(room.right() - widest)
        else:
            room.setRight(room.left() + widest)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.column_menu(self.logicalIndexAt(event.pos())).popup(event.globalPos())

    def column_menu(self, section: int) -> QMenu:
        """What can be done with a column, and all columns to show or hide."""
        menu = QMenu(self)
        dress(menu, "menu")
        names = [one_line(title) for title in self.titles()]
        if 0 <= section < len(names):
            hide = menu.addAction(f"&Hide “{menu_text(names[section])}”", lambda: self.hide_wanted.emit(section))
            hide.setEnabled(section != 0 and self.count() - self.hiddenSectionCount() > 1)
            menu.addAction("&Fit width", lambda: self.fit_wanted.emit(section))
        menu.addAction("&Reset columns", self.reset_wanted.emit)
        menu.addSeparator()
        groups: dict[str, QMenu] = {}
        for place, name in enumerate(names):
            action = self._list_of(menu, groups, place).addAction(menu_text(name))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(place))
            action.setEnabled(place != 0)
            wanted = self.show_wanted if self.isSectionHidden(place) else self.hide_wanted
            action.triggered.connect(lambda _=False, place=place, wanted=wanted: wanted.emit(place))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _list_of(self, menu: QMenu, groups: dict[str, QMenu], place: int) -> QMenu:
        """The menu itself, or the one of the column's group."""
        group = cast("ColumnsModel", self.model()).frame.columns[place].group
        if not group:
            return menu
        if group not in groups:
            groups[group] = menu.addMenu(menu_text(group))
            dress(groups[group], "menu")
        return groups[group]
