import pytest

from salesdesk.reading.time_of_day import read_time_of_day
from tests.reading.sheets import column_of, log_of, moments, plain, sheet

HOUR = 3600


@pytest.mark.parametrize(
    ("cells", "hours"),
    [
        (("09:30", "14:05:30", None), [9.5, 14 + 330 / HOUR, None]),
        (("9:30 AM", "12:00 a.m.", "2:15pm", " 12:45 PM "), [9.5, 0, 14.25, 12.75]),
        ((0.5, 46_100.25), [12, 6]),
    ],
)
def test_that_the_first_number_of_a_time_counts_hours(cells, hours):
    assert plain(read_time_of_day(column_of(*cells)).values) == [
        None if hour is None else pytest.approx(hour * HOUR) for hour in hours
    ]


@pytest.mark.parametrize("cells", [("25:00", "9:30"), ("soon", "9:30"), ("9:30:75", "9:30"), (930.0, 0.5)])
def test_that_what_is_no_time_of_day_is_blank_and_said(cells):
    found = read_time_of_day(column_of(*cells))
    assert plain(found.values)[0] is None
    assert [(problem.text, problem.places.tolist()) for problem in found.problems] == [("not a time of day", [0])]


@pytest.mark.parametrize("times", [["09:30", "14:05"], ["9:30 AM", "2:05 PM"]])
def test_that_times_beside_dates_are_put_to_them(times):
    columns = {"Date": ["2026-03-13", "2026-03-16"], "Time": times, "Type": ["Call"] * 2, "Owner": ["Ann", "Bo"],
               "Duration": ["2:03", "0:30"]}  # fmt: skip
    log = log_of(sheet(columns, "calls.csv"))
    assert moments(log.tables["activities"]["happened_at"]) == ["2026-03-13 09:30:00", "2026-03-16 14:05:00"]
    assert log.tables["activities"]["duration_s"].tolist() == [123, 30]
