"""The Data page: what was read, what was found, what each KPI rests on, what to ask for; a module for each card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.asking import missing_from
from salesdesk.insights.filled import Filled, all_filled, lacking_text
from salesdesk.models.period import ALL
from salesdesk.ui.pages.data_asking import AskingCard
from salesdesk.ui.pages.data_card import TableCard
from salesdesk.ui.pages.data_columns import ColumnsCard
from salesdesk.ui.pages.data_coverage import CoverageCard
from salesdesk.ui.pages.data_issues import IssuesCard
from salesdesk.ui.pages.data_names import NamesCard, pairs_in
from salesdesk.ui.pages.data_sources import SourcesCard
from salesdesk.ui.pages.imports_card import ImportsCard
from salesdesk.ui.pages.rewritten_card import RewrittenCard
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.page import WHOLE_ROW

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.kpis.book import Book
    from salesdesk.reading.draft import Pair
    from salesdesk.ui.desk import Desk


class DataPage(PageView):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, cap=None)
        self.issues, self.sources = IssuesCard(), SourcesCard()
        self.coverage, self.asking = CoverageCard(), AskingCard()
        self.matches, self.names = ColumnsCard(), NamesCard()
        self.imports, self.rewritten = ImportsCard(desk), RewrittenCard()
        self.tables: dict[str, TableCard | ImportsCard | RewrittenCard] = {
            "imports": self.imports,
            "rewritten": self.rewritten,
            "issues": self.issues,
            "names": self.names,
            "sources": self.sources,
            "coverage": self.coverage,
            "asking": self.asking,
            "columns": self.matches,
        }
        check = Button("Check or change…")
        check.setAccessibleDescription("How the files were read, and what else they could be read as")
        check.clicked.connect(lambda: desk.command_wanted.emit("check_reading"))
        self.matches.add_to_head(check)
        self.names.join.clicked.connect(lambda: desk.command_wanted.emit("check_reading"))
        for card in self.tables.values():
            self.add(card, WHOLE_ROW)
        self.issues.save.clicked.connect(lambda: desk.command_wanted.emit("report"))
        self.coverage.kpi_wanted.connect(self._show_kpi)
        self._told: Book | None = None

    def lay_bare(self, *, bare: bool) -> None:
        """There is always something to tell."""

    def show_board(self, board: Board) -> None:
        """Nothing here changes with the filters: what was shown of the same log stays."""
        if self._told is board.book:
            return
        self.imports.refresh()
        for card in (self.issues, self.sources, self.matches, self.rewritten):
            card.show_log(board.log)
        for late in (self.asking, self.coverage, self.names):
            late.hide()  # rather nothing for a moment than what another log had
        self.desk.look_up(lambda: pairs_in(board.log), lambda found: self._show_names(board, found), "alike names")
        self.desk.look_up(lambda: all_filled(board.book), lambda found: self._show_kpis(board, found), "filled")

    def _show_names(self, board: Board, found: tuple[Pair, ...]) -> None:
        if self.desk.log is board.log:
            self.names.show_pairs(found)

    def _show_kpis(self, board: Board, found: tuple[Filled, ...]) -> None:
        if self.desk.board is not None and board.book is self.desk.board.book:
            self._told = board.book
            self.asking.show_missing(missing_from(found))
            self.coverage.show_kpis(found)
            self.coverage.show()

    def _show_kpi(self, each: Filled) -> None:
        """The records behind a KPI, or what it means where it has none."""
        from salesdesk.ui.desk import Wanted

        if each.can_be_worked_out:
            self.desk.show_records(Wanted(each.kpi.key, period=ALL, unfiltered=True))
        else:
            self._define(each)

    def _define(self, each: Filled) -> None:
        from salesdesk.insights.glossary import about
        from salesdesk.ui.dialogs.figure import FigureDialog

        value = f"not in this log, which lacks {lacking_text(each)}"
        FigureDialog(each.kpi.name, value, (), about(each.kpi), self.window()).open()

    def layout_state(self) -> dict[str, object]:
        return {key: card.table.layout_state() for key, card in self.tables.items() if card.frame.columns}

    def restore_layout(self, kept: object) -> None:
        if isinstance(kept, dict):
            for key, card in self.tables.items():
                card.table.restore_layout(kept.get(key))

    def reset_layout(self) -> None:
        for card in self.tables.values():
            card.table.reset_columns()
