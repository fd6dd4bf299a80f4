"""What was sold: order lines, or won deals where there are no order lines."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from salesdesk.kpis.catalogue.amounts import Amounts, in_base, shared_out
from salesdesk.kpis.catalogue.credit import customer_holders, deal_owners, owner_at
from salesdesk.kpis.catalogue.deal_facts import TABLE, closed_parts
from salesdesk.kpis.catalogue.derived import Rows, cut_off, derived, instant, row_of, taken
from salesdesk.kpis.catalogue.left_out import LEFT_OUT, of_left_out
from salesdesk.kpis.catalogue.outcomes import WON, deals
from salesdesk.kpis.catalogue.reasons import FX_MISSING, SAMPLE
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.models.dims import first_known, row_dims
from salesdesk.models.log import NO_MOMENT, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.money import Floats

LINES = "order_lines"


def from_orders(log: SalesLog) -> bool:
    """Whether sales are taken from order lines; amounts of orders and of deals are never mixed."""
    return log.has(LINES, "amount")


@reads("rate_age_days")
def sales(log: SalesLog) -> Facts:
    """Sales by the day of the order (or of winning), refunds negative by the day of the refund.

    ``refund`` marks those, ``sold`` all others, ``placed`` those with a location; ``units`` are net pieces, NaN where
    sales come from won deals.
    """
    return _from_lines(log) if from_orders(log) else _from_deals(log)


def _from_deals(log: SalesLog) -> Facts:
    every, parts = deals(log), closed_parts(log)
    won = every.known_as(WON)[parts.deal]
    return facts(
        every.closed[parts.deal],
        parts.dims,
        {
            "sold": won,
            "refund": np.zeros_like(won),
            "placed": parts.dims["location"] >= 0,
            "units": np.full(won.shape, np.nan),
        },
        row=log.pointers(TABLE)[parts.deal],
        money={"amount": parts.whole},
        keep=won,
        aside={LEFT_OUT: every.out[parts.deal], FX_MISSING: parts.no_rate},
    )


def _from_lines(log: SalesLog) -> Facts:
    day, back, money = log.day(LINES, "order_date"), refunds(log), line_money(log)
    parts, units = line_parts(log), line_units(log)
    dims = {name: codes[parts.of] for name, codes in line_dims(log).items()}
    return facts(
        day[parts.line],
        dims,
        {
            "sold": ~back[parts.line],
            "refund": back[parts.line],
            "placed": dims["location"] >= 0,
            "units": units[parts.line],
        },
        row=log.pointers(LINES)[parts.line],
        money={"amount": parts.whole},
        keep=(real_lines(log) | lines_out(log))[parts.line],
        aside={
            LEFT_OUT: lines_out(log)[parts.line],
            SAMPLE: log.says(LINES, "line_type", "sample")[parts.line],
            FX_MISSING: money.no_rate[parts.line],
        },
    )


@derived
def line_money(log: SalesLog) -> Amounts:
    """The amounts of all order lines in the base currency; what is given back is negative."""
    money = in_base(log, LINES, "amount", log.day(LINES, "order_date"))
    return Amounts(np.where(refunds(log), -np.abs(money.whole), money.whole), money.no_rate)


@derived
def real_lines(log: SalesLog) -> Mask:
    """Lines that were ordered by the end of the log, not cancelled and not of a deal taken out of all figures."""
    return _ordered(log) & ~_of_deals_out(log)


@derived
def lines_out(log: SalesLog) -> Mask:
    """Lines that would be real, had their deal not been taken out of all figures."""
    return _ordered(log) & _of_deals_out(log)


def _ordered(log: SalesLog) -> Mask:
    ordered: Mask = ~log.says(LINES, "status", "cancelled") & (log.day(LINES, "order_date") <= log.as_of)
    return ordered


@derived
def _of_deals_out(log: SalesLog) -> Mask:
    """Lines of such deals, and what was given back of them."""
    out = of_left_out(log, LINES)
    return out | taken(out, originals(log), missing=0) if out.any() else out


@derived
def refunds(log: SalesLog) -> Mask:
    """Lines that give money back: marked so, or negative without being a discount on the whole order."""
    negative = (log.number(LINES, "amount") < 0) & ~discounts(log)
    back: Mask = log.says(LINES, "line_type", "refund") | negative
    return back


@derived
def discounts(log: SalesLog) -> Mask:
    """Negative lines without a product, in an order that has positive lines with one."""
    none = np.zeros(log.rows(LINES), dtype=bool)
    if not log.has(LINES, "order_id", "product_id"):
        return none
    order = log.text(LINES, "order_id")
    bought = np.zeros(len(order.values) + 1, dtype=bool)  # the last stands for a blank order
    bought[order.codes[_discountable(log) & (order.codes >= 0)]] = True
    of_nothing = log.code("product", LINES, "product_id") < 0
    given_back = log.says(LINES, "line_type", "refund") | (log.text(LINES, "original_order_id").codes >= 0)
    mask: Mask = (log.number(LINES, "amount") < 0) & of_nothing & ~given_back & bought[order.codes]
    return mask


def _discountable(log: SalesLog) -> Mask:
    mask: Mask = real_lines(log) & (log.number(LINES, "amount") > 0) & (log.code("product", LINES, "product_id") >= 0)
    return mask & ~log.says(LINES, "line_type", "sample", "refund")


class LineParts(NamedTuple):
    """Lines as they count; a discount on an order stands once for each line (``of``) that it is spread over.

    ``whole``: what the part is worth, in ten-thousandths.
    """

    line: Rows
    of: Rows
    whole: Floats


@derived
def line_units(log: SalesLog) -> Floats:
    """Net pieces of each line; NaN where none are told, and for discounts on a whole order."""
    units, back = log.number(LINES, "qty"), refunds(log)
    return np.where(back, -np.abs(units), np.where(discounts(log), np.nan, units))


@derived
def line_parts(log: SalesLog) -> LineParts:
    discount, whole = discounts(log), line_money(log).whole
    plain = np.flatnonzero(~discount)
    if not discount.any():
        return LineParts(plain, plain, whole)
    order = log.text(LINES, "order_id").codes
    bought = np.flatnonzero(_discountable(log) & (order >= 0) & (whole > 0))
    given = np.flatnonzero(discount)
    pairs = pd.DataFrame({"order": order[given], "line": given}).merge(
        pd.DataFrame({"order": order[bought], "of": bought, "weight": whole[bought]}), on="order"
    )
    pairs = pairs.sort_values(["line", "of"], kind="stable")
    share = (pairs["weight"] / pairs.groupby("line")["weight"].transform("sum")).to_numpy(dtype=np.float64)
    line, of = pairs["line"].to_numpy(dtype=np.int64), pairs["of"].to_numpy(dtype=np.int64)
    return LineParts(
        np.concatenate([plain, line]),
        np.concatenate([plain, of]),
        np.concatenate([whole[plain], shared_out(line, share, whole)]),
    )


@derived
def line_dims(log: SalesLog) -> dict[str, Codes]:
    """The dimensions of every order line; a refund stands at the place of the sale that it takes back."""
    original = originals(log)
    dims = row_dims(log, LINES, sellers(log))
    for dim in ("location", "region"):
        dims[dim] = np.where(original >= 0, taken(dims[dim], original, NOBODY_CODE), dims[dim])
    return dims


@derived
def originals(log: SalesLog) -> Rows:
    """For each line the one it takes back: of the original order the same product, else the first line."""
    found = row_of(log, LINES, "original_order_id", LINES, "order_id")
    asked = np.flatnonzero(found >= 0)
    if not asked.size or not log.has(LINES, "product_id"):
        return found
    order, product = log.text(LINES, "order_id").codes, log.code("product", LINES, "product_id")
    lines = pd.DataFrame({"order": order, "product": product, "line": np.arange(len(order))})
    lines = lines[lines["product"] >= 0].drop_duplicates(["order", "product"])
    wanted = pd.DataFrame({"order": order[found[asked]], "product": product[asked]})
    same = wanted.merge(lines, how="left", on=["order", "product"])["line"].fillna(-1).to_numpy(dtype=np.int64)
    found[asked] = np.where(same >= 0, same, found[asked])
    return found


@derived
def sellers(log: SalesLog) -> Codes:
    """Who sold each line: stated, else the owner of its deal; without any stated rep the customer's owner."""
    at = instant(log, LINES, "order_date", end=True)
    at = np.where(at == NO_MOMENT, cut_off(log), at)
    of_deal = deal_owners(log, row_of(log, LINES, "opportunity_id", TABLE, "opportunity_id"), at)
    stated = log.code("rep", LINES, "rep_id") if log.has(LINES, "rep_id") else of_deal
    told = first_known(stated, of_deal)
    told = first_known(told, taken(told, originals(log), NOBODY_CODE))
    if log.has(LINES, "rep_id") or not log.has("customers"):
        return told
    customer = _customer_rows(log)
    now = log.code("rep", "customers", "owner_rep_id") if log.has("customers", "owner_rep_id") else None
    past = owner_at(customer_holders(log), customer, at)
    return first_known(told, past) if now is None else first_known(told, past, taken(now, customer, NOBODY_CODE))


def _customer_rows(log: SalesLog) -> Rows:
    found = row_of(log, LINES, "customer_id", "customers", "customer_id")
    by_name = row_of(log, LINES, "customer_id", "customers", "name")
    return np.where(found >= 0, found, by_name)


def sales_notes(log: SalesLog) -> tuple[str, ...]:
    """Where the sales come from and what is not in them."""
    if not from_orders(log):
        return ("Taken from won opportunities: there are no order lines.",)
    notes = ["Taken from order lines."]
    if not log.has(LINES, "rep_id") and (sellers(log) >= 0).any():
        notes.append("The order lines name no rep: they are credited to the owner of the deal or the customer.")
    if returned := _returned(log):
        what = "One order is" if returned == 1 else f"{returned} orders are"
        notes.append(f"{what} marked as returned without an amount: nothing is subtracted for that.")
    return tuple(notes)


def _returned(log: SalesLog) -> int:
    if not log.has("orders", "returned"):
        return 0
    orders = log.text("orders", "order_id").codes[log.flag("orders", "returned")]
    return len(np.unique(orders[orders >= 0]))
