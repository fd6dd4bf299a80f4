"""Numbers as people read them."""

import pytest

from salesdesk.insights.numbers import PLAIN, NumberStyle, rounded

GERMAN = NumberStyle(",", ".")


@pytest.mark.parametrize(("value", "text"), [(-12.5, "−13"), (12.5, "13"), (2.675, "3"), (-0.4, "0"), (0.5, "1")])
def test_that_halves_go_away_from_zero(value: float, text: str) -> None:
    assert PLAIN.text(value) == text


def test_that_a_decimal_half_counts_as_typed() -> None:
    assert str(rounded(2.675, 2)) == "2.68"


@pytest.mark.parametrize(
    ("value", "text"),
    [(600_000, "€600k"), (9_400_000, "€9.4M"), (999_999_999, "€1bn"), (999.6, "€999.6"), (0, "€0"), (-1500, "−€1.5k")],
)
def test_that_short_money_fits_an_axis(value: float, text: str) -> None:
    assert PLAIN.short_money(value, "EUR") == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (25, "25 min"),
        (0, "0 min"),
        (59.6, "1 h"),
        (165, "2 h 45 min"),
        (990, "16 h 30 min"),
        (2880, "2 days"),
        (30_600, "21.3 days"),
    ],
)
def test_that_durations_are_told_in_words(minutes: float, text: str) -> None:
    assert PLAIN.minutes(minutes) == text


def test_that_money_carries_its_currency() -> None:
    assert PLAIN.money(1570, "EUR") == "€1,570"
    assert PLAIN.money(-1570.4, "CHF") == "−1,570 CHF"
    assert GERMAN.money(1234567, None) == "1.234.567"


def test_that_days_drop_a_decimal_that_says_nothing() -> None:
    assert (PLAIN.days(57.0), PLAIN.days(59.5), PLAIN.days(1)) == ("57 days", "59.5 days", "1 day")


def test_that_copied_numbers_are_exact() -> None:
    assert GERMAN.copied(0.1 + 0.2) == "0,30000000000000004"
    assert PLAIN.copied(12_000.0) == "12000"


@pytest.mark.parametrize(
    ("value", "text"),
    [(655.5, "€656"), (2_080.3, "€2.1k"), (12_345.0, "€12k"), (999_700.0, "€1M"), (1_216_823.1, "€1.2M"),
     (-45_600.0, "−€46k"), (0.0, "€0"), (float("inf"), "")],
)  # fmt: skip
def test_that_money_in_narrow_cells_has_two_or_three_digits(value: float, text: str) -> None:
    assert PLAIN.brief_money(value, "EUR") == text
