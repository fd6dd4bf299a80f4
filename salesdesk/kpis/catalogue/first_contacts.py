"""People by the first time they were approached or reached, and whether they bought in time."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.contacts import contacts, delivered
from salesdesk.kpis.catalogue.derived import NEVER, Rows, first_of, start_of_day, taken
from salesdesk.kpis.catalogue.dials import CALLS, FUNNEL, OUTCOMES
from salesdesk.kpis.catalogue.persons import (
    EXISTING,
    NO_PERSON,
    NOBODY,
    act_dims,
    bought_of_persons,
    persons,
    persons_of_acts,
    unnamed_acts,
)
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.touches import acts, touch_notes
from salesdesk.kpis.facts import Array, Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, Standing, Unit
from salesdesk.kpis.measures import Mean, Share
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import NO_MOMENT, Mask, SalesLog
from salesdesk.models.period import NO_DAY

BOUNCED = Reason("bounced", "nothing that was sent arrived")
UNDATED = int(np.iinfo(np.int64).max)


@reads("window_days", "gatekeeper_counts")
def first_reached(log: SalesLog) -> Facts:
    """Everybody who was ever reached, by the day of the first contact, credited to whoever made it."""
    return _cohort(log, contacts(log), np.zeros(len(acts(log).day), dtype=bool))


@reads("window_days")
def first_approached(log: SalesLog) -> Facts:
    """Everybody who was ever approached, by the day of the first touch that arrived, credited to whoever made it."""
    arrived = delivered(log)
    return _cohort(log, arrived, acts(log).touch & ~arrived)


def _cohort(log: SalesLog, arrived: Mask, bounced: Mask) -> Facts:
    """One row per person: ``bought`` within the window, ``mature`` if the window is over; acts with nobody set aside.

    Whoever got nothing but what bounced is set aside, by the first of it.
    """
    every, person = acts(log), persons_of_acts(log)
    known = every.day <= log.as_of
    first, lost = (_firsts(log, np.flatnonzero(mask & known & (person >= 0))) for mask in (arrived, bounced))
    never = np.setdiff1d(np.flatnonzero(lost >= 0), np.flatnonzero(first >= 0))
    unnamed = np.flatnonzero(arrived & known & unnamed_acts(log))
    row = np.concatenate([first[first >= 0], lost[never], unnamed])
    day, who = every.day[row], person[row]
    bought = taken(bought_of_persons(log), who, NEVER)
    window = log.settings.window_days
    return facts(
        day,
        {name: codes[row] for name, codes in act_dims(log).items()},
        {
            "bought": (bought >= day) & (bought <= day + window),
            "mature": (day != NO_DAY) & (day + window <= log.as_of),
        },
        row=every.row[row],
        aside={
            NO_PERSON: who < 0,
            EXISTING: bought < day,
            BOUNCED: np.isin(np.arange(len(row)), np.arange(len(never)) + np.count_nonzero(first >= 0)),
        },
    )


def _firsts(log: SalesLog, rows: Rows) -> Rows:
    """Of these acts the first of each person, -1 where there is none; undated ones come last."""
    every = acts(log)
    at, day = every.at[rows], every.day[rows]
    whole = every.date_only[rows] & (day != NO_DAY)
    at[whole] = start_of_day(log, day[whole])
    at[at == NO_MOMENT] = UNDATED
    return taken(rows, first_of(persons_of_acts(log)[rows], persons(log).size, at), NOBODY)


def _some(prospects: Array) -> tuple[Mask, dict[str, Array]]:
    return prospects > 0, {"prospects": prospects}


def _notes(log: SalesLog) -> tuple[str, ...]:
    days = log.settings.window_days
    notes = [f"People have {days} days to buy; those whose {days} days are not over yet do not count."]
    person = persons_of_acts(log)
    if (person >= 0).any() and (taken(bought_of_persons(log), person, NEVER) == NEVER).all():
        notes.append("No purchase can be traced to anybody who was contacted.")
    return (*notes, *touch_notes(log))


REACHED = Side(first_reached, title="People reached for the first time")
APPROACHED = Side(first_approached, title="People approached for the first time")
PROSPECTS = Per("rep", {"prospects": Sum(APPROACHED)}, _some, owns=BY_REP[1:], title="Reps")
SOLD = (
    "opportunities.status opportunities.closed_at | order_lines.amount order_lines.order_date order_lines.customer_id "
    "| customers.first_order_date"
)
APPROACHING = (
    "activities.type activities.happened_at activities.lead_id "
    "| activities.type activities.happened_at activities.person_id "
    "| activities.type activities.happened_at activities.customer_id | email_sends.sent_at email_sends.person_id"
)
BY = (*BY_REP, "region", "segment", "source", "channel", "method")

CONTACT_TO_SALE_RATE = Kpi(
    id="K12",
    key="contact_to_sale_rate",
    name="Contact-to-sale rate",
    definition="Of the people reached for the first time in the period (in conversation, at a meeting or by their "
    "reply), the share that bought within the window. Customers do not count.",
    formula="people reached for the first time in the period who bought within the window / people reached for the "
    "first time in the period and long enough ago",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        *CALLS,
        *OUTCOMES,
        "activities.lead_id | activities.person_id | activities.customer_id",
        SOLD,
    ),
    measure=Share(REACHED, "bought", mature="mature"),
    by=BY,
    benchmark=Benchmark(
        0.1, "3 sales from 30 contacts", Standing.EXAMPLE, FUNNEL, "A number to reckon with, not research."
    ),
    question="What do the people who say no have in common?",
    page="activity",
    counted="people reached",
    notes=_notes,
)
CUSTOMER_ACQUISITION_RATE = Kpi(
    id="K16",
    key="customer_acquisition_rate",
    name="Customer acquisition rate",
    definition="Of the people approached for the first time in the period, the share that became customers within the "
    "window. A first touch that bounced is none, and customers do not count.",
    formula="people first approached in the period who bought within the window / people first approached in the "
    "period and long enough ago",
    unit=Unit.PERCENT,
    direction=Direction.HIGHER,
    needs=(
        APPROACHING,
        SOLD,
    ),
    measure=Share(APPROACHED, "bought", mature="mature"),
    by=BY,
    figures={"prospects_per_rep": Figure("Prospects per rep", Unit.COUNT, Mean(PROSPECTS, "prospects"))},
    question="Who on your list never fitted?",
    page="activity",
    counted="people approached",
    notes=_notes,
)
KPIS = (CONTACT_TO_SALE_RATE, CUSTOMER_ACQUISITION_RATE)
