"""Periods: their borders, labels and names."""

import itertools
from datetime import date

import pytest

from salesdesk.models.period import (
    ALL,
    NO_DAY,
    Period,
    Span,
    UnknownPeriodError,
    add_months,
    day_number,
    last_full_quarter,
    months_before,
    named,
    parse_period,
    previous,
    quarter_of,
    year_before,
)

SPAN = Span(day_number(date(2016, 10, 20)), day_number(date(2017, 12, 31)))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
    ],
)
def test_that_adding_months_stops_at_the_end_of_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), "2017"),
        ("2017-Q2", date(2017, 4, 1), date(2017, 6, 30), "Q2 2017"),
        ("2017-04", date(2017, 4, 1), date(2017, 4, 30), "Apr 2017"),
        ("2017-04-03..2017-05-15", date(2017, 4, 3), date(2017, 5, 15), "2017-04-03 to 2017-05-15"),
        ("last full quarter", date(2017, 10, 1), date(2017, 12, 31), "Q4 2017"),
    ],
)
def test_that_periods_are_read_as_people_write_them(text: str, first: date, last: date, label: str) -> None:
    period = parse_period(text, SPAN)
    assert (period.first, period.last, period.label) == (first, last, label)


@pytest.mark.parametrize("text", ["2017-13", "2017-05-15..2017-04-03", "soon", "2017-02-30..2017-03-01", ""])
def test_that_what_names_no_period_is_refused_in_words(text: str) -> None:
    with pytest.raises(UnknownPeriodError, match="is no period"):
        parse_period(text, SPAN)


def test_that_all_starts_with_the_rows_that_have_no_date() -> None:
    assert parse_period("all", SPAN) == ALL
    assert ALL.start == NO_DAY


def test_that_a_fiscal_quarter_carries_both_years() -> None:
    quarter = quarter_of(date(2026, 11, 5), fiscal_start=4)
    assert (quarter.label, quarter.first, quarter.last) == ("Q3 FY26/27", date(2026, 10, 1), date(2026, 12, 31))
    assert previous(quarter, 4).label == "Q2 FY26/27"


def test_that_the_last_full_quarter_ends_within_the_log() -> None:
    span = Span(day_number(date(2025, 1, 1)), day_number(date(2025, 9, 29)))
    assert last_full_quarter(span).label == "Q2 2025"
    assert last_full_quarter(Span(span.first, span.as_of + 1)).label == "Q3 2025"


def test_that_a_log_without_a_full_quarter_offers_the_one_it_ends_in() -> None:
    span = Span(day_number(date(2025, 2, 3)), day_number(date(2025, 3, 20)))
    assert last_full_quarter(span).label == "Q1 2025"


def test_that_the_period_before_has_the_same_length() -> None:
    assert previous(parse_period("2017-Q1", SPAN)).label == "Q4 2016"
    assert previous(parse_period("2017", SPAN)).label == "2016"
    ten_days = Period.of(date(2017, 3, 11), date(2017, 3, 20))
    assert previous(ten_days) == Period.of(date(2017, 3, 1), date(2017, 3, 10))
    assert year_before(parse_period("2017-Q2", SPAN)).label == "Q2 2016"


def test_that_months_tile_up_to_the_end_of_the_period() -> None:
    months = months_before(parse_period("2017-Q2", SPAN), 13)
    assert [month.label for month in (months[0], months[-1])] == ["Jun 2016", "Jun 2017"]
    assert all(before.end == after.start for before, after in itertools.pairwise(months))


def test_that_named_periods_end_with_the_log_not_today() -> None:
    assert named("quarter to date", SPAN) == Period.of(date(2017, 10, 1), date(2017, 12, 31))
    assert named("last 12 months", SPAN) == Period.of(date(2017, 1, 1), date(2017, 12, 31))


def test_that_a_log_without_dates_is_one_period() -> None:
    undated = Span(0, 0, is_dated=False)
    assert last_full_quarter(undated).is_all
    assert named("all", undated).is_all
    with pytest.raises(UnknownPeriodError, match="has a date"):
        named("this month", undated)
