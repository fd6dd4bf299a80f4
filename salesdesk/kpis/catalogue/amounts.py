"""Amounts in the base currency, as whole ten-thousandths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.kpis.catalogue.derived import Rows, derived
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.money import Floats, units
from salesdesk.models.period import NO_DAY


@dataclass(frozen=True, eq=False)
class Amounts:
    """``whole`` in ten-thousandths of the base currency, NaN where blank or without a rate.

    ``no_rate``: the amount is stated, but in a currency that has no rate on that day.
    """

    whole: Floats
    no_rate: Mask


@dataclass(frozen=True, eq=False)
class Rates:
    """The rates of one currency, by day."""

    day: Days
    rate: Floats


def in_base(log: SalesLog, table: str, column: str, day: Days) -> Amounts:
    """The amounts of a table at the rates of each row's ``day``; a row that states no currency is in the base one."""
    return converted(log, table, log.number(table, column), day)


def converted(log: SalesLog, table: str, amounts: Floats, day: Days) -> Amounts:
    """As ``in_base`` for amounts that are worked out; the table's ``currency`` says in which currency they are."""
    rate = np.ones(amounts.shape)
    stated = log.text(table, "currency")
    for code, name in enumerate(stated.values):
        currency = name.strip().upper()
        if currency != (log.currency or "").upper():
            rows = stated.codes == code
            rate[rows] = _rate_on(log, currency, day[rows])
    whole = units(amounts * rate)
    return Amounts(whole, ~np.isnan(amounts) & np.isnan(rate))


def _rate_on(log: SalesLog, currency: str, day: Days) -> Floats:
    """The latest rate on or before each day, NaN where there is none or it is too old."""
    found = fx_rates(log).get(currency)
    if found is None:
        return np.full(day.shape, np.nan)
    place = np.searchsorted(found.day, day, side="right") - 1
    age = day.astype(np.int64) - found.day[place]
    usable = (place >= 0) & (age <= log.settings.rate_age_days)
    return np.where(usable, found.rate[place], np.nan)


@derived
def fx_rates(log: SalesLog) -> dict[str, Rates]:
    """The rates by currency code, each sorted by day; of two rates on a day the later row."""
    if not log.has("fx_rates", "date", "currency", "rate_to_base"):
        return {}
    day, rate = log.day("fx_rates", "date"), log.number("fx_rates", "rate_to_base")
    stated = log.text("fx_rates", "currency")
    usable = (day != NO_DAY) & (rate > 0)
    rates = {}
    for name in {value.strip().upper() for value in stated.values}:
        codes = [code for code, value in enumerate(stated.values) if value.strip().upper() == name]
        rows = np.flatnonzero(usable & np.isin(stated.codes, codes))
        rows = rows[np.argsort(day[rows], kind="stable")]
        if rows.size:
            rates[name] = Rates(day[rows], rate[rows])
    return rates


def shared_out(of: Rows, share: Floats, whole: Floats) -> Floats:
    """``whole[of]`` times ``share``, rounded so that shares of 1 together add up to the whole.

    Rows of one whole stand together; each gets the difference of the rounded running sum.
    """
    if not of.size:
        return np.empty(0)
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    begin = np.repeat(starts, np.diff(np.append(starts, of.size)))
    running = np.cumsum(share)
    reached = np.rint((running - running[begin] + share[begin]) * whole[of])
    before = np.concatenate([[0.0], reached[:-1]])
    return reached - np.where(np.arange(of.size) == begin, 0.0, before)
