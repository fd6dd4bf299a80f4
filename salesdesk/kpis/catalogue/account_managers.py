"""Who looks after each customer on which day, and the dimensions that come with a customer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.credit import customer_holders, of_rep, owner_at
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import Rows, derived, local_day, start_of_day, taken
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.purchases import by_orders, customer_rows, purchases
from salesdesk.kpis.catalogue.reasons import BY_REP
from salesdesk.kpis.catalogue.sales_facts import LINES, sellers
from salesdesk.models.dims import attribute, first_known, through
from salesdesk.models.log import NO_MOMENT, Days, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY

CUSTOMERS = "customers"
OWNED = ("region", "segment")  # what a customer brings along
BY_ACCOUNT = (*BY_REP, *OWNED, "customer")


@derived
def row_of_customer(log: SalesLog) -> Rows:
    """For each customer its row of the customers (the first), -1 where it has none."""
    row = np.full(len(log.members("customer").labels), -1, dtype=np.int64)
    own = customer_rows(log)
    known = np.flatnonzero(own >= 0)[::-1]
    row[own[known]] = known
    return row


def has_purchases(log: SalesLog) -> bool:
    return by_orders(log) or log.has(TABLE, "customer_id")


@derived
def bought_from(log: SalesLog) -> Codes:
    """The rep of each purchase (``purchases``): who sold the order, or owned the deal when it was won."""
    return (sellers(log) if by_orders(log) else deals(log).owner)[purchases(log).row]


@derived
def managers_now(log: SalesLog) -> Codes:
    """For each customer its owner now; where no customer names one, whoever sold to it last."""
    members = len(log.members("customer").labels)
    owner = np.full(members, NOBODY_CODE, dtype=np.int32)
    if log.has(CUSTOMERS, "owner_rep_id"):
        owner = taken(log.code("rep", CUSTOMERS, "owner_rep_id"), row_of_customer(log), NOBODY_CODE)
    if (owner >= 0).any() or customer_holders(log).row.size or not has_purchases(log):
        return owner
    bought, rep = purchases(log), bought_from(log)
    known = np.flatnonzero((bought.customer >= 0) & (rep >= 0) & (bought.day <= log.as_of))
    known = known[np.argsort(bought.day[known], kind="stable")]
    owner[bought.customer[known]] = rep[known]
    return owner


def managers_on(log: SalesLog, customer: Codes, day: Days) -> Codes:
    """Who looked after customers at the end of a day: by the owner history, else whoever does now."""
    now = through(managers_now(log), customer)
    holders = customer_holders(log)
    if not holders.row.size:
        return now
    dated = day != NO_DAY
    end = np.where(dated, start_of_day(log, np.where(dated, day + 1, 0)) - 1, NO_MOMENT)
    return first_known(owner_at(holders, np.append(row_of_customer(log), -1)[customer], end), now)


class Changes(NamedTuple):
    """Days on which customers pass to another account manager, by customer and day."""

    customer: Codes
    day: Days


@derived
def manager_changes(log: SalesLog) -> Changes:
    holders = customer_holders(log)
    customer, day = customer_rows(log)[holders.row], local_day(log, holders.since)
    order = np.lexsort((day, customer))
    return Changes(customer[order], day[order])


def of_customer(log: SalesLog, customer: Codes) -> dict[str, Codes]:
    """The dimensions that a customer brings along."""
    return {"customer": customer, **{dim: through(attribute(log, "customer", dim), customer) for dim in OWNED}}


def account_dims(log: SalesLog, customer: Codes, day: Days) -> dict[str, Codes]:
    """The dimensions of what concerns a customer on a day, credited to its account manager of then."""
    return of_customer(log, customer) | of_rep(log, managers_on(log, customer, day))


def account_notes(log: SalesLog) -> tuple[str, ...]:
    """Who counts as account manager."""
    if customer_holders(log).row.size:
        return ()
    if log.has(CUSTOMERS, "owner_rep_id") and (log.code("rep", CUSTOMERS, "owner_rep_id") >= 0).any():
        return ("There is no owner history: customers are credited to their account manager now.",)
    if has_purchases(log):
        what = "order" if by_orders(log) else "deal"
        return (f"No customer names an account manager: it is credited to the rep of its latest {what}.",)
    return ()


def pointers_of(log: SalesLog, customer: Codes) -> Rows:
    """Where each customer is on record: its own row, else its first purchase; -1 where neither is there."""
    found = np.full(len(log.members("customer").labels), -1, dtype=np.int64)
    if has_purchases(log):
        bought = purchases(log)
        known = np.flatnonzero(bought.customer >= 0)[::-1]
        found[bought.customer[known]] = log.pointers(LINES if by_orders(log) else TABLE)[bought.row[known]]
    own = row_of_customer(log)
    if log.has(CUSTOMERS):
        found = np.where(own >= 0, log.offset(CUSTOMERS) + own, found)
    rows: Rows = np.append(found, -1)[customer]
    return rows
