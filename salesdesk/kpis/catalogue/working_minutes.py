"""Working minutes between two moments, on the clock of a rep: without nights, weekends, holidays and absences."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from salesdesk.kpis.catalogue.derived import DAY_US, derived
from salesdesk.kpis.catalogue.employment import rep_rows
from salesdesk.models.log import Days, Moments, SalesLog
from salesdesk.models.members import Codes
from salesdesk.models.money import Floats
from salesdesk.models.period import NO_DAY


def working_minutes(log: SalesLog, start: Moments, end: Moments, rep: Codes) -> Floats:
    """For rows with ``start`` ≤ ``end`` (µs UTC); nobody works on the clock of the reporting zone."""
    minutes = np.zeros(len(start))
    zones = [*_zones(log), log.settings.zone]  # -1 takes the last
    for zone in set(zones):
        rows = np.flatnonzero(np.array([place == zone for place in zones], dtype=bool)[rep])
        if rows.size:
            begin, finish = log.calendar.position(start[rows], zone), log.calendar.position(end[rows], zone)
            minutes[rows] = finish - begin - _absent(log, rep[rows], begin, finish)
    return minutes


@derived
def _zones(log: SalesLog) -> list[str]:
    """The zone of every rep, that of the reports where none is stated or known."""
    zones = [log.settings.zone] * len(log.members("rep").labels)
    stated, rep = log.text("reps", "time_zone"), rep_rows(log)
    for row in np.flatnonzero((stated.codes >= 0) & (rep >= 0)):
        name = stated.values[stated.codes[row]].strip()
        if is_zone(name):
            zones[rep[row]] = name
    return zones


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


class Absences(NamedTuple):
    """Each rep and day once, sorted by rep."""

    rep: Codes
    day: Days


@derived
def absences(log: SalesLog) -> Absences:
    """The days on which reps did not work."""
    if not log.has("absences", "rep_id", "date"):
        none = np.empty(0, dtype=np.int32)
        return Absences(none, none)
    rep, day = log.code("rep", "absences", "rep_id"), log.day("absences", "date")
    pairs = np.unique(np.stack([rep, day]), axis=1)
    known = (pairs[0] >= 0) & (pairs[1] != NO_DAY)
    return Absences(pairs[0][known], pairs[1][known])


def _absent(log: SalesLog, rep: Codes, begin: Floats, finish: Floats) -> Floats:
    """Working minutes between two positions on which the rep was absent."""
    away, minutes = absences(log), np.zeros(len(rep))
    first, last = _midnights(log, away.day), _midnights(log, away.day + 1)
    for one in np.intersect1d(away.rep, rep):
        rows, days = np.flatnonzero(rep == one), np.flatnonzero(away.rep == one)
        overlap = np.minimum(finish[rows, None], last[days]) - np.maximum(begin[rows, None], first[days])
        minutes[rows] = np.clip(overlap, 0, None).sum(axis=1)
    return minutes


def _midnights(log: SalesLog, days: Days) -> Floats:
    """The positions at which local days begin; midnight has the same one on every clock."""
    return log.calendar.position(days.astype(np.int64) * DAY_US, "UTC")
