"""One figure compared fairly: the interval plot of all reps, or the funnel plot of a rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from salesdesk.kpis.kpi import Direction
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.scatter import ScatterChart
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages.fair_pictures import funnel_data, interval_data
from salesdesk.ui.pages.slice_card import offer
from salesdesk.ui.pages.team_table import PAGES
from salesdesk.ui.pages.tiles import available, voice_of
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.fairness import Fair
    from salesdesk.ui.desk import Desk

_FIRST = ("win_rate", "opp_to_win_rate", "average_deal_size")
PICTURES = {"fairly": "Interval plot", "funnel": "Funnel plot"}


class FairCard(Card):
    """``keys`` are the figures offered, as far as neither is neutral and there is a test for them."""

    def __init__(self, desk: Desk, keys: tuple[str, ...]) -> None:
        super().__init__()
        self._desk, self._keys = desk, keys
        self.key, self._picture, self._role = "", "fairly", ""
        self._places: tuple[str, ...] = ()
        self.picture, self.role, self.figure = Chip("Picture"), Chip("Role"), Chip("Figure")
        self.figures = ChoiceList()
        self.figures.chosen.connect(lambda chosen: self.choose(chosen[0]))
        self.figure.set_popup(self.figures)
        self.add_to_head(self.figure)
        chips = QHBoxLayout()
        for chip in (self.picture, self.role):
            chips.addWidget(chip)
        chips.addStretch(1)
        self.add_layout(chips)
        self.intervals, self.funnel = IntervalChart(), ScatterChart()
        for chart in (self.intervals, self.funnel):
            self.add(chart, 1)
            chart.picked.connect(self._open)
        self.note = Label("", size="small", tone="quiet", wraps=True)
        self.add(self.note)

    def offered(self, board: Board) -> tuple[str, ...]:
        """The figures that reps can be compared by."""
        there = (key for key in available(board, self._keys) if key in board.fairness)
        return tuple(key for key in there if _is_ranked(board, key) and board.fairness[key].tested)

    def show_board(self, board: Board) -> None:
        """Hides itself where there is nothing to compare."""
        offered = self.offered(board)
        self.setVisible(bool(offered) or not board.is_marked)
        if not offered:
            self.funnel.setVisible(False)
            self.set_title("Compared fairly", "comparing…")
            return
        if self.key not in offered:
            self.key = next((key for key in _FIRST if key in offered), offered[0])
        fair = board.fairness[self.key]
        self._offer_figures(board, offered)
        self._picture = self._picture if fair.hits is not None else "fairly"
        offer(self.picture, PICTURES if fair.hits is not None else {"fairly": PICTURES["fairly"]}, self._picture,
              self.choose_picture)  # fmt: skip
        roles = _funnels(fair)
        self._role = self._role if self._role in roles else (roles[0] if roles else "")
        offer(self.role, {role: role or "Everybody" for role in roles} or {"": ""}, self._role, self.choose_role)
        self.role.setVisible(self._picture == "funnel" and len(roles) > 1)
        self.intervals.setVisible(self._picture != "funnel")
        self.funnel.setVisible(self._picture == "funnel")
        if self._picture == "funnel":
            self._show_funnel(board, fair)
        else:
            self._show_intervals(board, fair)
        self.set_title("Compared fairly", board.period.label)

    def choose(self, key: str) -> None:
        self.key = key
        self.show_board(self._desk.board)

    def choose_picture(self, picture: str) -> None:
        self._picture = picture
        self.show_board(self._desk.board)

    def choose_role(self, role: str) -> None:
        self._role = role
        self.show_board(self._desk.board)

    def _offer_figures(self, board: Board, offered: tuple[str, ...]) -> None:
        pages = list(PAGES)
        kpis = sorted((board.kpis[key].kpi for key in offered), key=lambda kpi: (pages.index(kpi.page), kpi.id))
        self.figures.set_choices(
            [Choice(kpi.key, kpi.name, group=PAGES[kpi.page]) for kpi in kpis], frozenset({self.key})
        )
        self.figure.set_value(board.kpis[self.key].kpi.name)
        self.figure.setVisible(len(offered) > 1)

    def _show_intervals(self, board: Board, fair: Fair) -> None:
        data, self._places, note = interval_data(board, self.key, fair, voice_of(board))
        self.intervals.set_data(data)
        self.note.setText(note)

    def _show_funnel(self, board: Board, fair: Fair) -> None:
        data, self._places, note = funnel_data(board, self.key, fair, self._role, voice_of(board))
        self.funnel.set_data(data)
        self.note.setText(note)

    def _open(self, place: int) -> None:
        name = self._places[place] if 0 <= place < len(self._places) else ""
        if name:
            self._desk.show_records(Wanted(self.key, {"rep": name}))


def _is_ranked(board: Board, key: str) -> bool:
    return board.kpis[key].kpi.direction in (Direction.HIGHER, Direction.LOWER)


def _funnels(fair: Fair) -> tuple[str, ...]:
    """The roles of which somebody is compared."""
    there = {role for role, few in zip(fair.role, fair.few, strict=True) if not few}
    return tuple(role for role in fair.roles if role in there)
