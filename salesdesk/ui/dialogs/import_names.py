"""Names in the files that may be one: offered to be joined, joined only where somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.plain import one_line, plain
from salesdesk.ui.widgets.checked_items import CheckedItems
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.reading.draft import Pair
    from salesdesk.store.joined_names import Joined

_ROLE = int(Qt.ItemDataRole.UserRole)


class NamesPanel(QWidget):
    """A checked line joins two names; a line that is cleared takes them apart again."""

    changed = Signal()

    def __init__(self, joined: Sequence[Joined], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._joined = tuple(joined)
        self.list = QListWidget()
        self.list.setAccessibleName("Names that may be one")
        self.list.setWordWrap(True)
        self.list.setItemDelegate(CheckedItems(self.list))
        dress(self.list, "sections")
        dress(self.list.verticalScrollBar(), "scroll_bar")
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.note = Label("", tone="quiet", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label("Join these names?", "heading"))
        column.addWidget(self.note)
        column.addWidget(self.list, 1)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Those found in the files, and those joined before; what was checked meanwhile stays checked."""
        checked = self.joined()
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        offered = [(pair.dim, pair.other, pair.keep, _why(pair)) for pair in pairs]
        known = {entry[:2] for entry in offered}
        offered += [(*each, "joined before") for each in self._joined if each[:2] not in known]
        for dim, other, keep, why in offered:
            self._add((dim, other, keep), why, checked=(dim, other, keep) in checked)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)  # noqa: FBT003
        self.note.setText(
            "Checked names count as one from now on; Undo in the Edit menu takes that back."
            if offered
            else "No two names in these files look like one."
        )

    def _add(self, joined: Joined, why: str, *, checked: bool) -> None:
        dim, other, keep = joined
        what = "Rep" if dim == "rep" else "Customer"
        item = QListWidgetItem(one_line(f"{what}: count “{other}” as “{keep}” ({why})"), self.list)
        item.setToolTip(plain(item.text()))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        item.setData(_ROLE, joined)

    def joined(self) -> tuple[Joined, ...]:
        """What is joined if the dialog is taken as it stands."""
        if not self.list.count():
            return self._joined
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(sorted(tuple(each.data(_ROLE)) for each in items if each.checkState() is Qt.CheckState.Checked))

    def count(self) -> int:
        return self.list.count()

    def undecided(self) -> int:
        """How many pairs are not joined."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return sum(each.checkState() is not Qt.CheckState.Checked for each in items)

    def take_focus(self) -> None:
        self.list.setFocus()


def _why(pair: Pair) -> str:
    numbers = [number_style().text(count) for count in pair.rows]
    return f"{pair.why}; {numbers[1]} and {numbers[0]} rows"
