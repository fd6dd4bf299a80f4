"""The pictures of the Pipeline page."""

from __future__ import annotations

from salesdesk.ui.views import deal_shapes, losing, open_work, opening, winning
from salesdesk.ui.views.view import Group

_HALF = 488  # pixels: two cards side by side, never three
GROUPS: tuple[Group, ...] = (
    Group("won", (winning.RUNNING, winning.PAIRS, winning.AGE), _HALF),
    Group("open", (open_work.STAGES, open_work.COVER), _HALF),
    Group("rates", (*winning.PARTS[:3], winning.VALUE, *winning.PARTS[3:]), _HALF),
    Group("lost", losing.VIEWS, _HALF),
    Group("opened", (opening.MONTHS, opening.ORIGINS, opening.STEPS), _HALF),
    Group("shape", (deal_shapes.LENGTHS, deal_shapes.LENGTH_BANDS, deal_shapes.SIZES, *deal_shapes.SPREADS), _HALF),
)
