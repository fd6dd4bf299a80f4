"""Meetings set with persons who had been approached: each once, and whether it took place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.approached import answered, approached, bought_before
from salesdesk.kpis.catalogue.contacts import TABLE
from salesdesk.kpis.catalogue.derived import Rows, cut_off, derived, instant
from salesdesk.kpis.catalogue.persons import act_dims, persons, persons_of_acts
from salesdesk.kpis.catalogue.touches import acts, reply_moments, touch_moments
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.models.log import NO_MOMENT, Mask, Moments, SalesLog

COMING = Reason("coming", "has not taken place yet")
MOVED = Reason("moved", "moved to another day")


class Meetings(NamedTuple):
    """Meetings set with persons after the first touch, each once however often it was moved.

    ``act``: the place of its first entry among the acts. ``moved``: an entry without a meeting's id that was moved.
    """

    person: Rows
    act: Rows
    held: Mask
    coming: Mask
    moved: Mask


@derived
def meetings(log: SalesLog) -> Meetings:
    every, person = acts(log), persons_of_acts(log)
    entries = np.flatnonzero(_is_meeting(log) & (person >= 0) & (approached(log).first[person] >= 0))
    entries = entries[_booked(log)[entries] >= touch_moments(log)[approached(log).first[person[entries]]]]
    name = log.text(TABLE, "meeting_id").codes[every.source[entries]].astype(np.int64)
    names = int(name.max(initial=-1)) + 1
    key = np.where(name >= 0, person[entries] * names + name, -1 - np.arange(len(entries)))
    _, first, of = np.unique(key, return_index=True, return_inverse=True)
    held, waits = np.zeros((2, len(first)), dtype=bool)
    happened = every.done[entries] & (every.day[entries] <= log.as_of)
    held[of[happened]] = True
    to_come = (every.day[entries] > log.as_of) & ~log.says(TABLE, "status", "cancelled")[every.source[entries]]
    waits[of[to_come]] = True
    moved = (name < 0) & log.says(TABLE, "outcome", "rescheduled")[every.source[entries]]
    return Meetings(person[entries][first], entries[first], held, waits & ~held, moved[first])


def no_meetings(log: SalesLog) -> bool:
    """Whether the log tells of no meeting at all, so that nobody keeps them in it."""
    every = acts(log)
    return not (every.is_a("meeting") | every.is_a("video")).any()


def _is_meeting(log: SalesLog) -> Mask:
    """Meetings and video meetings of reps, kept or not, that were booked by the end of the log."""
    every = acts(log)
    meant = (every.is_a("meeting") | every.is_a("video")) & ~every.automated & ~every.twice & (every.table == 0)
    planned = np.zeros(len(every.day), dtype=bool)
    planned[every.table == 0] = log.says(TABLE, "status", "planned") & ~_booking_told(log)
    mask: Mask = meant & ((_booked(log) <= cut_off(log)) | planned) & (_booked(log) != NO_MOMENT)
    return mask


def _booking_told(log: SalesLog) -> Mask:
    mask: Mask = log.moment(TABLE, "booked_at") != NO_MOMENT
    return mask


@derived
def _booked(log: SalesLog) -> Moments:
    """When each act was booked, at the latest; where nothing tells, when it took place."""
    at = reply_moments(log).copy()
    own = np.flatnonzero(acts(log).table == 0)
    told = instant(log, TABLE, "booked_at", end=True)
    at[own] = np.where(told != NO_MOMENT, told, at[own])
    return at


@derived
def have_met(log: SalesLog) -> Mask:
    """Persons with whom a meeting was set."""
    found = np.zeros(persons(log).size, dtype=bool)
    found[meetings(log).person] = True
    return found


@derived
def met_in_fact(log: SalesLog) -> Mask:
    """Persons with whom a meeting took place."""
    found, every = np.zeros(persons(log).size, dtype=bool), meetings(log)
    found[every.person[every.held]] = True
    return found


@reads()
def prospect_meetings(log: SalesLog) -> Facts:
    """Meetings set with prospects, by the day of the first touch of each prospect."""
    found, every = meetings(log), acts(log)
    first = approached(log).first[found.person]
    replied = answered(log).replied[found.person]
    return facts(
        every.day[first],
        {name: codes[first] for name, codes in act_dims(log).items()},
        {"after_reply": replied, "without_reply": ~replied, "held": found.held},
        row=every.row[found.act],
        keep=~bought_before(log)[found.person],
    )


@reads()
def due_meetings(log: SalesLog) -> Facts:
    """As ``prospect_meetings`` with those who replied; what is still to come, and what was moved, is set aside."""
    found, every = meetings(log), acts(log)
    first = approached(log).first[found.person]
    return facts(
        every.day[first],
        {name: codes[first] for name, codes in act_dims(log).items()},
        {"held": found.held},
        row=every.row[found.act],
        keep=~bought_before(log)[found.person] & answered(log).replied[found.person],
        aside={MOVED: found.moved & ~found.held, COMING: found.coming},
    )
