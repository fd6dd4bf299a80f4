"""Intervals: the worked examples and what must hold for any counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.stats.intervals import (
    adjusted_wald_nps,
    newcombe,
    nps_difference,
    poisson,
    quantile_ranks,
    two_sided_p,
    wilson,
)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 5000))
    return draw(st.integers(0, n)), n


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"), [(3, 5, 23.1, 88.2), (0, 3, 0.0, 56.1), (3, 50, 2.1, 16.2), (190, 310, 55.8, 66.5)]
)
def test_that_wilson_gives_the_worked_examples(hits: int, n: int, low: float, high: float) -> None:
    bounds = wilson(hits, n)
    assert (round(100 * float(bounds[0]), 1), round(100 * float(bounds[1]), 1)) == (low, high)


def test_that_wilson_of_three_in_fifty_is_seven_points_to_each_side() -> None:
    low, high = wilson(3, 50)
    assert round(100 * float(high - low) / 2, 1) == 7.1


def test_that_four_of_nine_reach_from_a_fifth_to_three_quarters() -> None:
    low, high = wilson(4, 9)
    assert (round(100 * float(low), 1), round(100 * float(high), 1)) == (18.9, 73.3)


def test_that_twelve_of_twenty_are_more_than_fifteen_points_to_each_side() -> None:
    low, high = wilson(12, 20)
    assert 0.15 < float(high - low) / 2 < 0.25


def test_that_wilson_scores_many_cells_at_once_and_leaves_empty_ones_blank() -> None:
    low, high = wilson([[3, 0], [0, 7]], [[5, 0], [3, 7]])
    assert low.shape == (2, 2)
    assert np.isnan(low[0, 1])
    assert np.isnan(high[0, 1])
    assert low[1, 0] == 0
    assert high[1, 1] == 1


@given(shares(), st.sampled_from([0.8, 0.95, 0.99]))
def test_that_wilson_contains_the_share_and_stays_between_zero_and_one(
    share: tuple[int, int], confidence: float
) -> None:
    low, high = wilson(*share, confidence)
    assert 0 <= low <= share[0] / share[1] <= high <= 1
    assert low < high


@given(shares())
def test_that_more_confidence_is_wider(share: tuple[int, int]) -> None:
    inner, outer = wilson(*share, 0.95), wilson(*share, 0.99)
    assert outer[0] <= inner[0]
    assert outer[1] >= inner[1]


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((20, 65, 12, 60), -4.6, 25.3),
        ((60, 195, 36, 180), 1.9, 19.3),
        ((190, 290, 11, 20), -9.5, 32.0),
        ((60, 80, 240, 920), 38.0, 57.6),
    ],
)
def test_that_newcombe_gives_the_worked_examples(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    bounds = newcombe(*counts)
    assert (round(100 * float(bounds[0]), 1), round(100 * float(bounds[1]), 1)) == (low, high)


def test_that_the_differences_of_the_worked_examples_are_ten_point_eight_points() -> None:
    assert [round(100 * (a / b - c / d), 1) for a, b, c, d in ((20, 65, 12, 60), (60, 195, 36, 180))] == [10.8, 10.8]


@given(shares(), shares())
def test_that_newcombe_contains_the_difference_and_turns_round_with_the_sides(
    now: tuple[int, int], before: tuple[int, int]
) -> None:
    low, high = newcombe(*now, *before)
    back_low, back_high = newcombe(*before, *now)
    assert -1 <= low <= now[0] / now[1] - before[0] / before[1] <= high <= 1
    assert low == pytest.approx(-back_high)
    assert high == pytest.approx(-back_low)


def test_that_newcombe_without_cases_is_blank() -> None:
    assert np.isnan(newcombe(0, 0, 3, 5)).all()


def test_that_the_promoter_score_gives_the_worked_example() -> None:
    low, high = adjusted_wald_nps(4, 3, 9)
    assert (round(float(low)), round(float(high))) == (-39, 56)


def test_that_a_promoter_score_without_answers_is_blank() -> None:
    assert np.isnan(adjusted_wald_nps([0, 4], [0, 3], [0, 9])).tolist() == [[True, False], [True, False]]


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_that_a_promoter_score_stays_on_its_scale(promoters: int, passives: int, detractors: int) -> None:
    n = promoters + passives + detractors
    if n:
        low, high = adjusted_wald_nps(promoters, detractors, n)
        assert -100 <= low < high <= 100


def test_that_equal_promoter_scores_differ_by_an_interval_around_zero() -> None:
    low, high = nps_difference((40, 30, 90), (40, 30, 90))
    assert low == pytest.approx(-float(high))
    assert high > 0


def test_that_the_poisson_interval_is_close_to_the_exact_one() -> None:
    low, high = poisson([0, 1, 10, 100])
    assert low == pytest.approx([0, 0.025, 4.80, 81.4], abs=0.1)
    assert high == pytest.approx([3.69, 5.57, 18.39, 121.6], abs=0.15)


@given(st.integers(0, 10_000), st.floats(1, 20))
def test_that_overdispersion_widens_the_poisson_interval(count: int, dispersion: float) -> None:
    low, high = poisson(count, dispersion=dispersion)
    narrow_low, narrow_high = poisson(count)
    assert 0 <= low <= narrow_low <= count < narrow_high <= high


def test_that_the_ranks_around_a_median_are_those_of_the_sign_test() -> None:
    low, high = quantile_ranks([5, 6, 10, 100])
    assert low.tolist() == [-1, 0, 1, 39]
    assert high.tolist() == [-1, 5, 8, 60]


def test_that_two_sided_p_of_the_usual_limit_is_five_percent() -> None:
    assert two_sided_p(-1.959964) == pytest.approx(0.05, abs=1e-6)
    assert np.isnan(two_sided_p(np.nan))
