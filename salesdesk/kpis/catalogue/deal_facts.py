"""The rows of the KPIs on deals: opened, closed, the money in them, their size and their length."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.amounts import in_base
from salesdesk.kpis.catalogue.credit import creators, credited, of_rep
from salesdesk.kpis.catalogue.derived import Rows, derived
from salesdesk.kpis.catalogue.outcomes import LOST, WON, deals
from salesdesk.kpis.catalogue.reasons import FX_MISSING, NEGATIVE, NO_AMOUNT, NO_END, NO_START, RENEWAL
from salesdesk.kpis.facts import Facts, facts, reads
from salesdesk.models.dims import row_dims
from salesdesk.models.log import Mask, SalesLog
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
        {"outbound": log.says(TABLE, "source", "outbound")},
        money={"amount": in_base(log, TABLE, "amount", every.created).whole},
        row=log.pointers(TABLE),
        keep=every.real,
        aside={RENEWAL: log.says(TABLE, "type", "renewal")},
    )


@reads()
def closed(log: SalesLog) -> Facts:
    """Deals by the day of their final closing, each once, credited to the owner at that moment."""
    every = deals(log)
    amount = log.number(TABLE, "amount")
    return facts(
        every.closed,
        row_dims(log, TABLE, every.owner),
        {
            "won": every.won,
            "lost": every.lost,
            "won_for_nothing": every.won & (amount == 0),
            "won_unknown": every.won & np.isnan(amount),
        },
        row=log.pointers(TABLE),
        keep=every.won | every.lost,
    )


class ClosedParts(NamedTuple):
    """What closed deals are worth, shared among reps as the deals are split: one row per deal and rep."""

    deal: Rows
    whole: Floats
    no_rate: Mask
    dims: dict[str, Codes]


@derived
def closed_parts(log: SalesLog) -> ClosedParts:
    every = deals(log)
    money = in_base(log, TABLE, "amount", every.closed)
    rows = np.flatnonzero(every.won | every.lost)
    parts = credited(log, rows, every.owner[rows], money.whole[rows])
    deal = rows[parts.of]
    dims = {name: codes[deal] for name, codes in row_dims(log, TABLE, every.owner).items()}
    return ClosedParts(deal, parts.whole, money.no_rate[deal], dims | of_rep(log, parts.rep))


@reads("rate_age_days")
def closed_money(log: SalesLog) -> Facts:
    """The money in closed deals, by the day of their final closing and at the rates of that day."""
    every, parts = deals(log), closed_parts(log)
    return facts(
        every.closed[parts.deal],
        parts.dims,
        {"won": every.won[parts.deal], "lost": every.lost[parts.deal]},
        money={"amount": parts.whole},
        row=log.pointers(TABLE)[parts.deal],
        aside={FX_MISSING: parts.no_rate},
    )


@reads("rate_age_days")
def deal_sizes(log: SalesLog) -> Facts:
    """Won deals with a known amount, whole, by the day they were won."""
    every, money = deals(log), in_base(log, TABLE, "amount", deals(log).closed)
    amount = log.number(TABLE, "amount")
    return facts(
        every.closed,
        row_dims(log, TABLE, every.owner),
        {"for_nothing": amount == 0},
        money={"amount": money.whole},
        row=log.pointers(TABLE),
        keep=every.won,
        aside={NO_AMOUNT: np.isnan(amount), FX_MISSING: money.no_rate},
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


@reads()
def cycles(log: SalesLog) -> Facts:
    """Closed deals by the day of their closing, with the days since they were opened."""
    every, days = deals(log), cycle_days(log)
    return facts(
        every.closed,
        row_dims(log, TABLE, every.owner),
        {
            "won": every.won,
            "lost": every.lost,
            "days": days,
            "band": np.searchsorted(BANDS, days, side="left").astype(np.float64),
        },
        row=log.pointers(TABLE),
        keep=every.won | every.lost,
        aside={NO_START: every.created == NO_DAY, NO_END: every.closed == NO_DAY, NEGATIVE: days < 0},
    )


@reads()
def lifetimes(log: SalesLog) -> Facts:
    """Opportunities by the day they were opened, with the days until any closing, or until the end of the log."""
    every, days = deals(log), cycle_days(log)
    shut = np.isin(every.status, (WON, LOST))
    age = np.where(shut, days, float(log.as_of) - every.created)
    return facts(
        every.created,
        row_dims(log, TABLE, every.owner),
        {"days": age, "decided": shut},
        row=log.pointers(TABLE),
        keep=every.real,
        aside={NO_START: every.created == NO_DAY, NO_END: shut & (every.closed == NO_DAY), NEGATIVE: days < 0},
    )
