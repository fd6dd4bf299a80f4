"""The working calendar: which days are worked, and how many working minutes lie between two moments."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.period import Period
from salesdesk.models.settings import Settings

Days = npt.NDArray[np.int32]
_MINUTE = 60_000_000  # microseconds
_DAY = 24 * 60 * _MINUTE
_THURSDAY = 3  # 1970-01-01


class WorkCalendar:
    """Working days and hours of the settings, less the company's holidays (day numbers)."""

    def __init__(self, settings: Settings, holidays: frozenset[int] = frozenset()) -> None:
        self._week = np.isin(np.arange(7), settings.work_days)
        self._holidays = np.array(sorted(holidays), dtype=np.int64)
        self._start, self._end = settings.work_start, settings.work_end

    @property
    def minutes_per_day(self) -> int:
        return self._end - self._start

    def is_working(self, days: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        numbers = np.asarray(days, dtype=np.int64)
        working: npt.NDArray[np.bool_] = self._week[(numbers + _THURSDAY) % 7] & ~np.isin(numbers, self._holidays)
        return working

    def working_days(self, period: Period) -> Days:
        """The working days of a period, as day numbers."""
        days = np.arange(period.start, period.end, dtype=np.int32)
        return days[self.is_working(days)]

    def part_so_far(self, running: Period, as_of: int, before: Period) -> Period:
        """The first days of an earlier period: as many working days as a running one has had until ``as_of``."""
        elapsed, days = len(self.working_days(Period(running.start, as_of + 1))), self.working_days(before)
        if elapsed >= len(days):
            return before
        end = int(days[elapsed - 1]) + 1 if elapsed else before.start
        return Period(before.start, end, f"{before.label}, same days")

    def position(self, moments: npt.NDArray[np.int64], zone: str) -> npt.NDArray[np.float64]:
        """Working minutes from a fixed origin to each moment (µs UTC), counted on the clock of ``zone``.

        The working minutes between two moments are the difference of their positions; a night has none.
        """
        local = pd.DatetimeIndex(pd.to_datetime(moments, unit="us", utc=True)).tz_convert(ZoneInfo(zone))
        wall = local.tz_localize(None).as_unit("us").asi8
        days, minute = wall // _DAY, (wall % _DAY) / _MINUTE
        within = np.clip(minute - self._start, 0, self.minutes_per_day)
        if not days.size:
            return within
        first = int(days.min())
        worked = self.is_working(np.arange(first, int(days.max()) + 1))
        before = np.concatenate([[0], np.cumsum(worked)])
        position: npt.NDArray[np.float64] = (
            before[days - first] * self.minutes_per_day
            + np.where(worked[days - first], within, 0.0)
            + self._full_days_before(first) * self.minutes_per_day
        )
        return position

    def _full_days_before(self, day: int) -> int:
        """Working days from the origin to ``day``, so that positions of two calls can be subtracted."""
        weeks, rest = divmod(day + _THURSDAY, 7)
        worked = weeks * int(self._week.sum()) + int(self._week[:rest].sum())
        off = self._holidays[self._holidays < day]
        return worked - int(self._week[(off + _THURSDAY) % 7].sum())
