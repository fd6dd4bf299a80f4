"""Targets day by day, and what was reached of each: money, pieces or deals of those it is set for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from salesdesk.kpis.alike import Scopes
from salesdesk.kpis.catalogue.credit import of_rep
from salesdesk.kpis.catalogue.deal_facts import closed, opened
from salesdesk.kpis.catalogue.derived import Rows, derived
from salesdesk.kpis.catalogue.quota_facts import QUOTAS, quota_ends, quota_money, quota_spread
from salesdesk.kpis.catalogue.reasons import BY_REP, FX_MISSING
from salesdesk.kpis.catalogue.sales_facts import LINES, from_orders, sales
from salesdesk.kpis.facts import Array, Facts, Floats, Pointers, Reason, facts, reads
from salesdesk.kpis.grain import marked
from salesdesk.models.dims import attribute, dimension, first_known, through, worded_codes
from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.money import SCALE, units
from salesdesk.models.period import NO_DAY

AMOUNT, UNITS, COUNT, OPENED = range(4)
WORDS = {AMOUNT: "amount", UNITS: "units", COUNT: "count"}
KINDS = (*WORDS, OPENED)
OPENERS = ("bdr", "sdr")  # roles that open deals and do not close them
COLUMNS = {"rep": "rep_id", "team": "team", "location": "location_id", "product": "product_id"}
_NAMES = (
    ("team",), ("location",), ("product",), ("location", "product"), ("team", "location"), ("team", "product"),
    ("team", "location", "product"), ("rep",), ("rep", "location"), ("rep", "product"), ("rep", "location", "product"),
)  # fmt: skip
_KNOWN = {"rep": {*BY_REP, "region"}, "team": {"team"}, "location": {"location", "region"}, "product": {"product"}}
SCOPES = Scopes(_NAMES, tuple(frozenset().union(*(_KNOWN[dim] for dim in names)) for names in _NAMES), len(KINDS))

FOR_NOBODY = Reason("for_nobody", "set for no rep, team, location or product", gap=True)
NOT_MEASURED = Reason("not_measured", "nothing in the log to measure it by", gap=True)


class Targets(NamedTuple):
    """Every row of the quotas: which measure, which scope (-1: for nobody), for whom, and from when to when."""

    kind: Rows
    scope: Rows
    members: Mapping[str, Codes]
    start: Days
    end: Days


@derived
def targets(log: SalesLog) -> Targets:
    kind = np.full(log.rows(QUOTAS), AMOUNT, dtype=np.int64)
    for place, word in WORDS.items():
        kind[log.says(QUOTAS, "measure", word)] = place
    members = {dim: _members(log, dim) for dim in COLUMNS}
    # A rep's target names the rep's team for reading only.
    members["team"] = np.where(members["rep"] >= 0, NOBODY_CODE, members["team"])
    kind[(kind == COUNT) & _opens(log, members["rep"])] = OPENED
    scope = np.full(log.rows(QUOTAS), -1, dtype=np.int64)
    for place, names in enumerate(SCOPES.names):
        fits = [(members[dim] >= 0) == (dim in names) for dim in COLUMNS]
        scope[np.logical_and.reduce(fits)] = place
    return Targets(kind, scope, members, log.day(QUOTAS, "period_start"), quota_ends(log))


def _members(log: SalesLog, dim: str) -> Codes:
    if dim == "team":
        return worded_codes(log, dim, log.text(QUOTAS, COLUMNS[dim]))
    return log.code(dim, QUOTAS, COLUMNS[dim]) if log.has(QUOTAS, COLUMNS[dim]) else _nobody(log.rows(QUOTAS))


def _opens(log: SalesLog, rep: Codes) -> Mask:
    roles = [dimension(log, "role").lookup.get(word, NOBODY_CODE) for word in OPENERS]
    mask: Mask = (rep >= 0) & np.isin(
        through(attribute(log, "rep", "role"), rep), [role for role in roles if role != NOBODY_CODE]
    )
    return mask


def _nobody(rows: int) -> Codes:
    return np.full(rows, NOBODY_CODE, dtype=np.int32)


@reads("rate_age_days", "work_days")
def target_days(log: SalesLog) -> Facts:
    """The targets, one row per working day; a rep's counts as a quota does: less when new or not employed.

    ``value`` is in ten-thousandths in every measure.
    """
    found, money = targets(log), quota_money(log)
    whole = np.where(found.kind == AMOUNT, money.whole, units(log.number(QUOTAS, "amount")))
    no_rate = money.no_rate & (found.kind == AMOUNT)
    set_rows = np.flatnonzero((found.start != NO_DAY) & ((whole > 0) | no_rate))
    days = [quota_spread(log, int(row), whole[row]) for row in set_rows]
    row = np.repeat(set_rows, [len(part.day) for part in days])
    measured = np.array([_is_measured(log, kind) for kind in KINDS], dtype=bool)
    return facts(
        np.concatenate([np.empty(0), *(part.day for part in days)]).astype(np.int32),
        _dims(log, row),
        {"scope": found.scope[row].astype(np.float64), "kind": found.kind[row].astype(np.float64)},
        row=log.pointers(QUOTAS)[row],
        money={"value": np.concatenate([np.empty(0), *(part.quota for part in days)])},
        aside={
            FOR_NOBODY: found.scope[row] < 0,
            FX_MISSING: no_rate[row],
            NOT_MEASURED: ~measured[found.kind[row]],
        },
    )


def _dims(log: SalesLog, row: Rows) -> dict[str, Codes]:
    """The dimensions of what belongs to targets."""
    of_target = {dim: codes[row] for dim, codes in targets(log).members.items()}
    dims = of_rep(log, of_target["rep"])
    places = (through(attribute(log, owner, "region"), of_target[owner]) for owner in ("rep", "location"))
    return {
        **dims,
        "team": first_known(of_target["team"], dims["team"]),
        "region": first_known(*places),
        "location": of_target["location"],
        "product": of_target["product"],
    }


class _Reached(NamedTuple):
    """Sales in one measure: those that are ``counted`` add up; rows of one ``key`` count once."""

    found: Facts
    value: Floats
    key: Array
    counted: Mask
    no_rate: bool = False


@reads("rate_age_days")
def target_results(log: SalesLog) -> Facts:
    """What counts towards each target: the sales, pieces or deals of those it is set for, within its days.

    A target in numbers means deals won, or the opportunities opened of a rep whose role is to open them.
    """
    found = targets(log)
    parts: list[_Pairs] = []
    for kind in KINDS:
        if _is_measured(log, kind) and (found.kind == kind).any():
            rows = np.flatnonzero(_usable(found) & (found.kind == kind))
            parts += [_pairs(log, int(row), reached) for reached in _reached(log, kind) for row in rows]
    joined = _Pairs(*(np.concatenate(column) for column in zip(_no_pairs(), *parts, strict=True)))
    row = joined.target
    return facts(
        joined.day.astype(np.int32),
        _dims(log, row),
        {"scope": found.scope[row].astype(np.float64), "kind": found.kind[row].astype(np.float64)},
        row=joined.row,
        money={"value": joined.value},
        aside={FX_MISSING: joined.no_rate.astype(bool)},
    )


@derived
def only_strangers(log: SalesLog) -> bool:
    """Whether reps sell in the measures of the targets, but not one of those that have targets: their names differ."""
    found = targets(log)
    theirs = found.members["rep"][_usable(found)]
    if not theirs.size or (theirs < 0).any():
        return False
    kinds = [kind for kind in np.unique(found.kind[_usable(found)]) if _is_measured(log, kind)]
    sellers = [reached.found.dims["rep"] for kind in kinds for reached in _reached(log, kind)]
    known = np.unique(np.concatenate([np.empty(0, dtype=np.int32), *sellers]))
    return bool((known >= 0).any() and not np.isin(theirs, known).any())


def _usable(found: Targets) -> Mask:
    mask: Mask = (found.scope >= 0) & (found.start != NO_DAY)
    return mask


class _Pairs(NamedTuple):
    """Sales and the target each counts towards."""

    target: Rows
    day: Days
    row: Pointers
    value: Floats
    no_rate: Mask


def _no_pairs() -> _Pairs:
    none = np.empty(0, dtype=np.int64)
    return _Pairs(none, none.astype(np.int32), none, np.empty(0), none.astype(bool))


def _pairs(log: SalesLog, target: int, reached: _Reached) -> _Pairs:
    of = targets(log)
    found = reached.found
    low, high = np.searchsorted(found.day, [of.start[target], of.end[target]])
    fits = reached.counted[low:high].copy()
    for dim in SCOPES.names[of.scope[target]]:
        fits &= np.asarray(found.dims[dim])[low:high] == of.members[dim][target]
    index = low + np.flatnonzero(fits)
    _, first = np.unique(reached.key[index], return_index=True)
    index = index[np.sort(first)]
    no_rate = np.full(len(index), reached.no_rate)
    return _Pairs(np.full(len(index), target), found.day[index], found.row[index], reached.value[index], no_rate)


def _is_measured(log: SalesLog, kind: int) -> bool:
    """Whether the log tells of anything in this measure."""
    if kind == OPENED:
        return log.has("opportunities", "created_at")
    if kind == UNITS:
        return from_orders(log) and _told(log, LINES, "qty")
    return from_orders(log) or (counts_deals(log) and (kind == COUNT or _told(log, "opportunities", "amount")))


def _told(log: SalesLog, table: str, column: str) -> bool:
    return bool((~np.isnan(log.number(table, column))).any())


def counts_deals(log: SalesLog) -> bool:
    """Whether targets in numbers are measured by deals won; without deals they are by orders."""
    return log.has("opportunities", "status", "closed_at")


def _reached(log: SalesLog, kind: int) -> tuple[_Reached, ...]:
    if kind == OPENED or (kind == COUNT and counts_deals(log)):
        found = opened(log) if kind == OPENED else closed(log)
        counted = np.ones(len(found), dtype=bool) if kind == OPENED else marked(found.values, "won")
        return (_Reached(found, np.full(len(found), float(SCALE)), np.arange(len(found)), counted),)
    found = sales(log)
    parts = [_of_sales(log, kind, found, np.ones(len(found), dtype=bool))]
    if found.aside is not None and FX_MISSING in found.aside.reasons:
        # What has no exchange rate is no money, but pieces and orders all the same.
        without = found.aside.why_not == found.aside.reasons.index(FX_MISSING)
        parts.append(_of_sales(log, kind, found.aside, without)._replace(no_rate=kind == AMOUNT))
    return tuple(parts)


def _of_sales(log: SalesLog, kind: int, found: Facts, counted: Mask) -> _Reached:
    every = np.arange(len(found))
    if kind == AMOUNT:
        return _Reached(found, found.values["amount"].astype(np.float64), every, counted)
    if kind == UNITS:
        pieces = found.values["units"].astype(np.float64)
        return _Reached(found, pieces * SCALE, every, counted & ~np.isnan(pieces))
    order = log.text(LINES, "order_id").codes[found.row - log.offset(LINES)].astype(np.int64)
    ones, key = np.full(len(found), float(SCALE)), np.where(order >= 0, order, -1 - every)
    return _Reached(found, ones, key, counted & marked(found.values, "sold"))
