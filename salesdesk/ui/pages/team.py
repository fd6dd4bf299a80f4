"""The Team page: reps side by side, one figure compared fairly, one rep against the team or another rep, quotas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.insights.board import Board
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.duel_card import DuelCard
from salesdesk.ui.pages.fair_card import FairCard
from salesdesk.ui.pages.kpi_page import SLICES
from salesdesk.ui.pages.leak_card import LeakCard
from salesdesk.ui.pages.rep_card import RepCard
from salesdesk.ui.pages.slice_card import SliceCard
from salesdesk.ui.pages.team_table import COLUMNS, PAGES, USUAL, TeamRows, below_the_line, team_frame, team_rows
from salesdesk.ui.pages.tiles import TileRow, available, telling_first, voice_of
from salesdesk.ui.pages.trend_card import TrendCard
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.tables.columns import Frame
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.views.card import ViewCard
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.choice import Choice, ChoiceList
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.page import WHOLE_ROW

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.views.view import Group

TILES = (
    "quota_attainment",
    "reps_at_quota",
    "quota_calibration",
    "revenue_per_rep",
    "target_attainment",
    "employee_satisfaction",
)
_UNEVEN = 5
_SHADE = "Shaded: beyond what chance explains; the stronger, the further from the others. Hollow: a small sample."
_LEGEND = (LegendEntry("+ better", "bar", "better"), LegendEntry("− worse", "bar", "worse"))


# An owner that comes as an e-mail address, or as an id: a long run of hexadecimal digits, or digits alone.
_CODED = re.compile(r"\S+@\S+|[0-9a-fA-F-]{16,}|\d{3,}")


class TeamPage(PageView):
    """``groups`` are the cards with pictures, in reading order."""

    keys = (*COLUMNS, *(key for key in TILES if key not in COLUMNS))

    def __init__(self, desk: Desk, groups: tuple[Group, ...] = ()) -> None:
        super().__init__(desk, cap=None)
        self._rows = TeamRows((), {})
        self._picked = self._other = ""
        self.tiles = TileRow(desk, self, in_one_row=len(TILES))
        self.table = FrameTable(number_style(), fits=True, activates="click")
        self.table.cell_activated.connect(self._open_cell)
        self.table.footer_activated.connect(lambda key: key != "rep" and desk.show_records(Wanted(key)))
        self.table.row_picked.connect(self._pick)
        self.card, self.columns = Card(), Button("Columns…")
        self.columns.clicked.connect(self._offer_columns)
        self.choices = ChoiceList(multi=True, all_text="The usual ones", parent=self.columns)
        self.choices.setAccessibleName("Columns")
        self.choices.chosen.connect(self._show_columns)
        self.naming = Button("Give these owners names…")
        self.naming.clicked.connect(desk.names_wanted)
        below = QHBoxLayout()
        for button in (self.columns, self.naming):
            below.addWidget(button)
        below.addStretch(1)
        self.card.add(self.table, 1)
        self.card.add_layout(below)
        self.note = Label(_SHADE, size="small", tone="quiet", wraps=True)
        self.card.add(self.note)
        self.fair_card, self.rep_card, self.duel_card = FairCard(desk, COLUMNS), RepCard(desk), DuelCard(desk)
        self.rep_card.paired.connect(self._pair)
        self.add(self.card, 760, 2.1)
        self.side = self.add_flow(400, 1.0)
        self.side.add(self.fair_card, 400)
        self.side.add(self.rep_card, 400)
        self.add(self.duel_card, WHOLE_ROW)
        self.leak_card = LeakCard(desk)
        self.add(self.leak_card, WHOLE_ROW)
        self.pictures = tuple(ViewCard(desk, group) for group in groups)
        for card, group in zip(self.pictures, groups, strict=True):
            self.add(card, group.minimum, group.weight)
        self.trend = TrendCard(desk, TILES)
        self.split = SliceCard(desk, TILES, SLICES, "split team")
        self.add(self.trend, 560, 1.0)
        self.add(self.split, 560, 1.0)

    def lay_bare(self, *, bare: bool) -> None:
        for card in (self.card, self.fair_card, self.rep_card, *self.pictures, self.trend, self.split):
            card.setVisible(not bare)
        if bare:
            self.duel_card.setVisible(False)
            self.leak_card.setVisible(False)
        self.tiles.set_visible(visible=not bare)

    def show_board(self, board: Board) -> None:
        tiles = list(telling_first(board, available(board, TILES)))
        if len(tiles) == _UNEVEN and "quota_calibration" in tiles:
            tiles.remove("quota_calibration")  # its picture says more, and five leave a hole
        self.tiles.show(board, tiles)
        self.card.set_title("Reps side by side", board.period.label, _LEGEND)
        self.fair_card.show_board(board)
        voice = voice_of(board)

        def looked_up() -> tuple[TeamRows, Frame]:
            rows = team_rows(board)
            return rows, team_frame(board, _keys(board), rows, voice)

        self.desk.look_up(looked_up, lambda found: self._fill(board, *found), "reps")
        for picture in self.pictures:
            picture.show_board(board)
        self.trend.show_board(board)
        self.split.show_board(board)

    def _fill(self, board: Board, rows: TeamRows, frame: Frame) -> None:
        if board is not self.desk.board:
            return
        self._rows = rows
        self.naming.setVisible(any(_CODED.fullmatch(name) for name in rows.names))
        self.note.setText(f"{_SHADE} {below_the_line(rows)}".strip())
        self.table.set_frame(frame)
        if self._picked not in rows.names:
            self._picked = rows.names[0] if rows.names else ""
        self._show_picked()

    # Reps side by side

    def _open_cell(self, row: int, key: str) -> None:
        if key != "rep":
            self.desk.show_records(Wanted(key, {"rep": self._rows.names[row]}))

    def _offer_columns(self) -> None:
        columns = sorted(self.table.frame.columns[1:], key=lambda column: list(PAGES.values()).index(column.group))
        self.choices.set_choices(
            [Choice(column.key, self.desk.board.kpis[column.key].kpi.name, group=column.group) for column in columns],
            frozenset(self._shown_keys()),
        )
        self.choices.open_at(self.columns.mapToGlobal(QPoint(0, self.columns.height() + 3)))

    def _show_columns(self, keys: tuple[str, ...]) -> None:
        self.table.show_columns(keys or USUAL)
        self._show_picked()

    def _shown_keys(self) -> tuple[str, ...]:
        """The figures that the table shows, from left to right."""
        keys = (self.table.frame.columns[place].key for place in self.table.visible_columns())
        return tuple(key for key in keys if key != "rep")

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._rows.names):
            self._picked = self._rows.names[row]
            self._show_picked()

    def _pair(self, other: str) -> None:
        self._other = other
        self._show_picked()

    def _show_picked(self) -> None:
        names, board = self._rows.names, self.desk.board
        known = self._picked in names
        self.table.highlight_row(names.index(self._picked) if known else None)
        self.rep_card.setVisible(known)
        if not known or board is None:
            self.duel_card.setVisible(False)
            self.leak_card.setVisible(False)
            return
        self._other = self._other if self._other in board.rep_names() and self._other != self._picked else ""
        found = self._rows.apart.get(self._picked)
        note = f"{found.word}: not compared" if found else ""
        self.rep_card.show_rep(board, self._shown_keys(), self._picked, self._other, note)
        self.duel_card.show_pair(board, self._shown_keys(), self._picked, self._other)
        self.leak_card.show_rep(board, self._picked)

    # Arranging

    def find(self) -> None:
        self.table.setFocus()

    def layout_state(self) -> dict[str, object]:
        return {"table": self.table.layout_state()} if self._rows.names else {}

    def restore_layout(self, kept: object) -> None:
        if isinstance(kept, dict):
            self.table.restore_layout(kept.get("table"))

    def reset_layout(self) -> None:
        self.table.reset_columns()


def _keys(board: Board) -> tuple[str, ...]:
    return tuple(key for key in available(board, COLUMNS) if board.kpis[key].reps is not None)
