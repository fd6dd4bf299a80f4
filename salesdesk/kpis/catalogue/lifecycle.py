"""How long it takes from the first impression to the first purchase."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.answers import LEADS, owners
from salesdesk.kpis.catalogue.credit import dims_of
from salesdesk.kpis.catalogue.derived import NEVER, Rows, derived, first_of
from salesdesk.kpis.catalogue.lead_conversion import BOUGHT
from salesdesk.kpis.catalogue.persons import bought_of_persons, customers_of_persons, persons, persons_of_acts
from salesdesk.kpis.catalogue.reasons import BY_LEAD, NEGATIVE
from salesdesk.kpis.catalogue.touches import acts
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Mean
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import attribute, first_known, through
from salesdesk.models.log import Days, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.period import NO_DAY

NO_IMPRESSION = Reason("no_impression", "no date of a first impression", gap=True)


class Lives(NamedTuple):
    """One entry per customer that has leads, and per lead that has no customer: its first lead, and its days.

    ``start`` is the first impression, ``bought`` the first purchase, ``ended`` the disqualification; NEVER = none.
    """

    lead: Rows
    start: Days
    bought: Days
    ended: Days


@derived
def lives(log: SalesLog) -> Lives:
    leads, customer = log.rows(LEADS), customers_of_persons(log)
    size = persons(log).size
    # Persons of one customer are one life; anybody else is one of its own.
    own = np.where(customer >= 0, customer, len(log.members("customer").labels) + np.arange(size))
    seen = _first_seen(log)
    chosen = first_of(own[:leads], int(own.max(initial=-1)) + 1, seen[:leads].astype(np.int64))
    start = np.full(len(chosen), NEVER, dtype=np.int32)
    np.minimum.at(start, own, seen)
    bought = np.full(len(chosen), NEVER, dtype=np.int32)
    np.minimum.at(bought, own, bought_of_persons(log))
    there = np.flatnonzero(chosen >= 0)
    lead = chosen[there]
    ended = log.day(LEADS, "disqualified_at")[lead]
    bought = np.where(bought <= log.as_of, bought, NEVER)[there].astype(np.int32)
    return Lives(lead, start[there], bought, np.where(ended == NO_DAY, NEVER, ended).astype(np.int32))


def _first_seen(log: SalesLog) -> Days:
    """The first day that tells of each person: seen, created, touched; NEVER where none does."""
    leads, every = log.rows(LEADS), acts(log)
    first = np.full(persons(log).size, NEVER, dtype=np.int32)
    for column in ("first_seen_at", "created_at"):
        day = log.day(LEADS, column)
        first[:leads] = np.minimum(first[:leads], np.where(day == NO_DAY, NEVER, day))
    person = persons_of_acts(log)
    used = np.flatnonzero(every.touch & (person >= 0) & (every.day != NO_DAY))
    np.minimum.at(first, person[used], every.day[used])
    return np.where(first <= log.as_of, first, NEVER).astype(np.int32)


@reads()
def first_purchases_of_leads(log: SalesLog) -> Facts:
    """Leads that bought, by the day they first did, with the days since the first impression."""
    found = lives(log)
    days = found.bought.astype(np.float64) - found.start
    return facts(
        found.bought,
        _dims(log, found.lead),
        {"days": days},
        row=log.pointers(LEADS)[found.lead],
        keep=found.bought != NEVER,
        aside={NO_IMPRESSION: found.start == NEVER, NEGATIVE: days < 0},
    )


@reads()
def lifecycles(log: SalesLog) -> Facts:
    """All leads by the first impression, with the days until they bought, were disqualified, or until the log ends."""
    found = lives(log)
    bought = found.bought != NEVER
    end = np.where(bought, found.bought, np.minimum(found.ended, log.as_of))
    days = end.astype(np.float64) - found.start
    return facts(
        np.where(found.start == NEVER, NO_DAY, found.start),
        _dims(log, found.lead),
        {"days": days, "bought": bought},
        row=log.pointers(LEADS)[found.lead],
        aside={NO_IMPRESSION: found.start == NEVER, NEGATIVE: days < 0},
    )


def _dims(log: SalesLog, lead: Rows) -> dict[str, Codes]:
    customer = customers_of_persons(log)[lead]
    dims = dims_of(log, LEADS, lead, owners(log)[lead])
    segment = first_known(dims["segment"], through(attribute(log, "customer", "segment"), customer))
    return dims | {"customer": customer, "segment": segment}


BOUGHT_SIDE = Side(first_purchases_of_leads, title="First purchases")
LIFECYCLE_LENGTH = Kpi(
    id="K55",
    key="lifecycle_length",
    name="Length of the customer lifecycle to first purchase",
    definition="Days from the first impression of a lead to its first purchase: half of those who first bought in the "
    "period took no longer. Who had bought before the first impression is left out.",
    formula="median of (day of the first purchase − first day seen, created or touched) over first purchases in the "
    "period",
    unit=Unit.DAYS,
    direction=Direction.LOWER,
    needs=("leads.created_at | leads.first_seen_at", BOUGHT),
    measure=Quantile(BOUGHT_SIDE, "days"),
    by=(*BY_LEAD, "segment", "campaign"),
    figures={
        "mean": Figure("Mean", Unit.DAYS, Mean(BOUGHT_SIDE, "days", kind=MeasureKind.DURATION)),
        "p90": Figure("Nine in ten within", Unit.DAYS, Quantile(BOUGHT_SIDE, "days", 0.9)),
        "with_open": Figure(
            "Half had bought after, open leads included",
            Unit.DAYS,
            SurvivalMedian(Side(lifecycles, title="Leads first seen"), "days", "bought"),
        ),
    },
    question="Which step could be skipped for ready buyers?",
    page="leads",
    counted="first purchases",
)
KPIS = (LIFECYCLE_LENGTH,)
