"""The rows of the KPIs on deals: opened, closed, the money in them, their size and their length."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.amounts import in_base
from salesdesk.kpis.catalogue.credit import creators, credited, of_rep
from salesdesk.kpis.catalogue.deal_dims import deal_dims
from salesdesk.kpis.catalogue.derived import Rows, derived
from salesdesk.kpis.catalogue.left_out import LEFT_OUT
from salesdesk.kpis.catalogue.outcomes import LOST, OPEN, WON, deals
from salesdesk.kpis.catalogue.reasons import FX_MISSING, NEGATIVE, NO_AMOUNT, NO_END, NO_START, RENEWAL
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.models.dims import row_dims
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.money import Floats
from salesdesk.models.period import NO_DAY

TABLE = "opportunities"


@reads("rate_age_days")
def opened(log: SalesLog) -> Facts:
    """Opportunities by the day they were opened, credited to their creator; renewals are set aside."""
    every = deals(log)
    return facts(
        every.created,
        row_dims(log, TABLE, creators(log)),
        {
            "outbound": log.says(TABLE, "source", "outbound"),
            "marketing": log.says(TABLE, "source", "inbound", "marketing"),
            "uncredited": creators(log) < 0,
        },
        money={"amount": in_base(log, TABLE, "amount", every.created).whole},
        row=log.pointers(TABLE),
        keep=every.known,
        aside={LEFT_OUT: every.out, RENEWAL: log.says(TABLE, "type", "renewal")},
    )


@derived
def given_up(log: SalesLog) -> Days:
    """The day from which an open deal counts as lost because it is overdue for long; NO_DAY where none does."""
    every, limit = deals(log), log.settings.overdue_lost_days
    due = log.day(TABLE, "expected_close")
    if limit is None:
        return np.full(due.shape, NO_DAY, dtype=np.int32)
    since = np.where(due == NO_DAY, NO_DAY, due.astype(np.int64) + limit + 1)
    late = every.known_as(OPEN) & (due != NO_DAY) & (since <= log.as_of)
    return np.where(late, since, NO_DAY).astype(np.int32)


class Closings(NamedTuple):
    """When each deal was closed and how, those given up and those taken out of all figures included."""

    day: Days
    won: Mask
    lost: Mask


@derived
def closings(log: SalesLog) -> Closings:
    every, late = deals(log), given_up(log)
    day = np.where(late == NO_DAY, every.closed, late).astype(np.int32)
    return Closings(day, every.known_as(WON), every.known_as(LOST) | (late != NO_DAY))


@reads("rate_age_days", "overdue_lost_days")
def closed(log: SalesLog) -> Facts:
    """Deals by the day of their final closing, each once, credited to the owner at that moment."""
    every, ended = deals(log), closings(log)
    amount = log.number(TABLE, "amount")
    return facts(
        ended.day,
        deal_dims(log),
        {
            "won": ended.won,
            "lost": ended.lost,
            "won_for_nothing": ended.won & (amount == 0),
            "won_unknown": ended.won & np.isnan(amount),
        },
        row=log.pointers(TABLE),
        keep=ended.won | ended.lost,
        aside={LEFT_OUT: every.out},
    )


class ClosedParts(NamedTuple):
    """What closed deals are worth, shared among reps as the deals are split: one row per deal and rep."""

    deal: Rows
    whole: Floats
    no_rate: Mask
    dims: dict[str, Codes]


@derived
def closed_parts(log: SalesLog) -> ClosedParts:
    every, ended = deals(log), closings(log)
    money = in_base(log, TABLE, "amount", ended.day)
    rows = np.flatnonzero(ended.won | ended.lost)
    parts = credited(log, rows, every.owner[rows], money.whole[rows])
    deal = rows[parts.of]
    dims = {name: codes[deal] for name, codes in deal_dims(log).items()}
    return ClosedParts(deal, parts.whole, money.no_rate[deal], dims | of_rep(log, parts.rep))


@reads("rate_age_days", "overdue_lost_days")
def closed_money(log: SalesLog) -> Facts:
    """The money in closed deals, by the day of their final closing and at the rates of that day."""
    ended, parts = closings(log), closed_parts(log)
    return facts(
        ended.day[parts.deal],
        parts.dims,
        {"won": ended.won[parts.deal], "lost": ended.lost[parts.deal]},
        money={"amount": parts.whole},
        row=log.pointers(TABLE)[parts.deal],
        aside={LEFT_OUT: deals(log).out[parts.deal], FX_MISSING: parts.no_rate},
    )


@reads("rate_age_days")
def deal_sizes(log: SalesLog) -> Facts:
    """Won deals with a known amount, whole, by the day they were won."""
    every, money = deals(log), in_base(log, TABLE, "amount", deals(log).closed)
    amount = log.number(TABLE, "amount")
    return facts(
        every.closed,
        deal_dims(log),
        {"for_nothing": amount == 0},
        money={"amount": money.whole},
        row=log.pointers(TABLE),
        keep=every.known_as(WON),
        aside={LEFT_OUT: every.out, NO_AMOUNT: np.isnan(amount), FX_MISSING: money.no_rate},
    )


@derived
def cycle_days(log: SalesLog) -> Floats:
    """Days from opening to final closing of each opportunity; NaN where either is unknown or it is still open."""
    every = deals(log)
    known = (every.created != NO_DAY) & (every.closed != NO_DAY)
    days = every.closed.astype(np.float64) - every.created
    return np.where(known, days, np.nan)


BANDS = (7, 21, 42, 90)  # last days of the bands of a cycle's length
BAND_NAMES = ("days_0_7", "days_8_21", "days_22_42", "days_43_90", "days_over_90")


@reads("rate_age_days")
def cycles(log: SalesLog) -> Facts:
    """Closed deals by the day of their closing, with the days since they were opened."""
    every, days = deals(log), cycle_days(log)
    return facts(
        every.closed,
        deal_dims(log),
        {
            "won": every.known_as(WON),
            "lost": every.known_as(LOST),
            "days": days,
            "band": np.searchsorted(BANDS, days, side="left").astype(np.float64),
        },
        row=log.pointers(TABLE),
        keep=every.known_as(WON, LOST),
        aside={
            LEFT_OUT: every.out,
            NO_START: every.created == NO_DAY,
            NO_END: every.closed == NO_DAY,
            NEGATIVE: days < 0,
        },
    )


@reads("rate_age_days")
def lifetimes(log: SalesLog) -> Facts:
    """Opportunities by the day they were opened, with the days until any closing, or until the end of the log."""
    every, days = deals(log), cycle_days(log)
    shut = np.isin(every.status, (WON, LOST))
    age = np.where(shut, days, float(log.as_of) - every.created)
    return facts(
        every.created,
        deal_dims(log),
        {"days": age, "decided": shut},
        row=log.pointers(TABLE),
        keep=every.known,
        aside={
            LEFT_OUT: every.out,
            NO_START: every.created == NO_DAY,
            NO_END: shut & (every.closed == NO_DAY),
            NEGATIVE: days < 0,
        },
    )
