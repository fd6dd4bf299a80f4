"""Who gets the credit: the creator, the owner at the moment of the event, the reps who share a deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from salesdesk.kpis.catalogue.amounts import shared_out
from salesdesk.kpis.catalogue.derived import Rows, derived, first_of, instant, latest, row_of, taken
from salesdesk.models.dims import attribute, first_known, row_dims, through
from salesdesk.models.log import NO_MOMENT, Moments, SalesLog
from salesdesk.models.members import NOBODY_CODE, Codes
from salesdesk.models.money import Floats

SPLIT_TOLERANCE = 0.01  # percent points by which the shares of a deal may miss 100


class Holders(NamedTuple):
    """The dated entries of the owner history of one table: which row of it, since when, who.

    ``first`` holds the earliest entry of every row of the table, -1 where it has none.
    """

    row: Rows
    since: Moments
    rep: Codes
    first: Rows


@derived
def lead_holders(log: SalesLog) -> Holders:
    return _holders(log, "lead", "leads", "lead_id")


@derived
def opportunity_holders(log: SalesLog) -> Holders:
    return _holders(log, "opportunity", "opportunities", "opportunity_id")


@derived
def customer_holders(log: SalesLog) -> Holders:
    return _holders(log, "customer", "customers", "customer_id")


def _holders(log: SalesLog, kind: str, table: str, key: str) -> Holders:
    if not log.has("owner_history", "object_type", "object_id", "rep_id", "from_at"):
        none = np.empty(0, dtype=np.int64)
        return Holders(none, none, none.astype(np.int32), np.full(log.rows(table), -1, dtype=np.int64))
    row = row_of(log, "owner_history", "object_id", table, key)
    since = instant(log, "owner_history", "from_at")
    used = np.flatnonzero(log.says("owner_history", "object_type", kind) & (row >= 0) & (since != NO_MOMENT))
    rep = log.code("rep", "owner_history", "rep_id")[used]
    return Holders(row[used], since[used], rep, first_of(row[used], log.rows(table), since[used]))


def owner_at(holders: Holders, rows: Rows, moments: Moments) -> Codes:
    """Who owned each of the rows at a moment; before the history starts its first owner, without one nobody."""
    entry = latest(holders.row, holders.since, rows, moments)
    earliest = taken(holders.first, rows, -1)
    return taken(holders.rep, np.where(entry >= 0, entry, earliest), NOBODY_CODE)


@derived
def creators(log: SalesLog) -> Codes:
    """Who opened each opportunity: stated, else its first owner, else its owner now."""
    holders = opportunity_holders(log)
    stated = _rep(log, "created_by_rep_id")
    return first_known(stated, taken(holders.rep, holders.first, NOBODY_CODE), _rep(log, "owner_rep_id"))


def deal_owners(log: SalesLog, rows: Rows, moments: Moments) -> Codes:
    """Who owned opportunities at a moment; their owner now where no history tells."""
    return first_known(
        owner_at(opportunity_holders(log), rows, moments), taken(_rep(log, "owner_rep_id"), rows, NOBODY_CODE)
    )


def _rep(log: SalesLog, column: str) -> Codes:
    if log.has("opportunities", column):
        return log.code("rep", "opportunities", column)
    return np.full(log.rows("opportunities"), NOBODY_CODE, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Splits:
    """Shares of deals, sorted by deal: ``share`` sums to 1 for each. ``scaled``: deals whose shares did not."""

    row: Rows
    rep: Codes
    share: Floats
    scaled: int


@derived
def splits(log: SalesLog) -> Splits:
    if not log.has("deal_splits", "opportunity_id", "rep_id", "percent"):
        none = np.empty(0, dtype=np.int64)
        return Splits(none, none.astype(np.int32), np.empty(0), 0)
    row = row_of(log, "deal_splits", "opportunity_id", "opportunities", "opportunity_id")
    percent = log.number("deal_splits", "percent")
    used = np.flatnonzero((row >= 0) & (percent > 0))
    used = used[np.argsort(row[used], kind="stable")]
    row, percent = row[used], percent[used]
    total = np.bincount(row, percent, minlength=log.rows("opportunities"))
    off = np.abs(total - 100) > SPLIT_TOLERANCE
    scaled = int(np.count_nonzero(off[np.unique(row)])) if row.size else 0
    return Splits(row, log.code("rep", "deal_splits", "rep_id")[used], percent / total[row], scaled)


class Credited(NamedTuple):
    """Money told apart by rep: ``of`` points into the rows that were asked about."""

    of: Rows
    rep: Codes
    whole: Floats


def credited(log: SalesLog, deal: Rows, owner: Codes, whole: Floats) -> Credited:
    """Money (whole ten-thousandths) by rep: the owner's, or shared as the row's opportunity is split (-1 = none).

    The parts of a row add up to it exactly.
    """
    shared = splits(log)
    size = np.bincount(shared.row, minlength=log.rows("opportunities") + 1)
    begin = np.cumsum(size) - size
    parts = size[deal]  # -1 takes the last place, which has no shares
    alone, split = np.flatnonzero(parts == 0), np.flatnonzero(parts)
    of = np.repeat(split, parts[split])
    within = np.arange(len(of)) - np.repeat(np.cumsum(parts[split]) - parts[split], parts[split])
    chosen = begin[deal[of]] + within
    return Credited(
        np.concatenate([alone, of]),
        np.concatenate([owner[alone], shared.rep[chosen]]),
        np.concatenate([whole[alone], shared_out(of, shared.share[chosen], whole)]),
    )


def of_rep(log: SalesLog, rep: Codes) -> dict[str, Codes]:
    """The dimensions that come with a rep."""
    found = {"rep": rep}
    for dim in ("team", "manager", "role"):
        found[dim] = through(attribute(log, "rep", dim), rep)
    return found


def _unowned(log: SalesLog, table: str) -> dict[str, Codes]:
    """The dimensions of every row of a table without those that come with a rep."""
    key = ("unowned dims", table)
    if key not in log.memo:
        log.memo[key] = row_dims(log, table, np.full(log.rows(table), NOBODY_CODE, dtype=np.int32))
    found: dict[str, Codes] = log.memo[key]
    return found


def dims_of(log: SalesLog, table: str, rows: Rows, rep: Codes) -> dict[str, Codes]:
    """The dimensions of what belongs to rows of a table (-1 = none) and is credited to a rep."""
    dims = {name: taken(codes, rows, NOBODY_CODE) for name, codes in _unowned(log, table).items()}
    dims["region"] = first_known(dims["region"], through(attribute(log, "rep", "region"), rep))
    return dims | of_rep(log, rep)


def creation_notes(log: SalesLog) -> tuple[str, ...]:
    if (_rep(log, "created_by_rep_id") >= 0).any():
        return ()
    if opportunity_holders(log).row.size:
        return ("Nothing says who opened an opportunity: it is credited to its first owner.",)
    return ("Nothing says who opened an opportunity: it is credited to its owner now.",)


def owner_notes(log: SalesLog) -> tuple[str, ...]:
    notes = []
    if not opportunity_holders(log).row.size:
        notes.append("There is no owner history: deals are credited to their owner now.")
    if scaled := splits(log).scaled:
        which = "one split deal does" if scaled == 1 else f"{scaled} split deals do"
        notes.append(f"The shares of {which} not add up to 100 %: they were scaled.")
    return tuple(notes)
