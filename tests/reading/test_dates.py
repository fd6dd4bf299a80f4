from datetime import timedelta

import pytest

from salesdesk.reading.dates import read_dates
from salesdesk.reading.typed import Hints
from tests.reading.sheets import YES, at, column_of, days, moments, said


def read(*cells, **hints):
    return read_dates(column_of(*cells), Hints(**hints))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("13/04/2026", "03/04/2026"), ["2026-04-13", "2026-04-03"]),
        (("04/13/2026", "03/04/2026"), ["2026-04-13", "2026-03-04"]),
        (("20-10-2017", "01-02-2018"), ["2017-10-20", "2018-02-01"]),
        (("3.4.2026", "4.3.26"), ["2026-04-03", "2026-03-04"]),
        (("2026-03-04", "2026/3/5", None), ["2026-03-04", "2026-03-05", None]),
        (("3 Mar 2026", "3-Mar-26"), ["2026-03-03", "2026-03-03"]),
        (("March 4, 2026", "5. März 2026", "Mon, 2 March 2026"), ["2026-03-04", "2026-03-05", "2026-03-02"]),
        (("2026-03", "March 2026", "20260304"), ["2026-03-01", "2026-03-01", "2026-03-04"]),
        (("46002", "2026-03-04"), ["2025-12-11", "2026-03-04"]),
        (("5/5/2026", None), ["2026-05-05", None]),
    ],
)
def test_that_days_are_read_however_they_are_written(cells, expected):
    found = read(*cells)
    assert days(found.values) == expected
    assert found.date_only.tolist() == [day is not None for day in expected]
    assert found.problems == ()


def test_that_a_column_that_nothing_settles_is_asked_for():
    found = read("03/04/2026", "05/06/2026")
    assert days(found.values) == [None, None]
    assert said(found) == [("could be day first or month first (“3/4/2026”)", "needs an answer", [0, 1])]
    assert found.problems[0].option == "--dates dmy|mdy"


@pytest.mark.parametrize(
    ("hints", "day", "why"),
    [
        ({"dates": "dmy"}, "2026-04-03", "as told"),
        ({"dates": "mdy"}, "2026-03-04", "as told"),
        ({"sibling_dates": "dmy"}, "2026-04-03", "as in other columns"),
        ({"dates": "mdy", "sibling_dates": "dmy"}, "2026-03-04", "as told"),
    ],
)
def test_that_an_answer_or_a_sibling_settles_it(hints, day, why):
    found = read("03/04/2026", "05/06/2026", **hints)
    assert days(found.values)[0] == day
    assert why in found.decided


def test_that_one_day_over_twelve_settles_it_against_any_answer():
    found = read("03/04/2026", "13/04/2026", dates="mdy")
    assert days(found.values) == ["2026-04-03", "2026-04-13"]
    assert found.decided == "day first (“13/4/2026”)"


def test_that_firsts_of_months_are_recognised():
    assert days(read("1/1/2026", "1/2/2026", "1/3/2026").values) == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert days(read("11/1/2025", "12/1/2025", "1/1/2026").values) == ["2025-11-01", "2025-12-01", "2026-01-01"]
    assert days(read("1/1/2026", "1/4/2026", "1/7/2026").values) == ["2026-01-01", "2026-04-01", "2026-07-01"]
    assert read("1/1/2026", "1/2/2026").problems


def test_that_days_of_one_january_are_no_firsts_of_months():
    assert read("2/1/2026", "3/1/2026", "4/1/2026").problems  # the second, third and fourth of January, perhaps
    assert read("1/2/2026", "1/5/2026", "1/6/2026").problems  # with a gap, so no run of months
    assert read("1/5/2026 9:30", "1/6/2026 9:45", "1/7/2026 10:15").problems  # at a time of day


def test_that_a_day_over_twelve_outweighs_dots():
    found = read("04.13.2026", "04.05.2026", "05.06.2026")
    assert days(found.values) == ["2026-04-13", "2026-04-05", "2026-05-06"]


def test_that_cells_against_the_majority_are_blanked():
    found = read("13/04/2026", "14/04/2026", "04/15/2026")
    assert days(found.values) == ["2026-04-13", "2026-04-14", None]
    assert said(found) == [("not a date", "blanked", [2])]


def test_that_a_slip_among_many_cells_leaves_nothing_open():
    found = read(*(f"{day}/04/2026" for day in range(13, 31)), *(f"{day}/05/2026" for day in range(13, 31)),
                 "04/15/2026", "01/02/2026")  # fmt: skip
    assert days(found.values)[-2:] == [None, "2026-02-01"]
    assert said(found) == [("not a date", "blanked", [36])]


def test_that_impossible_days_and_years_are_listed():
    found = read("2026-02-30", "0205-03-04", "9999-12-31", "soon", "2026-03-04")
    assert days(found.values) == [None, None, None, None, "2026-03-04"]
    assert said(found) == [
        ("not a date", "blanked", [0, 3]),
        ("a year before 1950 or after 2100", "blanked", [1, 2]),
    ]


def test_that_wall_times_are_those_of_the_zone_and_offsets_are_converted():
    found = read(
        "2026-07-01 12:00", "2026-07-01T12:00:00Z", "2026-07-01 12:00:00+0530", "2026-07-01", zone="Europe/Berlin"
    )
    assert moments(found.values) == [
        "2026-07-01 10:00:00", "2026-07-01 12:00:00", "2026-07-01 06:30:00", "2026-07-01 00:00:00",
    ]  # fmt: skip
    assert found.date_only.tolist() == [False, False, False, True]


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("3/4/2026 4:05 PM", "16:05:00"),
        ("3/4/2026 12:00 am", "00:00:00"),
        ("3/4/2026, 12:30 p.m.", "12:30:00"),
        ("2026-03-04 6:49:18", "06:49:18"),
        ("2026-03-04T06:49:18.123456789", "06:49:18"),
        ("4 Mar 2026 16.05", "16:05:00"),
    ],
)
def test_that_times_of_day_are_read(cell, time):
    found = read(cell, "2026-03-04 10:00", dates="mdy")
    assert moments(found.values)[0] == f"2026-03-04 {time}"


def test_that_a_time_that_is_none_blanks_the_cell():
    assert said(read("2026-03-04 25:00", "2026-03-04 10:00")) == [("not a date", "blanked", [0])]


def test_that_the_repeated_hour_is_its_first_and_the_skipped_one_moves_on():
    found = read("2026-10-25 02:30:00", "2026-03-29 02:30:00", "2026-07-01 12:00:00", zone="Europe/Berlin")
    assert moments(found.values) == ["2026-10-25 00:30:00", "2026-03-29 01:00:00", "2026-07-01 10:00:00"]
    assert [(effect, places) for _, effect, places in said(found)] == [("noted", [0]), ("noted", [1])]


def test_that_spreadsheet_midnights_are_days_and_moments_are_moments():
    whole = read(at("2026-03-04"), at("2026-03-05"), zone="America/New_York")
    assert whole.date_only.all()
    assert days(whole.values) == ["2026-03-04", "2026-03-05"]
    timed = read(*(at("2026-03-04") + timedelta(hours=7 * n) for n in range(200)))
    assert timed.date_only.sum() == 9  # every 24th falls on midnight, too many to be moments
    minutes = read(*(at("2026-03-04") + timedelta(minutes=7 * n) for n in range(1000)))
    assert not minutes.date_only.any()


def test_that_serial_numbers_in_a_date_column_are_dates():
    found = read(46002.0, 46002.75, 5.0, 90000.0, None)
    assert moments(found.values) == ["2025-12-11 00:00:00", "2025-12-11 18:00:00", None, None, None]
    assert said(found) == [("not a date", "blanked", [2, 3])]


def test_that_serial_numbers_of_a_1904_workbook_are_counted_from_there():
    assert days(read(44540.0, date1904=True).values) == ["2025-12-11"]
    assert days(read("44540", "2025-12-11", date1904=True).values) == ["2025-12-11", "2025-12-11"]


def test_that_truth_values_are_no_dates():
    assert said(read(YES, None)) == [("not a date", "blanked", [0])]
