"""What customers bought: orders or won deals, whose they are, and the group each company belongs to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import Rows, derived
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.sales_facts import LINES, real_lines, refunds
from salesdesk.models.log import Days, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.period import NO_DAY

DEPTH = 20  # steps from a subsidiary up to its parent company


@derived
def parents(log: SalesLog) -> Codes:
    """For each customer the company at the top of its group, mostly itself."""
    members = log.members("customer")
    parent = np.arange(len(members.labels), dtype=np.int32)
    stated = log.text("customers", "parent_id")
    if (stated.codes < 0).all():
        return parent
    own, above = customer_rows(log), members.codes(stated)
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


def by_orders(log: SalesLog) -> bool:
    return log.has(LINES, "amount", "customer_id")


@derived
def purchases(log: SalesLog) -> Purchases:
    return _orders(log) if by_orders(log) else _won(log)


def _won(log: SalesLog) -> Purchases:
    """Deals won; for nothing is not bought."""
    rows = np.flatnonzero(deals(log).won & ~(log.number(TABLE, "amount") <= 0))
    return Purchases(rows, deals(log).closed[rows], log.code("customer", TABLE, "customer_id")[rows])


def _orders(log: SalesLog) -> Purchases:
    """Orders that are worth something after what was given back of them, on their first day."""
    back, amount = refunds(log), log.number(LINES, "amount")
    lines = np.flatnonzero(real_lines(log) & ~log.says(LINES, "line_type", "sample"))
    worth = np.nan_to_num(np.where(back, -np.abs(amount), amount))
    found = pd.DataFrame({"order": order_of(log), "worth": worth, "back": back, "day": log.day(LINES, "order_date")})
    found = found.iloc[lines]
    net = found.groupby("order")["worth"].sum()
    sold = found[~found["back"]].assign(undated=lambda rows: rows["day"] == NO_DAY)
    sold = sold.sort_values(["undated", "day"], kind="stable").drop_duplicates("order")
    rows = sold.index.to_numpy(dtype=np.int64)[net[sold["order"]].to_numpy() > 0]
    return Purchases(rows, log.day(LINES, "order_date")[rows], log.code("customer", LINES, "customer_id")[rows])


@derived
def order_of(log: SalesLog) -> Rows:
    """A number per order; what is given back of an order counts to it, a line without an order stands alone."""
    named, given_back = log.text(LINES, "order_id"), log.text(LINES, "original_order_id")
    place = {value.strip(): code for code, value in enumerate(named.values)}
    original = np.array([*(place.get(value.strip(), -1) for value in given_back.values), -1], dtype=np.int64)
    order = np.where(original[given_back.codes] >= 0, original[given_back.codes], named.codes)
    return np.where(order >= 0, order, len(named.values) + np.arange(len(order)))


@derived
def told_first(log: SalesLog) -> Days:
    """The first order that the customers' own rows state, for every customer; NO_DAY where none does."""
    never = np.iinfo(np.int32).max
    members = log.members("customer")
    first = np.full(len(members.labels), never, dtype=np.int32)
    if log.has("customers", "first_order_date"):
        day, own = log.day("customers", "first_order_date"), customer_rows(log)
        told = np.flatnonzero((day != NO_DAY) & (own >= 0))
        np.minimum.at(first, own[told], day[told])
    return np.where(first == never, NO_DAY, first).astype(np.int32)


@derived
def customer_rows(log: SalesLog) -> Codes:
    """Which customer each row of the customers is about."""
    members = log.members("customer")
    own = members.codes(log.text("customers", "customer_id"))
    return np.where(own >= 0, own, members.codes(log.text("customers", "name"))).astype(np.int32)
