"""A page that shows all figures of one subject: their tiles, then their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.kpis.catalogue import ALL
from salesdesk.ui.pages.slice_card import SliceCard
from salesdesk.ui.pages.tiles import TileRow, available, telling_first
from salesdesk.ui.pages.trend_card import TrendCard
from salesdesk.ui.pages.view import PageView
from salesdesk.ui.views.card import ViewCard

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.views.view import Group

SLICES = (
    "region", "product", "segment", "source", "channel", "location", "team", "role", "manager", "type",
    "method", "wave",
)  # fmt: skip


def kpis_of(page: str) -> tuple[str, ...]:
    """The keys of the KPIs that name this page as theirs, in the order of their ids."""
    return tuple(kpi.key for kpi in ALL if kpi.page == page)


class KpiPage(PageView):
    """``groups`` are the cards with pictures, in reading order; trend and comparison by region and the like follow.

    ``order``: the page's figures, the most important first, where that is not the order of their ids; it may name
    figures of other pages as well.
    """

    def __init__(self, desk: Desk, page: str, groups: tuple[Group, ...] = (), order: tuple[str, ...] = ()) -> None:
        self.keys = (*order, *(key for key in kpis_of(page) if key not in order))
        super().__init__(desk, cap=None)
        self.tiles = TileRow(desk, self)
        self.pictures = tuple(ViewCard(desk, group) for group in groups)
        self.trend = TrendCard(desk, self.keys)
        self.split = SliceCard(desk, self.keys, SLICES, f"split {page}")
        for card, group in zip(self.pictures, groups, strict=True):
            self.add(card, group.minimum, group.weight)
        self.add(self.trend, 440, 1.0)
        self.add(self.split, 440, 1.0)

    def lay_bare(self, *, bare: bool) -> None:
        for card in (*self.pictures, self.trend, self.split):
            card.setVisible(not bare)
        self.tiles.set_visible(visible=not bare)

    def figures(self, board: Board) -> tuple[str, ...]:
        """The KPIs that have a tile, in their order."""
        return telling_first(board, available(board, self.keys))

    def show_board(self, board: Board) -> None:
        self.tiles.show(board, self.figures(board))
        for card in self.pictures:
            card.show_board(board)
        self.trend.show_board(board)
        self.split.show_board(board)
