"""The working calendar, against days counted by hand."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from salesdesk.models.calendar import WorkCalendar
from salesdesk.models.period import Period, day_number, parse_period
from salesdesk.models.period import Span as LogSpan
from salesdesk.models.settings import Settings

NEW_YORK = "America/New_York"
CALENDAR = WorkCalendar(Settings(zone=NEW_YORK))


def _moment(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=ZoneInfo(NEW_YORK)).timestamp() * 1_000_000)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), 22),
        (date(2026, 3, 16), date(2026, 3, 31), 12),
        (date(2026, 3, 1), date(2026, 3, 17), 12),
    ],
)
def test_that_working_days_are_counted(first: date, last: date, days: int) -> None:
    assert len(CALENDAR.working_days(Period.of(first, last))) == days


def test_that_a_holiday_is_not_worked() -> None:
    calendar = WorkCalendar(Settings(), frozenset({day_number(date(2026, 3, 4))}))
    assert len(calendar.working_days(parse_period("2026-03", LogSpan(0, 1)))) == 21


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ((2026, 3, 2, 10, 0), (2026, 3, 2, 10, 25), 25),
        ((2026, 3, 2, 16, 40), (2026, 3, 3, 9, 10), 30),
        ((2026, 3, 6, 16, 0), (2026, 3, 9, 10, 30), 150),
        ((2026, 3, 8, 1, 30), (2026, 3, 8, 3, 10), 0),
        ((2026, 3, 10, 11, 0), (2026, 3, 31, 17, 0), 7560),
        ((2026, 3, 4, 9, 0), (2026, 3, 4, 11, 45), 165),
    ],
)
def test_that_working_minutes_skip_nights_weekends_and_the_clock_change(
    start: tuple[int, ...], end: tuple[int, ...], minutes: int
) -> None:
    positions = [
        CALENDAR.position(np.array([_moment(*moment)], dtype=np.int64), NEW_YORK)[0] for moment in (start, end)
    ]
    assert positions[1] - positions[0] == minutes
