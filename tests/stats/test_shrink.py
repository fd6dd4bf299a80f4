"""Fair comparison: the worked examples, and a shrunk value between the rep's own and the team's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.stats.shrink import shrink_rates, shrink_times, smooth

WINS, CLOSED = [3, 30, 12, 1, 0, 22], [5, 100, 60, 12, 3, 55]


def test_that_six_reps_give_the_worked_example() -> None:
    result = shrink_rates(WINS, CLOSED)
    assert round(100 * result.team, 1) == 28.9
    assert round(result.strength, 1) == 45.5
    assert result.differ
    assert np.round(100 * result.rate, 1).tolist() == [32.0, 29.7, 23.9, 24.6, 27.1, 35.0]
    assert float(result.above_team()[5]) == pytest.approx(0.90, abs=0.005)


def test_that_the_weight_of_own_data_grows_with_them() -> None:
    result = shrink_rates(WINS, CLOSED)
    n = np.array(CLOSED)
    assert result.weight == pytest.approx(n / (result.strength + n))


def test_that_the_interval_surrounds_the_shrunk_rate() -> None:
    result = shrink_rates(WINS, CLOSED)
    low, high = result.interval()
    assert (low < result.rate).all()
    assert (result.rate < high).all()
    draws = np.random.default_rng(1).beta(result.alpha[5], result.beta[5], 20_000)
    assert [float(low[5]), float(high[5])] == pytest.approx(np.quantile(draws, [0.025, 0.975]), rel=0.03)


@pytest.mark.parametrize(
    ("hits", "n"), [([30, 10, 22], [100, 60, 55]), ([3, 1, 2, 4, 1], [9, 10, 10, 10, 10]), ([3, 1, 40], [9, 10, 60])]
)
def test_that_few_reps_or_cases_use_the_fixed_strength(hits: list[int], n: list[int]) -> None:
    assert shrink_rates(hits, n).strength == 20


def test_that_reps_without_cases_do_not_make_a_team_of_four() -> None:
    result = shrink_rates([30, 10, 22, 0], [100, 60, 55, 0])
    assert result.strength == 20
    assert result.rate[3] == result.team
    assert result.weight[3] == 0


def test_that_alike_reps_all_get_the_team_rate() -> None:
    result = shrink_rates([20, 21, 19, 20, 20], [100] * 5)
    assert not result.differ
    assert result.rate.tolist() == [0.2] * 5
    assert result.weight.tolist() == [0.0] * 5


@pytest.mark.parametrize("hits", [[0, 0, 0, 0], [20, 30, 40, 50]])
def test_that_nobody_or_everybody_succeeding_is_no_difference(hits: list[int]) -> None:
    result = shrink_rates(hits, [20, 30, 40, 50])
    assert not result.differ
    assert result.rate.tolist() == [hits[0] / 20] * 4
    assert np.isnan(result.above_team()).all()


def test_that_a_team_without_cases_is_blank() -> None:
    assert np.isnan(shrink_rates([0, 0], [0, 0]).rate).all()
    assert shrink_rates([], []).rate.shape == (0,)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=30))
def test_that_a_shrunk_rate_lies_between_the_reps_own_and_the_teams(parts: list[tuple[int, int]]) -> None:
    hits = np.array([won for won, _ in parts])
    n = hits + np.array([lost for _, lost in parts])
    result = shrink_rates(hits, n)
    for won, cases, rate in zip(hits, n, result.rate, strict=True):
        if cases:
            low, high = sorted([won / cases, result.team])
            assert low - 1e-12 <= rate <= high + 1e-12


def test_that_smoothing_adds_cases_at_the_prior_rate() -> None:
    assert smooth([0, 9], [0, 20], 0.12, 40) == pytest.approx([0.12, 0.23], abs=5e-4)
    assert smooth(2, 20, 0.12, 40) == pytest.approx(0.113, abs=5e-4)


def test_that_response_times_give_the_worked_example() -> None:
    a, b, c = [12, 25, 40], [55, 90, 240, 1440, 30, 60], [20, 35, 22, 48, 31, 27, 44, 19]
    found = shrink_times(a + b + c, [0] * 3 + [1] * 6 + [2] * 8, 3)
    assert np.round(found.raw, 1).tolist() == [22.9, 120.6, 29.1]
    assert np.round(found.shrunk, 1).tolist() == [28.0, 102.6, 30.9]
    assert round(found.team, 1) == 46.1
    assert found.outside.tolist() == [0, 1, 0]
    assert (found.low < found.shrunk).all()
    assert (found.shrunk < found.high).all()


def test_that_a_rep_without_times_gets_the_teams() -> None:
    found = shrink_times([10, 20, 40, 10, 20, 40], [0, 0, 0, 2, 2, 2], 3)
    assert np.isnan(found.raw[1])
    assert found.shrunk == pytest.approx([20, 20, 20])
    assert np.isnan(found.low).all()
    assert not found.outside.any()


def test_that_one_time_per_rep_says_nothing_about_reps() -> None:
    found = shrink_times([10, 40], [0, 1], 2)
    assert found.shrunk == pytest.approx([20, 20])
    assert not found.outside.any()
    assert np.isnan(shrink_times([], [], 2).team)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 1e5)), min_size=1, max_size=60))
def test_that_a_shrunk_time_lies_between_the_reps_own_and_the_teams(rows: list[tuple[int, float]]) -> None:
    found = shrink_times([minutes for _, minutes in rows], [rep for rep, _ in rows], 5)
    raw, shrunk = found.raw, found.shrunk
    centre = np.exp(np.log(np.maximum([minutes for _, minutes in rows], 0.5)).mean())
    low, high = np.fmin(raw, centre), np.fmax(raw, centre)
    assert (shrunk >= low * (1 - 1e-9)).all()
    assert (shrunk <= high * (1 + 1e-9)).all()
