"""What a KPI needs from the files: which columns are missing, and from when to when its tables reach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.kpis.kpi import Kpi
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import NO_DAY, Period
from salesdesk.models.tables import BY_NAME

_PAUSE = 7  # days without a row that no table is blamed for


def missing(kpi: Kpi, log: SalesLog, figure: str | None = None) -> tuple[str, ...]:
    """What the log lacks, as people call it ("Opportunities: Closed"); empty if nothing is missing."""
    return tuple(map(_called, missing_columns(kpi, log, figure)))


def missing_columns(kpi: Kpi, log: SalesLog, figure: str | None = None) -> tuple[str, ...]:
    """What the log lacks, as "table" or "table.column".

    Of alternatives none of which is met, the one of which most is there is named; if nothing is, the first.
    """
    needs = (*kpi.needs, *(kpi.figures[figure].needs if figure else ()))
    key = ("missing", *needs)
    if key not in log.memo:
        log.memo[key] = tuple(dict.fromkeys(name for need in needs for name in _nearest(need, log)))
    found: tuple[str, ...] = log.memo[key]
    return found


def _nearest(need: str, log: SalesLog) -> list[str]:
    """What is lacking of the best alternative; empty if one is met."""
    choices = [choice.split() for choice in need.split("|")]
    lacking = [[name for name in choice if not _has(log, name)] for choice in choices]
    if not all(lacking):
        return []
    present = [len(choice) - len(gone) for choice, gone in zip(choices, lacking, strict=True)]
    return lacking[present.index(max(present))]


def _has(log: SalesLog, name: str) -> bool:
    table, _, column = name.partition(".")
    return log.has(table, column) if column else log.has(table)


def _called(name: str) -> str:
    table, _, column = name.partition(".")
    declared = BY_NAME[table]
    return f"{declared.title}: {declared.column(column).label}" if column else declared.title


def used_tables(kpi: Kpi, log: SalesLog) -> tuple[str, ...]:
    """The tables that the KPI reads in this log: of alternatives the first that is met."""
    key = ("used tables", *kpi.needs)
    if key not in log.memo:
        names: list[str] = []
        for need in kpi.needs:
            met = (choice for choice in need.split("|") if all(_has(log, name) for name in choice.split()))
            names.extend(name.partition(".")[0] for name in next(met, "").split())
        log.memo[key] = tuple(dict.fromkeys(names))
    found: tuple[str, ...] = log.memo[key]
    return found


@dataclass(frozen=True)
class Reach:
    """First and last day of a table's rows, and the longest pause between two of them, in days."""

    first: int
    last: int
    pause: int


def reach(log: SalesLog, table: str) -> Reach | None:
    """None for a table that tells of nothing that happened; ``last`` is NO_DAY where no row has a date."""
    key = ("reach", table)
    if key not in log.memo:
        log.memo[key] = _reach(log, table)
    found: Reach | None = log.memo[key]
    return found


def _reach(log: SalesLog, table: str) -> Reach | None:
    columns = [column.name for column in BY_NAME[table].columns if column.happened]
    # When customers came and left says nothing of the time that their list is kept for.
    if not columns or table == "customers":
        return None
    if table == "opportunities":
        columns.append("closed_at")
    days = np.unique(np.concatenate([log.day(table, name) for name in columns]))
    days = days[(days != NO_DAY) & (days <= log.as_of)]
    if not days.size:
        return Reach(log.as_of + 1, NO_DAY, 0)
    return Reach(int(days[0]), int(days[-1]), max(_PAUSE, int(np.diff(days).max(initial=0))))


@dataclass(frozen=True, eq=False)
class Covered:
    """For each period: is it still running, do the tables reach only into part of it, or not at all.

    ``too_early``: it ends before a table begins, or the log before it does. ``undated``: a table has no dates, so
    that nothing can be said of any period but "all".
    """

    running: Mask
    partly: Mask
    outside: Mask
    too_early: Mask
    undated: Mask


def covered(kpi: Kpi, log: SalesLog, periods: tuple[Period, ...]) -> Covered:
    """A pause at either end that is no longer than the table's longest one is no sign of missing rows."""
    reaches = [found for table in used_tables(kpi, log) if (found := reach(log, table)) is not None]
    starts = np.array([period.start for period in periods], dtype=np.int64)
    ends = np.array([period.end for period in periods], dtype=np.int64)
    known = np.minimum(ends, log.as_of + 1)
    dated = np.array([not period.is_all for period in periods], dtype=bool)
    partly, gone_by, undated = np.zeros((3, len(periods)), dtype=bool)
    too_early = starts > log.as_of
    for found in reaches:
        if found.last == NO_DAY:
            undated[:] = True
            continue
        first, after = found.first - found.pause, found.last + 1 + found.pause
        partly |= (starts < first) | (known > after)
        too_early |= known <= first
        gone_by |= starts >= after
    marks = (ends > log.as_of + 1, partly, too_early | gone_by, too_early, undated)
    return Covered(*(mark & dated for mark in marks))
