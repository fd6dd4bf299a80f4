"""New customers followed from their start on: how many left within six and nine months."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.account_managers import OWNED, bought_from, has_purchases, of_customer, pointers_of
from salesdesk.kpis.catalogue.credit import of_rep, owner_notes
from salesdesk.kpis.catalogue.customer_spells import active_notes, churn_is_told, first_days, spells, told_day
from salesdesk.kpis.catalogue.deal_facts import TABLE, cycle_days
from salesdesk.kpis.catalogue.derived import NEVER, Rows, derived, months_later, taken
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.purchases import purchases
from salesdesk.kpis.catalogue.reasons import BY_REP, NEGATIVE
from salesdesk.kpis.facts import STILL, Facts, facts, reads
from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Share
from salesdesk.kpis.sources import Side
from salesdesk.models.dims import first_known
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.period import NO_DAY

MONTHS = (6, 9)
FAST, SLOW = 0, 1


@derived
def winning_deals(log: SalesLog) -> Rows:
    """For each customer the deal that won it: the first one won; -1 where none is known."""
    found = np.full(len(log.members("customer").labels), -1, dtype=np.int64)
    if log.has(TABLE, "customer_id"):
        customer, closed = log.code("customer", TABLE, "customer_id"), deals(log).closed
        won = np.flatnonzero(deals(log).won & (customer >= 0) & (closed != NO_DAY))
        won = won[np.argsort(closed[won], kind="stable")][::-1]
        found[customer[won]] = won
    return found


@derived
def winners(log: SalesLog) -> Codes:
    """For each customer the rep who won it: of the first deal won, else of the first purchase."""
    rep = np.full(len(log.members("customer").labels), NOBODY_CODE, dtype=np.int32)
    if has_purchases(log):
        bought = purchases(log)
        known = np.flatnonzero((bought.customer >= 0) & (bought.day != NO_DAY))
        known = known[np.argsort(bought.day[known], kind="stable")][::-1]
        rep[bought.customer[known]] = bought_from(log)[known]
    return first_known(taken(deals(log).owner, winning_deals(log), NOBODY_CODE), rep) if log.has(TABLE) else rep


@derived
def won_in(log: SalesLog) -> Codes:
    """For each customer whether the deal that won it was fast (no longer than the team's median cycle) or slow."""
    days = cycle_days(log) if log.has(TABLE) else np.empty(0)
    won = days[deals(log).won] if len(days) else days
    won = won[won >= 0]
    own = taken(days, winning_deals(log), np.nan)
    if not len(won):
        return np.full(len(own), NOBODY_CODE, dtype=np.int32)
    band = np.where(own <= np.median(won), FAST, SLOW)
    return np.where(own >= 0, band, NOBODY_CODE).astype(np.int32)


class Starts(NamedTuple):
    """For every company the day of its start as a customer (NEVER: none) and of its leaving (STILL: not yet)."""

    day: Days
    left: Days


@derived
def starts(log: SalesLog) -> Starts:
    begun, found = told_day(log, "onboarded_at"), spells(log)
    day = np.where(begun != NO_DAY, begun, first_days(log)).astype(np.int32)
    day = np.where(day > log.as_of, NEVER, day).astype(np.int32)
    left = np.full(len(day), STILL, dtype=np.int32)
    if churn_is_told(log):
        told = told_day(log, "churned_at")
        left = np.where((told != NO_DAY) & (told <= log.as_of), told, STILL).astype(np.int32)
    else:
        later = found.until > day[found.customer]
        np.minimum.at(left, found.customer[later], found.until[later])
    return Starts(day, np.where(left <= log.as_of, left, STILL).astype(np.int32))


def can_tell(log: SalesLog, months: int) -> bool:
    """Whether leaving within so many months can be seen at all: an inactivity limit that is longer hides it."""
    return churn_is_told(log) or log.settings.active_months <= months


@reads("active_months")
def beginners(log: SalesLog) -> Facts:
    """New customers by the day of their start, credited to the rep who won them.

    For 6 and 9 months: ``mature`` ones have had the time, ``left`` ones left within it, and those ``seen`` are all,
    if it can be told.
    """
    found = starts(log)
    customer = np.flatnonzero(found.day != NEVER).astype(np.int32)
    day, left = found.day[customer], found.left[customer]
    marks: dict[str, Mask] = {}
    for months in MONTHS:
        due = months_later(day, months)
        marks[f"mature_{months}"], marks[f"left_{months}"] = due <= log.as_of, left <= due
        marks[f"seen_{months}"] = np.full(len(day), can_tell(log, months))
    return facts(
        day,
        {**of_customer(log, customer), **of_rep(log, winners(log)[customer]), "cycle": won_in(log)[customer]},
        marks,
        row=pointers_of(log, customer),
        aside={NEGATIVE: left < day},
    )


def _left_within(months: int) -> Share:
    side = Side(beginners, where=f"seen_{months}", title="New customers")
    return Share(side, hit=f"left_{months}", mature=f"mature_{months}")


def _notes(log: SalesLog) -> tuple[str, ...]:
    notes = [*active_notes(log)]
    if not all(can_tell(log, months) for months in MONTHS):
        hidden = " and ".join(str(months) for months in MONTHS if not can_tell(log, months))
        limit = log.settings.active_months
        notes.append(f"With a limit of {limit} months nobody can be seen to leave within {hidden} months.")
    return (*notes, *owner_notes(log))


EARLY_CHURN_RATE = Kpi(
    id="K37",
    key="early_churn_rate",
    name="Churn 6 and 9 months after onboarding",
    definition="Of the customers who started in the period, the share that left within six months; nine months are "
    "shown beside it.",
    formula="customers who left at most six months after their start / customers who started in the period, at least "
    "six months ago",
    unit=Unit.PERCENT,
    direction=Direction.LOWER,
    needs=(
        (
            "customers.onboarded_at | order_lines.amount order_lines.customer_id order_lines.order_date"
            " | customers.first_order_date"
        ),
        "customers.churned_at | order_lines.amount order_lines.customer_id order_lines.order_date",
    ),
    measure=_left_within(6),
    by=(*BY_REP, *OWNED, "customer", "cycle"),
    figures={"nine_months": Figure("Within nine months", Unit.PERCENT, _left_within(9))},
    question="What did the customers who left believe they had bought?",
    page="customers",
    counted="new customers",
    notes=_notes,
)
KPIS = (EARLY_CHURN_RATE,)
