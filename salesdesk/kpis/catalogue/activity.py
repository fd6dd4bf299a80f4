"""What reps did: calls, e-mails, meetings booked and other touches."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.derived import Rows, first_of
from salesdesk.kpis.catalogue.persons import act_dims
from salesdesk.kpis.catalogue.reasons import BY_REP, NO_TYPE
from salesdesk.kpis.catalogue.touches import NO_TYPE as BLANK_TYPE
from salesdesk.kpis.catalogue.touches import acts, touch_notes
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count
from salesdesk.kpis.sources import Side
from salesdesk.models.log import NO_MOMENT, Days, SalesLog

ACTIVITIES = "activities"
LATEST = int(np.iinfo(np.int64).max)


@reads()
def activities(log: SalesLog) -> Facts:
    """What reps did by its day, meetings by the day they were booked; e-mails that a machine sent are marked apart.

    Every row has one of the marks ``call``, ``email``, ``meeting``, ``other``, ``automated``.
    """
    every, booked = acts(log), _booked(log)
    email, meeting = every.is_a("email"), every.is_a("meeting")
    automated = email & every.automated & every.outgoing & every.done & ~every.twice
    touch = every.touch & ~meeting
    count = len(every.day)
    day = every.day.copy()
    day[booked.row] = booked.day
    first = np.zeros(count, dtype=bool)
    first[booked.row] = True
    typeless = (every.channel == BLANK_TYPE) & every.outgoing & every.done & ~every.automated
    return facts(
        day,
        act_dims(log),
        {
            "call": every.is_a("call"),
            "email": email & ~automated,
            "meeting": meeting,
            "other": ~(every.is_a("call") | email | meeting),
            "automated": automated,
            "by_rep": ~automated,
        },
        row=every.row,
        keep=(touch | first | automated | typeless) & (day <= log.as_of),
        aside={NO_TYPE: typeless},
    )


class _Booked(NamedTuple):
    """The rows of activities that stand for a meeting, and the day it was booked first."""

    row: Rows
    day: Days


def _booked(log: SalesLog) -> _Booked:
    """Each meeting once, kept or not: it was booked. A meeting that says no booking day counts on its own day."""
    every = acts(log)
    meetings = np.flatnonzero(every.is_a("meeting") & every.outgoing & ~every.automated)
    at = log.moment(ACTIVITIES, "booked_at") if log.has(ACTIVITIES, "booked_at") else every.at
    day = log.day(ACTIVITIES, "booked_at") if log.has(ACTIVITIES, "booked_at") else every.day
    unbooked = at[meetings] == NO_MOMENT
    day = np.where(unbooked, every.day[meetings], day[meetings]).astype(np.int32)
    when = np.where(unbooked, every.at[meetings], at[meetings])
    meeting = log.text(ACTIVITIES, "meeting_id").codes[meetings].astype(np.int64)
    chosen = first_of(meeting, int(meeting.max(initial=-1)) + 1, np.where(when == NO_MOMENT, LATEST, when))
    kept = np.concatenate([chosen[chosen >= 0], np.flatnonzero(meeting < 0)])
    return _Booked(meetings[kept], day[kept])


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(touch_notes(log))
    if acts(log).is_a("meeting").any() and not log.has(ACTIVITIES, "booked_at"):
        notes.append("Nothing says when meetings were booked: each counts on its own day, kept or not.")
    return tuple(notes)


def _side(mark: str, title: str) -> Side:
    return Side(activities, where=mark, title=title)


def _figure(mark: str, name: str) -> Figure:
    return Figure(name, Unit.COUNT, Count(_side(mark, name)))


ACTIVITY_VOLUME = Kpi(
    id="K08",
    key="activity_volume",
    name="Activities",
    definition="Calls and e-mails done, meetings booked and other touches in the period. E-mails sent by a machine "
    "are counted apart.",
    formula="number of calls made + e-mails written + meetings booked + other touches",
    unit=Unit.COUNT,
    direction=Direction.NEUTRAL,
    needs=("activities.type activities.happened_at | email_sends.sent_at",),
    measure=Count(_side("by_rep", "Activities")),
    by=(*BY_REP, "region", "segment", "customer", "method"),
    figures={
        "calls": _figure("call", "Calls"),
        "emails": _figure("email", "E-mails"),
        "meetings": _figure("meeting", "Meetings booked"),
        "others": _figure("other", "Other touches"),
        "automated": _figure("automated", "Automatic e-mails"),
    },
    question="Which of these activities led to a conversation?",
    page="activity",
    counted="activities",
    notes=_notes,
)
KPIS = (ACTIVITY_VOLUME,)
