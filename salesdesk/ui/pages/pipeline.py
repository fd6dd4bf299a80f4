"""The Pipeline page: how many deals are won, how fast, of what size, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.board import Board
from salesdesk.insights.slices import parts_of
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.ui.charts.categories import CategoryBars
from salesdesk.ui.charts.values import CategoryData, CategoryRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages.slice_card import SliceCard
from salesdesk.ui.pages.tiles import TileRow, available, telling_first, voice_of
from salesdesk.ui.pages.trend_card import TrendCard
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.widgets.card import Card

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk

TILES = (
    "opportunities_created",
    "proposals_sent",
    "deals_won",
    "win_rate",
    "opp_to_win_rate",
    "win_loss_ratio",
    "sales_cycle_length",
    "average_deal_size",
    "open_pipeline",
)
ROOM = 8
SPLIT = ("deals_won", "win_rate", "average_deal_size", "sales_cycle_length", "opportunities_created", "open_pipeline")
TRENDS = ("win_rate", "deals_won", "opportunities_created", "average_deal_size", "sales_cycle_length", "proposals_sent")
SLICES = ("product", "region", "segment", "source", "location", "team", "manager")
BANDS = {
    "days_0_7": "0–7 days",
    "days_8_21": "8–21 days",
    "days_22_42": "22–42 days",
    "days_43_90": "43–90 days",
    "days_over_90": "over 90 days",
}


class PipelinePage(PageView):
    keys = TILES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, cap=680)
        self.tiles = TileRow(desk, self)
        self.trend = TrendCard(desk, TRENDS)
        self.split = SliceCard(desk, SPLIT, SLICES, "split")
        self.stages = SliceCard(desk, ("open_pipeline",), ("stage",), "stages")
        self.bands, self.bands_card = CategoryBars(), Card()
        self.bands_card.add(self.bands)
        self.bands.row_clicked.connect(lambda _: desk.show_records(Wanted("sales_cycle_length")))
        self.add(self.trend, 440, 1.2)
        self.add(self.split, 380, 1.0)
        self.side = self.add_flow(320, 0.85)
        self.side.add(self.bands_card, 320)
        self.side.add(self.stages, 320)

    def lay_bare(self, *, bare: bool) -> None:
        for card in (self.trend, self.split, self.bands_card, self.stages):
            card.setVisible(not bare)
        self.tiles.set_visible(visible=not bare)

    def show_board(self, board: Board) -> None:
        tiles = list(telling_first(board, available(board, TILES)))
        if len(tiles) > ROOM:  # the ratio says the same as the rate
            tiles.remove("win_loss_ratio")
        self.tiles.show(board, tiles[:ROOM])
        self.trend.show_board(board)
        self.split.show_board(board)
        self.stages.show_board(board)
        self._show_bands(board)

    def _show_bands(self, board: Board) -> None:
        bands = [(BANDS[key], count) for key, count in parts_of(board, "sales_cycle_length", "bands")]
        total = sum(count for _, count in bands)
        self.bands_card.setVisible(total > 0)
        if not total:
            return
        style = voice_of(board).style
        rows = tuple(
            CategoryRow(
                name, count, style.text(count), share=count / total, share_text=f"{style.text(100 * count / total)}%"
            )
            for name, count in bands
        )
        name = BY_KEY["sales_cycle_length"].name
        self.bands_card.set_title(f"{name}, deals won", board.period.label)
        told = ", ".join(f"{row.name} {row.text}" for row in rows)
        self.bands.set_data(
            CategoryData(f"{name}, deals won", rows, value_head="deals", share_head="share", summary=told)
        )
