"""How often existing customers are spoken to, and what comes up."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.account_managers import BY_ACCOUNT, OWNED, account_dims, account_notes
from salesdesk.kpis.catalogue.contacts import contacts
from salesdesk.kpis.catalogue.customer_spells import (
    ACTIVE,
    active,
    active_notes,
    active_on,
    longest,
    tenures,
)
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import derived, row_of, taken
from salesdesk.kpis.catalogue.persons import customers_of_persons, persons_of_acts
from salesdesk.kpis.catalogue.touches import acts, touch_notes
from salesdesk.kpis.clocks import Length, overlap_in
from salesdesk.kpis.facts import Array, Facts, facts, reads
from salesdesk.kpis.kpi import Benchmark, Direction, Figure, Kpi, MeasureKind, Standing, Unit
from salesdesk.kpis.measures import Count, Ratio, Share
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.dims import first_known
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY


@derived
def _spoken(log: SalesLog) -> Mask:
    """Acts that are touches, and inbound ones that reached somebody: calls, replies, meetings."""
    every = acts(log)
    mask: Mask = every.touch | (contacts(log) & ~every.outgoing)
    return mask


@reads("active_months", "gatekeeper_counts")
def customer_touches(log: SalesLog) -> Facts:
    """Touches of companies that were customers on that day, credited to their account managers.

    ``issue``: a problem came up, ``resolved``: and was solved. ``longest``: with one of the oldest customers.
    """
    every = acts(log)
    rows = np.flatnonzero(_spoken(log))
    customer = _customers(log)[rows]
    known = customer >= 0
    rows, customer = rows[known], customer[known]
    day = every.day[rows]
    issue, resolved = (_flag(log, column)[rows] for column in ("issue_found", "issue_resolved"))
    return facts(
        day,
        {**account_dims(log, customer, day), "tenure": tenures(log, customer, day)},
        {"issue": issue, "resolved": resolved, "longest": longest(log)[customer]},
        row=every.row[rows],
        keep=(day == NO_DAY) | (active_on(log, customer, day) & (day <= log.as_of)),
    )


@derived
def _customers(log: SalesLog) -> Codes:
    """The customer of each act: as stated, else that of its deal, else that of the person."""
    every = acts(log)
    told = taken(customers_of_persons(log), persons_of_acts(log), NOBODY_CODE)
    ours, rows = every.table == 0, every.source[every.table == 0]
    if log.has(TABLE, "customer_id"):
        of_deal = taken(
            log.code("customer", TABLE, "customer_id"),
            row_of(log, "activities", "opportunity_id", TABLE, "opportunity_id"),
            NOBODY_CODE,
        )
        told[ours] = first_known(of_deal[rows], told[ours])
    if log.has("activities", "customer_id"):
        told[ours] = first_known(log.code("customer", "activities", "customer_id")[rows], told[ours])
    return told


def _flag(log: SalesLog, column: str) -> Mask:
    """A yes/no column of the activities, for every act."""
    every = acts(log)
    told = np.zeros(len(every.day), dtype=bool)
    ours = every.table == 0
    told[ours] = log.flag("activities", column)[every.source[ours]]
    return told


def _engaged(quarters: Array, touches: Array) -> tuple[Mask, dict[str, Array]]:
    rate = np.divide(touches, quarters, out=np.zeros(len(quarters)), where=quarters > 0)
    return quarters > 0, {"quarters": quarters, "touches": touches, "rate": rate, "untouched": touches == 0}


def _per_customer(where: str | None) -> Per:
    lasting = Side(active, overlap_in(Length.QUARTERS), where=where, title="Quarters as a customer")
    touched = Side(customer_touches, where=where, title="Touches")
    return Per("customer", {"quarters": Sum(lasting), "touches": Sum(touched)}, _engaged, owns=OWNED, base="quarters")


ENGAGED, LONGEST = _per_customer(None), _per_customer("longest")
ISSUES = Side(customer_touches, where="issue", title="Touches in which a problem came up")


def _notes(log: SalesLog) -> tuple[str, ...]:
    return (*active_notes(log), *account_notes(log), *touch_notes(log))


CUSTOMER_TOUCH_FREQUENCY = Kpi(
    id="K39",
    key="customer_touch_frequency",
    name="Existing-client engagement",
    definition="Touches per customer and quarter with those who are customers already. What customers begin counts as "
    "well, if somebody was reached.",
    formula="touches of customers / sum of the customers' shares of each quarter (days as a customer / its length)",
    unit=Unit.PER_QUARTER,
    direction=Direction.HIGHER,
    needs=(
        "activities.type activities.happened_at",
        ("activities.customer_id | activities.lead_id leads.customer_id"
        " | activities.lead_id opportunities.lead_id opportunities.customer_id"),
        ACTIVE,
    ),
    measure=Ratio(Sum(ENGAGED, "touches"), Sum(ENGAGED, "quarters"), names=("touches", "quarters")),
    by=(*BY_ACCOUNT, "tenure"),
    figures={
        "median": Figure(
            "Median of the customers", Unit.PER_QUARTER, Quantile(ENGAGED, "rate", kind=MeasureKind.MEAN)
        ),
        "untouched": Figure("Left untouched", Unit.PERCENT, Share(ENGAGED, "untouched")),
        "issues": Figure("Touches in which a problem came up", Unit.COUNT, Count(ISSUES),
                         needs=("activities.issue_found",)),
        "resolved": Figure("Problems solved", Unit.PERCENT, Share(ISSUES, "resolved"),
                           needs=("activities.issue_found", "activities.issue_resolved")),
        "longest": Figure(
            "Median of the ten longest-standing customers", Unit.PER_QUARTER,
            Quantile(LONGEST, "rate", kind=MeasureKind.MEAN),
        ),
    },
    benchmark=Benchmark(
        1,
        "about one touch per quarter",
        Standing.EXAMPLE,
        "“Revenue isn't the only metric”, an article for sales managers",
        "An observation about the ten longest-standing customers of one company, not research. Customers who stayed "
        "also had more time to be spoken to.",
    ),
    question="What did you learn in the last three visits that we could fix?",
    page="customers",
    counted="customers",
    notes=_notes,
)  # fmt: skip
KPIS = (CUSTOMER_TOUCH_FREQUENCY,)
