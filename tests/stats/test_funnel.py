"""Funnel limits: exact, strict, wider where reps scatter more than chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.stats.funnel import TALK, funnel, funnel_limits


def percent(limits: tuple[np.ndarray, np.ndarray]) -> list[list[float]]:
    return [np.round(100 * limit, 1).tolist() for limit in limits]


def test_that_the_limits_give_the_worked_example() -> None:
    assert percent(funnel_limits(68 / 235, [12, 60, 100])) == [[8.3, 18.3, 20.0], [58.3, 40.0, 38.0]]
    assert percent(funnel_limits(68 / 235, [60], TALK)) == [[11.7], [48.3]]


def test_that_nobody_of_the_worked_example_is_outside() -> None:
    assert funnel([3, 30, 12, 1, 0, 22], [5, 100, 60, 12, 3, 55]).outside.tolist() == [0] * 6


def test_that_on_the_limit_is_not_outside() -> None:
    low, high = funnel_limits(0.25, [40])
    edges = [round(float(low[0]) * 40), round(float(high[0]) * 40)]
    others = [1000 - edge for edge in edges]
    for edge, other in zip(edges, others, strict=True):
        result = funnel([edge, other], [40, 3960])
        assert result.team == 0.25
        assert result.outside[0] == 0
    assert funnel([edges[1] + 1, 1000 - edges[1] - 1], [40, 3960]).outside[0] == 1
    assert funnel([edges[0] - 1, 1000 - edges[0] + 1], [40, 3960]).outside[0] == -1


def test_that_a_rep_without_cases_has_no_limits() -> None:
    result = funnel([3, 0], [12, 0])
    assert np.isnan(result.low[1])
    assert result.outside[1] == 0


@pytest.mark.parametrize(("hits", "team"), [([0, 0], 0.0), ([5, 9], 1.0)])
def test_that_a_team_without_variation_has_no_outsiders(hits: list[int], team: float) -> None:
    result = funnel(hits, [5, 9])
    assert result.team == team
    assert result.outside.tolist() == [0, 0]


def test_that_the_limits_widen_when_more_than_a_fifth_of_ten_reps_lie_outside() -> None:
    n = np.full(10, 200)
    scattered = funnel([20, 25, 30, 40, 50, 50, 60, 70, 75, 80], n)
    nine = funnel([20, 25, 30, 40, 50, 60, 70, 75, 80], n[:9])
    rates = np.array([20, 25, 30, 40, 50, 50, 60, 70, 75, 80]) / 200
    expected = np.sqrt((np.square(rates - 0.25) * 200 / 0.1875).sum() / 9)
    assert scattered.spread == pytest.approx(expected)
    assert nine.spread == 1
    assert scattered.high[0] - 0.25 == pytest.approx((nine.high[0] - 0.25) * scattered.spread)


@settings(max_examples=40)
@given(st.floats(0.01, 0.99), st.integers(1, 3000))
def test_that_the_talk_limits_enclose_the_look_limits_and_the_team(team: float, n: int) -> None:
    low, high = funnel_limits(team, [n])
    far_low, far_high = funnel_limits(team, [n], TALK)
    assert 0 <= far_low[0] <= low[0] <= high[0] <= far_high[0] <= 1
    assert low[0] <= team + 1 / n
    assert high[0] >= team - 1 / n
