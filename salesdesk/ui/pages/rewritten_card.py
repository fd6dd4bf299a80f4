"""The card that lists what later exports tell otherwise than earlier ones, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.models.rewritten import Rewriting, Rewritten
from salesdesk.models.tables import BY_NAME
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.models.log import SalesLog

TITLE = "What the last export changed"
_WORDS = {
    Rewriting.CHANGED: "changed",
    Rewriting.REOWNED: "another owner",
    Rewriting.BACKDATED: "earlier date",
    Rewriting.VANISHED: "not in it any more, still counted",
}


class RewrittenCard(Card):
    """Hidden where there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__(TITLE)
        self.note = Label("", size="small", tone="quiet", wraps=True)
        self.table = FrameTable(number_style(), fits=True)
        self.add(self.note)
        self.add(self.table)

    def show_log(self, log: SalesLog) -> None:
        found = last_changes(log)
        self.setVisible(bool(found))
        if found:
            self.note.setText(summary(found, log))
            self.table.set_frame(_frame(found, log))


def last_changes(log: SalesLog) -> tuple[Rewritten, ...]:
    """Of each table what its newest export changed that changed anything."""
    newest: dict[str, int] = {}
    for each in log.rewritten:
        if each.sort is not Rewriting.VANISHED:
            newest[each.table] = each.newer
    for each in log.rewritten:
        newest.setdefault(each.table, each.newer)
    return tuple(each for each in log.rewritten if each.newer == newest[each.table])


def summary(found: Iterable[Rewritten], log: SalesLog) -> str:
    """ "deals.csv, opportunities: 3 changed, 1 another owner." """
    said: dict[tuple[int, str], list[str]] = {}
    for each in found:
        said.setdefault((each.newer, each.table), []).append(f"{number_style().text(each.count)} {_WORDS[each.sort]}")
    return " ".join(
        f"{log.sources[newer].title}, {BY_NAME[table].title.lower()}: {', '.join(parts)}."
        for (newer, table), parts in said.items()
    )


def _frame(found: Sequence[Rewritten], log: SalesLog) -> Frame:
    lines = [(each, cell) for each in found for cell in each.cells]
    return Frame(
        (
            _texts("what", "What", (_WORDS[each.sort] for each, _ in lines)),
            _texts("table", "Table", (BY_NAME[each.table].title for each, _ in lines)),
            _texts("record", "Record", (cell.record for _, cell in lines)),
            _texts("column", "Column", (cell.column for _, cell in lines)),
            _texts("before", "Before", (cell.before for _, cell in lines)),
            _texts("after", "After", (cell.after for _, cell in lines)),
            _texts("file", "File", (_file(each, log) for each, _ in lines)),
            TableColumn("row", "Row", np.array([float(cell.row) for _, cell in lines]), kind="number"),
        ),
        title=TITLE,
    )


def _file(each: Rewritten, log: SalesLog) -> str:
    """The one in which the row stands."""
    return log.sources[each.older if each.sort is Rewriting.VANISHED else each.newer].title


def _texts(key: str, title: str, values: Iterable[str]) -> TableColumn:
    return TableColumn(key, title, np.array(list(values), dtype=object))
