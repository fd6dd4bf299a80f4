"""A page that shows all figures of one subject: their tiles, then their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.kpis.catalogue import ALL
from salesdesk.ui.pages.slice_card import SliceCard
from salesdesk.ui.pages.tiles import ACROSS, TileRow, available, filling_rows
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
_HALF = 480  # pixels: two cards side by side, never three
MOST_TILES = 12


def kpis_of(page: str) -> tuple[str, ...]:
    """The keys of the KPIs that name this page as theirs, in the order of their ids."""
    return tuple(kpi.key for kpi in ALL if kpi.page == page)


class KpiPage(PageView):
    """``groups`` are the cards with pictures, in reading order; trend and comparison by region and the like follow.

    ``first``: the KPIs that come first, in this order, be they of other pages as well; the
    page's others follow by their ids. ``in_cards``: those that their
    cards tell better than a tile; the first of them is one only where the others do not fill a row.
    """

    def __init__(
        self,
        desk: Desk,
        page: str,
        groups: tuple[Group, ...] = (),
        first: tuple[str, ...] = (),
        *,
        in_cards: tuple[str, ...] = (),
    ) -> None:
        own = kpis_of(page)
        self.keys = (*first, *(key for key in own if key not in first))
        self._in_cards = in_cards
        super().__init__(desk, cap=None)
        self.tiles = TileRow(desk, self)
        self.pictures = tuple(ViewCard(desk, group) for group in groups)
        self.trend = TrendCard(desk, self.keys)
        self.split = SliceCard(
            desk, (*in_cards, *(key for key in self.keys if key not in in_cards)), SLICES, f"split {page}"
        )
        for card, group in zip(self.pictures, groups, strict=True):
            self.add(card, group.minimum, group.weight)
        self.add(self.trend, _HALF, 1.0)
        self.add(self.split, _HALF, 1.0)

    def figures_shown(self) -> tuple[str, ...]:
        """Pictures may be of figures that are another page's."""
        return tuple(dict.fromkeys((*self.keys, *(key for card in self.pictures for key in card.kpis))))

    def lay_bare(self, *, bare: bool) -> None:
        for card in (*self.pictures, self.trend, self.split):
            card.setVisible(not bare)
        self.tiles.set_visible(visible=not bare)

    def figures(self, board: Board) -> tuple[str, ...]:
        """The KPIs that have a tile, in their order."""
        there = filling_rows(board, available(board, self.keys))
        others = tuple(key for key in there if key not in self._in_cards)
        spare = tuple(key for key in there if key in self._in_cards)[:1]
        return others if len(others) >= ACROSS else (*spare, *others)

    def show_board(self, board: Board) -> None:
        self.tiles.show(board, self.figures(board)[:MOST_TILES])
        for card in self.pictures:
            card.show_board(board)
        self.trend.show_board(board)
        self.split.show_board(board)
