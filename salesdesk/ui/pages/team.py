"""The Team page: reps side by side, and one figure compared fairly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.kpi import Direction
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.values import IntervalData, IntervalRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.pipeline import offer
from salesdesk.ui.pages.tiles import available, voice_of
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.fairness import Fair
    from salesdesk.insights.wording import Voice
    from salesdesk.ui.desk import Desk

COLUMNS = (
    "quota_attainment",
    "net_sales",
    "activity_volume",
    "lead_response_time",
    "opportunities_created",
    "proposals_sent",
    "win_rate",
    "opp_to_win_rate",
    "sales_cycle_length",
    "average_deal_size",
    "deals_won",
    "new_logos",
    "open_pipeline",
)
_FAIR_FIRST = ("win_rate", "opp_to_win_rate", "average_deal_size")
_SMALL = (
    "Only coloured reps differ from the team beyond chance. Small samples are pulled towards the team and drawn hollow."
)


class TeamPage(PageView):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._names: tuple[str, ...] = ()
        self._fair_key = ""
        self.table = FrameTable(number_style(), fits=True, activates="click")
        self.table.cell_activated.connect(self._open_cell)
        self.table.footer_activated.connect(lambda key: key != "rep" and desk.show_records(Wanted(key)))
        self.table.row_picked.connect(self._pick)
        self.card = Card()
        self.card.add(self.table)
        self.card.add(Label("Click a figure for its records.", size="small", tone="quiet"))
        self.intervals = IntervalChart()
        self.intervals.row_clicked.connect(self._open_rep)
        self.fair_card = Card()
        self.fair_chip = Chip("Figure", "")
        self.fair_card.add_to_head(self.fair_chip)
        self.fair_card.add(self.intervals, 1)
        self.fair_card.add(Label(_SMALL, size="small", tone="quiet", wraps=True))
        self.add(self.card, 760, 1.6)
        self.add(self.fair_card, 400, 1.0)

    def show_board(self, board: Board) -> None:
        self._names = board.rep_names()
        self._show_table(board)
        self._show_fair(board)

    # Reps side by side

    def _show_table(self, board: Board) -> None:
        voice = voice_of(board)
        keys = tuple(key for key in available(board, COLUMNS) if board.kpis[key].reps is not None)
        legend = (LegendEntry("+ better", "bar", "better"), LegendEntry("− worse", "bar", "worse"))
        self.card.set_title("Reps side by side", "shaded: beyond chance", legend)
        reps = TableColumn("rep", "Rep", np.array(self._names, dtype=object), kind="text", footer="Team")
        columns = [_column(board, key, self._names, voice) for key in keys]
        self.table.set_frame(Frame((reps, *columns), title="Reps side by side"))

    def _open_cell(self, row: int, key: str) -> None:
        if key != "rep":
            self.desk.show_records(Wanted(key, {"rep": self._names[row]}))

    def _pick(self, row: int) -> None:
        self.table.highlight_row(row if row >= 0 else None)

    # One figure, fairly

    def _show_fair(self, board: Board) -> None:
        offered = [key for key in COLUMNS if key in board.fairness and _is_ranked(board, key)]
        self.fair_card.setVisible(bool(offered) or not board.is_marked)
        if not offered:
            self.fair_card.set_title("Compared fairly", "comparing…")
            return
        if self._fair_key not in offered:
            self._fair_key = next((key for key in _FAIR_FIRST if key in offered), offered[0])
        names = {key: board.kpis[key].kpi.name for key in offered}
        offer(self.fair_chip, names, self._fair_key, self._choose_fair)
        kpi, fair, voice = board.kpis[self._fair_key].kpi, board.fairness[self._fair_key], voice_of(board)
        self._fair_order = fair.order()
        self.fair_card.set_title(f"{kpi.name}, fairly", "dot = estimate, bar = 95 % interval")
        self.intervals.set_data(
            IntervalData(
                title=f"{kpi.name}, fairly",
                rows=tuple(_interval_row(fair, place, kpi, voice) for place in self._fair_order),
                centre=None if fair.team != fair.team else fair.team,
                centre_text=f"team {voice.short(fair.team, kpi.unit)}",
                axis=lambda value: voice.short(value, kpi.unit),
            )
        )

    def _choose_fair(self, key: str) -> None:
        self._fair_key = key
        self._show_fair(self.desk.board)

    def _open_rep(self, row: int) -> None:
        name = self._names[self._fair_order[row]]
        self.desk.show_records(Wanted(self._fair_key, {"rep": name}))

    def find(self) -> None:
        self.table.setFocus()

    def reset_layout(self) -> None:
        if self.desk.board is not None:
            self._show_table(self.desk.board)


def _is_ranked(board: Board, key: str) -> bool:
    return board.kpis[key].kpi.direction in (Direction.HIGHER, Direction.LOWER)


def _column(board: Board, key: str, names: tuple[str, ...], voice: Voice) -> TableColumn:
    scores = board.kpis[key]
    kpi = scores.kpi
    cells = [scores.rep(name) for name in names]
    fair = board.fairness.get(key)
    values = np.array([np.nan if cell.value is None else cell.value for cell in cells], dtype=np.float64)
    ns = [cell.n for cell in cells]
    return TableColumn(
        key,
        kpi.name,
        values,
        kind="number",
        text=[_cell_text(cell, kpi, voice) for cell in cells],
        heat=None if fair is None else fair.step,
        hollow=np.array([cell.status not in ("ok", "no_data") for cell in cells], dtype=bool),
        hint=lambda row: f"{names[row]}: {voice.score(cells[row], kpi.unit)} ({voice.basis(cells[row], kpi.counted)})",
        spoken=lambda row: f"{kpi.name}: {voice.score(cells[row], kpi.unit)}{_against(fair, row)}",
        head_hint=kpi.definition,
        footer=voice.short(scores.now.value, kpi.unit, scores.now.n),
        footer_value=scores.now.value,
        copied=lambda value: voice.style.copied(value),
        blank="–" if any(ns) else "",
    )


def _cell_text(cell, kpi, voice: Voice) -> str:
    if cell.status == "not_enough_data" and cell.value is not None and cell.unit == "percent":
        return voice.basis(cell)
    return voice.score(cell, kpi.unit) if cell.status == "no_losses" else voice.short(cell.value, kpi.unit, cell.n)


def _against(fair: Fair | None, row: int) -> str:
    if fair is None or not fair.outside[row]:
        return ""
    return ", above the team" if fair.outside[row] > 0 else ", below the team"


def _interval_row(fair: Fair, place: int, kpi, voice: Voice) -> IntervalRow:
    step = int(fair.step[place])
    shrunk = float(fair.shrunk[place])
    known = shrunk == shrunk
    name = fair.names[place]
    n = 0 if fair.n[place] != fair.n[place] else int(fair.n[place])
    return IntervalRow(
        name,
        shrunk if known else None,
        float(fair.low[place]) if fair.low[place] == fair.low[place] else None,
        float(fair.high[place]) if fair.high[place] == fair.high[place] else None,
        f"n = {voice.style.text(n)}",
        "better" if step > 0 else "worse" if step < 0 else "none",
        hollow=bool(fair.few[place]),
        hover=f"{name}: {voice.value(shrunk if known else None, kpi.unit)}, n = {voice.style.text(n)}",
    )
