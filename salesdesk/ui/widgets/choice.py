"""The list that opens below a chip: one choice or several, with a search line where it is long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.painting import box, hairline, smooth, tick, write
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.theme import theme
from salesdesk.ui.look.units import grown, row_height, u
from salesdesk.ui.plain import one_line
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.entry import LineEdit
from salesdesk.ui.widgets.label import Label

_SHOWN_ROWS = 14
_SEARCH_FROM = 12
_CHOICE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@dataclass(frozen=True)
class Choice:
    """One line of the list; `group` is written over the first line of each group, `note` at the right."""

    key: str
    text: str
    note: str = ""
    group: str = ""
    enabled: bool = True


class _Choices(QAbstractListModel):
    def __init__(self, parent: QWidget, *, multi: bool) -> None:
        super().__init__(parent)
        self._multi = multi
        self.rows: list[Choice] = []
        self.chosen: set[str] = set()

    def show(self, rows: list[Choice]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def refresh(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def starts_group(self, row: int) -> bool:
        group = self.rows[row].group
        return bool(group) and (row == 0 or self.rows[row - 1].group != group)

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self.rows[index.row()].enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        choice = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(choice.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = ("chosen" if choice.key in self.chosen else "not chosen") if self._multi else ""
            return ", ".join(part for part in (one_line(choice.text), one_line(choice.note), state) if part)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(10, row_height() + (round(2.6 * u()) if self.starts_group(index.row()) else 0))
        return choice if role == _CHOICE else None


class _Line(QStyledItemDelegate):
    def __init__(self, parent: QWidget, *, multi: bool) -> None:
        super().__init__(parent)
        self._multi = multi

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = cast("_Choices", index.model())
        choice, look, face = model.rows[index.row()], theme(), faces()
        area = QRectF(option.rect)
        smooth(painter)
        painter.fillRect(area, look.surface)
        if model.starts_group(index.row()):
            if index.row():
                hairline(painter, area.left() + 4, area.right() - 4, area.top() + 2, look.border)
            head = QRectF(area.left() + u(), area.top() + 0.4 * u(), area.width() - 2 * u(), 2.4 * u())
            write(painter, head, choice.group, face.small, look.muted)
            area.setTop(area.bottom() - row_height())
        chosen = choice.key in model.chosen
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver) and choice.enabled:
            box(painter, area.adjusted(2, 0, -2, 0), look.selected, None, 4)
        ink = look.text if choice.enabled else look.control
        size = round(1.7 * u())
        square = QRectF(area.left() + u(), round(area.center().y() - size / 2), size, size)
        if self._multi:
            box(painter, square, look.accent if chosen else look.surface, look.accent if chosen else look.control, 3)
            if chosen:
                tick(painter, square, look.on_accent)
        elif chosen:
            tick(painter, square, look.accent_text)
        note = face.small.width(choice.note) + (u() if choice.note else 0)
        room = area.adjusted(size + 2 * u(), 0, -note - u(), 0)
        write(painter, room, one_line(choice.text), face.semi if chosen else face.body, ink)
        write(painter, area.adjusted(0, 0, -u(), 0), choice.note, face.small, look.muted, "right")


class ChoiceList(QFrame):
    """A popup. With one choice a click answers and closes; with several each check answers, none meaning all."""

    chosen = Signal(tuple)

    def __init__(self, *, multi: bool = False, all_text: str = "All", parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._multi, self._all_text = multi, all_text
        self._choices: tuple[Choice, ...] = ()
        self._model = _Choices(self, multi=multi)
        self._search = LineEdit("Search…")
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Line(self._list, multi=multi))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("Choices")
        dress(self._list.verticalScrollBar(), "scroll_bar")
        self._none = Label("Nothing found", "small", "quiet")
        self._all = Button(all_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        for widget in (self._search, self._list, self._none):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self._all)
        foot.addStretch()
        column.addLayout(foot)
        self._all.setVisible(multi)
        self._none.hide()
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list.installEventFilter(self)
        self._list.clicked.connect(self._pick)
        self._all.clicked.connect(self._pick_all)

    def set_choices(self, choices: Sequence[Choice], chosen: frozenset[str] = frozenset()) -> None:
        self._choices = tuple(choices)
        self._model.chosen = set(chosen)
        self._search.setVisible(len(self._choices) >= _SEARCH_FROM)
        self._filter(self._search.text())

    def open_at(self, corner: QPoint) -> None:
        """Shows the list below a global point, moved so that it stays on the screen."""
        self._search.clear()
        size = self._wanted_size()
        screen = self.screen().availableGeometry()
        top = corner.y() if corner.y() + size.height() <= screen.bottom() else screen.bottom() - size.height()
        left = min(max(corner.x(), screen.left()), screen.right() - size.width())
        self.setGeometry(QRect(QPoint(left, max(top, screen.top())), size))
        self.show()
        shown = next((i for i, each in enumerate(self._model.rows) if each.key in self._model.chosen), 0)
        self._list.setCurrentIndex(self._model.index(shown))
        (self._search if self._search.isVisibleTo(self) else self._list).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, down = event.key(), (Qt.Key.Key_Down, Qt.Key.Key_Up)
            if watched is self._search and key in down:
                self._list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            space = key == Qt.Key.Key_Space and watched is self._list
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or space:
                self._pick(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme()
        painter.fillRect(self.rect(), look.surface)
        box(painter, QRectF(self.rect()), None, look.control, 0)

    def _wanted_size(self) -> QSize:
        face = faces()
        texts = [face.semi.width(one_line(each.text)) + face.small.width(each.note) for each in self._choices]
        wide = min(max([*texts, grown(120)]) + 8 * u() + 12, grown(420))
        rows = sum(self._model.data(self._model.index(i), Qt.ItemDataRole.SizeHintRole).height()
                   for i in range(min(len(self._model.rows), _SHOWN_ROWS)))  # fmt: skip
        extra = 12 + sum(each.sizeHint().height() + 4 for each in (self._search, self._all) if not each.isHidden())
        return QSize(round(wide), rows + extra + 8)

    def _filter(self, needle: str) -> None:
        wanted = needle.strip().casefold()
        self._model.show([each for each in self._choices if wanted in each.text.casefold()])
        self._none.setVisible(not self._model.rows)
        if self._model.rows:
            self._list.setCurrentIndex(self._model.index(0))

    def _pick(self, index: QModelIndex) -> None:
        if not index.isValid() or not self._model.rows[index.row()].enabled:
            return
        key = self._model.rows[index.row()].key
        if not self._multi:
            self._model.chosen = {key}
            self.hide()
            self.chosen.emit((key,))
            return
        self._model.chosen ^= {key}
        self._model.refresh()
        self.chosen.emit(tuple(each.key for each in self._choices if each.key in self._model.chosen))

    def _pick_all(self) -> None:
        self._model.chosen = set()
        self._model.refresh()
        self.hide()
        self.chosen.emit(())
