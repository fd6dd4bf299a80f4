"""What several KPIs derive from a log: kept with it once computed, rows joined by id, dates as instants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from functools import wraps
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.log import NO_MOMENT, Days, Moments, SalesLog
from salesdesk.models.period import NO_DAY, day_date

Result = TypeVar("Result")
Cell = TypeVar("Cell", bound=np.generic)
Rows = npt.NDArray[np.int64]

NEVER = int(np.iinfo(np.int32).max)  # the last day of what has not ended
DAY_US = 86_400_000_000
HOUR_US = 3_600_000_000
MINUTE_US = 60_000_000
DAY_MINUTES = 24 * 60
_A_YEAR = 366


def derived(build: Callable[[SalesLog], Result]) -> Callable[[SalesLog], Result]:
    """Computes once per log; a log never changes, and other settings make another log."""
    key = ("derived", build.__module__, build.__qualname__)

    @wraps(build)
    def kept(log: SalesLog) -> Result:
        if key not in log.memo:
            log.memo[key] = build(log)
        found: Result = log.memo[key]
        return found

    return kept


def row_of(
    log: SalesLog, table: str, column: str, other: str, key: str, alike: Callable[[str], str] = str.strip
) -> Rows:
    """For each row of ``table`` the row of ``other`` whose ``key`` its ``column`` names (the first); -1 = none.

    Ids are compared letter by letter; ``alike`` gives the spelling by which names and e-mails are.
    """
    rows = np.full(log.rows(table), -1, dtype=np.int64)
    if not (log.has(table, column) and log.has(other, key)):
        return rows
    names = log.text(table, column)
    first = _first_rows(log, other, key, alike)
    of_name = np.fromiter((first.get(name, -1) for name in map(alike, names.values)), np.int64, len(names.values))
    named = names.codes >= 0
    rows[named] = of_name[names.codes[named]]
    return rows


def _first_rows(log: SalesLog, table: str, key: str, alike: Callable[[str], str]) -> dict[str, int]:
    """By its spelling the first row that has this key."""
    place = ("first rows", table, key, alike.__name__)
    if place not in log.memo:
        keys = log.text(table, key)
        row = np.full(len(keys.values), -1, dtype=np.int64)
        known = np.flatnonzero(keys.codes >= 0)[::-1]
        row[keys.codes[known]] = known
        last_first = np.argsort(-row, kind="stable")[: int(np.count_nonzero(row >= 0))]
        spellings = (keys.values[code] for code in last_first.tolist())
        log.memo[place] = dict(zip(map(alike, spellings), row[last_first].tolist(), strict=True))
    found: dict[str, int] = log.memo[place]
    return found


def taken(values: npt.NDArray[Cell], rows: Rows, missing: float) -> npt.NDArray[Cell]:
    """``values`` of the joined rows, ``missing`` where there is none."""
    blank = np.full(rows.shape, missing, dtype=values.dtype)
    return np.where(rows >= 0, values[rows], blank) if values.size else blank


def start_of_day(log: SalesLog, days: npt.ArrayLike) -> Moments:
    """The instant (µs UTC) at which each local day begins; NO_DAY stays NO_MOMENT."""
    numbers = np.asarray(days, dtype=np.int64)
    known = numbers != NO_DAY
    distinct, place = _distinct(np.where(known, numbers, numbers[known][0] if known.any() else 0))
    local = pd.DatetimeIndex(pd.to_datetime(distinct * DAY_US, unit="us"))
    first = np.ones(len(local), dtype=bool)  # of two midnights in one night
    zoned = local.tz_localize(ZoneInfo(log.settings.zone), ambiguous=first, nonexistent="shift_forward")
    instants: Moments = np.where(known, zoned.as_unit("us").asi8[place], NO_MOMENT)
    return instants


def _distinct(days: Rows) -> tuple[Rows, Rows]:
    """Days among which all of these are, and the place of each. A few years are counted through faster than sorted."""
    first, last = (int(days.min()), int(days.max())) if days.size else (0, 0)
    if last - first < max(len(days), _A_YEAR):
        return np.arange(first, last + 1), days - first
    distinct, place = np.unique(days, return_inverse=True)
    return distinct, place


def instant(log: SalesLog, table: str, column: str, end: bool = False) -> Moments:
    """As ``log.moment``, but a date without a time is where its local day begins (or, if ``end``, ends)."""
    moments, whole = log.moment(table, column), log.is_date_only(table, column)
    whole = whole & (moments != NO_MOMENT)
    if not whole.any():
        return moments
    days = log.day(table, column)[whole]
    instants = moments.copy()
    instants[whole] = start_of_day(log, days + 1) - 1 if end else start_of_day(log, days)
    return instants


def cut_off(log: SalesLog) -> int:
    """The instant (µs UTC) up to which things count: the end of the log's last day, or the time that was set for it."""
    minutes = log.settings.as_of_time
    if minutes is None or minutes >= DAY_MINUTES:
        return int(start_of_day(log, [log.as_of + 1])[0]) - 1
    wall = datetime.combine(day_date(log.as_of), time(minutes // 60, minutes % 60), ZoneInfo(log.settings.zone))
    return round(wall.timestamp()) * 1_000_000 - 1


def latest(of: Rows, at: Moments, groups: Rows, moments: Moments) -> Rows:
    """For each (group, moment) the entry of that group (``of``, ``at``) that is the last one up to the moment.

    -1 where there is none yet; of entries at one instant the one further down. Groups below 0 have no entries.
    """
    entries = len(of)
    group, time = np.concatenate([of, groups]), np.concatenate([at, moments])
    asked = np.arange(len(group)) >= entries
    order = np.lexsort((asked, time, group))
    place = np.where(asked[order], -1, np.arange(len(order)))
    last = np.maximum.accumulate(place) if len(place) else place
    entry = np.where(last >= 0, order[last], -1)
    fits = (entry >= 0) & (group[entry] == group[order]) & (group[order] >= 0)
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.where(fits, entry, -1)
    return found[entries:]


def first_of(groups: Rows, count: int, at: Moments) -> Rows:
    """For each group 0…count − 1 its earliest entry, the upper one of two at an instant; -1 where it has none."""
    rows = np.flatnonzero(groups >= 0)
    order = rows[np.argsort(at[rows], kind="stable")][::-1]
    found = np.full(count, -1, dtype=np.int64)
    found[groups[order]] = order
    return found


def last_of(groups: Rows, count: int, at: Moments) -> Rows:
    """For each group 0…count − 1 its latest entry, the lower one of two at an instant; -1 where it has none."""
    rows = np.flatnonzero(groups >= 0)
    order = rows[np.argsort(at[rows], kind="stable")]
    found = np.full(count, -1, dtype=np.int64)
    found[groups[order]] = order
    return found


def local_day(log: SalesLog, instants: Moments) -> Days:
    """The local day of each instant; NO_MOMENT becomes NO_DAY."""
    return np.where(instants != NO_MOMENT, _on_the_clock(log, instants) // DAY_US, NO_DAY).astype(np.int32)


def local_hour(log: SalesLog, instants: Moments) -> npt.NDArray[np.int32]:
    """The hour of the local day of each instant, 0…23; -1 for NO_MOMENT."""
    return np.where(instants != NO_MOMENT, _on_the_clock(log, instants) % DAY_US // HOUR_US, -1).astype(np.int32)


def _on_the_clock(log: SalesLog, instants: Moments) -> Moments:
    """What the clocks of the reporting zone show, in µs since 1970; NO_MOMENT reads as 1970 began in UTC."""
    index = pd.DatetimeIndex(pd.to_datetime(np.where(instants != NO_MOMENT, instants, 0), unit="us", utc=True))
    shown: Moments = index.tz_convert(ZoneInfo(log.settings.zone)).tz_localize(None).as_unit("us").asi8
    return shown


def months_later(days: Days, months: int | Rows) -> Days:
    """As ``period.add_months`` for many dated days at once; ``months`` may differ from day to day."""
    dates = days.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    in_month = (dates - month.astype("datetime64[D]")).astype(np.int64)
    target = month + months
    longest = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64) - 1
    first = target.astype("datetime64[D]").astype(np.int64)
    later: Days = (first + np.minimum(in_month, longest)).astype(np.int32)
    return later
