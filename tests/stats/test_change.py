"""Is a change noise? The worked examples and the words."""

from __future__ import annotations

from math import comb, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.stats.change import (
    Word,
    count_change,
    dispersion,
    time_change,
    word_for_nps,
    word_for_p,
    word_for_rates,
)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((20, 65, 12, 60), Word.NORMAL),
        ((60, 195, 36, 180), Word.LIKELY),
        ((36, 180, 60, 195), Word.LIKELY),
        ((600, 1950, 360, 1800), Word.CLEAR),
        ((0, 0, 36, 180), Word.UNKNOWN),
    ],
)
def test_that_rates_get_the_word_of_their_intervals(counts: tuple[int, int, int, int], word: Word) -> None:
    assert word_for_rates(*counts) == word


def test_that_too_few_cases_say_cannot_tell_yet() -> None:
    assert word_for_rates(9, 9, 0, 9, enough=False) == "cannot tell yet"
    assert word_for_p(0.056, enough=False) == "cannot tell yet"
    assert word_for_p(nan) == "cannot tell yet"


@pytest.mark.parametrize(
    ("p", "word"),
    [(0.05, "within normal variation"), (0.0499, "likely change"), (0.01, "likely change"), (0.0099, "clear change")],
)
def test_that_the_limits_between_the_words_belong_to_the_weaker_one(p: float, word: str) -> None:
    assert word_for_p(p) == word


def test_that_promoter_scores_get_their_word() -> None:
    assert word_for_nps((4, 3, 9), (3, 4, 9)) == Word.NORMAL
    assert word_for_nps((400, 100, 600), (200, 300, 600)) == Word.CLEAR
    assert word_for_nps((0, 0, 0), (200, 300, 600)) == Word.UNKNOWN


def test_that_calls_per_day_give_the_worked_example() -> None:
    plain, clustered = count_change(84, 20, 61, 21), count_change(84, 20, 61, 21, dispersion=2.5)
    assert (round(plain.ratio, 3), round(plain.z, 2), round(plain.p, 3)) == (1.446, 2.19, 0.028)
    assert round(clustered.p, 3) == 0.166
    assert word_for_p(clustered.p) == Word.NORMAL


def test_that_the_count_test_is_close_to_the_exact_binomial_one() -> None:
    share = 20 / 41
    chance = [comb(145, k) * share**k * (1 - share) ** (145 - k) for k in range(146)]
    exact = sum(part for part in chance if part <= chance[84] * (1 + 1e-9))
    assert round(exact, 3) == 0.031
    assert count_change(84, 20, 61, 21).p == pytest.approx(exact, abs=0.005)


def test_that_a_zero_count_adds_a_half_to_both() -> None:
    assert count_change(0, 10, 8, 10) == count_change(0.5, 10, 8.5, 10)
    assert count_change(0, 10, 0, 10).ratio == 1


def test_that_no_exposure_has_no_answer() -> None:
    assert isnan(count_change(3, 0, 8, 10).p)


@given(st.integers(0, 500), st.integers(0, 500), st.floats(1, 10))
def test_that_swapping_the_periods_turns_the_ratio_round(c1: int, c2: int, phi: float) -> None:
    there, back = count_change(c1, 20, c2, 21, phi), count_change(c2, 21, c1, 20, phi)
    assert there.ratio == pytest.approx(1 / back.ratio)
    assert there.p == pytest.approx(back.p)


def test_that_dispersion_needs_eight_weeks_and_is_never_below_one() -> None:
    assert isnan(dispersion([10, 12, 9, 11, 10, 8, 12]))
    assert dispersion([10] * 8) == 1
    assert dispersion([0] * 8) == 1
    assert dispersion([0, 20, 0, 20, 0, 20, 0, 20]) == pytest.approx(800 / 10 / 7)


def test_that_an_unknown_dispersion_says_cannot_tell_yet() -> None:
    assert word_for_p(count_change(84, 20, 61, 21, dispersion([10, 12])).p) == Word.UNKNOWN


def test_that_response_times_give_the_worked_example() -> None:
    change = time_change([60, 90, 240, 1440], [12, 25, 40, 55])
    assert round(change.ratio, 2) == 7.29
    assert change.p == pytest.approx(2 / 70)


def test_that_an_answer_at_once_counts_half_a_minute() -> None:
    assert time_change([0, 0], [0.5, 0.1]).ratio == 1


def test_that_no_times_have_no_answer() -> None:
    assert isnan(time_change([], [3]).ratio)
