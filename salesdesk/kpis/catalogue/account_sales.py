"""What customers paid and what was earned on it, credited to their account managers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.account_managers import account_dims, of_customer
from salesdesk.kpis.catalogue.amounts import converted
from salesdesk.kpis.catalogue.deal_facts import TABLE
from salesdesk.kpis.catalogue.derived import Rows, derived
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.purchases import order_of
from salesdesk.kpis.catalogue.reasons import NO_CUSTOMER
from salesdesk.kpis.catalogue.sales_facts import LINES, discounts, from_orders, real_lines, refunds, sales
from salesdesk.kpis.facts import NO_ROW, Facts, Reason, facts, reads
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.money import Floats
from salesdesk.models.period import NO_DAY

PERCENT = 0.01


class Paid(NamedTuple):
    """The sales row by row, those set aside at the end with their reasons; amounts in ten-thousandths."""

    day: Days
    customer: Codes
    row: Rows
    amount: Floats
    aside: dict[Reason, Mask]


@derived
def paid(log: SalesLog) -> Paid:
    found = sales(log)
    off = found.aside
    parts = [found] if off is None else [found, off]
    day, row = (np.concatenate([getattr(part, name) for part in parts]) for name in ("day", "row"))
    customer = np.concatenate([part.dims["customer"] for part in parts]).astype(np.int32)
    amount = np.concatenate([part.values["amount"] for part in parts]).astype(np.float64)
    aside: dict[Reason, Mask] = {}
    if off is not None:
        for place, reason in enumerate(off.reasons):
            aside[reason] = np.concatenate([np.zeros(len(found), dtype=bool), off.why_not == place])
    aside[NO_CUSTOMER] = customer < 0
    return Paid(day, customer, row, amount, aside)


@reads("rate_age_days")
def customer_sales(log: SalesLog) -> Facts:
    """Sales by their day, whoever looks after the customer."""
    found = paid(log)
    dims = of_customer(log, found.customer)
    return facts(found.day, dims, row=found.row, money={"amount": found.amount}, aside=found.aside)


@reads("rate_age_days", "margin")
def account_sales(log: SalesLog) -> Facts:
    """As ``customer_sales`` for the account manager of the day; ``gain`` is the margin, or all where none is known."""
    found = paid(log)
    return facts(
        found.day,
        account_dims(log, found.customer, found.day),
        row=found.row,
        money={"amount": found.amount, "gain": gains(log)},
        aside=found.aside,
    )


@derived
def gains(log: SalesLog) -> Floats:
    """The margin of each row of ``paid``: less its cost, else by the margin set, else by that of the costed rows."""
    found, cost = paid(log), costs(log)
    known = ~np.isnan(cost) & ~np.isnan(found.amount)
    told = known & ~np.any([*found.aside.values()], axis=0)
    if log.settings.margin is not None:
        share = log.settings.margin
    elif found.amount[told].sum() > 0:
        share = float((found.amount - cost)[told].sum() / found.amount[told].sum())
    else:
        share = 1.0
    gain: Floats = np.where(known, found.amount - cost, np.rint(found.amount * share))
    return gain


@derived
def costs(log: SalesLog) -> Floats:
    """What each row of ``paid`` cost, NaN where unknown; a discount on an order costs nothing of its own."""
    found = paid(log)
    if not from_orders(log) or not (log.has(LINES, "unit_cost", "qty") or log.has(LINES, "cost")):
        return np.full(len(found.day), np.nan)
    stated = np.abs(log.number(LINES, "cost"))
    stated = np.where(np.isnan(stated), log.number(LINES, "unit_cost") * np.abs(log.number(LINES, "qty")), stated)
    cost = converted(log, LINES, stated, log.day(LINES, "order_date")).whole
    cost = np.where(refunds(log), -cost, cost)
    if not np.isnan(cost).all():
        cost = np.where(discounts(log), 0.0, cost)
    result: Floats = cost[found.row - log.offset(LINES)]
    return result


@derived
def margin_is_known(log: SalesLog) -> bool:
    return log.settings.margin is not None or bool((~np.isnan(costs(log))).any())


def margin_notes(log: SalesLog) -> tuple[str, ...]:
    """What the margin is taken from."""
    missing = float(np.isnan(costs(log)).mean()) if len(costs(log)) else 1.0
    if log.settings.margin is not None:
        rate = f"a margin of {log.settings.margin:.0%}"
        return (f"Where no unit cost is known, {rate} is taken.",) if missing < 1 else (f"With {rate} on all sales.",)
    if not margin_is_known(log):
        return ("This is revenue CLV: neither unit costs nor a margin are known, so all revenue counts.",)
    if missing:
        part = f"{missing:.0%}" if missing >= PERCENT else "Under 1%"
        return (f"{part} of the sales state no cost: the margin of the others is taken for them.",)
    return ()


@reads()
def account_orders(log: SalesLog) -> Facts:
    """Orders with something sold, on their first day, each once; refunds take none away. Without orders: won deals."""
    row, day, customer = _orders(log) if from_orders(log) else _won(log)
    table = LINES if from_orders(log) else TABLE
    return facts(day, account_dims(log, customer, day), row=log.pointers(table)[row], keep=customer >= 0)


def _orders(log: SalesLog) -> tuple[Rows, Days, Codes]:
    day = log.day(LINES, "order_date")
    sold = np.flatnonzero(real_lines(log) & ~refunds(log) & ~discounts(log) & ~log.says(LINES, "line_type", "sample"))
    undated = day[sold] == NO_DAY
    ordered = sold[np.lexsort((sold, day[sold], undated))]
    _, first = np.unique(order_of(log)[ordered], return_index=True)
    rows = ordered[first]
    return rows, day[rows], log.code("customer", LINES, "customer_id")[rows]


def _won(log: SalesLog) -> tuple[Rows, Days, Codes]:
    rows = np.flatnonzero(deals(log).won)
    return rows, deals(log).closed[rows], log.code("customer", TABLE, "customer_id")[rows]


@reads()
def known_days(log: SalesLog) -> Facts:
    """One row per day from the first dated sale to the end of the log: from when on revenue is known."""
    day = sales(log).day
    day = day[(day != NO_DAY) & (day <= log.as_of)]
    days = np.arange(int(day.min()), log.as_of + 1, dtype=np.int32) if len(day) else np.empty(0, dtype=np.int32)
    return facts(days, {}, row=np.full(len(days), NO_ROW))
