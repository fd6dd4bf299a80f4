"""A dialog with a table of names to show for owners that come as e-mail addresses or ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from salesdesk.ui.dialogs.frame import Dialog
from salesdesk.ui.look.sheets import dress

if TYPE_CHECKING:
    from salesdesk.models.log import SalesLog


def owners_of(log: SalesLog) -> tuple[str, ...]:
    """Every owner as the files spell them, in alphabetical order."""
    from salesdesk.models.tables import TABLES

    found: dict[str, str] = {}
    for table in TABLES:
        for column in table.columns:
            if column.refers == "rep" and log.has(table.name, column.name):
                for value in log.text(table.name, column.name).values:
                    found.setdefault(value.strip().casefold(), value.strip())
    return tuple(sorted((name for name in found.values() if name), key=str.casefold))


class NamesDialog(Dialog):
    """Says, per owner, the name to show; an empty name shows the owner as the file has it."""

    chosen = Signal(object)

    def __init__(self, owners: tuple[str, ...], known: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Display names", "Use these names", parent, width=560)
        self.say("Two spellings with the same name become one rep.")
        self.table = QTableWidget(len(owners), 2)
        self.table.setAccessibleName("Display names")
        self.table.setHorizontalHeaderLabels(["As in the file", "Show as"])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        dress(self.table.verticalScrollBar(), "scroll_bar")
        shown = {raw.casefold(): name for raw, name in known.items()}
        for row, owner in enumerate(owners):
            raw = QTableWidgetItem(owner)
            raw.setFlags(raw.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, 0, raw)
            self.table.setItem(row, 1, QTableWidgetItem(shown.get(owner.casefold(), "")))
        self.body.addWidget(self.table, 1)
        self.resize(self.width(), self.width())

    def accept(self) -> None:
        rows = range(self.table.rowCount())
        self.chosen.emit({self.table.item(row, 0).text(): self.table.item(row, 1).text().strip() for row in rows})
        super().accept()
