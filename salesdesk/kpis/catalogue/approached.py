"""Everybody who was approached: the first touch that reached them, and what they answered to it in the end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.derived import Rows, derived, first_of, taken
from salesdesk.kpis.catalogue.persons import bought_of_persons, persons, persons_of_acts
from salesdesk.kpis.catalogue.replies import (
    NEGATIVE,
    POSITIVE,
    UNLABELLED,
    delivered,
    last_of,
    reply_moments,
    returned,
    touch_moments,
)
from salesdesk.kpis.catalogue.touches import acts
from salesdesk.models.log import NO_MOMENT, Mask, SalesLog
from salesdesk.models.period import NO_DAY


class Approached(NamedTuple):
    """For each person the first touch that reached it, and the first one sent, as places among the acts; -1 = none."""

    first: Rows
    sent: Rows


@derived
def approached(log: SalesLog) -> Approached:
    every, person, count = acts(log), persons_of_acts(log), persons(log).size
    at = touch_moments(log)
    sent = every.touch & (every.day != NO_DAY) & (every.day <= log.as_of)
    return Approached(
        first_of(np.where(delivered(log), person, -1), count, at), first_of(np.where(sent, person, -1), count, at)
    )


class Answered(NamedTuple):
    """Marks over the persons: what came back after the first touch, by the last reply that says it."""

    replied: Mask
    positive: Mask
    negative: Mask
    unlabelled: Mask


@derived
def answered(log: SalesLog) -> Answered:
    back, at, count = returned(log), reply_moments(log), persons(log).size
    person = persons_of_acts(log)
    counted = replies_to_touches(log)
    replied = np.zeros(count, dtype=bool)
    replied[person[counted]] = True
    told = counted[back.sentiment[counted] != UNLABELLED]
    last = last_of(person[told], count, at[told])
    sentiment = taken(back.sentiment[told], last, UNLABELLED)
    return Answered(replied, sentiment == POSITIVE, sentiment == NEGATIVE, replied & (sentiment == UNLABELLED))


@derived
def replies_to_touches(log: SalesLog) -> Rows:
    """The replies, as places among the acts, of persons who had been approached by then."""
    person, begun = persons_of_acts(log), approached(log).first
    replies = np.flatnonzero(returned(log).reply & (person >= 0))
    first = begun[person[replies]]
    since = taken(touch_moments(log), first, NO_MOMENT)
    return replies[(first >= 0) & (reply_moments(log)[replies] >= since)]


def bought_before(log: SalesLog) -> Mask:
    """Who had bought before the first touch."""
    begun = approached(log)
    mask: Mask = bought_of_persons(log) < taken(acts(log).day, begun.first, NO_DAY)
    return mask
