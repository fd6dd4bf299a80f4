"""Ranks and their correlation: the worked example, ties, too few pairs."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.stats.ranks import mean_ranks, spearman

TENURE = [9.5, 8, 7.2, 7, 6.5, 6, 5.5, 5.1, 5, 4.8]
TOUCHES = [1.2, 1, 0.9, 1.1, 1, 0.8, 1, 0.7, 0.5, 0.6]


def test_that_long_standing_customers_give_the_worked_example() -> None:
    assert np.median(TOUCHES) == 0.95
    assert round(spearman(TENURE, TOUCHES), 2) == 0.82


def test_that_equal_values_get_the_mean_of_their_ranks() -> None:
    assert mean_ranks([3, 1, 3, 2, 3]).tolist() == [4, 1, 4, 2, 4]
    assert mean_ranks([]).tolist() == []


def test_that_nine_pairs_are_too_few() -> None:
    assert np.isnan(spearman(range(9), range(9)))
    assert spearman(range(10), range(10)) == pytest.approx(1)
    assert spearman(range(10), range(0, -10, -1)) == pytest.approx(-1)


def test_that_a_column_of_equal_values_goes_together_with_nothing() -> None:
    assert np.isnan(spearman([1] * 12, range(12)))
