"""Which touches each closed deal took: those that name it, else those of its lead, up to its closing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import Rows, derived, instant, row_of, start_of_day
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.persons import persons_named, persons_of_acts
from salesdesk.kpis.catalogue.reasons import NO_END
from salesdesk.kpis.catalogue.touches import CHANNELS, acts
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.models.dims import row_dims
from salesdesk.models.log import Moments, SalesLog
from salesdesk.models.money import Floats
from salesdesk.models.period import NO_DAY

STEPS = (1, 2, 3, 4, 12)  # last numbers of touches of the steps after "none"
STEP_NAMES = ("touches_0", "touches_1", "touches_2", "touches_3", "touches_4", "touches_5_12", "touches_13_up")
SHARE_NAMES = ("share_1", "share_2", "share_3", "share_4", "share_5_12", "share_13_up")


class DealTouches(NamedTuple):
    """Pairs of a closed deal and a touch (a place in ``touches.acts``) made until it closed."""

    deal: Rows
    act: Rows


@derived
def deal_touches(log: SalesLog) -> DealTouches:
    """A touch that names a deal belongs to it alone; any other one to all deals of the person."""
    every, used = acts(log), _touches(log)
    named = np.full(len(every.day), -1, dtype=np.int64)
    if log.has("activities"):
        named[every.table == 0] = row_of(log, "activities", "opportunity_id", TABLE, "opportunity_id")
    told = named[used] >= 0
    deal, act = _of_persons(log, used[~told])
    deal, act = np.concatenate([named[used[told]], deal]), np.concatenate([used[told], act])
    end = _closings(log)
    closed = end[deal] >= 0
    deal, act = deal[closed], act[closed]
    whole = every.date_only[act]
    at = every.at[act].copy()
    at[whole] = start_of_day(log, every.day[act][whole])
    before = at <= end[deal]
    return DealTouches(deal[before], act[before])


def _touches(log: SalesLog) -> Rows:
    every = acts(log)
    return np.flatnonzero(every.touch & (every.day != NO_DAY) & (every.day <= log.as_of))


def _closings(log: SalesLog) -> Moments:
    """When each deal closed (µs UTC), -1 where it did not: the stated moment, where it has none the day's end."""
    found = deals(log)
    shut = (found.won | found.lost) & (found.closed != NO_DAY)
    end_of_day = start_of_day(log, np.where(shut, found.closed + 1, 0)) - 1
    stated = (log.day(TABLE, "closed_at") == found.closed) & shut
    return np.where(shut, np.where(stated, instant(log, TABLE, "closed_at", end=True), end_of_day), -1)


def _of_persons(log: SalesLog, used: Rows) -> tuple[Rows, Rows]:
    """Each of the touches with each closed deal of its person."""
    person, deal = _people(log)
    of_act = persons_of_acts(log)[used]
    first = np.searchsorted(person, of_act, side="left")
    count = np.searchsorted(person, of_act, side="right") - first
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return deal[np.repeat(first, count) + within], np.repeat(used, count)


def _people(log: SalesLog) -> tuple[Rows, Rows]:
    """Persons and their closed deals, sorted by person: the deal names its lead, or the lead its deal."""
    lead = persons_named(log, TABLE, "lead_id")
    deal = row_of(log, LEADS, "opportunity_id", TABLE, "opportunity_id")
    person = np.concatenate([lead, np.arange(len(deal))])
    of = np.concatenate([np.arange(len(lead)), deal])
    closed = deals(log).won | deals(log).lost
    used = (person >= 0) & (of >= 0)
    used[used] &= closed[of[used]]
    pairs = np.unique(np.stack([person[used], of[used]]), axis=1)
    return pairs[0], pairs[1]


@derived
def touch_counts(log: SalesLog) -> Floats:
    """How many touches each opportunity took until it closed, by channel; the last column is for unknown types."""
    found, width = deal_touches(log), len(CHANNELS) + 1
    place = found.deal * width + acts(log).channel[found.act]
    return np.bincount(place, minlength=log.rows(TABLE) * width).reshape(-1, width).astype(np.float64)


@reads()
def touched_deals(log: SalesLog) -> Facts:
    """Deals by the day of their final closing, with the touches they took, whoever made them."""
    every, by_channel = deals(log), touch_counts(log)
    touches = by_channel.sum(axis=1)
    undated = every.closed == NO_DAY  # set aside, wherever it would count
    touched = (touches > 0) | undated
    step = np.searchsorted(STEPS, touches, side="left") + touched
    return facts(
        every.closed,
        row_dims(log, TABLE, every.owner),
        {
            "won": every.won,
            "won_touched": every.won & touched,
            "won_untouched": every.won & ~touched,
            "lost_touched": every.lost & touched,
            "lost_untouched": every.lost & ~touched,
            "touches": touches,
            "step": step.astype(np.float64),
            "step_touched": np.where(touched, step - 1.0, np.nan),
            **{name: by_channel[:, place] for place, name in enumerate(CHANNELS)},
        },
        row=log.pointers(TABLE),
        keep=every.won | every.lost,
        aside={NO_END: undated},
    )
