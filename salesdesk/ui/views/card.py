"""A card with one picture out of a group: title, chooser, chart, what it says and what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QStackedLayout

from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.ui.pages.slice_card import offer
from salesdesk.ui.pages.tiles import explain, voice_of
from salesdesk.ui.widgets.button import GlyphButton
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.views.view import Group, Shown, View


_REASONS = 2  # notes of a figure that are told where there is nothing to show


class _Told(NamedTuple):
    """A view with its answer and what it shows of it, all worked out beside the window."""

    view: View
    answer: Any
    shown: Shown | None


class ViewCard(Card):
    """Charts are made when they are first shown; a click on a place of one opens what is behind it."""

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__()
        self._desk, self._group = desk, group
        self._wanted = self._chosen = ""  # what somebody chose, and what is shown
        self._views = {view.key: view for view in group.views}
        self._charts: dict[str, Any] = {}
        self._answer: Any = None
        self._place = QStackedLayout()
        self._nothing = Label("", tone="quiet", wraps=True)
        self._place.addWidget(self._nothing)
        self.add_layout(self._place, 1)
        self.note = Label("", size="small", tone="quiet", wraps=True)
        self.add(self.note)
        self.ask = Label("", size="small", tone="quiet", wraps=True)
        self.add(self.ask)
        self.chooser = Chip("Picture")
        self.info = GlyphButton("info", "About this figure")
        self.info.clicked.connect(self._explain)
        for control in (self.chooser, self.info):
            self.add_to_head(control)

    @property
    def kpis(self) -> tuple[str, ...]:
        """The figures that its pictures are of."""
        return tuple(view.kpi for view in self._group.views)

    def offered(self, board: Board) -> tuple[View, ...]:
        """The views whose KPI this log has the columns for: one without a figure for all may have some for parts."""
        views = [view for view in self._group.views if view.kpi in board.kpis]
        return tuple(view for view in views if not board.kpis[view.kpi].table.lacking and view.fits(board))

    def show_board(self, board: Board) -> None:
        """Hides itself where the log has none of the figures."""
        offered = self.offered(board)
        self.setVisible(bool(offered))
        if not offered:
            return
        asked = [view for view in offered if view.key == self._wanted] or list(offered)
        self._show_head(offered, asked[0])
        voice = voice_of(board)
        self._desk.look_up(
            lambda: _first_telling(board, asked, voice), lambda told: self._fill(board, told), f"view {self._group.key}"
        )

    def choose(self, key: str) -> None:
        """Shows another view of the group, and goes on showing it whatever is selected."""
        self._wanted = key
        if self._desk.board is not None:
            self.show_board(self._desk.board)

    def _show_head(self, offered: tuple[View, ...], view: View) -> None:
        self._chosen = view.key
        offer(self.chooser, {each.key: each.title for each in offered}, view.key, self.choose)
        self.chooser.set_value(f"{offered.index(view) + 1} of {len(offered)}")  # the title says which
        self.set_title(view.title)
        self.info.setAccessibleName(f"About {BY_KEY[view.kpi].name}")
        self.ask.setText(f"Ask: {BY_KEY[view.kpi].question}")

    def _fill(self, board: Board, told: _Told) -> None:
        view, shown = told.view, told.shown
        if self._wanted not in ("", view.key) or board.selection is not self._desk.board.selection:
            return
        if view.key != self._chosen:
            self._show_head(self.offered(board), view)
        self._answer = told.answer
        self.set_title(view.title, shown.detail if shown else "", shown.legend if shown else ())
        note = shown.note if shown else " ".join(board.kpis[view.kpi].now.notes[:_REASONS])
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if shown is None:
            self._nothing.setText(view.nothing)
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

    def _explain(self) -> None:
        explain(self._desk, self._views[self._chosen].kpi, {}, self.window())

    def _open(self, view: View, place: int) -> None:
        board = self._desk.board
        if self._answer is None:
            return
        if view.opens is not None:
            view.opens(self._desk, self._answer, place, self.window())
        wanted = view.pick(self._answer, board, place) if view.pick else None
        if wanted is not None:
            self._desk.show_records(wanted)


def _first_telling(board: Board, views: list[View], voice: Voice) -> _Told:
    """The first view that has something to show; else the first of all, which then says so."""
    for view in views:
        answer = view.answer(board)
        if answer is not None:
            return _Told(view, answer, view.show(answer, board, voice))
    return _Told(views[0], None, None)
