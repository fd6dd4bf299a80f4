"""What every dialog is made of: contents above, cancel and one main button below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from salesdesk.ui.look.sheets import dress
from salesdesk.ui.look.units import grown
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.checked_items import CheckedItems
from salesdesk.ui.widgets.entry import SearchBox
from salesdesk.ui.widgets.label import Label


class Dialog(QDialog):
    """Enter presses the main button, Esc cancels. ``main`` empty: only "Close"."""

    def __init__(self, title: str, main: str, parent: QWidget | None = None, *, width: float = 420) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(int(grown(width)), self.sizeHint().height())
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._close = Button("Cancel" if main else "Close", parent=self)
        self._close.clicked.connect(self.reject)
        self._close.setAutoDefault(False)
        self._foot.addWidget(self._close)
        self.main = Button(main, primary=True, parent=self) if main else self._close
        self.main.setDefault(True)
        if main:
            self.main.clicked.connect(self.accept)
            self._foot.addWidget(self.main)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(self.body, 1)
        column.addLayout(self._foot)

    def say(self, text: str, tone: str = "text") -> Label:
        """Adds a paragraph."""
        label = Label(text, tone=tone, wraps=True)
        self.body.addWidget(label)
        return label

    def size_to(self, width: float, height: float) -> None:
        """In pixels at the usual font; never larger than the window it belongs to."""
        above = self.parentWidget()
        room = above.window().size() if above is not None else self.screen().availableSize()
        self.resize(min(int(grown(width)), room.width() - 32), min(int(grown(height)), room.height() - 48))

    def add_action(self, text: str, answer: Callable[[], object]) -> Button:
        """A further button, left of the others."""
        button = Button(text, parent=self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: answer())
        self._foot.insertWidget(0, button)
        return button


class CheckList(QWidget):
    """A searchable list of names with check marks."""

    def __init__(self, names: tuple[str, ...], checked: frozenset[str], accessible: str) -> None:
        super().__init__()
        self.search = SearchBox("Search")
        self.search.searched.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(accessible)
        self.list.setItemDelegate(CheckedItems(self.list))
        dress(self.list, "check_list")
        dress(self.list.verticalScrollBar(), "scroll_bar")
        for name in names:
            item = QListWidgetItem(name, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in checked else Qt.CheckState.Unchecked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.casefold() not in item.text().casefold())

    def check_all(self, *, on: bool) -> None:
        """Checks or clears what the search shows."""
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def checked(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self._items() if item.checkState() is Qt.CheckState.Checked)


def scrolled(page: QWidget, name: str) -> QScrollArea:
    """A page that scrolls downwards where there is no room for all of it."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    dress(area.verticalScrollBar(), "scroll_bar")
    area.setWidget(page)
    page.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
