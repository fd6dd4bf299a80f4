"""A grid to type in and to paste into from a spreadsheet: texts in cells, what is wrong with them said in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from salesdesk.insights.typed_cells import Block, block_in, rows_by_name
from salesdesk.ui.look.painting import mark
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import grown, row_height, u
from salesdesk.ui.plain import one_line, plain

FAULT = int(Qt.ItemDataRole.UserRole)
GREYED = FAULT + 1  # what stands there if nothing is typed
_Index = QModelIndex | QPersistentModelIndex
Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class EntryColumn:
    """``fixed`` columns cannot be typed in. ``choices`` are offered in a list. ``width`` at the usual font.

    A column of ``names`` stands left of the grid and stays there when the grid is scrolled sideways.
    """

    title: str
    width: float = 120
    numbers: bool = False
    fixed: bool = False
    choices: tuple[str, ...] = ()
    names: bool = False
    stretches: bool = False


class EntryGrid(QTableWidget):
    """``grows``: there is always a blank row at the end. With fixed first cells a paste may name its rows."""

    edited = Signal()

    def __init__(
        self, columns: Sequence[EntryColumn], name: str, *, grows: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(columns), parent)
        self.entry_columns = tuple(columns)
        self._grows = grows
        self._filling = False
        self._before: list[Cells] = []
        self._now: Cells = ()
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([column.title for column in columns])
        self.setItemDelegate(_EntryDelegate(self))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        dress(self, "grid")
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            dress(bar, "scroll_bar")
        self._measure()
        self.itemChanged.connect(self._changed)

    # Contents

    def set_columns(self, columns: Sequence[EntryColumn]) -> None:
        """Other columns, without rows."""
        self.entry_columns = tuple(columns)
        self.setRowCount(0)
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels([column.title for column in columns])
        self._measure()

    def set_cells(self, cells: Sequence[Sequence[str]], greyed: Sequence[Sequence[str]] = ()) -> None:
        """All texts. ``greyed``: what stands in cells in which nothing is typed."""
        self._fill(cells, greyed)
        self._before = []

    def cells(self) -> Cells:
        """The texts; of a grid that grows without blank rows at the end."""
        found = [tuple(self._text(row, place) for place in range(self.columnCount())) for row in range(self.rowCount())]
        while self._grows and found and not any(found[-1]):
            found.pop()
        return tuple(found)

    def set_faults(self, faults: Mapping[tuple[int, int], str]) -> None:
        """What is wrong, by row and column; shown in the cells and on hover."""
        self._filling = True
        for row in range(self.rowCount()):
            for place in range(self.columnCount()):
                sentence = faults.get((row, place), "")
                item = self.item(row, place)
                if item is not None and (item.data(FAULT) or "") != sentence:
                    item.setData(FAULT, sentence)
                    item.setToolTip(plain(sentence))
        self._filling = False
        self.viewport().update()

    def _text(self, row: int, place: int) -> str:
        item = self.item(row, place)
        if item is None:
            return ""
        return one_line(item.text())

    def _fill(self, cells: Sequence[Sequence[str]], greyed: Sequence[Sequence[str]] = ()) -> None:
        self._filling = True
        self.setRowCount(len(cells) + (1 if self._grows else 0))
        for row in range(self.rowCount()):
            for place, column in enumerate(self.entry_columns):
                text = cells[row][place] if row < len(cells) and place < len(cells[row]) else ""
                old = self.item(row, place)
                item = QTableWidgetItem()
                self._set(item, column, text)
                kept = old.data(GREYED) if old is not None else ""
                item.setData(GREYED, greyed[row][place] if row < len(greyed) else kept)
                self.setItem(row, place, item)
            self.setRowHeight(row, row_height())
        self._filling = False
        self._now = self.cells()
        if self._is_named():
            self.setVerticalHeaderLabels([self._text(row, 0) for row in range(self.rowCount())])

    @staticmethod
    def _set(item: QTableWidgetItem, column: EntryColumn, text: str) -> None:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags if column.fixed else flags | Qt.ItemFlag.ItemIsEditable)
        item.setText(text)
        side = Qt.AlignmentFlag.AlignRight if column.numbers else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _changed(self, _: QTableWidgetItem) -> None:
        if not self._filling:
            self._note_change()

    def _note_change(self) -> None:
        self._before.append(self._now)
        if self._grows and (
            not self.rowCount() or any(self._text(self.rowCount() - 1, p) for p in range(self.columnCount()))
        ):
            self._add_row()
        self._now = self.cells()
        self.edited.emit()

    def _add_row(self) -> None:
        self._filling = True
        row = self.rowCount()
        self.insertRow(row)
        for place, column in enumerate(self.entry_columns):
            item = QTableWidgetItem()
            self._set(item, column, "")
            self.setItem(row, place, item)
        self.setRowHeight(row, row_height())
        self._filling = False

    # Clipboard and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.Undo):
            self.undo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_selected()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down one row, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        down = self.currentRow() + 1
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and down < self.rowCount():
            self.setCurrentCell(down, self.currentColumn())

    def paste(self, text: str) -> None:
        """Puts a block of cells in, from the current cell on or, if it names its rows, where they are."""
        block = block_in(text)
        if not block:
            return
        names = [self._text(row, 0) for row in range(self.rowCount())] if self.entry_columns[0].fixed else []
        named = rows_by_name(block, names) if names else None
        first = self.selectedRanges()[0] if self.selectedRanges() else None
        top = first.topRow() if first else max(0, self.currentRow())
        left = first.leftColumn() if first else max(0, self.currentColumn())
        if named is not None:
            left = left if left > 0 and not self.entry_columns[left].fixed else self._first_open()
            self._put(named, left)
        else:
            while left < self.columnCount() and self.entry_columns[left].fixed:
                left += 1
            self._put({top + place: cells for place, cells in enumerate(_without_heads(block, self._heads()))}, left)

    def _heads(self) -> frozenset[str]:
        return frozenset(column.title.casefold() for column in self.entry_columns)

    def _first_open(self) -> int:
        return next(place for place, column in enumerate(self.entry_columns) if not column.fixed)

    def _put(self, rows: Mapping[int, Sequence[str]], left: int) -> None:
        while self._grows and self.rowCount() <= max(rows):
            self._add_row()
        self._filling = True
        for row, cells in rows.items():
            for place, cell in enumerate(cells, start=left):
                if row < self.rowCount() and place < self.columnCount() and not self.entry_columns[place].fixed:
                    self._set(self.item(row, place), self.entry_columns[place], cell)
        self._filling = False
        self._note_change()

    def copy(self) -> None:
        """The selected cells as a spreadsheet pastes them."""
        for chosen in self.selectedRanges()[:1]:
            rows = range(chosen.topRow(), chosen.bottomRow() + 1)
            places = range(chosen.leftColumn(), chosen.rightColumn() + 1)
            lines = ("\t".join(self._text(row, place) for place in places) for row in rows)
            QGuiApplication.clipboard().setText("\n".join(lines))

    def clear_selected(self) -> None:
        self._filling = True
        for index in self.selectedIndexes():
            column = self.entry_columns[index.column()]
            if not column.fixed:
                self.item(index.row(), index.column()).setText("")
        self._filling = False
        self._note_change()

    def undo(self) -> None:
        """Takes the last change of this grid back."""
        if self._before:
            at = self.currentRow(), self.currentColumn()
            kept = self._before[:-1]
            self._fill(self._before[-1])
            self._before = kept
            self.setCurrentCell(*at)
            self.edited.emit()

    # Look

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "entry_columns"):
            self._measure()

    def _is_named(self) -> bool:
        return any(column.names for column in self.entry_columns)

    def _measure(self) -> None:
        self.verticalHeader().setVisible(self._is_named())
        modes = QHeaderView.ResizeMode
        for place, column in enumerate(self.entry_columns):
            self.setColumnHidden(place, column.names)
            self.setColumnWidth(place, round(grown(column.width)))
            mode = modes.Stretch if column.stretches else modes.Interactive
            self.horizontalHeader().setSectionResizeMode(place, mode)
            if column.names:
                self.verticalHeader().setFixedWidth(round(grown(column.width)))
            side = Qt.AlignmentFlag.AlignRight if column.numbers else Qt.AlignmentFlag.AlignLeft
            if self.horizontalHeaderItem(place) is not None:
                self.horizontalHeaderItem(place).setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        for row in range(self.rowCount()):
            self.setRowHeight(row, row_height())


def _without_heads(block: Block, heads: frozenset[str]) -> Block:
    """A first row that repeats the titles of the grid is no data."""
    first = [cell.casefold() for cell in block[0] if cell]
    return block[1:] if first and all(cell in heads for cell in first) else block


class _EntryDelegate(QStyledItemDelegate):
    """Marks cells that are not understood, and writes quietly what holds where nothing is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        column = self._column(index)
        if not column.choices:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.addItems(list(column.choices))
        box.setAccessibleName(column.title)
        return box

    def _column(self, index: _Index) -> EntryColumn:
        return cast("EntryGrid", self.parent()).entry_columns[index.column()]

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(index.data() or "")
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if not option.text and index.data(GREYED):
            option.text = index.data(GREYED)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
            option.palette.setColor(option.palette.ColorRole.Text, theme().muted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        if index.data(FAULT):
            area = QRectF(option.rect)
            painter.save()
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), theme().worse)
            numbers = self._column(index).numbers
            middle = QPointF(area.left() + 1.4 * u() if numbers else area.right() - u(), area.center().y())
            mark(painter, middle, u(), theme().worse, "up")
            painter.restore()
