"""Shuffling rows: exact where it can be, repeatable where it cannot, honest where rows are many."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.stats import resampling
from salesdesk.stats.resampling import bootstrap, mean_difference_p, sum_difference_p


def test_that_few_values_are_enumerated() -> None:
    assert mean_difference_p([1, 2, 3], [10, 11, 12]) == pytest.approx(2 / 20)


def test_that_equal_values_never_differ() -> None:
    assert mean_difference_p([5, 5, 5], [5, 5]) == 1
    assert mean_difference_p([5.0] * 30, [5.0] * 40) == 1


def test_that_an_empty_side_has_no_answer() -> None:
    assert np.isnan(mean_difference_p([], [1, 2]))
    assert np.isnan(mean_difference_p([1, 2], []))
    assert np.isnan(sum_difference_p([], []))


def test_that_shuffles_repeat_with_their_start_number() -> None:
    rng = np.random.default_rng(5)
    now, before = rng.lognormal(8.2, 1, 40), rng.lognormal(8, 1, 50)
    assert mean_difference_p(now, before) == mean_difference_p(now, before)
    assert mean_difference_p(now, before, seed=1) == pytest.approx(mean_difference_p(now, before, seed=2), abs=0.03)


def test_that_shuffles_agree_with_enumeration(monkeypatch: pytest.MonkeyPatch) -> None:
    now, before = [60, 90, 240, 1440, 31], [12, 25, 40, 55, 70, 33]
    exact, exact_sum = mean_difference_p(now, before), sum_difference_p(now, before, 0.4)
    monkeypatch.setattr(resampling, "EXACT_UP_TO", 0)
    assert mean_difference_p(now, before) == pytest.approx(exact, abs=0.02)
    assert sum_difference_p(now, before, 0.4) == pytest.approx(exact_sum, abs=0.02)


def test_that_many_rows_get_the_same_answer_without_shuffling(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    now, before = rng.lognormal(4.05, 0.8, 700), rng.lognormal(4, 0.8, 900)
    shuffled = mean_difference_p(now, before), sum_difference_p(now, before, 0.45)
    monkeypatch.setattr(resampling, "_MANY_ROWS", 100)
    curve = mean_difference_p(now, before), sum_difference_p(now, before, 0.45)
    assert curve == pytest.approx(shuffled, abs=0.02)


def test_that_one_giant_row_keeps_many_rows_on_shuffles() -> None:
    values = np.ones(2_500)
    values[0] = 1e6
    assert mean_difference_p(values[:1_250], values[1_250:]) == 1


def test_that_a_sum_sees_more_rows_where_a_mean_sees_none() -> None:
    now, before = [100.0] * 40, [100.0] * 10
    assert mean_difference_p(now, before) == 1
    assert sum_difference_p(now, before) < 0.01


def test_that_a_sum_over_unequal_exposures_is_compared_per_day() -> None:
    assert sum_difference_p([100.0] * 40, [100.0] * 10, share=0.8) == 1


def test_that_a_sum_of_two_rows_is_enumerated() -> None:
    # Both rows in the present period: chance 1/4; none: as far out on the other side, 1/4.
    assert sum_difference_p([7, 7], []) == pytest.approx(0.5)


def test_that_the_bootstrap_surrounds_the_mean_and_repeats() -> None:
    values = np.random.default_rng(9).lognormal(9, 0.6, 60)
    low, high = bootstrap(values)
    half = 1.96 * values.std(ddof=1) / 60**0.5
    assert low < values.mean() < high
    assert (high - low) / 2 == pytest.approx(half, rel=0.1)
    assert bootstrap(values) == (low, high)


def test_that_the_bootstrap_of_a_total_lets_the_number_of_rows_vary() -> None:
    low, high = bootstrap([10.0] * 100, total=True)
    assert low == pytest.approx(1000 - 196, rel=0.05)
    assert high == pytest.approx(1000 + 196, rel=0.05)
    assert bootstrap([10.0] * 100) == (10, 10)


def test_that_one_value_has_no_bootstrap() -> None:
    assert np.isnan(bootstrap([3.0])).all()
