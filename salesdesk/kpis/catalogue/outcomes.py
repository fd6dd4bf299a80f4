"""How each deal stands at the end of the log: open, won or lost, since when, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.catalogue.credit import deal_owners
from salesdesk.kpis.catalogue.derived import Rows, cut_off, derived, instant, latest, row_of, taken
from salesdesk.kpis.catalogue.left_out import of_left_out
from salesdesk.models.log import NO_MOMENT, Days, Mask, Moments, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.period import NO_DAY

OPEN, WON, LOST = 0, 1, 2
UNKNOWN = -1
Statuses = npt.NDArray[np.int8]


class StageEntries(NamedTuple):
    """The dated stage history up to the end of the log: which opportunity, when, and the status it means."""

    row: Rows
    at: Moments
    day: Days
    status: Statuses
    entry: Rows  # the row of the history


@derived
def stage_entries(log: SalesLog) -> StageEntries:
    if not log.has("opp_stage_history", "opportunity_id", "stage", "entered_at"):
        none = np.empty(0, dtype=np.int64)
        return StageEntries(none, none, none.astype(np.int32), none.astype(np.int8), none)
    row = row_of(log, "opp_stage_history", "opportunity_id", "opportunities", "opportunity_id")
    at = instant(log, "opp_stage_history", "entered_at")
    used = np.flatnonzero((row >= 0) & (at != NO_MOMENT) & (at <= cut_off(log)))
    stated, staged = _status(log, "opp_stage_history", "status"), _status(log, "opp_stage_history", "stage")
    status = np.where(stated != UNKNOWN, stated, np.where(staged == UNKNOWN, OPEN, staged)).astype(np.int8)
    return StageEntries(row[used], at[used], log.day("opp_stage_history", "entered_at")[used], status[used], used)


def _status(log: SalesLog, table: str, column: str) -> Statuses:
    status = np.full(log.rows(table), UNKNOWN, dtype=np.int8)
    for word, code in (("open", OPEN), ("won", WON), ("lost", LOST)):
        status[log.says(table, column, word)] = code
    return status


@dataclass(frozen=True, eq=False)
class Deals:
    """Every opportunity, row by row.

    ``real``: no test record, there by the end of the log and not taken out of all figures; those that somebody took
    out are ``out``. ``closed``: day of the final closing, NO_DAY where open or undated; ``owner``: at the closing,
    for open ones at the end of the log.
    """

    real: Mask
    out: Mask
    status: Statuses
    created: Days
    closed: Days
    owner: Codes

    @property
    def won(self) -> Mask:
        return self._stands(WON)

    @property
    def lost(self) -> Mask:
        return self._stands(LOST)

    @property
    def open(self) -> Mask:
        return self._stands(OPEN)

    @property
    def known(self) -> Mask:
        """The real ones and those taken out, which the lists of what was left out name."""
        mask: Mask = self.real | self.out
        return mask

    def known_as(self, *statuses: int) -> Mask:
        """As ``won``, ``lost`` and ``open``, those taken out included."""
        mask: Mask = self.known & np.isin(self.status, statuses)
        return mask

    def _stands(self, status: int) -> Mask:
        mask: Mask = self.real & (self.status == status)
        return mask


@derived
def deals(log: SalesLog) -> Deals:
    """A reopening voids the closing before it; of the stage history and the stated closing the later one holds."""
    created = log.day("opportunities", "created_at")
    status, closed = _final(log)
    moment = np.where(closed.at == NO_MOMENT, cut_off(log), closed.at)
    rows = np.arange(log.rows("opportunities"))
    there = ~log.flag("opportunities", "is_test") & (created <= log.as_of)
    out = of_left_out(log, "opportunities")
    return Deals(
        real=there & ~out,
        out=there & out,
        status=status,
        created=created,
        closed=closed.day,
        owner=deal_owners(log, rows, moment),
    )


class _Closing(NamedTuple):
    at: Moments
    day: Days


def _final(log: SalesLog) -> tuple[Statuses, _Closing]:
    stated, closing = _stated(log)
    history = stage_entries(log)
    rows = np.arange(log.rows("opportunities"))
    last = latest(history.row, history.at, rows, np.full(rows.shape, cut_off(log)))
    opened = history.status == OPEN
    reopened = np.full(rows.shape, NO_MOMENT)
    np.maximum.at(reopened, history.row[opened], history.at[opened])

    told = last >= 0
    told_status = taken(history.status, last, OPEN)
    told_at = taken(history.at, last, NO_MOMENT)
    # A closing date that was typed in is often a day off the history's: it holds unless a reopening came later.
    agrees = (told_status == stated) & (closing.at != NO_MOMENT) & (closing.at >= reopened)
    newer = closing.at > told_at
    silent = ~_closings(history, len(rows))
    use_stated = ~told | (np.isin(stated, (WON, LOST)) & (agrees | newer | silent))
    status = np.where(use_stated, stated, told_status).astype(np.int8)
    shut = status != OPEN
    told_day = taken(history.day, last, NO_DAY)
    return status, _Closing(
        np.where(shut, np.where(use_stated, closing.at, told_at), NO_MOMENT),
        np.where(shut, np.where(use_stated, closing.day, told_day), NO_DAY).astype(np.int32),
    )


def _stated(log: SalesLog) -> tuple[Statuses, _Closing]:
    """The opportunity's own status and closing; what closed after the end of the log is still open."""
    status = _status(log, "opportunities", "status")
    status[status == UNKNOWN] = OPEN
    day = log.day("opportunities", "closed_at")
    at = instant(log, "opportunities", "closed_at", end=True)
    status[day > log.as_of] = OPEN
    shut = status != OPEN
    closing = _Closing(np.where(shut, at, NO_MOMENT), np.where(shut, day, NO_DAY).astype(np.int32))
    return status, closing


def _closings(history: StageEntries, count: int) -> Mask:
    """Which opportunities the history ever shows closed."""
    found = np.zeros(count, dtype=bool)
    found[history.row[history.status != OPEN]] = True
    return found
