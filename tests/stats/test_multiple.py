"""Many tests at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.stats.multiple import benjamini_hochberg


def test_that_the_largest_p_under_its_step_takes_the_smaller_ones_with_it() -> None:
    # Steps at 10 % of five: 0.02, 0.04, 0.06, 0.08, 0.10; 0.045 is above its own step but below the third's.
    assert benjamini_hochberg([0.05, 0.9, 0.045, 0.01, 0.3]).tolist() == [True, False, True, True, False]


def test_that_nothing_passes_when_all_are_large() -> None:
    assert not benjamini_hochberg([0.11, 0.2, 0.9]).any()


def test_that_a_missing_p_is_no_test() -> None:
    assert benjamini_hochberg([float("nan"), 0.09]).tolist() == [False, True]
    assert benjamini_hochberg([]).tolist() == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_that_kept_ones_are_the_smallest_and_alone_significant(p: list[float]) -> None:
    kept = benjamini_hochberg(p)
    inside = [value for value, keep in zip(p, kept, strict=True) if keep]
    outside = [value for value, keep in zip(p, kept, strict=True) if not keep]
    assert all(value <= 0.10 for value in inside)
    if inside and outside:
        assert max(inside) < min(outside)
