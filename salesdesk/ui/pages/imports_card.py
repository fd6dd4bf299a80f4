"""The card of the files that make up the log: when each was read, whether it has changed since, read again, removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QShowEvent

from salesdesk.models.imported import Import
from salesdesk.store.refusals import local_time
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.plain import plain
from salesdesk.ui.stamps import Fate, fate_now
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card

if TYPE_CHECKING:
    from salesdesk.models.log import SalesLog
    from salesdesk.ui.desk import Desk

TITLE = "Files of this log"
_STATES = {
    None: "as it was read",
    Fate.CHANGED: "changed since",
    Fate.GONE: "no longer there; what was read from it stays",
    Fate.OUT_OF_REACH: "out of reach; what was read from it stays",
}


class ImportsCard(Card):
    """Hidden while there are none, as for the sample data."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(TITLE)
        self._desk = desk
        self._files: tuple[Import, ...] = ()
        self._row = -1
        self.table = FrameTable(number_style(), fits=True)
        self.table.row_picked.connect(self._pick)
        self.again, self.remove, self.more = Button("Read again"), Button("Remove"), Button("Add files…")
        self.again.setToolTip(plain("Takes what stands in the file now."))
        self.remove.setToolTip(plain("Takes the file out of the log; it can be taken back. The file itself stays."))
        self.again.clicked.connect(lambda: self._act(desk.reread_import))
        self.remove.clicked.connect(lambda: self._act(desk.remove_import))
        self.more.clicked.connect(lambda: desk.command_wanted.emit("add"))
        for button in (self.again, self.remove, self.more):
            self.add_to_head(button)
        self.add(self.table)
        desk.said.connect(lambda _: self.refresh())
        desk.files_differ.connect(self.refresh)

    @property
    def frame(self) -> Frame:
        return self.table.frame

    def refresh(self) -> None:
        """The files as they are on the disk now; looked at beside the window, for a far disk may be slow."""
        files = self._desk.imports.shown
        self.setVisible(bool(files))
        if files:
            self._desk.look_up(lambda: [*map(fate_now, files)], lambda found: self._show(files, found), "files")

    def _show(self, files: tuple[Import, ...], found: Sequence[Fate | None]) -> None:
        if files is not self._desk.imports.shown or self._desk.log is None:
            return
        self._files = files
        self.table.set_frame(_frame(files, found, self._desk.log))
        self._pick(-1)

    def _pick(self, row: int) -> None:
        self._row = row
        there = 0 <= row < len(self._files)
        self.again.setEnabled(there)
        self.remove.setEnabled(there)

    def _act(self, act) -> None:
        if 0 <= self._row < len(self._files):
            act(self._files[self._row].title)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _frame(files: Sequence[Import], found: Sequence[Fate | None], log: SalesLog) -> Frame:
    rows = {one.title: sum(source.rows for source in log.sources if source.title == one.title) for one in files}
    read = [local_time(one.read_at) if one.read_at else "" for one in files]
    moments = np.array([one.read_at.timestamp() if one.read_at else 0.0 for one in files])
    return Frame(
        (
            TableColumn("file", "File", np.array([one.title for one in files], dtype=object)),
            TableColumn("read", "Read", np.array(read, dtype=object), sorted_as=moments),
            TableColumn(
                "rows",
                "Rows",
                np.array([rows[one.title] for one in files], dtype=np.float64),
                kind="number",
                text=number_style().text,
            ),
            TableColumn("state", "On the disk", np.array([_STATES[state] for state in found], dtype=object)),
            TableColumn("folder", "Folder", np.array([str(one.path.parent) for one in files], dtype=object)),
        ),
        title=TITLE,
    )
