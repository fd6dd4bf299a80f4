"""The models of a table: the rows of a frame in their order, and its footer."""

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from salesdesk.ui.plain import plain
from salesdesk.ui.tables.columns import Frame

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Persistent indexes are followed through a sort one by one; a selection of more is dropped instead.
_FOLLOWED = 2_000
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class ColumnsModel(QAbstractTableModel):
    """What body and footer have in common: their columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.frame = Frame()

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.frame.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.frame.columns):
            return None
        column = self.frame.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.name
        return plain(column.head_hint) or None if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, row: int, column: int) -> str:
        raise NotImplementedError

    def hint(self, row: int, column: int) -> str:
        raise NotImplementedError

    def spoken(self, row: int, column: int) -> str:
        each = self.frame.columns[column]
        return f"{each.name}: {self.text(row, column) or 'empty'}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.frame.columns[index.column()].number else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self.hint(index.row(), index.column())) or None
        return None


class FrameModel(ColumnsModel):
    """The rows of a frame; `shown[i]` is the frame's row that stands at place i."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = np.arange(0)

    def set_frame(self, frame: Frame) -> None:
        self.beginResetModel()
        self.frame = frame
        self.shown = np.arange(frame.rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def show_chosen(self, rows: np.ndarray) -> None:
        """Shows other rows than before."""
        self.beginResetModel()
        self.shown = rows
        self.endResetModel()

    def show_ordered(self, rows: np.ndarray) -> None:
        """Shows the same rows in another order; current cell and selection go with their rows."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        if kept and len(kept) <= _FOLLOWED:
            places = np.empty(self.frame.rows, dtype=np.int64)
            places[rows] = np.arange(len(rows))
            moved = [self.index(int(places[self.shown[each.row()]]), each.column()) for each in kept]
        else:
            moved = [QModelIndex() for _ in kept]
        self.shown = rows
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def place_of(self, row: int) -> int:
        """Where a row of the frame stands; -1 if it is not shown."""
        found = np.flatnonzero(self.shown == row)
        return int(found[0]) if len(found) else -1

    def text(self, row: int, column: int) -> str:
        return self.frame.columns[column].written(self.shown[row])

    def hint(self, row: int, column: int) -> str:
        ready = self.frame.columns[column].hint
        return ready(int(self.shown[row])) if ready is not None else ""

    def spoken(self, row: int, column: int) -> str:
        ready = self.frame.columns[column].spoken
        return ready(int(self.shown[row])) if ready is not None else super().spoken(row, column)


class FooterModel(ColumnsModel):
    """The last row: the team under its reps, the total under its records."""

    def set_frame(self, frame: Frame) -> None:
        self.beginResetModel()
        self.frame = frame
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 1 if self.frame.has_footer and not parent.isValid() else 0

    def text(self, row: int, column: int) -> str:  # noqa: ARG002 - there is only one row
        return self.frame.columns[column].footer

    def hint(self, row: int, column: int) -> str:  # noqa: ARG002
        return self.frame.columns[column].footer_hint
