"""Quotas day by day, as far as a rep is employed and along in the job, and the sales that count towards them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.amounts import Amounts, converted
from salesdesk.kpis.catalogue.credit import credited, of_rep
from salesdesk.kpis.catalogue.deal_facts import TABLE, closed_parts
from salesdesk.kpis.catalogue.derived import derived, row_of
from salesdesk.kpis.catalogue.employment import employment
from salesdesk.kpis.catalogue.outcomes import deals
from salesdesk.kpis.catalogue.reasons import FX_MISSING
from salesdesk.kpis.catalogue.sales_facts import LINES, line_money, real_lines, refunds, sellers
from salesdesk.kpis.facts import NO_ROW, Facts, facts, reads
from salesdesk.models.dims import attribute, through
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.money import Floats, spread, units
from salesdesk.models.period import NO_DAY, Period, add_months, day_date, day_number

QUOTAS = "quotas"
LENGTHS = (1, 3, 6, 12)  # months that quotas are set for


@reads("rate_age_days")
def quota_credit(log: SalesLog) -> Facts:
    """Money that counts towards quotas: won deals by their closing, less what was given back on its day."""
    every, parts = deals(log), closed_parts(log)
    won = every.won[parts.deal]
    back = _given_back(log)
    dims = {name: np.concatenate([parts.dims[name], back.dims[name]]) for name in back.dims}
    dims |= _region(log, dims["rep"])
    return facts(
        np.concatenate([every.closed[parts.deal], back.day]),
        dims,
        row=np.concatenate([log.pointers(TABLE)[parts.deal], back.row]),
        money={"amount": np.concatenate([parts.whole, back.whole])},
        keep=np.concatenate([won, np.ones(len(back.day), dtype=bool)]),
        aside={FX_MISSING: np.concatenate([parts.no_rate, back.no_rate])},
    )


def _region(log: SalesLog, rep: Codes) -> dict[str, Codes]:
    """A quota is the rep's, and so is the region it counts for."""
    return {"region": through(attribute(log, "rep", "region"), rep)}


class _Back(NamedTuple):
    day: Days
    row: np.ndarray[tuple[int], np.dtype[np.int64]]
    whole: Floats
    no_rate: Mask
    dims: dict[str, Codes]


def _given_back(log: SalesLog) -> _Back:
    """Refunds among the order lines, shared among reps as the deal is that they belong to."""
    if not log.has(LINES, "amount"):
        none = np.empty(0, dtype=np.int64)
        nobody = none.astype(np.int32)
        return _Back(nobody, none, np.empty(0), none.astype(bool), of_rep(log, nobody))
    lines = np.flatnonzero(refunds(log) & real_lines(log))
    money, deal = line_money(log), row_of(log, LINES, "opportunity_id", TABLE, "opportunity_id")
    parts = credited(log, deal[lines], sellers(log)[lines], money.whole[lines])
    line = lines[parts.of]
    return _Back(
        log.day(LINES, "order_date")[line],
        log.pointers(LINES)[line],
        parts.whole,
        money.no_rate[line],
        of_rep(log, parts.rep),
    )


@reads("rate_age_days", "work_days")
def quota_days(log: SalesLog) -> Facts:
    """The quotas of reps, one row per working day: ``quota`` as it counts, ``full`` as it was set.

    Only working days on which the rep is employed count, each with the factor of the ramp; the rounded days add up
    to the rounded whole. On days marked ``ramping`` the rep carries less for being new. Quotas of teams, places and
    products, and those in units or deals, are none of these.
    """
    days = [quota_spread(log, row, quota_money(log).whole[row]) for row in _of_reps(log)]
    row = np.concatenate([np.full(len(part.day), part.row) for part in days]) if days else np.empty(0, dtype=np.int64)
    rep = log.code("rep", QUOTAS, "rep_id")[row] if len(row) else np.empty(0, dtype=np.int32)
    return facts(
        _joined([part.day for part in days]).astype(np.int32),
        of_rep(log, rep) | _region(log, rep),
        row=log.pointers(QUOTAS)[row] if len(row) else row,
        money={
            "quota": _joined([part.quota for part in days]).astype(np.float64),
            "full": _joined([part.full for part in days]).astype(np.float64),
        },
        values={"ramping": _joined([part.ramping for part in days]).astype(bool)},
        aside={FX_MISSING: quota_money(log).no_rate[row] if len(row) else np.empty(0, dtype=bool)},
    )


def _joined(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.empty(0)


class Spread(NamedTuple):
    """A quota over its working days; ``ramping``: days on which the rep carries less for being new."""

    row: int
    day: Floats
    quota: Floats
    full: Floats
    ramping: Floats


def _of_reps(log: SalesLog) -> list[int]:
    if not log.has(QUOTAS, "rep_id", "period_start", "amount"):
        return []
    rep, start = log.code("rep", QUOTAS, "rep_id"), log.day(QUOTAS, "period_start")
    in_money = ~log.says(QUOTAS, "measure", "units", "count")
    stated = (quota_money(log).whole > 0) | quota_money(log).no_rate
    return [int(row) for row in np.flatnonzero((rep >= 0) & (start != NO_DAY) & in_money & stated)]


def quota_spread(log: SalesLog, row: int, whole: float) -> Spread:
    """A quota of so many ten-thousandths; one that is no rep's counts in full."""
    rep = int(log.code("rep", QUOTAS, "rep_id")[row]) if log.has(QUOTAS, "rep_id") else NOBODY_CODE
    period = Period(int(log.day(QUOTAS, "period_start")[row]), int(quota_ends(log)[row]))
    days = log.calendar.working_days(period)
    if not days.size:
        days = np.array([period.start], dtype=np.int32)
    share, whole = np.full(len(days), 1 / len(days)), float(np.nan_to_num(whole))
    factor = _factor(log, rep, days) if rep != NOBODY_CODE else np.ones(len(days))
    ramping = ((factor < 1) & _employed(log, rep, days)).astype(np.float64) if rep != NOBODY_CODE else 0 * factor
    return Spread(row, days.astype(np.float64), spread(whole, share * factor), spread(whole, share), ramping)


@derived
def quota_money(log: SalesLog) -> Amounts:
    """At the plan rate that is given with the quota, else at the rate of its first day."""
    amounts = log.number(QUOTAS, "amount")
    found = converted(log, QUOTAS, amounts, log.day(QUOTAS, "period_start"))
    planned = log.number(QUOTAS, "plan_rate")
    given = ~np.isnan(planned)
    return Amounts(np.where(given, units(amounts * planned), found.whole), found.no_rate & ~given)


@derived
def quota_ends(log: SalesLog) -> Days:
    """The first day after each quota. A stated end is its last day, unless that is the first of a month."""
    start, stated = log.day(QUOTAS, "period_start"), log.day(QUOTAS, "period_end")
    length = usual_length(log)
    ends = [
        _end(int(first), int(last), length) if first != NO_DAY else NO_DAY
        for first, last in zip(start, stated, strict=True)
    ]
    return np.array(ends, dtype=np.int32)


def _end(start: int, stated: int, length: int) -> int:
    if stated == NO_DAY or stated < start:
        return day_number(add_months(day_date(start), length))
    whole_months = day_date(start).day == 1 and day_date(stated).day == 1 and stated > start
    return stated if whole_months else stated + 1


@derived
def usual_length(log: SalesLog) -> int:
    """Months from one quota to the next, for quotas that say no end."""
    days = log.day(QUOTAS, "period_start")
    starts = [day_date(int(day)) for day in np.unique(days[days != NO_DAY])]
    gaps = [(after.year - before.year) * 12 + after.month - before.month for before, after in pairwise(starts)]
    return next((gap for gap in sorted(gaps) if gap in LENGTHS), 1)


def _factor(log: SalesLog, rep: int, days: Days) -> Floats:
    """What part of a day's quota a rep carries: none when not employed, less in the first months."""
    start, employed = int(employment(log).start[rep]), _employed(log, rep, days)
    ramp = _ramp(log)
    if ramp is None or start == NO_DAY:
        return employed.astype(np.float64)
    first = day_date(start)
    months = min(1 + max(0, (int(days.max()) - start) // 28), 1 + max(0, int(ramp.month[-1])))
    begins = np.array([day_number(add_months(first, month)) for month in range(months + 1)])
    month = np.searchsorted(begins, days, side="right") - 1
    place = np.clip(np.searchsorted(ramp.month, month, side="right") - 1, 0, None)
    return np.where(employed, ramp.factor[place], 0.0)


def _employed(log: SalesLog, rep: int, days: Days) -> Mask:
    mask: Mask = (days >= int(employment(log).start[rep])) & (days <= int(employment(log).end[rep]))
    return mask


class _Ramp(NamedTuple):
    """``factor`` of the quota from the month ``month`` of employment on; the first month is 0."""

    month: Days
    factor: Floats


@derived
def _ramp(log: SalesLog) -> _Ramp | None:
    if not log.has("ramp", "months_since_start", "factor"):
        return None
    month, factor = log.number("ramp", "months_since_start"), log.number("ramp", "factor")
    known = np.flatnonzero(~np.isnan(month) & ~np.isnan(factor))
    if not known.size:
        return None
    known = known[np.argsort(month[known], kind="stable")]
    first = 0 if month[known[0]] < 1 else 1  # most tables call the first month 1, some 0
    return _Ramp(month[known].astype(np.int32) - first, factor[known])


@reads("work_days")
def work_days(log: SalesLog) -> Facts:
    """The working days of the company around the log; ``elapsed`` those that are over by its end."""
    ends = quota_ends(log) if log.has(QUOTAS, "period_start") else np.empty(0, dtype=np.int32)
    starts = log.day(QUOTAS, "period_start")
    first = min([log.span.first, *(int(day) for day in starts if day != NO_DAY)])
    last = max([log.as_of, *(int(day) for day in ends if day != NO_DAY)])
    around = Period(day_number(day_date(first).replace(month=1, day=1)), last + 366)
    days = log.calendar.working_days(around)
    return facts(days, {}, {"elapsed": days <= log.as_of}, row=np.full(len(days), NO_ROW))
