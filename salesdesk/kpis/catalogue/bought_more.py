"""Which order lines sell an existing customer more of what it has, or something it never had."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from salesdesk.kpis.catalogue.account_managers import of_customer
from salesdesk.kpis.catalogue.derived import NEVER, Rows, derived
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.persons import bought_of_customers
from salesdesk.kpis.catalogue.purchases import order_of
from salesdesk.kpis.catalogue.reasons import NO_CUSTOMER
from salesdesk.kpis.catalogue.sales_facts import LINES, discounts, line_dims, originals, real_lines, refunds
from salesdesk.kpis.facts import NO_DATE, Array, Facts, facts, reads
from salesdesk.models.dims import row_dims
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import Coded, Codes
from salesdesk.models.names import name_key
from salesdesk.models.period import NO_DAY

DEALS = "opportunities"


class Bought(NamedTuple):
    """Lines of existing or new customers that were not given back in full, by customer and day."""

    line: Rows
    customer: Codes
    day: Days


@derived
def bought(log: SalesLog) -> Bought:
    customer, day = log.code("customer", LINES, "customer_id"), log.day(LINES, "order_date")
    line = np.flatnonzero(_sold(log) & ~given_back(log) & (customer >= 0) & (day != NO_DAY))
    line = line[np.lexsort((day[line], customer[line]))]
    return Bought(line, customer[line], day[line])


def _sold(log: SalesLog) -> Mask:
    mask: Mask = real_lines(log) & ~refunds(log) & ~discounts(log) & ~log.says(LINES, "line_type", "sample")
    return mask


@derived
def given_back(log: SalesLog) -> Mask:
    """Lines that were given back in full: with their whole order, or all that the order had of their product."""
    back, original = refunds(log), originals(log)
    product = log.code("product", LINES, "product_id") if log.has(LINES, "product_id") else np.full(len(back), -1)
    of = np.where(back & (product < 0) & (original >= 0), product[original], product) if len(back) else product
    amount = np.nan_to_num(log.number(LINES, "amount"))
    counted = (_sold(log) | discounts(log) | back) & real_lines(log)
    found = pd.DataFrame({"order": order_of(log), "product": of, "worth": np.where(back, -np.abs(amount), amount)})
    found["back"], found["worth"] = back & counted, np.where(counted, found["worth"], 0.0)
    whole, part = found.groupby("order"), found.groupby(["order", "product"])
    returned = [group["back"].transform("any") & (group["worth"].transform("sum") <= 0) for group in (whole, part)]
    mask: Mask = (returned[0] | returned[1]).to_numpy(dtype=bool)
    return mask


class Families(NamedTuple):
    """``code`` of each line into ``names``; -1 = unknown."""

    code: Codes
    names: tuple[str, ...]


@derived
def named_families(log: SalesLog) -> Families:
    """The product family of each line: stated, else that of its product, else the product itself."""
    place: dict[str, int] = {}
    names: list[str] = []

    def codes(column: Coded) -> Rows:
        for value in column.values:
            if place.setdefault(name_key(value), len(place)) == len(names):
                names.append(value.strip())
        return np.array([*(place[name_key(value)] for value in column.values), -1], dtype=np.int64)[column.codes]

    stated = codes(log.text(LINES, "product_family"))
    product = log.code("product", LINES, "product_id") if log.has(LINES, "product_id") else np.full(len(stated), -1)
    of_product = _of_products(log, codes(log.text("products", "family")).astype(np.float64))[product]
    by_product = np.where(np.isnan(of_product), len(place) + product, of_product)
    family = np.where(stated >= 0, stated, np.where(product >= 0, by_product, -1))
    return Families(family.astype(np.int32), (*names, *log.members("product").labels))


def families(log: SalesLog) -> Codes:
    """The product family of each line; -1 = unknown."""
    return named_families(log).code


def _of_products(log: SalesLog, told: Array) -> Array:
    """What the rows of the products tell, by product, NaN (also in the last place, for none) where unknown."""
    members = log.members("product")
    found = np.full(len(members.labels) + 1, np.nan)
    for column in ("name", "product_id"):
        own = members.codes(log.text("products", column))
        known = np.flatnonzero((own >= 0) & ~np.isnan(told) & (told >= 0))[::-1]
        found[own[known]] = told[known]
    return found


@derived
def _tiers(log: SalesLog) -> Array:
    product = log.code("product", LINES, "product_id") if log.has(LINES, "product_id") else np.full(log.rows(LINES), -1)
    return _of_products(log, log.number("products", "tier"))[product]


def _before(group: Array, day: Days, value: Array) -> Array:
    """For each row the largest value of its group on earlier days, NaN where there was none."""
    rows = pd.DataFrame({"group": group, "day": day, "value": value})
    of_day = rows.groupby(["group", "day"], sort=True)["value"].max()
    before = of_day.groupby(level="group").cummax().groupby(level="group").ffill().groupby(level="group").shift()
    found = rows.join(before.rename("before"), on=["group", "day"])["before"]
    return found.to_numpy(dtype=np.float64)


class Kinds(NamedTuple):
    """For each of the lines ``bought`` whether it is an upsell, and whether it is a cross-sell."""

    upsell: Mask
    cross: Mask


@derived
def kinds(log: SalesLog) -> Kinds:
    """What the line says, where it says so; a repeat order is neither."""
    found = bought(log)
    line, customer, day = found
    says = {word: log.says(LINES, "line_type", word)[line] for word in ("upsell", "cross", "repeat")}
    open_to_it = ~says["upsell"] & ~says["cross"] & ~says["repeat"]
    family, later = families(log)[line], day > np.append(bought_of_customers(log), NEVER)[customer]
    known = family >= 0
    owned_family = _pairs(customer, family)
    had = ~np.isnan(_before(owned_family, day, np.ones(len(line))))
    tier, had_tier = _tiers(log)[line], _before(owned_family, day, _tiers(log)[line])
    higher = known & had & (tier > had_tier)
    return Kinds(
        upsell=says["upsell"] | (open_to_it & (higher | _larger(log, found))),
        cross=says["cross"] | (open_to_it & known & ~had & later),
    )


def _pairs(one: Array, other: Array) -> Rows:
    return (one.astype(np.int64) << 32) + other.astype(np.int64)


def _larger(log: SalesLog, found: Bought) -> Mask:
    """More pieces of a product on one day than the customer ever bought of it on an earlier one."""
    line, customer, day = found
    if not log.has(LINES, "product_id", "qty"):
        return np.zeros(len(line), dtype=bool)
    product = log.code("product", LINES, "product_id")[line]
    rows = pd.DataFrame({"of": _pairs(customer, product), "day": day, "qty": log.number(LINES, "qty")[line]})
    pieces = rows.groupby(["of", "day"])["qty"].transform("sum").to_numpy(dtype=np.float64)
    mask: Mask = (product >= 0) & (pieces > _before(rows["of"].to_numpy(), day, pieces))
    return mask


@reads()
def bought_more(log: SalesLog) -> Facts:
    """Lines that sell a customer more (``upsell``) or something new (``cross``), by their day.

    Lines without a customer or a date are set aside.
    """
    found, kind = bought(log), kinds(log)
    count = log.rows(LINES)
    upsell, cross = np.zeros((2, count), dtype=bool)
    upsell[found.line], cross[found.line] = kind.upsell, kind.cross
    customer, day = log.code("customer", LINES, "customer_id"), log.day(LINES, "order_date")
    dims = line_dims(log)
    unknown = _sold(log) & ((customer < 0) | (day == NO_DAY))
    return facts(
        day,
        {**of_customer(log, customer), **{dim: dims[dim] for dim in ("product", "channel")}},
        {"upsell": upsell | unknown, "cross": cross | unknown, "either": upsell | cross | unknown},
        row=log.pointers(LINES),
        keep=upsell | cross | unknown,
        aside={NO_CUSTOMER: unknown & (customer < 0), NO_DATE: unknown},
    )


@reads()
def offers(log: SalesLog) -> Facts:
    """Closed opportunities that offered customers more or something new, by the day of closing."""
    every = deals(log)
    return facts(
        every.closed,
        row_dims(log, DEALS, every.owner),
        {"won": every.won, "upsell": log.says(DEALS, "type", "upsell"), "cross": log.says(DEALS, "type", "cross")},
        row=log.pointers(DEALS),
        keep=(every.won | every.lost) & log.says(DEALS, "type", "upsell", "cross"),
    )
