"""Round numbers for axes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.ui.charts.ticks import nice_step, nice_ticks, span_of

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 545_000, [0, 200_000, 400_000, 600_000]),
        (0, 1, [0, 0.25, 0.5, 0.75, 1.0]),
        (-2, 5.5, [-2, 0, 2, 4, 6]),
        (0.155, 0.39, [0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_that_ticks_are_round_and_cover_the_values(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high, 4) == pytest.approx(ticks)


@given(NUMBERS, NUMBERS)
def test_that_ticks_always_cover_rise_and_stay_few(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ticks = nice_ticks(low, high, 4)
    assert ticks == sorted(set(ticks))
    assert 2 <= len(ticks) <= 7
    slack = 1e-6 * max(abs(low), abs(high), 1)
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack


def test_that_nothing_known_gives_no_ticks() -> None:
    assert nice_ticks(math.nan, 1, 4) == []
    assert nice_ticks(0, math.inf, 4) == []


def test_that_steps_are_one_two_two_and_a_half_five_or_ten() -> None:
    assert [nice_step(rough) for rough in (0.9, 1.1, 2.2, 4, 7)] == [1, 2, 2.5, 5, 10]


def test_that_bars_hold_zero() -> None:
    assert span_of([3, 5], from_zero=True) == (0, 5)
    assert span_of([-3, -1], from_zero=True) == (-3, 0)
    assert span_of([3, None, 5], from_zero=False) == (3, 5)


def test_that_one_value_and_no_value_have_a_span_too() -> None:
    assert span_of([], from_zero=True) == (0, 1)
    assert span_of([None, math.nan], from_zero=False) == (0, 1)
    assert span_of([0.0], from_zero=False) == (0, 1)
    low, high = span_of([-4.0], from_zero=False)
    assert low < -4 < high
