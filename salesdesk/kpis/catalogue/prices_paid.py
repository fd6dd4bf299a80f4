"""What was paid per unit: order lines with their pieces, their list prices and whether a promotion ran."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.amounts import converted
from salesdesk.kpis.catalogue.derived import Rows, derived, taken
from salesdesk.kpis.catalogue.left_out import LEFT_OUT
from salesdesk.kpis.catalogue.reasons import BY_LINE, FX_MISSING, NO_AMOUNT, SAMPLE
from salesdesk.kpis.catalogue.sales_facts import (
    LINES,
    line_dims,
    line_money,
    line_parts,
    line_units,
    lines_out,
    originals,
    real_lines,
)
from salesdesk.kpis.facts import Facts, Reason, facts, reads
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.money import Floats, units
from salesdesk.models.period import NO_DAY

NO_QUANTITY = Reason("no_quantity", "no quantity", gap=True)
PROMOTIONS = "promotions"


@reads("rate_age_days")
def prices_paid(log: SalesLog) -> Facts:
    """Order lines by their day with what was paid and how many pieces, both negative for what was given back.

    ``line`` marks lines, in contrast to parts of a discount on the whole order; ``base`` those without a promotion,
    ``listed`` those with a list price: ``list`` is what they would have cost at that.
    """
    if not log.has(LINES, "amount", "qty"):
        return _nothing()
    parts, pieces, full = line_parts(log), line_units(log), _list_values(log)
    amount, money = log.number(LINES, "amount"), line_money(log)
    is_line, of = parts.line == parts.of, parts.of
    free = log.says(LINES, "line_type", "sample") | (amount == 0)
    return facts(
        log.day(LINES, "order_date")[parts.line],
        {name: line_dims(log)[name][of] for name in BY_LINE},
        {
            "units": np.where(is_line, pieces[of], 0.0),
            "line": is_line,
            "base": ~_promoted(log)[of],
            "listed": ~np.isnan(full[of]),
        },
        row=log.pointers(LINES)[parts.line],
        money={"amount": parts.whole, "list": np.where(is_line, full[of], 0.0)},
        keep=(real_lines(log) | lines_out(log))[parts.line],
        aside={
            LEFT_OUT: lines_out(log)[parts.line],
            SAMPLE: free[of],
            NO_AMOUNT: np.isnan(amount)[of],
            NO_QUANTITY: np.isnan(pieces)[of],
            FX_MISSING: money.no_rate[parts.line],
        },
    )


def _nothing() -> Facts:
    none = np.empty(0, dtype=np.int32)
    marks = {name: none.astype(bool) for name in ("line", "base", "listed")}
    amounts = {"amount": np.empty(0), "list": np.empty(0)}
    dims = dict.fromkeys(BY_LINE, none)
    return facts(none, dims, {"units": np.empty(0), **marks}, row=none.astype(np.int64), money=amounts)


def _list_values(log: SalesLog) -> Floats:
    """What each line would have cost at its own list price, else the sale's that it takes back, else the product's."""
    day, pieces = log.day(LINES, "order_date"), line_units(log)
    own = log.number(LINES, "list_price")
    own = np.where(np.isnan(own), taken(own, originals(log), np.nan), own)
    product = log.code("product", LINES, "product_id") if log.has(LINES, "product_id") else None
    stated = converted(log, LINES, own * pieces, day).whole
    if product is None:
        return stated
    listed = np.full(len(log.members("product").labels) + 1, np.nan)
    listed[list_prices(log).product] = list_prices(log).price
    return np.where(np.isnan(own), np.rint(listed[product] * pieces), stated)


class ListPrices(NamedTuple):
    """The rows of products that state a list price, the first of each, and what they state in ten-thousandths."""

    row: Rows
    product: Codes
    price: Floats


@derived
def list_prices(log: SalesLog) -> ListPrices:
    """List prices are in the base currency."""
    members = log.members("product")
    by_id, by_name = (members.codes(log.text("products", column)) for column in ("product_id", "name"))
    product, price = np.where(by_id >= 0, by_id, by_name), units(log.number("products", "list_price"))
    told = np.flatnonzero((product >= 0) & (price > 0))
    code, first = np.unique(product[told], return_index=True)
    return ListPrices(told[first], code.astype(np.int32), price[told[first]])


@derived
def _promoted(log: SalesLog) -> Mask:
    """Which lines were sold while a promotion ran at their location (any, if it names none) for their product."""
    found = np.zeros(log.rows(LINES), dtype=bool)
    if not log.has(PROMOTIONS, "start", "end"):
        return found
    day = _days_of_sale(log)
    order = np.argsort(day, kind="stable")
    start, end = log.day(PROMOTIONS, "start"), log.day(PROMOTIONS, "end")
    low, high = np.searchsorted(day[order], start), np.searchsorted(day[order], end, side="right")
    for row in np.flatnonzero((start != NO_DAY) & (end >= start)):
        lines = order[low[row] : high[row]]
        for dim in ("location", "product"):
            wanted = log.code(dim, PROMOTIONS, f"{dim}_id")[row] if log.has(PROMOTIONS, f"{dim}_id") else -1
            if wanted >= 0:
                lines = lines[line_dims(log)[dim][lines] == wanted]
        found[lines] = True
    return found


def _days_of_sale(log: SalesLog) -> Days:
    """The day of each line, of what was given back that of the sale."""
    day, original = log.day(LINES, "order_date"), originals(log)
    return np.where(original >= 0, taken(day, original, NO_DAY), day)
