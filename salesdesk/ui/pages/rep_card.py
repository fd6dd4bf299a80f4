"""One rep: every figure now, before, and the team's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal

from salesdesk.insights.board import Board
from salesdesk.insights.fairness import shown_table
from salesdesk.insights.wording import NOTHING
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.team_table import cell_of, cell_text, chances
from salesdesk.ui.pages.tiles import voice_of
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList

if TYPE_CHECKING:
    from salesdesk.insights.wording import Voice
    from salesdesk.ui.desk import Desk


NOBODY = "nobody"


class RepCard(Card):
    """A click on a figure opens its records; ``paired`` is sent when another rep is chosen to compare with."""

    paired = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._rep = desk, ""
        self.other = Chip("Compare with", NOBODY)
        self._others = ChoiceList()
        self._others.chosen.connect(lambda chosen: self.paired.emit(chosen[0]))
        self.other.set_popup(self._others)
        self.add_to_head(self.other)
        self._keys: tuple[str, ...] = ()
        self.table = FrameTable(number_style(), fits=True, activates="click")
        self.table.cell_activated.connect(self._open)
        self.add(self.table)

    def show_rep(self, board: Board, keys: tuple[str, ...], rep: str, other: str = "", note: str = "") -> None:
        """``other``: who the rep is compared with elsewhere on the page; ``note``: what to know of the rep."""
        self._keys, self._rep = keys, rep
        names = [name for name in board.rep_names() if name != rep]
        choices = [Choice("", NOBODY), *(Choice(name, name) for name in names)]
        self._others.set_choices(choices, frozenset({other}))
        self.other.set_value(other or NOBODY)
        self.other.setVisible(bool(names) and rep in board.rep_names())
        self.set_title(rep, note or "against the team")
        self.table.set_frame(_frame(board, keys, rep))

    def _open(self, row: int, column: str) -> None:
        key, board = self._keys[row], self._desk.board
        whose = {} if column == "team" else {"rep": self._rep}
        if column != "figure" and board is not None:
            self._desk.show_records(Wanted(key, whose, board.compared if column == "before" else None))


def _frame(board: Board, keys: tuple[str, ...], rep: str) -> Frame:
    voice, all_scores = voice_of(board), [board.kpis[key] for key in keys]
    now = [cell_text(cell_of(scores, rep), scores.kpi, voice) for scores in all_scores]
    teams = [shown_table(scores)[1] for scores in all_scores]
    team = [voice.short(cell.value, scores.kpi.unit, cell.n) for cell, scores in zip(teams, all_scores, strict=True)]
    chance = [_chance(board, key, rep, voice) for key in keys]
    columns = [
        TableColumn(
            "figure",
            "Figure",
            np.array([scores.kpi.name for scores in all_scores], dtype=object),
            hint=lambda row: chance[row] or all_scores[row].kpi.definition,
        ),
        _texts("now", _short(board.period.label, "Now"), now, strong=True),
    ]
    if board.compared is not None:
        before = [cell_text(cell_of(scores, rep, 1), scores.kpi, voice) for scores in all_scores]
        columns.append(_texts("before", _short(board.compared.label, "Before"), before))
    return Frame((*columns, _texts("team", "Team", team)), title=rep)


def _chance(board: Board, key: str, rep: str, voice: Voice) -> str:
    fair = board.fairness.get(key)
    return "" if fair is None or rep not in fair.names else chances(fair, fair.names.index(rep), voice)


def _short(label: str, otherwise: str) -> str:
    return label if len(label) <= 12 else otherwise


def _texts(key: str, title: str, texts: list[str], *, strong: bool = False) -> TableColumn:
    """Ready texts of several units, aligned as numbers are."""
    places = np.arange(len(texts), dtype=np.float64)
    return TableColumn(key, title, places, kind="number", text=texts, blank=NOTHING, strong=strong)
