"""Cells as people type and paste them."""

from datetime import date

import pytest

from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.typed_cells import (
    NotUnderstoodError,
    block_in,
    clock_in,
    clock_text,
    day_in,
    number_in,
    rows_by_name,
)

POINT, COMMA = NumberStyle(".", ","), NumberStyle(",", ".")


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("1,234.5", POINT, 1234.5), ("1.234,5", COMMA, 1234.5), ("1.234,50", POINT, 1234.5),
        ("1,234.50", COMMA, 1234.5),
        ("1,234", POINT, 1234), ("1.234", COMMA, 1234), ("1.234", POINT, 1.234), ("0,92", POINT, 0.92),
        ("€ 12 000", COMMA, 12_000), ("12'000", POINT, 12_000), ("12.000 €", COMMA, 12_000), ("EUR 500", POINT, 500),
        ("500 CHF", POINT, 500), ("30 %", POINT, 30), ("-5", POINT, -5), ("(5)", POINT, -5), ("−5", POINT, -5),
        (".5", POINT, 0.5), ("1,000,000", COMMA, 1_000_000), ("", POINT, None), ("  ", POINT, None),
    ],
)  # fmt: skip
def test_that_a_number_is_read_as_it_is_meant(text: str, style: NumberStyle, value: float | None) -> None:
    assert number_in(text, style) == value


@pytest.mark.parametrize("text", ["abc", "1,2,3", "12 x", "€", "1.2.3", "--5", "nan", "inf", "1e5"])
def test_that_what_is_no_number_is_said(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match=r"is no number\.$"):
        number_in(text, POINT)


@pytest.mark.parametrize(
    ("text", "day_first", "value"),
    [
        ("2026-05-01", False, date(2026, 5, 1)),
        ("1.5.2026", False, date(2026, 5, 1)),
        ("01/05/2026", True, date(2026, 5, 1)),
        ("05/01/2026", False, date(2026, 5, 1)),
        ("25/12/26", False, date(2026, 12, 25)),
        ("12/25/2026", True, date(2026, 12, 25)),
        ("1 May 2026", True, date(2026, 5, 1)),
        ("May 1, 2026", True, date(2026, 5, 1)),
        ("2026-05-01 00:00:00", True, date(2026, 5, 1)),
        ("", True, None),
    ],
)
def test_that_a_day_is_read_as_it_is_meant(text: str, day_first: bool, value: date | None) -> None:
    assert day_in(text, day_first=day_first) == value


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "31.2.2026", "5", "13/13/2026"])
def test_that_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="is no date"):
        day_in(text, day_first=True)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9", 540), ("9:00", 540), ("17.30", 1050), ("5 pm", 1020), ("12 am", 0), ("24:00", 1440), ("08h15", 495)],
)
def test_that_a_time_of_day_is_read(text: str, minutes: int) -> None:
    assert clock_in(text) == minutes
    assert clock_in(clock_text(minutes)) == minutes


@pytest.mark.parametrize("text", ["25", "24:01", "9:75", "noon"])
def test_that_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="is no time of day"):
        clock_in(text)


def test_that_a_block_is_cells_and_may_name_its_rows() -> None:
    block = block_in("Rep\tJan\tFeb\r\nBen\t5\t6\r\nann\t1\t\r\nTotal\t6\t6\r\n")
    assert block[1] == ("Ben", "5", "6")
    assert rows_by_name(block, ("Ann", "Ben")) == {1: ("5", "6"), 0: ("1", "")}
    assert rows_by_name(block_in("1\t2\n3\t4"), ("Ann", "Ben")) is None
    assert block_in("\n") == ()
