"""Everybody who was approached: the first touch that reached them, and what they answered to it in the end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.contacts import delivered, replies
from salesdesk.kpis.catalogue.derived import Rows, derived, first_of, last_of, taken
from salesdesk.kpis.catalogue.persons import bought_of_persons, persons, persons_of_acts
from salesdesk.kpis.catalogue.replies import NEGATIVE, POSITIVE, UNLABELLED, sentiments
from salesdesk.kpis.catalogue.touches import acts, dated, reply_moments, touch_moments
from salesdesk.models.log import NO_MOMENT, Mask, SalesLog
from salesdesk.models.period import NO_DAY


class Approached(NamedTuple):
    """For each person the first touch that reached it, and the first one sent, as places among the acts; -1 = none."""

    first: Rows
    sent: Rows


@derived
def approached(log: SalesLog) -> Approached:
    person, count, at = persons_of_acts(log), persons(log).size, touch_moments(log)
    sent, arrived = acts(log).touch & dated(log), delivered(log) & dated(log)
    return Approached(*(first_of(np.where(mask, person, -1), count, at) for mask in (arrived, sent)))


class Answered(NamedTuple):
    """Marks over the persons: what came back after the first touch, by the last reply that says it."""

    replied: Mask
    positive: Mask
    negative: Mask
    unlabelled: Mask


@derived
def answered(log: SalesLog) -> Answered:
    said, at, count = sentiments(log), reply_moments(log), persons(log).size
    person = persons_of_acts(log)
    counted = replies_to_touches(log)
    replied = np.zeros(count, dtype=bool)
    replied[person[counted]] = True
    told = counted[said[counted] != UNLABELLED]
    last = last_of(person[told], count, at[told])
    sentiment = taken(said[told], last, UNLABELLED)
    return Answered(replied, sentiment == POSITIVE, sentiment == NEGATIVE, replied & (sentiment == UNLABELLED))


@derived
def replies_to_touches(log: SalesLog) -> Rows:
    """The replies, as places among the acts, of persons who had been approached by then."""
    person, begun = persons_of_acts(log), approached(log).first
    back = np.flatnonzero(replies(log) & dated(log) & (person >= 0))
    first = begun[person[back]]
    since = taken(touch_moments(log), first, NO_MOMENT)
    return back[(first >= 0) & (reply_moments(log)[back] >= since)]


def bought_before(log: SalesLog) -> Mask:
    """Who had bought before the first touch."""
    begun = approached(log)
    mask: Mask = bought_of_persons(log) < taken(acts(log).day, begun.first, NO_DAY)
    return mask
