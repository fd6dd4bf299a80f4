"""How long inbound leads waited for the first attempt: on the team's clock, and on that of each rep who held them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS, answers, holdings, owners
from salesdesk.kpis.catalogue.credit import dims_of
from salesdesk.kpis.catalogue.derived import (
    DAY_MINUTES,
    MINUTE_US,
    Rows,
    cut_off,
    derived,
    instant,
    local_day,
    local_hour,
)
from salesdesk.kpis.catalogue.touches import touch_notes
from salesdesk.kpis.catalogue.working_minutes import working_minutes
from salesdesk.kpis.facts import Array, Facts, Reason, facts
from salesdesk.models.dims import first_known
from salesdesk.models.log import NO_MOMENT, Mask, Moments, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.money import Floats

OUTBOUND = Reason("outbound", "not an inbound lead")
PRE_CONTACTED = Reason("pre_contacted", "contacted before it came in")
DATE_ONLY = Reason("date_only", "a date without a time of day", gap=True)
# What tells that somebody tried to reach a lead.
ATTEMPTS_TOLD = "activities.type activities.happened_at | email_sends.sent_at | leads.first_response_at"


@dataclass(frozen=True, eq=False)
class Waits:
    """Somebody's time with leads, from ``start`` to the first attempt or until it ended without one (µs UTC).

    ``minutes`` on the calendar, ``worked`` in working hours, which dates alone do not tell. NaN where the start is
    unknown.
    """

    lead: Rows
    rep: Codes
    start: Moments
    end: Moments
    answered: Mask
    minutes: Floats
    worked: Floats

    @property
    def hit(self) -> Mask:
        """Answered, and known after how long."""
        mask: Mask = self.answered & (self.start != NO_MOMENT)
        return mask


@derived
def team_waits(log: SalesLog) -> Waits:
    """Every lead from its creation on, credited to whoever answered it, else to its owner."""
    found = answers(log)
    rep = first_known(found.by, owners(log))
    end = np.minimum(found.first, found.stop)
    return _waits(log, np.arange(log.rows(LEADS)), rep, found.created, end, found.answered)


@derived
def rep_waits(log: SalesLog) -> Waits:
    """Every lead for each rep who held it: from its assignment until it was answered or passed on."""
    held = holdings(log)
    return _waits(log, held.lead, held.rep, held.start, held.end, held.answered)


def _waits(log: SalesLog, lead: Rows, rep: Codes, start: Moments, end: Moments, answered: Mask) -> Waits:
    dated = start != NO_MOMENT
    minutes = np.where(dated, _calendar_minutes(log, start, end), np.nan)
    return Waits(lead, rep, start, end, answered, minutes, worked_minutes(log, start, end, rep))


def _calendar_minutes(log: SalesLog, start: Moments, end: Moments) -> Floats:
    if answers(log).whole_days:
        days = local_day(log, end).astype(np.float64) - local_day(log, start)
        return np.maximum(days, 0) * DAY_MINUTES
    minutes: Floats = np.maximum(end - start, 0) / MINUTE_US
    return minutes


def worked_minutes(log: SalesLog, start: Moments, end: Moments, rep: Codes) -> Floats:
    """Working minutes on each rep's clock; NaN where the start is unknown, and where the log knows dates only."""
    worked, dated = np.full(len(start), np.nan), start != NO_MOMENT
    if not answers(log).whole_days:
        worked[dated] = working_minutes(log, start[dated], np.maximum(start, end)[dated], rep[dated])
    return worked


def minutes_left(log: SalesLog, start: Moments) -> Floats:
    """Calendar minutes from each start to the end of the log; NaN where the start is unknown."""
    dated = start != NO_MOMENT
    return np.where(dated, (cut_off(log) + 1 - np.where(dated, start, 0)) / MINUTE_US, np.nan)


def wait_facts(log: SalesLog, found: Waits, values: dict[str, Array], away: dict[Reason, Mask]) -> Facts:
    """Waits by the day the lead came in; set aside what is no inbound lead, has no clock, and then those ``away``."""
    lead, every = found.lead, answers(log)
    untimed = every.untimed[lead] if not every.whole_days else np.zeros(len(lead), dtype=bool)
    created = log.day(LEADS, "created_at")[lead]
    return facts(
        created,
        dims_of(log, LEADS, lead, found.rep) | {"hour": arrival_hours(log)[lead]},
        values,
        row=log.pointers(LEADS)[lead],
        keep=created <= log.as_of,
        aside={
            OUTBOUND: log.says(LEADS, "source", "outbound")[lead],
            PRE_CONTACTED: every.before[lead],
            DATE_ONLY: untimed,
            **away,
        },
    )


@derived
def arrival_hours(log: SalesLog) -> Codes:
    """The hour of the day at which each lead came in; nobody's where only the date is known."""
    whole = log.is_date_only(LEADS, "created_at")
    return np.where(whole, NOBODY_CODE, local_hour(log, instant(log, LEADS, "created_at"))).astype(np.int32)


def wait_notes(log: SalesLog) -> tuple[str, ...]:
    notes = list(touch_notes(log))
    if not log.has(LEADS, "source"):
        notes.append("The leads have no source: all count as inbound.")
    if answers(log).whole_days:
        notes.append("The log knows dates but no times of day: answers are measured in whole days.")
    return tuple(notes)
