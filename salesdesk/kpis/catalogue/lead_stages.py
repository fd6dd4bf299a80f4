"""When each lead reached each lifecycle stage, and how long it stood there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.catalogue.answers import LEADS
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import NEVER, Rows, cut_off, derived, instant, row_of, start_of_day
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.persons import bought_of_persons, persons_named
from salesdesk.kpis.facts import STILL
from salesdesk.models.log import NO_MOMENT, Days, Mask, Moments, SalesLog
from salesdesk.models.members import Coded
from salesdesk.models.period import NO_DAY

HISTORY = "lead_stage_history"
STAGES = ("lead", "mql", "sql", "opportunity", "customer")
LEAD, MQL, SQL, OPPORTUNITY, CUSTOMER = range(5)
DISQUALIFIED, OTHER, UNSET = 5, 6, 7
Stages = npt.NDArray[np.int8]
Reached = npt.NDArray[np.int32]


def _stages(words: Coded) -> Stages:
    places = {**{word: place for place, word in enumerate(STAGES)}, "disqualified": DISQUALIFIED}
    found: Stages = np.array([*(places.get(word, OTHER) for word in words.values), UNSET], dtype=np.int8)[words.codes]
    return found


class Entries(NamedTuple):
    """The dated entries of the stage history up to the end of the log: which lead, when, into which stage."""

    lead: Rows
    at: Moments
    day: Days
    stage: Stages


@derived
def stage_entries(log: SalesLog) -> Entries:
    lead, at = row_of(log, HISTORY, "lead_id", LEADS, "lead_id"), instant(log, HISTORY, "entered_at")
    used = np.flatnonzero((lead >= 0) & (at != NO_MOMENT) & (at <= cut_off(log)))
    stage = _stages(log.words(HISTORY, "stage"))
    return Entries(lead[used], at[used], log.day(HISTORY, "entered_at")[used], stage[used])


@derived
def current_stages(log: SalesLog) -> Stages:
    """The stage that the row of each lead states."""
    return _stages(log.words(LEADS, "stage"))


@derived
def customer_since(log: SalesLog) -> Days:
    """The day on which each lead became a customer: its stage says so, or it bought; NEVER where neither did."""
    found, day = stage_entries(log), bought_of_persons(log)[: log.rows(LEADS)].copy()
    into = found.stage == CUSTOMER
    np.minimum.at(day, found.lead[into], found.day[into])
    return np.where(day <= log.as_of, day, NEVER).astype(np.int32)


@derived
def reached(log: SalesLog) -> Reached:
    """By stage and lead the day on which it was reached first; NEVER where nothing tells.

    An opportunity opened for the lead is that stage, a purchase is the stage of a customer.
    """
    found = stage_entries(log)
    days = np.full((len(STAGES), log.rows(LEADS)), NEVER, dtype=np.int32)
    known = found.stage < len(STAGES)
    np.minimum.at(days, (found.stage[known], found.lead[known]), found.day[known])
    every = deals(log)
    opened = every.real & (every.created != NO_DAY)
    for lead, deal in _deals_of_leads(log):
        kept = opened[deal]
        np.minimum.at(days[OPPORTUNITY], lead[kept], every.created[deal[kept]])
    days[CUSTOMER] = customer_since(log)
    return days


def _deals_of_leads(log: SalesLog) -> list[tuple[Rows, Rows]]:
    """Pairs of leads and opportunities, as either of the two names the other."""
    if not log.has(TABLE):
        return []
    deal = row_of(log, LEADS, "opportunity_id", TABLE, "opportunity_id")
    named = persons_named(log, TABLE, "lead_id")
    own, told = np.flatnonzero(deal >= 0), np.flatnonzero((named >= 0) & (named < log.rows(LEADS)))
    return [(own, deal[own]), (named[told], told)]


class Stays(NamedTuple):
    """Stays of leads in stages, [day, until); ``told`` by a history, and not only by the lead's present stage."""

    lead: Rows
    stage: Stages
    day: Days
    until: Days
    told: Mask


@derived
def stays(log: SalesLog) -> Stays:
    """Stays in open stages, those of less than a day too; customers and disqualified leads stand nowhere.

    The stage tells who is a customer; only of a lead whose row states none the first purchase does.
    """
    lead, at, day, stage, told = _moves(log)
    order = np.lexsort((stage, at, lead))  # of those at one instant the later stage holds
    lead, day, stage, told = lead[order], day[order], stage[order], told[order]
    # Staying where it is moves nothing.
    moves = np.append(True, (lead[1:] != lead[:-1]) | (stage[1:] != stage[:-1]))[: len(lead)]
    lead, day, stage, told = lead[moves], day[moves], stage[moves], told[moves]
    last = np.append(lead[1:] != lead[:-1], True)[: len(lead)]
    until = np.where(last, STILL, np.append(day[1:], STILL)[: len(lead)])
    bought = np.where(current_stages(log) == UNSET, bought_of_persons(log)[: log.rows(LEADS)], STILL)
    until = np.minimum(until, bought[lead])
    open_ = ~np.isin(stage, (CUSTOMER, DISQUALIFIED)) & (until >= day)
    return Stays(lead[open_], stage[open_], day[open_], until[open_].astype(np.int32), told[open_])


def _moves(log: SalesLog) -> tuple[Rows, Moments, Days, Stages, Mask]:
    """Every entry of a lead into a stage: dated ones; the creation, as a plain lead or at its present stage."""
    found, count = stage_entries(log), log.rows(LEADS)
    told = np.zeros(count, dtype=bool)
    told[found.lead] = True
    created, day = instant(log, LEADS, "created_at"), log.day(LEADS, "created_at")
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, found.lead, found.at)
    begins = np.flatnonzero(np.where(told, (created != NO_MOMENT) & (created < first), day <= log.as_of))
    at_first = np.where(told, LEAD, current_stages(log))[begins].astype(np.int8)
    ended = log.day(LEADS, "disqualified_at")
    gone = np.flatnonzero((ended != NO_DAY) & (ended <= log.as_of))
    return (
        np.concatenate([found.lead, begins, gone]),
        np.concatenate([found.at, created[begins], start_of_day(log, ended[gone] + 1) - 1]),
        np.concatenate([found.day, day[begins], ended[gone]]),
        np.concatenate([found.stage, at_first, np.full(len(gone), DISQUALIFIED, dtype=np.int8)]),
        np.concatenate([np.ones(len(found.lead), dtype=bool), told[begins], told[gone]]),
    )
