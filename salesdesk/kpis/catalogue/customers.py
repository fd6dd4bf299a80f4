"""New logos: companies that bought for the first time, and those that came back."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from salesdesk.kpis.catalogue.credit import owner_notes
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import Rows, derived, months_later
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.sales_facts import LINES, line_dims, real_lines, refunds
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import row_dims
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY, add_months, day_date

NO_CUSTOMER = Reason("no_customer", "no customer", gap=True)
DEPTH = 20  # steps from a subsidiary up to its parent company


@derived
def parents(log: SalesLog) -> Codes:
    """For each customer the company at the top of its group, mostly itself."""
    members = log.members("customer")
    parent = np.arange(len(members.labels), dtype=np.int32)
    stated = log.text("customers", "parent_id")
    if (stated.codes < 0).all():
        return parent
    of_row = members.codes(log.text("customers", "customer_id"))
    named = members.codes(log.text("customers", "name"))
    own, above = np.where(of_row >= 0, of_row, named), members.codes(stated)
    known = (own >= 0) & (above >= 0)
    parent[own[known]] = above[known]
    top = parent.copy()
    for _ in range(DEPTH):
        top = parent[top]
    group, above = top.copy(), top
    for _ in range(DEPTH):  # companies that name each other as parent are one group, under the first of them
        above = parent[above]
        group = np.minimum(group, above)
    return group


class Purchases(NamedTuple):
    """What customers bought for money: one entry per order (or won deal), with the row of its first line."""

    row: Rows
    day: Days
    customer: Codes


def _by_orders(log: SalesLog) -> bool:
    return log.has(LINES, "amount", "customer_id")


@derived
def purchases(log: SalesLog) -> Purchases:
    return _orders(log) if _by_orders(log) else _won(log)


def _won(log: SalesLog) -> Purchases:
    """Deals won; for nothing is not bought."""
    rows = np.flatnonzero(deals(log).won & ~(log.number(TABLE, "amount") <= 0))
    return Purchases(rows, deals(log).closed[rows], log.code("customer", TABLE, "customer_id")[rows])


def _orders(log: SalesLog) -> Purchases:
    """Orders that are worth something after what was given back of them, on their first day."""
    back, amount = refunds(log), log.number(LINES, "amount")
    lines = np.flatnonzero(real_lines(log) & ~log.says(LINES, "line_type", "sample"))
    worth = np.nan_to_num(np.where(back, -np.abs(amount), amount))
    found = pd.DataFrame({"order": _order_of(log), "worth": worth, "back": back, "day": log.day(LINES, "order_date")})
    found = found.iloc[lines]
    net = found.groupby("order")["worth"].sum()
    sold = found[~found["back"]].assign(undated=lambda rows: rows["day"] == NO_DAY)
    sold = sold.sort_values(["undated", "day"], kind="stable").drop_duplicates("order")
    rows = sold.index.to_numpy(dtype=np.int64)[net[sold["order"]].to_numpy() > 0]
    return Purchases(rows, log.day(LINES, "order_date")[rows], log.code("customer", LINES, "customer_id")[rows])


def _order_of(log: SalesLog) -> Rows:
    """A number per order; what is given back of an order counts to it, a line without an order stands alone."""
    named, given_back = log.text(LINES, "order_id"), log.text(LINES, "original_order_id")
    place = {value.strip(): code for code, value in enumerate(named.values)}
    original = np.array([*(place.get(value.strip(), -1) for value in given_back.values), -1], dtype=np.int64)
    order = np.where(original[given_back.codes] >= 0, original[given_back.codes], named.codes)
    return np.where(order >= 0, order, len(named.values) + np.arange(len(order)))


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
    table = LINES if _by_orders(log) else TABLE
    return facts(
        found.day,
        {name: codes[found.row] for name, codes in _dims(log).items()},
        {"new": first | ~known, "returned": back},
        row=log.pointers(table)[found.row],
        keep=first | back | ~known,
        aside={NO_CUSTOMER: ~known},
    )


def _dims(log: SalesLog) -> dict[str, Codes]:
    return line_dims(log) if _by_orders(log) else row_dims(log, TABLE, deals(log).owner)


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
    if log.has("customers", "first_order_date"):
        members = log.members("customer")
        day = log.day("customers", "first_order_date")
        own = members.codes(log.text("customers", "customer_id"))
        own = np.where(own >= 0, own, members.codes(log.text("customers", "name")))
        told = np.flatnonzero((day != NO_DAY) & (own >= 0))
        np.minimum.at(first, parents(log)[own[told]], day[told])
    return np.where(first == never, NO_DAY, first).astype(np.int32)


def _notes(log: SalesLog) -> tuple[str, ...]:
    begin = day_date(log.span.first)
    year = f"until {add_months(begin, 12):%d %b %Y} some who count as new may have bought before"
    notes = [f"The log begins on {begin:%d %b %Y}: {year}."]
    if not _by_orders(log):
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
    page="overview",
    counted="customers",
    notes=_notes,
)
KPIS = (NEW_LOGOS,)
