"""The records behind a number, with their sum or count, and those set aside with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.look.units import CARD_GAP, PAGE_MARGIN
from salesdesk.ui.plain import menu_text, plain
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.entry import SearchBox
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.tabs import TabBar

if TYPE_CHECKING:
    from salesdesk.insights.drill import Drill, RecordList
    from salesdesk.insights.left_out import Deal
    from salesdesk.ui.desk import Desk, Wanted


class RecordsPage(QWidget):
    """``back``: return to the page the records were asked from. The lists of a ratio's two sides are tabs."""

    back = Signal()
    summary_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.drill: Drill | None = None
        self._wanted: Wanted | None = None
        self.title = Label("", size="heading")
        self.figure = Label("", tone="quiet", wraps=True)
        self.tabs = TabBar()
        self.tabs.setAccessibleName("Lists of records")
        self.tabs.currentChanged.connect(self._show_list)
        self.search = SearchBox("Find in these records")
        self.table = FrameTable(number_style())
        self.search.searched.connect(self.table.set_filter)
        self.table.summary_changed.connect(self._summarise)
        self.sum = Label("", size="bold", wraps=True)
        self.out = Button("Take out of all figures")
        self.out.setToolTip(plain("The deal counts in no figure any more, until you put it back."))
        self.out.clicked.connect(self.take_out)
        self._row = -1
        self.table.row_picked.connect(self._pick)
        self.table.menu_filled.connect(self._add_to_menu)
        self._place()
        desk.scored.connect(self._refresh)

    def _place(self) -> None:
        back = Button("Back")
        back.clicked.connect(self.back)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addSpacing(CARD_GAP)
        head.addWidget(self.title, 1)
        head.addWidget(self.search)
        card = Card()
        line = QHBoxLayout()
        line.addWidget(self.sum, 1)
        line.addWidget(self.out)
        for part in (self.figure, self.tabs):
            card.add(part)
        card.add_layout(line)
        card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(CARD_GAP)
        column.addLayout(head)
        column.addWidget(card, 1)

    def wait_for(self, wanted: Wanted) -> None:
        """Clears the page until the records are found."""
        self._wanted, self.drill = wanted, None
        self.title.setText("Looking up…")
        self.figure.setText("")
        self.search.clear()
        self._clear_tabs()
        self._show_list(0)

    def show_records(self, wanted: Wanted, found: Drill) -> None:
        self._wanted, self.drill = wanted, found
        self.title.setText(found.title)
        self.figure.setText(found.figure)
        self._clear_tabs()
        style = number_style()
        with QSignalBlocker(self.tabs):
            for listed in found.lists:
                self.tabs.add(menu_text(f"{listed.title} ({style.text(len(listed))})"))
        self.tabs.setVisible(len(found.lists) > 1)
        self._show_list(0)

    def _clear_tabs(self) -> None:
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
        self.tabs.hide()

    def _refresh(self) -> None:
        if self._wanted is not None and self.isVisible():
            self.desk.show_records(self._wanted)

    # Taking a deal out

    def _deal(self) -> Deal | None:
        """The deal of the row that is picked, if it still counts."""
        from salesdesk.insights.left_out import deal_at

        listed = self._listed
        if listed is None or listed.of_members or not 0 <= self._row < len(listed.pointers):
            return None
        deal = deal_at(self.desk.log, int(listed.pointers[self._row]))
        return None if deal is None or deal.id in self.desk.terms.settings.left_out else deal

    @property
    def _listed(self) -> RecordList | None:
        lists = self.drill.lists if self.drill is not None else ()
        return lists[max(self.tabs.currentIndex(), 0)] if lists else None

    def _pick(self, row: int) -> None:
        self._row = row
        self.out.setEnabled(self._deal() is not None)

    def _add_to_menu(self, menu: QMenu) -> None:
        if (deal := self._deal()) is not None:
            menu.addSeparator()
            menu.addAction(menu_text(f"Take “{deal.name}” out of all figures"), self.take_out)

    def take_out(self) -> None:
        """Takes the deal of the picked row out of all figures; it can be put back, and undone."""
        from salesdesk.ui.changes import take_out

        if (deal := self._deal()) is not None:
            take_out(self.desk, deal.id, deal.name)
            self.out.setEnabled(False)

    def _show_list(self, place: int) -> None:
        self._row = -1
        self.out.setEnabled(False)
        self.out.setVisible(self._has_deals(place))
        if self.drill is None or not self.drill.lists:
            empty = "Looking up…" if self.drill is None else "No records"
            self.table.set_frame(Frame((), title="Records", empty_text=empty))
            self.sum.setText("")
            return
        listed = self.drill.lists[max(place, 0)]
        self.sum.setText(listed.sum_text)
        self.table.set_frame(_frame(listed))

    def _has_deals(self, place: int) -> bool:
        """Whether the rows of a list are deals."""
        lists = self.drill.lists if self.drill is not None else ()
        listed = lists[max(place, 0)] if lists else None
        if listed is None or listed.of_members or not len(listed.pointers):
            return False
        return self.desk.log.locate(int(listed.pointers[0]))[0] == "opportunities"

    def _summarise(self, summary) -> None:
        style = number_style()
        parts = [f"{style.text(summary.cells)} cells"] if summary.cells > 1 else []
        if summary.numbers > 1:
            parts += [f"sum {style.trimmed(summary.total, 2)}", f"average {style.trimmed(summary.mean, 2)}"]
        self.summary_changed.emit(" · ".join(parts))

    def find(self) -> None:
        self.search.setFocus()

    def layout_state(self) -> dict[str, object]:
        return {"table": self.table.layout_state()}

    def restore_layout(self, kept: object) -> None:
        """Whatever the records are of, columns of the same keys look alike."""
        if isinstance(kept, dict):
            self.table.restore_layout(kept.get("table"))

    def reset_layout(self) -> None:
        self.table.reset_columns()


def _frame(listed: RecordList) -> Frame:
    columns = (
        TableColumn(column.key, column.title, column.values, kind=column.kind, text=column.text)
        for column in listed.columns
    )
    return Frame(tuple(columns), title=listed.title)
