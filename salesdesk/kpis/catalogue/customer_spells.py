"""From when to when each company is a customer: until it left, or had bought nothing for too long."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.account_managers import (
    CUSTOMERS,
    account_dims,
    has_purchases,
    manager_changes,
    of_customer,
    pointers_of,
)
from salesdesk.kpis.catalogue.derived import NEVER, Rows, derived, months_later
from salesdesk.kpis.catalogue.persons import bought_of_customers
from salesdesk.kpis.catalogue.purchases import customer_rows, purchases
from salesdesk.kpis.facts import STILL, Facts, facts, reads
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.period import NO_DAY

# Any of these tells who is a customer since when.
ACTIVE = (
    "order_lines.amount order_lines.customer_id order_lines.order_date | customers.churned_at"
    " | customers.first_order_date | customers.onboarded_at"
    " | opportunities.customer_id opportunities.status opportunities.closed_at"
)
TENURES = (3, 6, 12, 24)  # months since the first purchase at which the next band begins


def told_day(log: SalesLog, column: str) -> Days:
    """A date of every customer as its row states it; NO_DAY where none does."""
    day = np.full(len(log.members("customer").labels), NO_DAY, dtype=np.int32)
    if log.has(CUSTOMERS, column):
        own, told = customer_rows(log), log.day(CUSTOMERS, column)
        known = np.flatnonzero((own >= 0) & (told != NO_DAY))[::-1]
        day[own[known]] = told[known]
    return day


@derived
def churn_is_told(log: SalesLog) -> bool:
    """Whether the customers tell when they leave: who states no such day then stays."""
    return bool((told_day(log, "churned_at") != NO_DAY).any())


class Purchased(NamedTuple):
    """Days on which customers are known to have bought, by customer and day."""

    customer: Codes
    day: Days


@derived
def purchased(log: SalesLog) -> Purchased:
    """Purchases by the end of the log; of a customer without any the day of its onboarding stands for one."""
    first, begun = bought_of_customers(log), told_day(log, "onboarded_at")
    first = np.where(first == NEVER, begun, first)
    customer, day = np.arange(len(first), dtype=np.int32), first
    if has_purchases(log):
        bought = purchases(log)
        customer, day = np.concatenate([customer, bought.customer]), np.concatenate([day, bought.day])
    known = np.flatnonzero((customer >= 0) & (day != NO_DAY) & (day <= log.as_of))
    order = known[np.lexsort((day[known], customer[known]))]
    return Purchased(customer[order], day[order])


class Spells(NamedTuple):
    """Times [day, until) as a customer, by customer and day; NO_DAY: since ever, STILL: not over."""

    customer: Codes
    day: Days
    until: Days


@derived
def spells(log: SalesLog) -> Spells:
    return _by_churn(log) if churn_is_told(log) else _by_pauses(log)


def _by_churn(log: SalesLog) -> Spells:
    """From the first purchase to the day of leaving, and from the first purchase after that on."""
    bought, left = purchased(log), told_day(log, "churned_at")
    members = np.arange(len(left), dtype=np.int32)
    gone = left != NO_DAY
    first = first_days(log)
    # Where nothing tells since when anybody is a customer, all who are listed are, and so is who has left.
    since_ever = (first == NEVER) & (gone | ~(first != NEVER).any())
    start = np.where(since_ever, NO_DAY, first).astype(np.int32)
    end = np.where(gone, left, STILL).astype(np.int32)
    again = np.full(len(left), NEVER, dtype=np.int32)
    later = bought.day > end[bought.customer]
    np.minimum.at(again, bought.customer[later], bought.day[later])
    customer = np.concatenate([members, members])
    day, until = np.concatenate([start, again]), np.concatenate([end, np.full(len(again), STILL, dtype=np.int32)])
    kept = (day != NEVER) & (until > day)
    return _sorted(customer[kept], day[kept], until[kept])


def _by_pauses(log: SalesLog) -> Spells:
    """From a purchase until nothing was bought for the months of the settings."""
    bought = purchased(log)
    until = months_later(bought.day, log.settings.active_months)
    new = np.append(True, (bought.customer[1:] != bought.customer[:-1]) | (bought.day[1:] > until[:-1]))
    new = new[: len(until)]
    last = np.append(new[1:], True)[: len(until)]
    return _sorted(bought.customer[new], bought.day[new], until[last])


def _sorted(customer: Codes, day: Days, until: Days) -> Spells:
    order = np.lexsort((day, customer))
    return Spells(customer[order], day[order], until[order])


@derived
def first_days(log: SalesLog) -> Days:
    """Since when each company is known to be a customer; NEVER where it is none."""
    first = np.full(len(log.members("customer").labels), NEVER, dtype=np.int32)
    np.minimum.at(first, purchased(log).customer, purchased(log).day)
    return first


def active_on(log: SalesLog, customer: Codes, day: Days) -> Mask:
    """Which companies (-1 = none) are customers on a day."""
    found = spells(log)
    if not len(found.day):
        return np.zeros(len(customer), dtype=bool)
    place = np.searchsorted(_ordered(found.customer, found.day), _ordered(customer, day), side="right") - 1
    spell = np.maximum(place, 0)
    mask: Mask = (place >= 0) & (found.customer[spell] == customer) & (found.until[spell] > day) & (day != NO_DAY)
    return mask


def _ordered(customer: Codes, day: Days) -> Rows:
    return (customer.astype(np.int64) << 33) + (day.astype(np.int64) - NO_DAY)


@reads("active_months")
def standing(log: SalesLog) -> Facts:
    """Customers from when to when they are, whoever looks after them."""
    found = spells(log)
    return facts(found.day, of_customer(log, found.customer), until=found.until, row=pointers_of(log, found.customer))


@reads("active_months")
def active(log: SalesLog) -> Facts:
    """As ``standing``, cut where the account manager changes or the next band of time as a customer begins.

    ``longest``: one of the ten that have been customers for the longest time and still are.
    """
    found = spells(log)
    spell, day = _cuts(log)
    order = np.lexsort((day, spell))
    spell, day = spell[order], day[order]
    ends = np.append(spell[1:] != spell[:-1], True)[: len(spell)]
    until = np.where(ends, found.until[spell], np.append(day[1:], STILL)[: len(spell)])
    kept = until > day
    spell, day, until = spell[kept], day[kept], until[kept].astype(np.int32)
    customer = found.customer[spell]
    return facts(
        day,
        {**account_dims(log, customer, day), "tenure": tenures(log, customer, day)},
        {"longest": longest(log)[customer]},
        until=until,
        row=pointers_of(log, customer),
    )


def _cuts(log: SalesLog) -> tuple[Rows, Days]:
    """Where each spell begins, and where it is cut."""
    found, changes = spells(log), manager_changes(log)
    every = np.arange(len(found.day))
    first = first_days(log)[found.customer]
    since = np.flatnonzero(first != NEVER)
    borders = [months_later(first[since], months) for months in TENURES]
    passed_to = np.searchsorted(found.customer, changes.customer, side="right")
    passed_from = np.searchsorted(found.customer, changes.customer, side="left")
    # A customer has few spells: each change is tried on all of them.
    most = int((passed_to - passed_from).max(initial=0))
    tried = [np.where(passed_from + step < passed_to, passed_from + step, -1) for step in range(most)]
    spell = np.concatenate([every, *[since] * len(TENURES), *tried])
    day = np.concatenate([found.day, *borders, *[changes.day] * most])
    inside = (spell >= 0) & (day >= found.day[spell]) & (day < found.until[spell]) if len(every) else spell < 0
    return spell[inside], day[inside].astype(np.int32)


def tenures(log: SalesLog, customer: Codes, day: Days) -> Codes:
    """The band of time since the first purchase on a day, as a code of the dimension; nobody's where unknown."""
    first = first_days(log)
    begun = np.where(first == NEVER, 0, first).astype(np.int32)
    band = np.zeros(len(day), dtype=np.int32)
    for months in TENURES:
        band += months_later(begun, months)[customer] <= day
    return np.where((first[customer] != NEVER) & (day != NO_DAY), band, -1).astype(np.int32)


@derived
def longest(log: SalesLog) -> Mask:
    """The ten customers of now with the earliest first purchase."""
    found, first = spells(log), first_days(log)
    now = found.customer[(found.day <= log.as_of) & (found.until > log.as_of)]
    now = now[first[now] != NEVER]
    mask = np.zeros(len(first), dtype=bool)
    mask[now[np.argsort(first[now], kind="stable")][:10]] = True
    return mask


def active_notes(log: SalesLog) -> tuple[str, ...]:
    """Who counts as a customer."""
    if churn_is_told(log):
        return ("A customer stays one until the day on which it is stated to have left.",)
    months = log.settings.active_months
    return (f"Nothing states when customers leave: one is a customer until it bought nothing for {months} months.",)
