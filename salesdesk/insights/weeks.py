"""Whole weeks, Monday to Sunday: the grain at which activity varies of itself."""

from __future__ import annotations

from collections.abc import Iterable

from salesdesk.models.period import Period

_FIRST_MONDAY = 4  # 5 January 1970


def weeks_within(periods: Iterable[Period], as_of: int) -> tuple[Period, ...]:
    """The whole weeks that lie in one of the periods and are over, oldest first; none for "all"."""
    found: set[int] = set()
    for period in periods:
        if period.is_all:
            continue
        start = period.start + (_FIRST_MONDAY - period.start) % 7
        found.update(range(start, min(period.end, as_of + 1) - 6, 7))
    return tuple(Period(start, start + 7) for start in sorted(found))


def monday_of(day: int) -> int:
    """The Monday of the week in which a day lies."""
    return day - (day - _FIRST_MONDAY) % 7
