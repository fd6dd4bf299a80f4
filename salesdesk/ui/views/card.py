"""A card with one picture out of a group: title, chooser, chart, what it says and what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedLayout

from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.ui.pages.slice_card import offer
from salesdesk.ui.pages.tiles import voice_of
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.views.view import Group, View


class ViewCard(Card):
    """Charts are made when they are first shown; a click on a place of one opens its records."""

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__()
        self._desk, self._group, self._chosen = desk, group, ""
        self._views = {view.key: view for view in group.views}
        self._charts: dict[str, Any] = {}
        self._answer: Any = None
        self._place = QStackedLayout()
        self._nothing = Label("Nothing to show in this period.", tone="quiet")
        self._place.addWidget(self._nothing)
        self.add_layout(self._place, 1)
        self.note = Label("", size="small", tone="quiet", wraps=True)
        self.add(self.note)
        self.ask = Label("", size="small", tone="quiet", wraps=True)
        self.add(self.ask)
        self.chooser = Chip("Picture")
        self.add_to_head(self.chooser)

    def offered(self, board: Board) -> tuple[View, ...]:
        """The views whose KPI this log has the columns for: one without a figure for all may have some for parts."""
        views = [view for view in self._group.views if view.kpi in board.kpis]
        return tuple(
            view
            for view in views
            if not board.kpis[view.kpi].table.lacking and (view.there is None or view.there(board))
        )

    def show_board(self, board: Board) -> None:
        """Hides itself where the log has none of the figures."""
        offered = self.offered(board)
        self.setVisible(bool(offered))
        if not offered:
            return
        keys = [view.key for view in offered]
        self._chosen = self._chosen if self._chosen in keys else keys[0]
        offer(self.chooser, {view.key: view.title for view in offered}, self._chosen, self.choose)
        view = self._views[self._chosen]
        self.set_title(view.title)
        self.ask.setText(f"Ask: {BY_KEY[view.kpi].question}")
        self._desk.look_up(
            lambda: view.answer(board), lambda answer: self._fill(board, view, answer), f"view {self._group.key}"
        )

    def choose(self, key: str) -> None:
        """Shows another view of the group."""
        self._chosen = key
        if self._desk.board is not None:
            self.show_board(self._desk.board)

    def _fill(self, board: Board, view: View, answer: Any) -> None:
        if view.key != self._chosen or board.selection is not self._desk.board.selection:
            return
        self._answer = answer
        shown = None if answer is None else view.show(answer, board, voice_of(board))
        self.set_title(view.title, shown.detail if shown else "", shown.legend if shown else ())
        self.note.setText(shown.note if shown else "")
        self.note.setVisible(bool(shown and shown.note))
        if shown is None:
            self._place.setCurrentWidget(self._nothing)
            return
        chart = self._chart(view)
        chart.set_data(shown.data)
        self._place.setCurrentWidget(chart)

    def _chart(self, view: View) -> Any:
        if view.key not in self._charts:
            chart = view.chart()
            chart.picked.connect(lambda place, view=view: self._open(view, place))
            self._charts[view.key] = chart
            self._place.addWidget(chart)
        return self._charts[view.key]

    def _open(self, view: View, place: int) -> None:
        board = self._desk.board
        wanted = view.pick(self._answer, board, place) if view.pick and self._answer is not None else None
        if wanted is not None:
            self._desk.show_records(wanted)
