"""Limits of ordinary variation, and signals beyond them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.stats.xmr import limits, signals

BASE = [42, 45, 39, 47, 44, 40, 46, 43, 41, 48]


def test_that_ten_months_give_the_worked_example() -> None:
    found = limits(BASE)
    assert (found.mean, round(found.moving_range, 3)) == (43.5, 4.667)
    assert (round(found.low, 1), round(found.high, 1)) == (31.1, 55.9)
    assert signals([*BASE, 62], found).tolist() == [False] * 10 + [True]


def test_that_eight_in_a_row_on_one_side_are_a_signal_and_seven_are_not() -> None:
    within = limits(BASE)
    assert signals([43, *[44] * 8, 43], within).tolist() == [False, *[True] * 8, False]
    assert not signals([43, *[44] * 7, 43], within).any()


def test_that_a_point_on_the_mean_or_a_gap_ends_a_row() -> None:
    within = limits(BASE)
    assert not signals([*[44] * 4, 43.5, *[44] * 4], within).any()
    assert not signals([*[44] * 4, np.nan, *[44] * 4], within).any()


def test_that_fewer_than_eight_points_have_no_limits() -> None:
    within = limits(BASE[:7])
    assert np.isnan(within.low)
    assert not signals([1, 1000], within).any()


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=60), st.floats(-1e6, 1e6))
def test_that_moving_the_series_moves_the_limits_with_it(series: list[float], shift: float) -> None:
    here, there = limits(series), limits([value + shift for value in series])
    assert np.isclose(there.low - shift, here.low, atol=1e-5)
    assert np.isclose(there.high - shift, here.high, atol=1e-5)
