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

TITLE = "What later exports changed"
_WORDS = {
    Rewriting.CHANGED: "changed",
    Rewriting.REOWNED: "another owner",
    Rewriting.BACKDATED: "earlier date",
    Rewriting.VANISHED: "not in it any more, still counted",
}

_COUNTED = {
    Rewriting.CHANGED: "changed",
    Rewriting.REOWNED: "with another owner",
    Rewriting.BACKDATED: "with an earlier date",
    Rewriting.VANISHED: "not in it any more",
}


class RewrittenCard(Card):
    """Hidden where there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__(TITLE)
        self.note = Label("", size="small", tone="quiet", wraps=True)
        self.table = FrameTable(number_style(), fits=True)
        self.add(self.note)
        self.add(self.table)

    @property
    def frame(self) -> Frame:
        return self.table.frame

    def show_log(self, log: SalesLog) -> None:
        self.setVisible(bool(log.rewritten))
        if log.rewritten:
            self.note.setText(summary(log))
            self.table.set_frame(_frame(log.rewritten, log))


def summary(log: SalesLog) -> str:
    """ "deals.csv, opportunities: 3 changed, 1 with another owner." """
    said: dict[tuple[int, str], list[str]] = {}
    for each in log.rewritten:
        said.setdefault((each.newer, each.table), []).append(f"{number_style().text(each.count)} {_COUNTED[each.sort]}")
    return " ".join(
        f"{log.sources[newer].title}, {BY_NAME[table].title.lower()}: {', '.join(parts)}."
        for (newer, table), parts in said.items()
    )


def _frame(found: Sequence[Rewritten], log: SalesLog) -> Frame:
    lines = [(each, cell) for each in found for cell in each.cells]
    return Frame(
        (
            _texts("what", "What", (_what(each) for each, _ in lines)),
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


def _what(each: Rewritten) -> str:
    """What vanished from a file that was read again does not count any more."""
    again = each.older == each.newer
    return _COUNTED[each.sort] if again and each.sort is Rewriting.VANISHED else _WORDS[each.sort]


def _file(each: Rewritten, log: SalesLog) -> str:
    """The one in which the row stands."""
    return log.sources[each.older if each.sort is Rewriting.VANISHED else each.newer].title


def _texts(key: str, title: str, values: Iterable[str]) -> TableColumn:
    return TableColumn(key, title, np.array(list(values), dtype=object))
