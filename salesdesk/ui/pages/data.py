"""The Data page: what was read, how each column was understood, what was set aside and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.board import Board, KpiScores
from salesdesk.models.issue import ColumnMatch, Effect, Issue, Source
from salesdesk.models.log import SalesLog
from salesdesk.models.tables import BY_NAME
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.imports_card import ImportsCard
from salesdesk.ui.pages.rewritten_card import RewrittenCard
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.page import WHOLE_ROW

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk

_SHOWN = 100  # issues listed at most; beyond that nobody reads them one by one
_DONE = {
    Effect.NEEDS_ANSWER: "needs an answer",
    Effect.SET_ASIDE: "rows set aside",
    Effect.BLANKED: "cells left blank",
    Effect.UNMATCHED: "not used",
    Effect.NOTED: "used as it is",
}
_ORDER = tuple(_DONE)


class DataPage(PageView):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, cap=None)
        self.issues, self.sources, self.gaps, self.matches = _table(), _table(), _table(), _table()
        self.issue_note = Label("", size="small", tone="quiet", wraps=True)
        self.issues_card = _card("What needs a look", self.issues, self.issue_note)
        self.gaps_card = _card("Figures that this log cannot fill", self.gaps)
        self.imports, self.rewritten = ImportsCard(desk), RewrittenCard()
        self.cards = (
            self.imports,
            self.rewritten,
            self.issues_card,
            _card("What was read", self.sources),
            self.gaps_card,
            _card("How each column was understood", self.matches),
        )
        for card in self.cards:
            self.add(card, WHOLE_ROW)

    def lay_bare(self, *, bare: bool) -> None:
        """There is always something to tell."""

    def show_board(self, board: Board) -> None:
        log = board.log
        self.imports.refresh()
        self.rewritten.show_log(log)
        listed = sorted(log.issues, key=lambda issue: _ORDER.index(issue.effect))
        self.sources.set_frame(_sources_frame(log))
        self.matches.set_frame(_matches_frame(log))
        self.issues.set_frame(_issues_frame(tuple(listed[:_SHOWN])))
        self.issues_card.setVisible(bool(listed))
        more = len(listed) - _SHOWN
        self.issue_note.setText(f"{more} more are in the data quality sheet of every workbook." if more > 0 else "")
        self.issue_note.setVisible(more > 0)
        self.desk.look_up(lambda: _missing(board), lambda missing: self._show_gaps(board, missing), "gaps")

    def _show_gaps(self, board: Board, missing: tuple[KpiScores, ...]) -> None:
        if board is self.desk.board:
            self.gaps.set_frame(_gaps_frame(missing))
            self.gaps_card.setVisible(bool(missing))

    def reset_layout(self) -> None:
        for table in (self.issues, self.sources, self.gaps, self.matches, self.imports.table, self.rewritten.table):
            table.reset_columns()


def _missing(board: Board) -> tuple[KpiScores, ...]:
    return tuple(scores for scores in board.kpis.values() if scores.now.status == "not_available")


def _table() -> FrameTable:
    return FrameTable(number_style(), fits=True)


def _card(title: str, *parts) -> Card:
    card = Card(title)
    for part in parts:
        card.add(part)
    return card


def _texts(key: str, title: str, values) -> TableColumn:
    return TableColumn(key, title, np.array(list(values), dtype=object), kind="text")


def _numbers(key: str, title: str, values, text=None) -> TableColumn:
    return TableColumn(key, title, np.array(list(values), dtype=np.float64), kind="number", text=text)


def _name(source: Source) -> str:
    return f"{source.title} · {source.sheet}" if source.sheet else source.title


def _sources_frame(log: SalesLog) -> Frame:
    sources, style = log.sources, number_style()
    notes = _uncommon(log)
    told = (_texts("notes", "Notes", notes),) if any(notes) else ()
    return Frame(
        (
            _texts("source", "File", map(_name, sources)),
            _texts("table", "Read as", (BY_NAME[s.table].title if s.table else "not used" for s in sources)),
            _numbers("rows", "Rows", (s.rows for s in sources), style.text),
            _numbers("used", "Used", (s.used for s in sources), style.text),
            _numbers("aside", "Set aside", (sum(s.set_aside.values()) for s in sources), style.text),
            _texts(
                "why", "Why", ("; ".join(f"{style.text(n)} {why}" for why, n in s.set_aside.items()) for s in sources)
            ),
            *told,
        ),
        title="What was read",
    )


def _uncommon(log: SalesLog) -> list[str]:
    """What is noted of each source, without what is true of most of them or said as the reason already."""
    counted = Counter(note for source in log.sources for note in source.notes)
    said = {why.removeprefix("not used: ") for source in log.sources for why in source.set_aside}
    usual = {note for note, count in counted.items() if 2 * count > len(log.sources)} | said
    return [" ".join(note for note in source.notes if note not in usual) for source in log.sources]


def _matches_frame(log: SalesLog) -> Frame:
    rows = [(source, match) for source in log.sources for match in source.matches]
    return Frame(
        (
            _texts("source", "File", (_name(source) for source, _ in rows)),
            _texts("header", "Column", (match.header or "(no header)" for _, match in rows)),
            _texts("field", "Read as", (_field(match) for _, match in rows)),
            _texts("reason", "Because", (match.reason for _, match in rows)),
            _texts("decided", "Decided", (match.decided for _, match in rows)),
        ),
        title="How each column was understood",
    )


def _field(match: ColumnMatch) -> str:
    if match.table is None or match.field is None:
        return "not used"
    table = BY_NAME[match.table]
    return f"{table.title}: {table.column(match.field).label}"


def _issues_frame(issues: tuple[Issue, ...]) -> Frame:
    return Frame(
        (
            _texts("source", "File", (f"{i.source} · {i.sheet}" if i.sheet else i.source for i in issues)),
            _texts("column", "Column", (i.column or "" for i in issues)),
            TableColumn(
                "row",
                "Row",
                np.array([np.nan if i.row is None else i.row for i in issues], dtype=np.float64),
                kind="number",
            ),
            _numbers("count", "Rows", (i.count for i in issues), number_style().text),
            _texts("effect", "What was done", (_DONE[i.effect] for i in issues)),
            _texts("text", "What it is", (i.text for i in issues)),
        ),
        title="What needs a look",
    )


def _gaps_frame(missing: tuple[KpiScores, ...]) -> Frame:
    lacking = (", ".join(scores.table.lacking) or "; ".join(scores.now.notes) for scores in missing)
    return Frame(
        (
            _texts("figure", "Figure", (scores.kpi.name for scores in missing)),
            _texts("lacking", "What it needs and this log does not have", lacking),
        ),
        title="Figures that this log cannot fill",
    )
