"""The table: rows that sort, filter and copy, a footer that stays, a first column that stays when scrolled sideways."""

from collections.abc import Collection
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollBar, QSizePolicy, QWidget

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import grown, line, row_height, u
from salesdesk.ui.tables.arrangement import Arrangement
from salesdesk.ui.tables.clipboard import Copied, copied
from salesdesk.ui.tables.columns import Frame
from salesdesk.ui.tables.grid import FrozenColumn, Grid
from salesdesk.ui.tables.model import FooterModel, FrameModel
from salesdesk.ui.tables.rows import Rows
from salesdesk.ui.tables.summary import Block, blocks_of, cells_of, summary_of
from salesdesk.ui.tables.widths import SQUEEZE, as_natural, fitted, whole_width
from salesdesk.ui.tasks import Progress, Tasks

_BREATHING_ROWS, _ALL_ROWS = 24, 60
_EMPTY_ROWS = 2  # as much room for the words that there are none
_COPIED_AT_ONCE, _COUNTED_AT_ONCE = 20_000, 200_000


class FrameTable(QWidget):
    """`fits` makes it as tall as its rows, for cards on a page that scrolls; else it scrolls itself.

    `activates` says whether a click or a double click on a cell asks for what is behind it; Enter always does.
    """

    cell_activated = Signal(int, str)
    footer_activated = Signal(str)
    row_picked = Signal(int)
    summary_changed = Signal(object)
    shown_changed = Signal(int, int)
    sorted_by = Signal(str, bool)
    menu_filled = Signal(object)  # the menu of a cell, to add to before it opens
    said = Signal(str)
    squeeze = SQUEEZE  # how many times too wide it may be without being scrolled

    def __init__(
        self, style: NumberStyle, *, fits: bool = False, activates: str = "double", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style, self._fits = style, fits
        self._arrangement = Arrangement()
        self._natural: dict[int, float] = {}
        self._whole: dict[int, float] = {}
        self._arranging = self._wide = False
        self._picked: int | None = None
        self._tasks = Tasks(self)
        self.model = FrameModel(self)
        self.footer_model = FooterModel(self)
        self.rows = Rows(self.model, self)
        self.grid = Grid(self.model, parent=self)
        self.footer = Grid(self.footer_model, footer=True, parent=self)
        self.frozen = FrozenColumn(self.grid)
        self.frozen_footer = FrozenColumn(self.footer, footer=True)
        self._bar = QScrollBar(Qt.Orientation.Horizontal, self)
        dress(self._bar, "scroll_bar")
        for grid in self._grids:
            grid.click_activates = activates == "click"
            grid.copy_wanted.connect(lambda headers: self.copy(headers=headers))
        self.footer.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        vertical = QSizePolicy.Policy.Preferred if fits else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.setFocusProxy(self.grid)
        self._connect()

    @property
    def _grids(self) -> tuple[Grid, ...]:
        return self.grid, self.frozen, self.footer, self.frozen_footer

    @property
    def frame(self) -> Frame:
        return self.model.frame

    def _connect(self) -> None:
        for grid in (self.grid, self.frozen):
            grid.activated_at.connect(self._activated)
            grid.menu_wanted.connect(lambda corner: self.cell_menu().popup(corner))
            grid.head.hide_wanted.connect(lambda place: self.hide_column(place))
            grid.head.show_wanted.connect(lambda place: self.hide_column(place, hidden=False))
            grid.head.fit_wanted.connect(self._fit_column)
            grid.head.reset_wanted.connect(self.reset_columns)
            grid.head.sortIndicatorChanged.connect(self._sort)
        for grid in (self.footer, self.frozen_footer):
            grid.activated_at.connect(lambda at: self.footer_activated.emit(self.frame.columns[at.column()].key))
        self.grid.head.sectionResized.connect(self._resized)
        self.grid.head.sectionMoved.connect(self._moved)
        self.grid.selectionModel().selectionChanged.connect(lambda *_: self._tell_summary())
        self.grid.selectionModel().currentRowChanged.connect(self._tell_row)
        self.rows.shown_changed.connect(self._shown)
        bar = self.grid.horizontalScrollBar()
        self._bar.valueChanged.connect(bar.setValue)
        bar.valueChanged.connect(self._bar.setValue)
        bar.valueChanged.connect(self.footer.horizontalScrollBar().setValue)
        bar.rangeChanged.connect(self._bar.setRange)
        self.grid.viewport().installEventFilter(self)

    # What a page does

    def set_frame(self, frame: Frame) -> None:
        """Shows other data; columns of the same keys keep the user's order, widths, hiding and sorting."""
        self._natural = {}
        self._picked = None
        self._arranging = True
        self.footer_model.set_frame(frame)
        self.rows.set_frame(frame)
        for grid in (self.grid, self.footer):
            self._arrangement.apply(frame, grid.head)
        self._arranging = False
        name = frame.title or "Table"
        self.grid.setAccessibleName(name)
        self.footer.setAccessibleName(f"{name}, last row")
        at = frame.place(self._arrangement.sort_key)
        if at >= 0:
            self.rows.sort(at, descending=self._arrangement.descending)
        self.updateGeometry()
        self._lay_out()

    def set_filter(self, text: str) -> None:
        """Shows only the rows that hold every word of the text."""
        self.rows.find(text.strip())

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        at = self.frame.place(key)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.grid.head.setSortIndicator(at, order)

    def highlight_row(self, row: int | None) -> None:
        """Draws a frame around a row of the data, wherever sorting puts it."""
        self._picked = row
        place = self.model.place_of(row) if row is not None else -1
        self.grid.frame_row(place)
        self.frozen.frame_row(place)

    def select_row(self, row: int) -> None:
        """Makes a row of the data the current one and brings it into sight."""
        place = self.model.place_of(row)
        if place >= 0:
            self.grid.setCurrentIndex(self.model.index(place, max(0, self.grid.currentIndex().column())))

    def shown_rows(self) -> np.ndarray:
        """The rows of the data in the order they are shown."""
        return self.model.shown

    def layout_state(self) -> dict[str, Any]:
        return self._arrangement.as_dict()

    def restore_layout(self, kept: object) -> None:
        self._arrangement = Arrangement.of(kept)
        if self.frame.columns:
            self.set_frame(self.frame)

    def reset_columns(self) -> None:
        """All columns as they were made; the sorting stays."""
        self._arrangement = Arrangement(sort_key=self._arrangement.sort_key, descending=self._arrangement.descending)
        self._arranging = True
        for grid in (self.grid, self.footer):
            for place in range(grid.head.count()):
                grid.head.moveSection(grid.head.visualIndex(place), place)
        self._arranging = False
        self.set_frame(self.frame)

    def hide_column(self, place: int, *, hidden: bool = True) -> None:
        if not 0 < place < len(self.frame.columns):
            return
        self._arrangement.hidden[self.frame.columns[place].key] = hidden
        for grid in (self.grid, self.footer):
            grid.head.setSectionHidden(place, hidden)
        self._lay_out()

    def column_menu(self) -> QMenu:
        """All columns to show or hide, for a button beside the table."""
        return self.grid.head.column_menu(-1)

    def show_columns(self, keys: Collection[str]) -> None:
        """Shows these columns, and of the others only the first."""
        for place, column in enumerate(self.frame.columns[1:], start=1):
            hidden = column.key not in keys
            self._arrangement.hidden[column.key] = hidden
            for grid in (self.grid, self.footer):
                grid.head.setSectionHidden(place, hidden)
        self._lay_out()

    # Copying

    def cell_menu(self) -> QMenu:
        menu = QMenu(self)
        dress(menu, "menu")
        menu.addAction("&Copy", QKeySequence(QKeySequence.StandardKey.Copy), lambda: self.copy())
        menu.addAction("Copy with &headers", lambda: self.copy(headers=True))
        menu.addAction("Select &all", QKeySequence(QKeySequence.StandardKey.SelectAll), self.grid.selectAll)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_filled.emit(menu)
        return menu

    def visible_columns(self) -> list[int]:
        """The columns that are seen, from left to right."""
        head = self.grid.head
        places = [head.logicalIndex(i) for i in range(head.count())]
        return [place for place in places if not head.isSectionHidden(place)]

    def copy(self, *, headers: bool = False) -> None:
        """Copies the selection, or everything shown if nothing is selected; the footer goes with the whole table."""
        blocks, visible = self._blocks(), self.visible_columns()
        last = self.model.rowCount() - 1
        if not blocks and last >= 0:
            blocks = [Block(0, last, tuple(visible))]
        if not blocks:
            return
        whole = any(b.first == 0 and b.last == last and len(b.columns) == len(visible) for b in blocks)
        frame, shown = self.frame, self.model.shown
        footer = whole and last > 0 and frame.has_footer

        def work(_: Progress) -> Copied:
            places, cells = cells_of(frame, shown, blocks, visible)
            columns = [frame.columns[each] for each in places]
            if footer:
                cells.append([each.footer if each.footer_value is None else each.footer_value for each in columns])
            return copied(cells, self._style, [each.name for each in columns] if headers else ())

        if _size(blocks) > _COPIED_AT_ONCE:
            self.said.emit("Copying…")
            self._tasks.start("copying", work, self._take_copy)
        else:
            self._take_copy(work(lambda *_: None))

    def _take_copy(self, made: Copied) -> None:
        made.to_clipboard()
        self.said.emit("Copied")

    # What the user did

    def _activated(self, at: QModelIndex) -> None:
        if at.isValid():
            self.cell_activated.emit(int(self.model.shown[at.row()]), self.frame.columns[at.column()].key)

    def _sort(self, place: int, order: Qt.SortOrder) -> None:
        if self._arranging or not 0 <= place < len(self.frame.columns):
            return
        key, descending = self.frame.columns[place].key, order == Qt.SortOrder.DescendingOrder
        if (key, descending) == (self._arrangement.sort_key, self._arrangement.descending):
            return
        self._arrangement.sort_key, self._arrangement.descending = key, descending
        for grid in (self.grid, self.frozen):
            grid.head.setSortIndicator(place, order)
        self.rows.sort(place, descending=descending)
        self.sorted_by.emit(key, descending)

    def _resized(self, place: int, _: int, width: int) -> None:
        self.footer.setColumnWidth(place, width)
        if not self._arranging:
            self._arrangement.keep_width(self.frame.columns[place].key, width)
            self._place_frozen()

    def _moved(self, _: int, before: int, after: int) -> None:
        if not self._arranging:
            self.footer.head.moveSection(before, after)
            self._arrangement.take_order(self.frame, self.grid.head)

    def _fit_column(self, place: int) -> None:
        self._arrangement.widths.pop(self.frame.columns[place].key, None)
        self._natural.pop(place, None)
        self._lay_out()

    def _shown(self, shown: int, total: int) -> None:
        needle = self.rows.needle
        empty = f"Nothing found for “{needle}”" if needle and total else self.frame.empty_text
        self.grid.empty_text = empty
        self.highlight_row(self._picked)
        self._lay_out()
        self._tell_summary()
        self.shown_changed.emit(shown, total)

    def _tell_row(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.row_picked.emit(int(self.model.shown[current.row()]))

    def _tell_summary(self) -> None:
        blocks, shown, frame = self._blocks(), self.model.shown, self.frame
        self._tasks.cancel("summary")
        if _size(blocks) > _COUNTED_AT_ONCE:
            self._tasks.start("summary", lambda _: summary_of(frame, shown, blocks), self.summary_changed.emit)
        else:
            self.summary_changed.emit(summary_of(frame, shown, blocks))

    def _blocks(self) -> list[Block]:
        return blocks_of(self.grid.selected_ranges(), self.visible_columns())

    # Sizes

    def sizeHint(self) -> QSize:
        rows = self.model.rowCount() + self.footer_model.rowCount()
        shown = min(rows or _EMPTY_ROWS, _ALL_ROWS) if self._fits else 12
        return QSize(round(grown(400)), self.grid.head.sizeHint().height() + shown * row_height() + self._bar_height())

    def minimumSizeHint(self) -> QSize:
        tall = self.sizeHint().height() if self._fits else self.grid.head.sizeHint().height() + 4 * row_height()
        return QSize(round(grown(200)), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.grid.viewport():
            self._lay_out()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "rows"):
            for grid in self._grids:
                grid.follow_look()
            if event.type() == QEvent.Type.FontChange:
                self._natural = {}
                self.updateGeometry()
                self._lay_out()

    def _bar_height(self) -> int:
        return self._bar.sizeHint().height() if self._wide else 0

    def _row_height(self, room: int, rows: int) -> int:
        """Short tables breathe when there is room."""
        least = row_height()
        if not self._fits or not 0 < rows <= _BREATHING_ROWS:
            return least
        return int(min(max(least, room // rows), line() + 3 * u()))

    def _lay_out(self) -> None:
        if self._arranging:
            return
        rows, last = self.model.rowCount(), self.footer_model.rowCount()
        self.grid.scrolls = not self._fits or rows + last > _ALL_ROWS
        head = self.grid.head.sizeHint().height()
        self._set_widths()
        bar = self._bar_height()
        tall = self._row_height(self.height() - head - bar, rows + last)
        for grid in self._grids:
            grid.set_row_height(tall)
        foot = tall * last
        body = min(head + (rows or _EMPTY_ROWS - last) * tall, self.height() - foot - bar)
        self.grid.setGeometry(0, 0, self.width(), max(head, body))
        self.footer.setGeometry(0, self.grid.height(), self.grid.viewport().width(), foot)
        self.footer.setVisible(last > 0)
        self._bar.setGeometry(0, self.grid.height() + foot, self.grid.viewport().width(), bar)
        self._bar.setVisible(bar > 0)
        self._bar.setPageStep(self.grid.viewport().width())
        self._place_frozen()

    def _set_widths(self) -> None:
        visible = self.visible_columns()
        if not visible:
            return
        for place in visible:
            if place not in self._natural:
                self._whole[place] = whole_width(self.frame.columns[place], self.model.shown)
                self._natural[place] = as_natural(self.frame.columns[place], self._whole[place])
        chosen = [self._arrangement.width(self.frame.columns[place].key) for place in visible]
        wanted = [self._natural[p] if c is None else c for p, c in zip(visible, chosen, strict=True)]
        # Before it is shown a scrolling view has not been laid out.
        room = self.grid.viewport().width() if self.isVisible() else self.width()
        held, whole = [each is not None for each in chosen], [self._whole[p] for p in visible]
        widths = fitted(wanted, room, held, whole, self.squeeze)
        if self._wide != (sum(widths) > room):
            self._wide = not self._wide
            self.updateGeometry()
        self._arranging = True
        for place, width in zip(visible, widths, strict=True):
            self.grid.setColumnWidth(place, width)
            self.footer.setColumnWidth(place, width)
        self._arranging = False

    def _place_frozen(self) -> None:
        for each in (self.frozen, self.frozen_footer):
            each.place()


def _size(blocks: list[Block]) -> int:
    return sum((block.last - block.first + 1) * len(block.columns) for block in blocks)
