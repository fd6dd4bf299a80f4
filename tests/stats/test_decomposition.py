"""The parts of a gap between two products: the worked example, a factor of nothing, and that they always add up."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.stats.decomposition import contributions, lmdi, shapley, what_ifs

TEAM = [1000, 0.04, 0.20, 0.25, 10_000]
REP = [1200, 0.03, 0.22, 0.20, 9_000]
LOST = [1200, 0.03, 0.22, 0.0, 9_000]

FACTOR = st.floats(0.01, 1000)
PAIRS = st.lists(st.tuples(FACTOR, FACTOR), min_size=1, max_size=6)
ZERO_OR = st.one_of(st.just(0.0), FACTOR)
PAIRS_WITH_ZEROS = st.lists(st.tuples(ZERO_OR, ZERO_OR), min_size=1, max_size=6)


def test_that_logarithms_give_the_worked_example() -> None:
    assert (prod(TEAM), prod(REP)) == (pytest.approx(20_000), pytest.approx(14_256))
    found = lmdi(REP, TEAM)
    assert _shown(found) == [3093, -4881, 1617, -3786, -1788]
    assert round(found.sum(), 6) == -5744
    assert contributions(REP, TEAM).tolist() == found.tolist()


def test_that_orders_give_the_worked_example() -> None:
    found = shapley(REP, TEAM)
    assert _shown(found) == [3157, -4917, 1647, -3821, -1810]
    assert round(found.sum(), 6) == -5744


def test_that_one_factor_alone_gives_the_worked_example() -> None:
    found = what_ifs(REP, TEAM)
    assert _shown(found[[1, 3]]) == [4752, 3564]
    assert found[1] == pytest.approx(prod(REP) * 0.04 / 0.03 - prod(REP))


def test_that_a_factor_of_nothing_is_told_by_orders() -> None:
    found = contributions(LOST, TEAM)
    assert _shown(found) == [1831, -2662, 943, -19_105, -1007]
    assert round(found.sum(), 6) == -20_000
    assert np.isfinite(what_ifs(LOST, TEAM)).all()
    assert what_ifs(LOST, TEAM)[3] == pytest.approx(1200 * 0.03 * 0.22 * 0.25 * 9_000)


def test_that_equal_products_of_unequal_factors_weigh_by_the_product() -> None:
    assert lmdi([2, 3], [3, 2]) == pytest.approx(6 * np.log([2 / 3, 3 / 2]))
    assert lmdi(TEAM, TEAM).tolist() == [0.0] * 5


def test_that_products_which_nearly_agree_are_no_trouble() -> None:
    found = lmdi([100, 1 + 1e-13], [100, 1.0])
    assert found == pytest.approx([0, 1e-11], rel=0.01)


def test_that_each_row_of_many_is_told_by_its_own_way() -> None:
    found = contributions([REP, LOST], TEAM)
    assert _shown(found[0]) == [3093, -4881, 1617, -3786, -1788]
    assert _shown(found[1]) == [1831, -2662, 943, -19_105, -1007]


def test_that_more_than_six_factors_have_too_many_orders() -> None:
    with pytest.raises(ValueError, match="7 factors"):
        shapley([1] * 7, [2] * 7)


@given(PAIRS)
def test_that_both_ways_add_up_to_the_gap(pairs: list[tuple[float, float]]) -> None:
    one, other = zip(*pairs, strict=True)
    gap, size = prod(one) - prod(other), prod(one) + prod(other)
    assert lmdi(one, other).sum() == pytest.approx(gap, abs=1e-8 * size)
    assert shapley(one, other).sum() == pytest.approx(gap, abs=1e-8 * _largest(pairs))


@given(PAIRS_WITH_ZEROS)
def test_that_parts_add_up_to_the_gap_with_factors_of_nothing(pairs: list[tuple[float, float]]) -> None:
    one, other = zip(*pairs, strict=True)
    gap = prod(one) - prod(other)
    assert contributions(one, other).sum() == pytest.approx(gap, abs=1e-8 * _largest(pairs) + 1e-12)


@given(PAIRS_WITH_ZEROS, st.randoms(use_true_random=False))
def test_that_the_order_of_the_factors_does_not_matter(pairs: list[tuple[float, float]], chance) -> None:
    order = list(range(len(pairs)))
    chance.shuffle(order)
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    for way in (contributions, shapley):
        found = way(one[order], other[order])
        assert found == pytest.approx(way(one, other)[order], rel=1e-8, abs=1e-8 * _largest(pairs) + 1e-12)


def _shown(parts: np.ndarray) -> list[float]:
    """Whole numbers, halves away from zero as everywhere in the program."""
    return (np.sign(parts) * np.floor(np.abs(parts.round(6)) + 0.5)).tolist()


def _largest(pairs: list[tuple[float, float]]) -> float:
    return prod(max(pair) for pair in pairs)
