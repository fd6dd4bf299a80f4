"""The Pipeline page: how many deals are won, how fast, of what size, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from salesdesk.insights.board import Board
from salesdesk.insights.slices import by_member, parts_of
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.categories import CategoryBars
from salesdesk.ui.charts.trend import TrendChart
from salesdesk.ui.charts.values import CategoryData, CategoryRow, TrendData, TrendLine
from salesdesk.ui.desk import Wanted
from salesdesk.ui.look.sheets import dress
from salesdesk.ui.pages.tiles import TileRow, available, voice_of
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.widgets.card import Card
from salesdesk.ui.widgets.chip import Chip

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
SPLIT = ("deals_won", "win_rate", "average_deal_size", "sales_cycle_length", "opportunities_created", "open_pipeline",
         "net_sales", "sales_by_location", "sales_by_product")  # fmt: skip
TRENDS = ("win_rate", "deals_won", "opportunities_created", "average_deal_size", "sales_cycle_length")
SLICES = ("region", "product", "segment", "source", "location", "team", "manager", "channel")


BANDS = {
    "days_0_7": "0–7 days",
    "days_8_21": "8–21 days",
    "days_22_42": "22–42 days",
    "days_43_90": "43–90 days",
    "days_over_90": "over 90 days",
}


class PipelinePage(PageView):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tiles = TileRow(desk, self.add_tiles())
        self._trend_key, self._split_key, self._split_dim = TRENDS[0], SPLIT[0], SLICES[0]
        self.trend, self.trend_card = TrendChart(), Card()
        self.trend_card.add(self.trend, 1)
        self.trend_chip = _chip("Figure", self.trend_card)
        self.trend.point_clicked.connect(self._open_month)
        self.split, self.split_card = CategoryBars(), Card()
        self.split_card.add(self.split, 1)
        self.figure_chip = _chip("Figure", self.split_card)
        self.dim_chip = _chip("by", self.split_card)
        self.split.row_clicked.connect(self._open_member)
        self.bands, self.bands_card = CategoryBars(), Card("Days from opening to winning")
        self.bands_card.add(self.bands, 1)
        self.bands.row_clicked.connect(lambda _: desk.show_records(Wanted("sales_cycle_length")))
        self.add(self.trend_card, 440, 1.2)
        self.add(self.split_card, 380, 1.0)
        self.add(self.bands_card, 320, 0.8)

    def show_board(self, board: Board) -> None:
        self.tiles.show(board, available(board, TILES)[:ROOM])
        self._show_trend(board)
        self._show_split(board)
        self._show_bands(board)

    # The trend

    def _show_trend(self, board: Board) -> None:
        offered = available(board, TRENDS)
        self.trend_card.setVisible(bool(offered))
        if not offered:
            return
        self._trend_key = self._trend_key if self._trend_key in offered else offered[0]
        scores, voice = board.kpis[self._trend_key], voice_of(board)
        kpi = scores.kpi
        offer(self.trend_chip, {key: BY_KEY[key].name for key in offered}, self._trend_key, self._choose_trend)
        values = tuple(None if value != value else float(value) for value in scores.months.series())
        cells = [scores.months.at(place) for place in range(len(board.months))]
        texts = tuple(voice.score(cell, kpi.unit) for cell in cells)
        hover = tuple(
            f"{month.label}: {text} ({voice.basis(cell, kpi.counted)})"
            for month, text, cell in zip(board.months, texts, cells, strict=True)
        )
        self.trend_card.set_title(f"{kpi.name} by month")
        self.trend.set_data(
            TrendData(
                title=f"{kpi.name} by month",
                labels=tuple(month.label[:3] for month in board.months),
                lines=(TrendLine(kpi.name, values, texts=texts),),
                axis=lambda value: voice.short(value, kpi.unit),
                hover=hover,
                summary=f"{kpi.name} from {board.months[0].label} to {board.months[-1].label}: last {texts[-1]}.",
                from_zero=True,
            )
        )

    def _choose_trend(self, key: str) -> None:
        self._trend_key = key
        self._show_trend(self.desk.board)

    def _open_month(self, place: int) -> None:
        self.desk.show_records(Wanted(self._trend_key, period=self.desk.board.months[place]))

    # One figure by region, product, segment…

    def _show_split(self, board: Board) -> None:
        keys = available(board, SPLIT)
        dims = [dim for dim in SLICES if len(board.book.labels(dim)) > 1]
        keys = tuple(key for key in keys if any(dim in BY_KEY[key].by for dim in dims))
        self.split_card.setVisible(bool(keys))
        if not keys:
            return
        self._split_key = self._split_key if self._split_key in keys else keys[0]
        kpi = BY_KEY[self._split_key]
        dims = [dim for dim in dims if dim in kpi.by]
        self._split_dim = self._split_dim if self._split_dim in dims else dims[0]
        offer(self.figure_chip, {key: BY_KEY[key].name for key in keys}, self._split_key, self._choose_figure)
        offer(self.dim_chip, {dim: DIMS[dim] for dim in dims}, self._split_dim, self._choose_dim)
        self._members = by_member(board, self._split_key, self._split_dim)
        voice = voice_of(board)
        title = f"{kpi.name} by {DIMS[self._split_dim].lower()}"
        self.split_card.set_title(title)
        rows = tuple(
            CategoryRow(
                name,
                cell.value,
                voice.score(cell, kpi.unit),
                hollow=cell.status != "ok",
                hover=f"{name}: {voice.score(cell, kpi.unit)} ({voice.basis(cell, kpi.counted)})",
            )
            for name, cell in self._members
        )
        self.split.set_data(CategoryData(title, rows))

    def _choose_figure(self, key: str) -> None:
        self._split_key = key
        self._show_split(self.desk.board)

    def _choose_dim(self, dim: str) -> None:
        self._split_dim = dim
        self._show_split(self.desk.board)

    def _open_member(self, place: int) -> None:
        name = self._members[place][0]
        self.desk.show_records(Wanted(self._split_key, {self._split_dim: name}))

    # How long deals take

    def _show_bands(self, board: Board) -> None:
        parts = parts_of(board, "sales_cycle_length", "bands")
        bands = tuple((BANDS[key], count) for key, count in parts)
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
        self.bands_card.set_title("Days from opening to winning", "won deals")
        self.bands.set_data(CategoryData("Days from opening to winning", rows, value_head="deals", share_head="share"))


def _chip(name: str, card: Card) -> Chip:
    chip = Chip(name, "")
    card.add_to_head(chip)
    return chip


def offer(chip: Chip, choices: dict[str, str], chosen: str, answer) -> None:
    """A chip with a plain menu: one choice out of a few."""
    chip.set_value(choices[chosen])
    menu = QMenu(chip)
    dress(menu, "menu")
    for key, text in choices.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(key == chosen)
        action.triggered.connect(lambda _=False, key=key: answer(key))
    old = chip.menu()
    chip.setMenu(menu)
    if old is not None:
        old.deleteLater()
