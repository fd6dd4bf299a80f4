"""What it takes to reach the quota of a period that still runs, for the selected reps together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.quota_path import QUOTA, QuotaPath, quota_path
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.values_rows import Stage, WaterfallData
from salesdesk.ui.charts.waterfall import Waterfall
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

TITLE = "What it takes to reach the quota"
NOTHING = (
    "This is about a period that still runs and has quotas, with enough closed deals before it. The one selected is "
    "over, or lacks these."
)
_RECORDS = (QUOTA, QUOTA, "pipeline_coverage", "pipeline_coverage")


def show_path(found: QuotaPath, board: Board, voice: Voice) -> Shown:
    def money(value: float) -> str:
        return voice.short(value, Unit.MONEY)

    gap, won = found.ladder.gap, min(found.won, found.quota)
    brought = min(found.pipeline or 0.0, found.quota - won)
    stages = (
        Stage("Quota", found.quota, money(found.quota), total=True),
        Stage("Won so far", -won, money(found.won), role="good"),
        Stage("Open deals due, by their chances", -brought, money(found.pipeline or 0.0), role="earlier"),
        Stage("Still missing", gap, money(gap), total=True, role="worse" if gap else ""),
    )
    data = WaterfallData(
        TITLE,
        stages,
        upright=True,
        axis=lambda value: voice.axis(value, Unit.MONEY),
        unit=board.log.currency or "",
        summary=path_text(found, voice),
    )
    return Shown(data, f"{board.period.label} · {found.days_left} working days left", path_text(found, voice))


def path_text(found: QuotaPath, voice: Voice) -> str:
    """From the money that is missing to dials a day, in sentences."""
    way, count = found.ladder, voice.style.text
    if way.is_reached:
        return "Nothing more: what is won and what open deals are expected to bring reach the quota."
    if way.steps is None:
        return "Nobody won anything in the last 12 months, so that there is no rate to work back with."
    winning, size = voice.score(found.rates[-1], Unit.PERCENT), voice.short(found.size.value, Unit.MONEY)
    opened = f"{count(way.steps[1])} new opportunities of which {winning} are won"
    told = [f"{count(way.steps[0])} deals of {size}, that is {opened}."]
    if way.is_too_late:
        told.append(
            f"New calls will not close in this period: half of the deals take {count(found.lag)} working days or more, "
            f"{found.days_left} are left. They feed the next one."
        )
    else:
        told.append(
            f"With {count(found.lag)} working days from opening to winning, {count(way.useful_days)} are left to open "
            f"them: {count(found.opportunities_a_day or 0.0, 1)} a day. In the last 12 months it was "
            f"{count(found.opened, 1)} a day, from all sources."
        )
        told.append(_dials(found, voice))
    if found.pipeline is None:
        told.append("Open deals have no expected closing day and are not counted.")
    return " ".join(part for part in told if part)


def _dials(found: QuotaPath, voice: Voice) -> str:
    way, count = found.ladder, voice.style.text
    if found.steps[-1] != "dials" or way.a_day is None or found.busy is None:
        return ""
    if found.is_heroic:
        return (
            f"Calls alone will not do it: that would be more dials a day than in the busiest weeks "
            f"({count(found.busy)}). Look for a better step under “Where the money is lost”, or for larger deals."
        )
    spread = "" if way.low is None or way.high is None else f" (8 in 10 chances: {count(way.low)} to {count(way.high)})"
    return f"By calls alone {count(way.a_day)} dials a day{spread}."


VIEW = View(
    "path", QUOTA, TITLE, Waterfall, quota_path, show_path, lambda _found, _board, place: Wanted(_RECORDS[place]),
    nothing=NOTHING,
)  # fmt: skip
