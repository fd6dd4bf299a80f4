"""What comes of approaching prospects: positive and negative replies, and meetings."""

from __future__ import annotations

from salesdesk.kpis.catalogue.prospect_meetings import due_meetings, no_meetings, prospect_meetings
from salesdesk.kpis.catalogue.prospects import prospects
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.touches import touch_notes
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, Standing, Unit
from salesdesk.kpis.measures import Count, Ratio, Share
from salesdesk.kpis.rules import no_losses, withheld_if
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.log import SalesLog

PROSPECTS = Side(prospects, title="Prospects approached")
REPLYING = Side(prospects, where="replied", title="Prospects who replied")
POSITIVE = Side(prospects, where="positive", title="Prospects with a positive reply")
NEGATIVE = Side(prospects, where="negative", title="Prospects with a negative reply")
BY = (*BY_REP, "region", "segment", "source", "channel", "method", "campaign")

REPLIED = (
    "activities.type",
    "activities.happened_at",
    "activities.direction | activities.outcome",
    "activities.lead_id | activities.person_id | activities.customer_id",
)
CLASSIFIED = (*REPLIED, "activities.sentiment | activities.label")


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(touch_notes(log))
    if not log.has("email_sends", "delivered"):
        notes.append("E-mails count as delivered, unless the log tells that they bounced.")
    return tuple(notes)


def _by_first_touch(mark: str, name: str) -> Figure:
    first = Side(prospects, where=mark, title="Prospects approached")
    return Figure(name, Unit.PERCENT, Share(first, "positive"))


POSITIVE_REPLY_RATE = Kpi(
    id="K28",
    key="positive_reply_rate",
    name="Positive reply rate",
    definition="Of all prospects approached for the first time in the period, the share whose last reply shows "
    "interest. How often they were contacted does not matter.",
    formula="prospects whose last classified reply is positive / prospects whose first delivered contact lies in "
    "the period; automatic replies are none",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=CLASSIFIED,
    measure=Share(PROSPECTS, "positive"),
    by=BY,
    figures={
        "reply_rate": Figure("Replied at all", Unit.PERCENT, Share(PROSPECTS, "replied")),
        "unlabelled": Figure(
            "Replied, but no reply is classified",
            Unit.COUNT,
            Count(Side(prospects, where="unlabelled", title="Prospects whose replies are not classified")),
        ),
        "first_by_call": _by_first_touch("call", "First approached by phone"),
        "first_by_email": _by_first_touch("email", "First approached by e-mail"),
        "first_otherwise": _by_first_touch("other", "First approached otherwise"),
    },
    benchmark=Benchmark(
        0.06,
        "3 of 50 prospects",
        Standing.EXAMPLE,
        "24 KPIs every sales manager should measure",
        "An example to show the arithmetic, not research.",
    ),
    question="What wording did the positive ones answer to?",
    page="leads",
    counted="prospects",
    notes=_notes,
)
NEGATIVE_REPLY_RATE = Kpi(
    id="K29",
    key="negative_reply_rate",
    name="Negative reply rate",
    definition="Of all prospects approached for the first time in the period, the share whose last classified reply "
    "shows no interest.",
    formula="prospects whose last classified reply is negative / prospects whose first delivered contact lies in "
    "the period; automatic replies are none",
    unit=Unit.PERCENT,
    direction=Direction.LOWER,
    needs=CLASSIFIED,
    measure=Share(PROSPECTS, "negative"),
    by=BY,
    figures={
        "pair": Figure(
            "Positive to negative",
            Unit.RATIO,
            Ratio(Sum(POSITIVE), Sum(NEGATIVE), n="both", names=("positive", "negative")),
        ),
        "positive": Figure("Positive", Unit.COUNT, Count(POSITIVE)),
        "negative": Figure("Negative", Unit.COUNT, Count(NEGATIVE)),
    },
    rule=no_losses,
    question="Is it the list or the message?",
    page="leads",
    counted="prospects",
    notes=_notes,
)
MEETING_ACCEPTANCE_RATE = Kpi(
    id="K30",
    key="meeting_acceptance_rate",
    name="Meeting acceptance rate",
    definition="Of the prospects who replied, the share with whom a meeting was set. A meeting that was moved counts "
    "once, one that was called off had been set.",
    formula="prospects who replied and with whom at least one meeting was set / prospects who replied, by the day of "
    "the first delivered contact",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=REPLIED,
    measure=Share(REPLYING, "met"),
    by=BY,
    figures={
        "met": Figure("Met in fact", Unit.PERCENT, Share(REPLYING, "held")),
        "show_rate": Figure("Meetings held", Unit.PERCENT, Share(Side(due_meetings, title="Meetings set"), "held")),
        "without_reply": Figure(
            "Meetings with prospects who had not replied",
            Unit.COUNT,
            Count(Side(prospect_meetings, where="without_reply", title="Meetings without a reply")),
        ),
    },
    rule=withheld_if(no_meetings, "Activities: meetings", None, "met", "show_rate", "without_reply"),
    question="Which objection ends the conversation before a date is set?",
    page="leads",
    counted="prospects who replied",
    notes=_notes,
)
KPIS = (POSITIVE_REPLY_RATE, NEGATIVE_REPLY_RATE, MEETING_ACCEPTANCE_RATE)
