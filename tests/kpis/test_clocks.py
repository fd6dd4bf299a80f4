"""Clocks: which days of a period, or around it, rows are asked about."""

from datetime import date

import pytest

from salesdesk.kpis.clocks import (
    ALWAYS,
    AT_END,
    AT_START,
    EVER,
    IN,
    OVERLAP,
    UNDATED,
    Clock,
    Length,
    Meets,
    earlier,
    overlap_in,
    trailing,
)
from salesdesk.models.calendar import WorkCalendar
from salesdesk.models.period import ALL, NO_DAY, Period, day_number
from salesdesk.models.settings import Settings

MARCH = Period(day_number(date(2026, 3, 1)), day_number(date(2026, 4, 1)))
FEBRUARY = Period(day_number(date(2026, 2, 1)), MARCH.start)
AS_OF = day_number(date(2026, 12, 31))
WEEK = WorkCalendar(Settings())


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("clock", "first", "after"),
    [
        (IN, "2026-03-01", "2026-04-01"),
        (OVERLAP, "2026-03-01", "2026-04-01"),
        (AT_END, "2026-03-31", "2026-04-01"),
        (AT_START, "2026-02-28", "2026-03-01"),
        (earlier(12), "2025-03-01", "2025-04-01"),
        (trailing(12), "2025-04-01", "2026-04-01"),
        (trailing(12, back=12), "2024-04-01", "2025-04-01"),
    ],
)
def test_that_a_clock_asks_about_its_days(clock: Clock, first: str, after: str) -> None:
    assert clock.days(MARCH, AS_OF, WEEK) == (day(first), day(after))


def test_that_a_month_starts_where_the_one_before_it_ended() -> None:
    assert AT_START.days(MARCH, AS_OF, WEEK) == AT_END.days(FEBRUARY, AS_OF, WEEK)


def test_that_a_snapshot_is_taken_on_the_last_day_of_the_log_at_the_latest() -> None:
    assert AT_END.days(MARCH, day("2026-03-17"), WEEK) == (day("2026-03-17"), day("2026-03-18"))
    assert AT_END.days(ALL, AS_OF, WEEK) == (AS_OF, AS_OF + 1)


def test_that_a_period_that_has_not_begun_has_no_snapshot() -> None:
    for clock in (AT_START, AT_END):
        first, _ = clock.days(MARCH, day("2026-02-27"), WEEK)
        assert first < NO_DAY


def test_that_a_trailing_year_ends_with_the_log() -> None:
    assert trailing(12).days(MARCH, day("2026-03-17"), WEEK) == (day("2025-03-18"), day("2026-03-18"))


def test_that_a_running_month_is_compared_with_as_many_working_days_of_an_earlier_one() -> None:
    assert earlier(12).days(MARCH, day("2026-03-17"), WEEK) == (day("2025-03-01"), day("2025-03-19"))  # 12 of each
    assert earlier(12).days(MARCH, day("2026-03-01"), WEEK) == (day("2025-03-01"), day("2025-03-01"))  # a Sunday
    assert earlier(12).days(MARCH, day("2026-02-17"), WEEK) == (day("2025-03-01"), day("2025-04-01"))


def test_that_all_there_is_has_no_earlier_year_and_nothing_before_it() -> None:
    first, after = earlier(12).days(ALL, AS_OF, WEEK)
    assert first == after
    assert AT_START.days(ALL, AS_OF, WEEK)[1] <= NO_DAY


def test_that_ever_reaches_to_the_end_of_the_period_and_takes_undated_rows() -> None:
    assert EVER.days(MARCH, AS_OF, WEEK) == (NO_DAY, MARCH.end)
    assert UNDATED.days(MARCH, AS_OF, WEEK) == (NO_DAY, NO_DAY + 1)
    assert ALWAYS.days(MARCH, AS_OF, WEEK)[0] == NO_DAY


def test_that_only_clocks_over_days_leave_undated_rows_out() -> None:
    taking = [clock for clock in (IN, earlier(1), trailing(3), EVER, AT_END, AT_START, OVERLAP) if clock.takes_dates]
    assert taking == [IN, earlier(1), trailing(3)]


def test_that_an_overlap_is_met_by_lasting_and_an_instant_by_standing() -> None:
    met = [clock.meets for clock in (IN, AT_END, overlap_in(Length.DAYS))]
    assert met == [Meets.IN, Meets.INSTANT, Meets.OVERLAP]
