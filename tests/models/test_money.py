"""Money adds up exactly, in whatever order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.models.money import amount, spread, units


def test_that_four_decimals_are_kept() -> None:
    assert amount(units([957.5775, 0.1]).sum()) == 957.6775


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=50), st.randoms())
def test_that_a_sum_does_not_depend_on_the_order(cents: list[int], random) -> None:
    amounts = [value / 100 for value in cents]
    shuffled = amounts[:]
    random.shuffle(shuffled)
    assert units(amounts).sum() == units(shuffled).sum() == sum(cents) * 100


@given(st.integers(1, 10**12), st.integers(1, 400))
def test_that_spread_days_add_up_to_the_whole(total: int, days: int) -> None:
    assert spread(float(total), np.full(days, 1 / days)).sum() == total
