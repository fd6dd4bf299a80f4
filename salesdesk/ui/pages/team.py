"""The Team page: reps side by side, one figure compared fairly, and one rep against the team."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.insights.board import Board
from salesdesk.kpis.kpi import Direction, MeasureKind
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.values import IntervalData, IntervalRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.numbers import number_style
from salesdesk.ui.pages.rep_card import RepCard
from salesdesk.ui.pages.slice_card import offer
from salesdesk.ui.pages.team_table import team_frame
from salesdesk.ui.pages.tiles import available, voice_of
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.tables.columns import Frame
from salesdesk.ui.tables.view import FrameTable
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from salesdesk.insights.fairness import Fair
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.kpi import Kpi
    from salesdesk.ui.desk import Desk

COLUMNS = (
    "quota_attainment",
    "net_sales",
    "activity_volume",
    "lead_response_time",
    "opportunities_created",
    "win_rate",
    "sales_cycle_length",
    "average_deal_size",
    "deals_won",
    "new_logos",
    "proposals_sent",
    "opp_to_win_rate",
    "open_pipeline",
)
AT_FIRST = 8  # columns; the others are offered by a right click on the head
_FAIR_FIRST = ("win_rate", "opp_to_win_rate", "average_deal_size")
_FAIRLY = (
    "Only coloured reps differ from the team beyond chance. Small samples are pulled towards the team. "
    "Hollow: too few to compare, left, or new in the period."
)
_ALIKE = "The reps do not differ more than chance explains: the best estimate of each is the team's figure."
_SHADE = "Shaded: beyond what chance explains; the stronger, the further from the team. Click a figure for its records."
_LEGEND = (LegendEntry("+ better", "bar", "better"), LegendEntry("− worse", "bar", "worse"))


# An owner that comes as an e-mail address, or as an id: a long run of hexadecimal digits, or digits alone.
_CODED = re.compile(r"\S+@\S+|[0-9a-fA-F-]{16,}|\d{3,}")


class TeamPage(PageView):
    keys = COLUMNS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, cap=None)
        self._names: tuple[str, ...] = ()
        self._fair_key, self._picked = "", ""
        self.table = FrameTable(number_style(), fits=True, activates="click")
        self.table.cell_activated.connect(self._open_cell)
        self.table.footer_activated.connect(lambda key: key != "rep" and desk.show_records(Wanted(key)))
        self.table.row_picked.connect(self._pick)
        self.card, self.columns = Card(), Button("Columns…")
        self.columns.clicked.connect(self._offer_columns)
        self.naming = Button("Give these owners names…")
        self.naming.clicked.connect(desk.names_wanted)
        below = QHBoxLayout()
        for button in (self.columns, self.naming):
            below.addWidget(button)
        below.addStretch(1)
        self.card.add(self.table)
        self.card.add_layout(below)
        self.card.add(Label(_SHADE, size="small", tone="quiet", wraps=True))
        self.intervals = IntervalChart()
        self.intervals.row_clicked.connect(self._open_rep)
        self.fair_card, self.fair_chip = Card(), Chip("Figure", "")
        self.fair_card.add_to_head(self.fair_chip)
        self.fair_card.add(self.intervals, 1)
        self.fair_note = Label(_FAIRLY, size="small", tone="quiet", wraps=True)
        self.fair_card.add(self.fair_note)
        self.rep_card = RepCard(desk)
        self.add(self.card, 760, 1.6)
        self.side = self.add_flow(400, 1.0)
        self.side.add(self.fair_card, 400)
        self.side.add(self.rep_card, 400)

    def lay_bare(self, *, bare: bool) -> None:
        for card in (self.card, self.fair_card, self.rep_card):
            card.setVisible(not bare)

    def show_board(self, board: Board) -> None:
        names = self._names = board.rep_rows_of(key for key in self.keys if key in board.kpis)
        self.naming.setVisible(any(_CODED.fullmatch(name) for name in self._names))
        self.card.set_title("Reps side by side", board.period.label, _LEGEND)
        self._show_fair(board)
        voice = voice_of(board)
        self.desk.look_up(
            lambda: team_frame(board, _keys(board), names, voice, AT_FIRST),
            lambda frame: self._fill(board, frame),
            "reps",
        )

    def _fill(self, board: Board, frame: Frame) -> None:
        if board is not self.desk.board:
            return
        self.table.set_frame(frame)
        if self._picked not in self._names:
            self._picked = self._names[0] if self._names else ""
        self._show_picked()

    # Reps side by side

    def _open_cell(self, row: int, key: str) -> None:
        if key != "rep":
            self.desk.show_records(Wanted(key, {"rep": self._names[row]}))

    def _offer_columns(self) -> None:
        menu = self.table.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height() + 3)))

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._names):
            self._picked = self._names[row]
            self._show_picked()

    def _show_picked(self) -> None:
        known = self._picked in self._names
        self.table.highlight_row(self._names.index(self._picked) if known else None)
        self.rep_card.setVisible(known)
        if known and self.desk.board is not None:
            keys = tuple(
                key for key in available(self.desk.board, COLUMNS) if self.desk.board.kpis[key].reps is not None
            )
            self.rep_card.show_rep(self.desk.board, keys, self._picked)

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
        order = [place for place in fair.order() if fair.n[place] > 0]
        self._fair_names = [fair.names[place] for place in order]
        title = f"{kpi.name}, fairly"
        self.fair_card.set_title(title, "bar = 95 % interval")
        alike = fair.of_team and len(set(fair.shrunk[order].tolist())) == 1 and len(order) > 1
        self.fair_note.setText(_ALIKE if alike else _FAIRLY)
        whose = "team" if fair.of_team else "average rep"
        rows = tuple(_interval_row(fair, place, kpi, voice) for place in order)
        self.intervals.set_data(
            IntervalData(
                title=title,
                rows=rows,
                centre=None if fair.team != fair.team else fair.team,
                centre_text=f"{whose} {voice.short(fair.team, kpi.unit, board.kpis[self._fair_key].now.n)}",
                axis=lambda value: voice.axis(value, kpi.unit),
                low=0.0,
                high=1.0 if kpi.kind is MeasureKind.RATE else None,
                summary=_fair_summary(rows),
            )
        )

    def _choose_fair(self, key: str) -> None:
        self._fair_key = key
        self._show_fair(self.desk.board)

    def _open_rep(self, row: int) -> None:
        self.desk.show_records(Wanted(self._fair_key, {"rep": self._fair_names[row]}))

    # Arranging

    def find(self) -> None:
        self.table.setFocus()

    def layout_state(self) -> dict[str, object]:
        return {"table": self.table.layout_state()} if self._names else {}

    def restore_layout(self, kept: object) -> None:
        if isinstance(kept, dict):
            self.table.restore_layout(kept.get("table"))

    def reset_layout(self) -> None:
        self.table.reset_columns()


def _keys(board: Board) -> tuple[str, ...]:
    return tuple(key for key in available(board, COLUMNS) if board.kpis[key].reps is not None)


def _is_ranked(board: Board, key: str) -> bool:
    return board.kpis[key].kpi.direction in (Direction.HIGHER, Direction.LOWER)


def _interval_row(fair: Fair, place: int, kpi: Kpi, voice: Voice) -> IntervalRow:
    step = int(fair.step[place])
    shrunk, low, high = (_known(values[place]) for values in (fair.shrunk, fair.low, fair.high))
    name, n = fair.names[place], _known(fair.n[place]) or 0.0
    counted = f"n = {voice.style.text(n)}"
    return IntervalRow(
        name,
        shrunk,
        low,
        high,
        counted,
        "better" if step > 0 else "worse" if step < 0 else "none",
        hollow=bool(fair.few[place]),
        hover=f"{name}: {voice.value(shrunk, kpi.unit)}, {counted}",
    )


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def _fair_summary(rows: tuple[IntervalRow, ...]) -> str:
    apart = [f"{row.name} {row.mark}" for row in rows if row.mark != "none"]
    return "Beyond chance: " + ", ".join(apart) if apart else "Nobody differs from the team beyond chance"
