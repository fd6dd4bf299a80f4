"""New logos: companies that bought for the first time, and those that came back."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.catalogue.credit import owner_notes
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import months_later
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.purchases import Purchases, by_orders, parents, purchases, told_first
from salesdesk.kpis.catalogue.reasons import BY_REP, NO_CUSTOMER
from salesdesk.kpis.catalogue.sales_facts import LINES, line_dims
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import row_dims
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY, add_months, day_date


@reads("reactivated_after_months")
def first_purchases(log: SalesLog) -> Facts:
    """Purchases by their day: ``new`` the first of a company's group, ``returned`` those after a long pause."""
    found = purchases(log)
    known = found.customer >= 0
    group = np.where(known, parents(log)[found.customer], NOBODY_CODE)
    first, earlier = _earlier(log, found, group)
    dated = (found.day != NO_DAY) & (earlier != NO_DAY)
    back = np.zeros(len(known), dtype=bool)
    pause = log.settings.reactivated_after_months
    back[dated] = months_later(earlier[dated], pause) <= found.day[dated]
    table = LINES if by_orders(log) else TABLE
    return facts(
        found.day,
        {name: codes[found.row] for name, codes in _dims(log).items()},
        {"new": first | ~known, "returned": back},
        row=log.pointers(table)[found.row],
        keep=first | back | ~known,
        aside={NO_CUSTOMER: ~known},
    )


def _dims(log: SalesLog) -> dict[str, Codes]:
    return line_dims(log) if by_orders(log) else row_dims(log, TABLE, deals(log).owner)


def _earlier(log: SalesLog, found: Purchases, group: Codes) -> tuple[Mask, Days]:
    """Which purchases are the first of their group, and the day of the one before each, NO_DAY where there is none.

    An earlier first order that the customers tell of counts as one before. Undated purchases come last.
    """
    last = np.where(found.day == NO_DAY, np.iinfo(np.int32).max, found.day)
    order = np.lexsort((last, group))
    begins = np.append(True, group[order][1:] != group[order][:-1])
    before = np.where(begins, NO_DAY, np.append(NO_DAY, found.day[order][:-1]))
    told = _told_first(log)[group[order]] if len(order) else before
    earlier_told = begins & (told != NO_DAY) & (told < found.day[order])
    before = np.where(earlier_told, told, before)
    first, earlier = np.empty(len(order), dtype=bool), np.empty(len(order), dtype=np.int32)
    first[order] = begins & ~earlier_told & (group[order] >= 0)
    earlier[order] = np.where(group[order] >= 0, before, NO_DAY)
    return first, earlier


def _told_first(log: SalesLog) -> Days:
    """The earliest first order that the customers of each group state; in the last place, for nobody, none."""
    never = np.iinfo(np.int32).max
    first = np.full(len(log.members("customer").labels) + 1, never, dtype=np.int32)
    day = told_first(log)
    told = np.flatnonzero(day != NO_DAY)
    np.minimum.at(first, parents(log)[told], day[told])
    return np.where(first == never, NO_DAY, first).astype(np.int32)


def _notes(log: SalesLog) -> tuple[str, ...]:
    begin = day_date(log.span.first)
    year = f"until {add_months(begin, 12):%d %b %Y} some who count as new may have bought before"
    notes = [f"The log begins on {begin:%d %b %Y}: {year}."]
    if not by_orders(log):
        notes.append("Taken from won opportunities: there are no order lines with customers.")
        notes.extend(owner_notes(log))
    return tuple(notes)


WON_BY_CUSTOMER = "opportunities.status opportunities.closed_at opportunities.customer_id"

NEW_LOGOS = Kpi(
    id="K44",
    key="new_logos",
    name="New logos",
    definition="Companies that bought for the first time in the period. Subsidiaries of a customer are not new, and an "
    "order that was given back in full is no purchase.",
    formula="number of companies (at the top of their group) whose first order or won deal lies in the period",
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    needs=(f"order_lines.amount order_lines.customer_id | {WON_BY_CUSTOMER}",),
    measure=Count(Side(first_purchases, where="new", title="First purchases")),
    by=(*BY_REP, "region", "location", "product", "segment"),
    figures={
        "reactivated": Figure(
            "Came back after a long pause",
            Unit.COUNT,
            Count(Side(first_purchases, where="returned", title="Purchases after a long pause")),
        ),
    },
    question="Where did the last three first conversations start?",
    page="customers",
    counted="customers",
    notes=_notes,
)
KPIS = (NEW_LOGOS,)
