"""The Pipeline page: how many deals are won, how fast, of what size, and what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.ui.pages.kpi_page import KpiPage
from salesdesk.ui.views.pipeline import GROUPS

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.ui.desk import Desk

ACROSS = 4  # tiles in a row
# The most telling first. The last ones say what others say in another way: they fill a row that has room for them.
TILES = (
    "deals_won",
    "win_rate",
    "average_deal_size",
    "sales_cycle_length",
    "open_pipeline",
    "pipeline_coverage",
    "opportunities_created",
    "opp_to_win_rate",
    "proposals_sent",
    "win_loss_ratio",
    "new_opportunity_volume",
    "quota_attainment",
)
SPARE = ("win_loss_ratio", "new_opportunity_volume", "quota_attainment")


class PipelinePage(KpiPage):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "pipeline", GROUPS, TILES)

    def figures(self, board: Board) -> tuple[str, ...]:
        found = super().figures(board)
        spare = [key for key in found if key in SPARE]
        over = len(found) % ACROSS
        left_out = spare[-over:] if over and len(found) > ACROSS and over <= len(spare) else []
        return tuple(key for key in found if key not in left_out)
