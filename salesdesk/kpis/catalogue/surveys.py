"""Surveys of customers: which answers stand when, and to whom none was sent for too long."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.account_managers import account_dims, pointers_of
from salesdesk.kpis.catalogue.customer_spells import first_days, told_day
from salesdesk.kpis.catalogue.derived import NEVER, Rows, derived, instant, months_later
from salesdesk.kpis.catalogue.early_churn import won_in
from salesdesk.kpis.facts import STILL, Facts, Reason, facts, reads
from salesdesk.models.log import Days, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY

SURVEYS = "nps_responses"
BLANK = Reason("blank", "not answered")
NO_SCORE = Reason("invalid", "not a whole number from 0 to 10", gap=True)
NO_ANSWER_DAY = Reason("no_answer_day", "no day of the answer", gap=True)
TOO_EARLY = 30  # days after the start in which a customer cannot tell yet
DUE, OVERDUE = 3, 6  # months after the last survey, or the start


@reads("nps_days")
def standing_answers(log: SalesLog) -> Facts:
    """Answers from their day on, until the same person answers again or they are too old.

    Who answers without a name is a person of its own. Surveys that gave no score are set aside.
    """
    score, day, sent = log.number(SURVEYS, "score"), log.day(SURVEYS, "answered_at"), log.day(SURVEYS, "sent_at")
    blank = np.isnan(score)
    invalid = ~blank & ((score != np.rint(score)) | (score < 0) | (score > 10))
    undated = day == NO_DAY
    valid = ~blank & ~invalid & ~undated & (day <= log.as_of)
    # What was not answered stands from the day on which it was sent.
    since = np.where(undated, sent, day)
    until = np.where(since == NO_DAY, STILL, since.astype(np.int64) + log.settings.nps_days).astype(np.int32)
    until = np.minimum(until, _next_answer(log, np.flatnonzero(valid)))
    customer = _customers(log)
    return facts(
        since,
        {**account_dims(log, customer, since), "cycle": np.append(won_in(log), -1)[customer].astype(np.int32)},
        {"score": score},
        until=until,
        row=log.pointers(SURVEYS),
        keep=(since <= log.as_of) & ~(valid & (until <= since)),
        aside={BLANK: blank, NO_SCORE: invalid, NO_ANSWER_DAY: undated},
    )


def _next_answer(log: SalesLog, rows: Rows) -> Days:
    """The day on which the person of each answer answers again; STILL where it does not."""
    named = log.text(SURVEYS, "person_id")
    place: dict[str, int] = {}
    codes = np.array([*(place.setdefault(name_key(value), len(place)) for value in named.values), -1], dtype=np.int64)
    person = codes[named.codes]
    person = np.where(person >= 0, person, len(place) + np.arange(len(person)))[rows]
    order = rows[np.lexsort((rows, instant(log, SURVEYS, "answered_at", end=True)[rows], person))]
    person = np.sort(person)
    day = log.day(SURVEYS, "answered_at")[order]
    found = np.full(log.rows(SURVEYS), STILL, dtype=np.int32)
    again = np.flatnonzero(person[1:] == person[:-1])
    found[order[again]] = day[again + 1]
    return found


def _customers(log: SalesLog) -> Codes:
    if log.has(SURVEYS, "customer_id"):
        return log.code("customer", SURVEYS, "customer_id")
    return np.full(log.rows(SURVEYS), -1, dtype=np.int32)


@derived
def _start(log: SalesLog) -> Days:
    """The onboarding of each customer, else its first purchase; NEVER where neither is known."""
    begun = told_day(log, "onboarded_at")
    return np.where(begun != NO_DAY, begun, first_days(log)).astype(np.int32)


@reads()
def sent(log: SalesLog) -> Facts:
    """Surveys by the day on which they were sent; ``too_early``: soon after the customer's start."""
    customer, day = _customers(log), log.day(SURVEYS, "sent_at")
    start = np.append(_start(log), NEVER)[customer].astype(np.int64)
    early = (day >= start) & (day < start + TOO_EARLY)
    return facts(
        day,
        {**account_dims(log, customer, day), "cycle": np.append(won_in(log), -1)[customer].astype(np.int32)},
        {"too_early": early},
        row=log.pointers(SURVEYS),
        keep=day <= log.as_of,
    )


class _Silences(NamedTuple):
    customer: Codes
    since: Days
    until: Days


def _silences(log: SalesLog) -> _Silences:
    """From each survey, and from the start of each customer, to the next survey."""
    day, customer = log.day(SURVEYS, "sent_at"), _customers(log)
    dated = (day != NO_DAY) & (customer >= 0) & (day <= log.as_of)
    begun = np.flatnonzero(_start(log) != NEVER).astype(np.int32)
    who = np.concatenate([begun, customer[dated]])
    when = np.concatenate([_start(log)[begun], day[dated]])
    order = np.lexsort((when, who))
    who, when = who[order], when[order]
    last = np.append(who[1:] != who[:-1], True)[: len(who)]
    until = np.where(last, STILL, np.append(when[1:], STILL)[: len(who)]).astype(np.int32)
    return _Silences(who, when, until)


@reads()
def silences(log: SalesLog) -> Facts:
    """When a survey of a customer is ``due`` (3 to 6 months after the last one) and when it is overdue."""
    found = _silences(log)
    due, late = (months_later(found.since, months) for months in (DUE, OVERDUE))
    customer = np.concatenate([found.customer, found.customer])
    day = np.concatenate([due, late])
    until = np.concatenate([np.minimum(late, found.until), found.until])
    is_due = np.arange(len(day)) < len(due)
    return facts(
        day,
        {**account_dims(log, customer, day), "cycle": np.append(won_in(log), -1)[customer].astype(np.int32)},
        {"due": is_due, "overdue": ~is_due},
        until=until,
        row=pointers_of(log, customer),
        keep=until > day,
    )
