"""What a person should look at before a sheet is used."""

from tests.reading.sheets import log_of, sheet

CALLS = {"Kind": ["Call", "Call"], "Result": ["Connected", "Busy"], "Number": ["555 1", "555 2"]}


def doubt(columns: dict[str, list[str]]) -> str:
    (source,) = log_of(sheet(columns, "calls.csv")).sources
    return source.doubt


def test_that_dates_that_nobody_uses_are_told_where_the_table_has_none() -> None:
    said = "Column “Stamp” holds dates and is not used, and no column stands for Date."
    assert doubt({"Stamp": ["13/04/2026 09:15", "14/04/2026 10:00"], **CALLS}) == said


def test_that_there_is_no_doubt_with_a_date_or_without_any() -> None:
    assert doubt({"Date": ["2026-04-13", "2026-04-14"], "Stamp": ["2026-04-13", "2026-04-14"], **CALLS}) == ""
    assert doubt({"Stamp": ["mornings", "later"], **CALLS}) == ""
    assert doubt({"Postal code": ["20095", "21073"], **CALLS}) == ""
