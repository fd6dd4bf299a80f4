"""How inbound leads are answered: who made the first attempt, when, and who held the lead until then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.credit import lead_holders
from salesdesk.kpis.catalogue.derived import Rows, cut_off, derived, first_of, instant, row_of, start_of_day, taken
from salesdesk.kpis.catalogue.touches import Acts, Channels, acts
from salesdesk.models.dims import first_known
from salesdesk.models.log import NO_MOMENT, Days, Mask, Moments, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY

LEADS = "leads"
NOT_YET = int(np.iinfo(np.int64).max)


class Attempts(NamedTuple):
    """The touches of leads, by the end of the log: which lead, when, by whom and how (``touches.CHANNELS``).

    ``date_only``: no time of day is known; ``at`` is then the end of the day.
    """

    lead: Rows
    at: Moments
    day: Days
    rep: Codes
    date_only: Mask
    channel: Channels


@derived
def attempts(log: SalesLog) -> Attempts:
    every = acts(log)
    lead = _leads_of(log, every)
    used = np.flatnonzero(every.touch & (lead >= 0) & (every.day != NO_DAY) & (every.day <= log.as_of))
    whole = every.date_only[used]
    at = every.at[used].copy()
    at[whole] = start_of_day(log, every.day[used][whole] + 1) - 1
    return Attempts(lead[used], at, every.day[used], every.rep[used], whole, every.channel[used])


def _leads_of(log: SalesLog, every: Acts) -> Rows:
    """The lead that each act is addressed to: by its id, else the person's id or e-mail address."""
    lead = np.full(len(every.day), -1, dtype=np.int64)
    for place, table in enumerate(("activities", "email_sends")):
        if not log.has(table):
            continue
        found = row_of(log, table, "lead_id", LEADS, "lead_id") if table == "activities" else None
        by_id = row_of(log, table, "person_id", LEADS, "lead_id")
        by_mail = row_of(log, table, "person_id", LEADS, "email", name_key)
        person = np.where(by_id >= 0, by_id, by_mail)
        lead[every.table == place] = person if found is None else np.where(found >= 0, found, person)
    return lead


@dataclass(frozen=True, eq=False)
class Answers:
    """Every lead, row by row. Moments are µs UTC, NOT_YET where there is none.

    ``first`` is the first attempt from the creation on, ``by`` who made it (nobody where unknown), ``stop`` when the
    waiting ended without one: disqualified, or the end of the log. ``before``: touched before it was created.
    ``whole_days``: the log knows no time of day, so that differences are days.
    """

    created: Moments
    first: Moments
    by: Codes
    stop: Moments
    before: Mask
    untimed: Mask
    whole_days: bool

    @property
    def answered(self) -> Mask:
        mask: Mask = self.first <= self.stop
        return mask


@derived
def answers(log: SalesLog) -> Answers:
    created, touched = instant(log, LEADS, "created_at"), attempts(log)
    day, count = log.day(LEADS, "created_at"), log.rows(LEADS)
    whole = log.is_date_only(LEADS, "created_at")
    early = np.where(
        touched.date_only | whole[touched.lead], touched.day < day[touched.lead], touched.at < created[touched.lead]
    )
    before = np.zeros(count, dtype=bool)
    before[touched.lead[early & (day[touched.lead] != NO_DAY)]] = True
    chosen = first_of(np.where(early, -1, touched.lead), count, touched.at)
    first = taken(touched.at, chosen, NOT_YET)
    first_whole = taken(touched.date_only, chosen, missing=0)
    told = instant(log, LEADS, "first_response_at", end=True)
    by_column = (chosen < 0) & (told != NO_MOMENT) & (log.day(LEADS, "first_response_at") <= log.as_of)
    before |= by_column & (told < created)
    by_column &= told >= created
    first = np.where(by_column, told, first)
    first_whole = np.where(by_column, log.is_date_only(LEADS, "first_response_at"), first_whole)
    answered = first != NOT_YET
    whole_days = bool(count) and bool(whole.all() or (answered.any() and first_whole[answered].all()))
    return Answers(
        created=created,
        first=first,
        by=taken(touched.rep, chosen, NOBODY_CODE),
        stop=_stop(log, created),
        before=before,
        untimed=(whole | (answered & first_whole)) & (day != NO_DAY),
        whole_days=whole_days,
    )


def _stop(log: SalesLog, created: Moments) -> Moments:
    """When waiting ends: at the disqualification, if there is one after the creation, else with the log."""
    ended = instant(log, LEADS, "disqualified_at", end=True)
    stated = (ended != NO_MOMENT) & (ended >= created)
    return np.where(stated, np.minimum(ended, cut_off(log)), cut_off(log))


def owners(log: SalesLog) -> Codes:
    """Who holds each lead at the end of the log."""
    count = log.rows(LEADS)
    if log.has(LEADS, "owner_rep_id"):
        return log.code("rep", LEADS, "owner_rep_id")
    return np.full(count, NOBODY_CODE, dtype=np.int32)


class Holding(NamedTuple):
    """One rep's time with a lead until it was answered or passed on: from ``start`` to ``end`` (µs UTC)."""

    lead: Rows
    rep: Codes
    start: Moments
    end: Moments
    answered: Mask


@derived
def holdings(log: SalesLog) -> Holding:
    """The rep's clock: it starts when the lead is assigned, and stops unanswered when it is passed on."""
    found = answers(log)
    lead, start, rep, since = _assigned(log)
    order = np.lexsort((since, start, lead))  # of those who had it before it was created the last one holds it
    lead, start, rep = lead[order], start[order], rep[order]
    last = np.append(lead[1:] != lead[:-1], True)
    passed_on = np.where(last, NOT_YET, np.append(start[1:], NOT_YET))
    reached = np.minimum(found.first, found.stop)[lead]
    end = np.minimum(passed_on, reached)
    # An attempt at the very moment of passing on belongs to the one who takes the lead over.
    answered = found.answered[lead] & (start <= found.first[lead]) & (found.first[lead] < passed_on)
    held = (start <= reached) & ((end > start) | answered)
    rep = np.where(answered, first_known(found.by[lead], rep), rep)
    return Holding(lead[held], rep[held], start[held], end[held], answered[held])


def _assigned(log: SalesLog) -> tuple[Rows, Moments, Codes, Moments]:
    """When each holder got each lead, at the earliest when it was created; an early answer starts there as well.

    Comes with the same once more as the history has it.
    """
    found, history = answers(log), lead_holders(log)
    created, now = found.created, owners(log)
    since = np.maximum(history.since, created[history.row])
    told = history.first >= 0
    begins = np.where(told, taken(since, history.first, NOT_YET), NOT_YET)
    stated = instant(log, LEADS, "assigned_at")
    stated = np.where((stated >= created) & (stated <= np.minimum(found.first, found.stop)), stated, created)
    rows = np.arange(log.rows(LEADS))
    unassigned = ~told | (found.first < begins)
    alone = rows[unassigned & (created != NO_MOMENT)]
    dated = created[history.row] != NO_MOMENT
    first = np.where(told, created, stated)[alone]
    return (
        np.concatenate([alone, history.row[dated]]),
        np.concatenate([first, since[dated]]),
        np.concatenate([first_known(found.by, now)[alone], history.rep[dated]]),
        np.concatenate([first, history.since[dated]]),
    )
