"""From a quota back to dials a day: the worked examples, and what happens where there is nothing to divide by."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.stats.sales_math import Counted, ladder, needed, relative_error

RATES = (Counted(0.05, 2000), Counted(0.20, 100), Counted(0.25, 40))
EXAMPLE = {"size": 9_000.0, "days_left": 30, "lag": 10, "size_cv": 0.6, "deals": 10}


def test_that_a_quota_gives_the_worked_example() -> None:
    found = ladder(100_000, 40_000, 15_000, RATES, **EXAMPLE)
    assert found.gap == 45_000
    assert found.steps == pytest.approx((5, 20, 100, 2000))
    assert (found.useful_days, found.a_day) == (20, pytest.approx(100))
    assert not found.is_reached
    assert not found.is_too_late


def test_that_the_range_gives_the_worked_example() -> None:
    error = relative_error(RATES, 0.6, 10)
    assert error is not None
    assert round(error, 2) == 0.40
    found = ladder(100_000, 40_000, 15_000, RATES, **EXAMPLE)
    assert found.low is not None
    assert found.high is not None
    assert (round(found.low), round(found.high)) == (60, 167)
    assert found.high == pytest.approx(100 * exp(1.2816 * error), rel=1e-4)


def test_that_three_sales_a_month_take_a_thousand_dials() -> None:
    three, ten = needed(3, 0.03, 0.10), needed(10, 0.03, 0.10)
    assert three == pytest.approx(1000)
    assert ten is not None
    assert (round(three / 22, 1), round(ten / 22, 1)) == (45.5, 151.5)
    found = ladder(3, 0, 0, (Counted(0.03), Counted(0.10)), 1.0, 22)
    assert found.steps == pytest.approx((3, 30, 1000)), "an article's 1,000 dials, 30 contacts and 3 sales"
    assert round(found.a_day or 0, 1) == 45.5
    assert found.low is None, "samples of unknown size have no range"


@pytest.mark.parametrize(("won", "pipeline"), [(100_000, 0), (85_000, 15_000), (120_000, 30_000)])
def test_that_a_quota_that_is_reached_takes_nothing_more(won: float, pipeline: float) -> None:
    found = ladder(100_000, won, pipeline, RATES, **EXAMPLE)
    assert found.is_reached
    assert (found.gap, found.steps, found.a_day) == (0, (0, 0, 0, 0), 0)
    assert ladder(100_000, won, pipeline, (Counted(0.0),), 0.0, -1).a_day == 0


@pytest.mark.parametrize("lag", [30, 31])
def test_that_calls_which_come_too_late_have_no_number_a_day(lag: float) -> None:
    found = ladder(100_000, 40_000, 15_000, RATES, **{**EXAMPLE, "lag": lag})
    assert found.is_too_late
    assert found.steps == pytest.approx((5, 20, 100, 2000))
    assert (found.a_day, found.low) == (None, None)


@pytest.mark.parametrize(("rate", "size"), [(0.0, 9_000), (0.25, 0.0), (float("nan"), 9_000)])
def test_that_a_rate_of_nothing_gives_no_number(rate: float, size: float) -> None:
    found = ladder(100_000, 40_000, 15_000, (*RATES[:2], Counted(rate, 4)), size, 30, lag=10, size_cv=0.6, deals=10)
    assert (found.gap, found.steps, found.a_day, found.low, found.high) == (45_000, None, None, None, None)
    assert needed(3, rate, size) is None or rate > 0
    assert relative_error((Counted(rate, 4),), 0.6, 10) is None or rate > 0


@given(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(1, 1e6), st.floats(0.5, 200))
def test_that_the_steps_bring_the_gap(first: float, second: float, size: float, days: float) -> None:
    found = ladder(1e6, 0, 0, (Counted(first, 50), Counted(second, 50)), size, days, size_cv=0.5, deals=9)
    assert found.steps is not None
    assert found.steps[-1] * first * second * size == pytest.approx(found.gap)
    assert found.low is not None
    assert found.a_day is not None
    assert found.high is not None
    assert found.low < found.a_day < found.high
    assert found.a_day * days == pytest.approx(found.steps[-1])
