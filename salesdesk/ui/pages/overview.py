"""The Overview: the figures that matter, sales by month, the way from dial to deal, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.insights.board import Board
from salesdesk.insights.chain import chain_of, outbound_note
from salesdesk.insights.changes import changed_lines
from salesdesk.insights.monthly import monthly_sales
from salesdesk.insights.wording import NOTHING
from salesdesk.ui.charts.bars import BarChart
from salesdesk.ui.charts.funnel import FunnelChart
from salesdesk.ui.charts.values import BarData, FunnelData, FunnelStep
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages.slice_card import SliceCard
from salesdesk.ui.pages.tiles import TileRow, available, telling_first, voice_of
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.changed import ChangedLine, ChangedList
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.page import WHOLE_ROW

if TYPE_CHECKING:
    from salesdesk.insights.monthly import Monthly
    from salesdesk.insights.wording import Voice
    from salesdesk.models.period import Period
    from salesdesk.ui.desk import Desk

# The most telling first; a page has room for eight, and a log cannot fill all.
TILES = (
    "net_sales",
    "quota_attainment",
    "lead_response_time",
    "opportunities_created",
    "win_rate",
    "average_deal_size",
    "sales_cycle_length",
    "new_logos",
    "deals_won",
    "open_pipeline",
    "opp_to_win_rate",
    "activity_volume",
    "proposals_sent",
    "win_loss_ratio",
)
ROOM = 8
STEPS = 3  # a chain of fewer says less than one figure told apart
SLICES = ("product", "location", "region", "segment", "channel", "rep")


class OverviewPage(PageView):
    keys = TILES
    shows_chain = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, cap=680)
        self.tiles = TileRow(desk, self)
        self.choose = Button("Choose figures…")
        self.choose.clicked.connect(lambda: desk.command_wanted.emit("figures"))
        self.chosen = Label("", size="small", tone="quiet")
        self.below_tiles = QWidget()
        line = QHBoxLayout(self.below_tiles)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chosen, 1)
        line.addWidget(self.choose)
        self.add(self.below_tiles, WHOLE_ROW)
        self.sales, self.sales_card = BarChart(), Card()
        self.sales_card.add(self.sales, 1)
        self.sales.picked.connect(self._open_month)
        self.funnel, self.funnel_card = FunnelChart(), Card("From dial to deal")
        self.funnel_card.add(self.funnel, 1)
        self.funnel_note = Label("", size="small", tone="quiet", wraps=True)
        self.funnel_card.add(self.funnel_note)
        self.funnel.picked.connect(self._open_step)
        self.slices = SliceCard(desk, ("net_sales", "deals_won", "activity_volume"), SLICES, "parts")
        self.changed, self.changed_card = ChangedList(), Card("What changed", "beyond noise, largest first")
        self.changed_card.add(self.changed)
        self.changed.line_clicked.connect(self._open_line)
        self.add(self.sales_card, 440, 1.35)
        self.add(self.funnel_card, 380, 1.0)
        self.add(self.slices, 380, 1.0)
        self.add(self.changed_card, 330, 0.95)

    def figures_shown(self) -> tuple[str, ...]:
        return (*TILES, *self.desk.terms.figures)

    def lay_bare(self, *, bare: bool) -> None:
        for card in (self.sales_card, self.funnel_card, self.slices, self.changed_card):
            card.setVisible(not bare)
        self.tiles.set_visible(visible=not bare)
        self.below_tiles.setVisible(not bare)

    def show_board(self, board: Board) -> None:
        figures = self.desk.terms.figures
        self.tiles.show(board, opening_figures(board, figures))
        self.chosen.setText("The figures you chose" if available(board, figures) else "The most telling figures")
        self._show_sales(board)
        self._show_funnel(board)
        self._show_changes(board)

    def _show_sales(self, board: Board) -> None:
        found = monthly_sales(board)
        voice = voice_of(board)
        has_targets = any(target is not None for target in found.targets)
        legend = [LegendEntry("this period", "bar", "better"), LegendEntry("before", "edged", "earlier")]
        if has_targets:
            legend.append(LegendEntry("quota", "line", "text"))
        self.sales_card.set_title(found.title, legend=tuple(legend))
        texts = tuple(voice.value(value, found.unit) for value in found.values)
        goals = tuple(voice.value(target, found.unit) for target in found.targets)
        self.sales.set_data(
            BarData(
                title=found.title,
                labels=found.labels,
                values=found.values,
                texts=texts,
                targets=found.targets if has_targets else (),
                target_texts=goals if has_targets else (),
                current=found.current,
                hatched=found.running,
                inside=_inside(found, voice),
                hover=tuple(_hover(*told) for told in zip(board.months, texts, goals, strict=True)),
                axis=lambda value: voice.axis(value, found.unit),
                summary=found.summary(texts),
            )
        )

    def _show_funnel(self, board: Board) -> None:
        voice = voice_of(board)
        steps, style = chain_of(board, voice), voice.style
        self._steps = steps
        self.funnel_card.setVisible(len(steps) >= STEPS)
        if len(steps) < STEPS:
            self.slices.show_board(board)
            return
        self.slices.hide()
        ends = steps[0].key, steps[-1].key
        title = "From dial to deal" if ends == ("dials", "won") else f"From {steps[0].name.lower()} to {steps[-1].name}"
        self.funnel_card.set_title(title, board.period.label)
        self.funnel_note.setText(outbound_note(steps))
        self.funnel_note.setVisible(bool(outbound_note(steps)))
        self.funnel.set_data(
            FunnelData(
                title=title,
                steps=tuple(
                    FunnelStep(step.name, step.count, step.of_before, step.of_first, step.hover) for step in steps
                ),
                first_name=steps[0].name.lower(),
                count_text=style.text,
                share_text=lambda share: f"{style.text(share * 100, 1)}%",
                summary=", ".join(f"{step.name} {style.text(step.count)}" for step in steps),
            )
        )

    def _show_changes(self, board: Board) -> None:
        lines = changed_lines(board, voice_of(board)) if board.is_marked else ()
        self._lines = {line.key: line for line in lines}
        empty = "Nothing changed beyond noise." if board.is_marked else "Comparing…"
        if board.compared is None:
            dated = board.log.span.is_dated
            empty = "Choose a period to compare with." if dated else "Nothing in this log has a date to compare by."
        self.changed.set_lines(
            tuple(ChangedLine(line.key, line.start, line.rest, line.place, line.mark) for line in lines),
            empty_text=empty,
            foot="Click a line for its records." if lines else "",
        )

    def _open_month(self, place: int) -> None:
        found = monthly_sales(self.desk.board)
        self.desk.show_records(Wanted(found.key, period=self.desk.board.months[place]))

    def _open_step(self, place: int) -> None:
        self.desk.show_records(Wanted("", step=self._steps[place].key))

    def _open_line(self, key: str) -> None:
        line = self._lines[key]
        self.desk.show_records(Wanted(line.kpi, dict(line.members)))


def opening_figures(board: Board, chosen: Sequence[str]) -> tuple[str, ...]:
    """The figures that the overview opens on: those that were chosen if this log has any, else the most telling."""
    return available(board, chosen) or telling_first(board, available(board, TILES))[:ROOM]


def _hover(month: Period, text: str, goal: str) -> str:
    return f"{month.label}: {text}" + (f", quota {goal}" if goal != NOTHING else "")


def _inside(found: Monthly, voice: Voice) -> tuple[str, ...]:
    """The values short enough for a bar, in the thousands or millions that the axis is in."""
    known = [abs(value) for value in found.values if value is not None]
    scale = next((size for size in (1e6, 1e3) if known and max(known) >= 10 * size), 1.0)
    return tuple("" if value is None else voice.style.text(value / scale) for value in found.values)
