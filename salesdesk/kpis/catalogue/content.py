"""Which content reps use, and what comes of sending it."""

from __future__ import annotations

from salesdesk.kpis.catalogue.content_facts import (
    USES,
    available,
    content_sent,
    to_colleagues,
    tracked_sends,
    unknown_callers,
)
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.clocks import OVERLAP
from salesdesk.kpis.facts import Array
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Count, Share, Total
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask, SalesLog

BY = (*BY_REP, "region", "asset")


def _used(there: Array, sent: Array) -> tuple[Mask, dict[str, Array]]:
    return there > 0, {"used": sent > 0, "unused": sent == 0}


CONTENT = Per(
    "asset",
    {
        "there": Sum(Side(available, OVERLAP, shared=BY[:-1], title="Content available")),
        "sent": Sum(Side(content_sent, title="Content sent")),
    },
    _used,
    title="Content",
)
TRACKED = Side(tracked_sends, title="Content sent")
UNKNOWN = Side(unknown_callers, title="Calls of unknown callers")


def _recipient_notes(log: SalesLog) -> tuple[str, ...]:
    if (log.text(USES, "recipient_kind").codes < 0).all():
        return ("Nothing says to whom content went: all of it counts as sent to customers and prospects.",)
    if to_colleagues(log).any():
        return ("What went to recipients of the kind internal, employee, colleague or co-worker does not count.",)
    return ()


def _callback_notes(log: SalesLog) -> tuple[str, ...]:
    days = log.settings.callback_days
    notes = [f"A call counts within {days} days of the sending; what had fewer is not judged yet."]
    if calls := len(unknown_callers(log)):
        which = "One call on a number of content is" if calls == 1 else f"{calls} calls on numbers of content are"
        notes.append(f"{which} from unknown callers and counted for nobody.")
    return (*notes, *_recipient_notes(log))


COLLATERAL_USAGE_RATE = Kpi(
    id="K22",
    key="collateral_usage_rate",
    name="Collateral usage",
    definition="Share of the sales content available in the period that was sent to a customer or prospect at least "
    "once; for a rep, the share that this rep sent.",
    formula="content sent to customers or prospects in the period / content available on at least one day of it",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=("content_assets.asset_id", "content_uses.asset_id", "content_uses.sent_at"),
    measure=Share(CONTENT, "used"),
    by=BY,
    figures={
        "unused": Figure("Never sent", Unit.COUNT, Total(CONTENT, "unused", kind=MeasureKind.COUNT)),
        "sent": Figure("Times content was sent", Unit.COUNT, Count(Side(content_sent, title="Content sent"))),
    },
    question="Did you not know it, not find it, or not like it?",
    page="activity",
    counted="pieces of content",
    notes=_recipient_notes,
)
COLLATERAL_CALLBACK_RATE = Kpi(
    id="K23",
    key="collateral_callback_rate",
    name="Call-backs after content",
    definition="Share of the content sent that its recipient answered with a call on the number printed in it.",
    formula="sendings followed by a call of the recipient on the content's own number in time / sendings of content "
    "that has such a number",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        "content_assets.asset_id",
        "content_assets.tracking_number",
        "content_uses.asset_id",
        "content_uses.person_id",
        "content_uses.sent_at",
        "activities.type activities.happened_at activities.direction activities.number",
    ),
    measure=Share(TRACKED, "called"),
    by=BY,
    figures={"unknown_callers": Figure("Calls of unknown callers", Unit.COUNT, Count(UNKNOWN))},
    question="Do you phone to hear what they thought of it?",
    page="activity",
    counted="pieces of content sent",
    notes=_callback_notes,
)
KPIS = (COLLATERAL_USAGE_RATE, COLLATERAL_CALLBACK_RATE)
