"""Open records: the worked examples, ties, float noise and what must hold for any times."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.stats.change import word_for_p
from salesdesk.stats.survival import (
    band,
    cumulative_incidence,
    kaplan_meier,
    log_rank,
    median,
    median_interval,
    medians,
    restricted_mean,
)

DAYS = [10, 20, 20, 30, 45, 60, 15, 35, 50]
WON = [True] * 5 + [False] * 4
FAST = ([7, 8, 9, 9, 3, 12, 12, 12], [1, 1, 1, 1, 0, 0, 0, 0])
SLOW = ([11, 12, 12, 12, 12, 9, 12, 12], [1, 0, 0, 0, 0, 0, 0, 0])

RECORDS = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60)


def test_that_deal_ages_give_the_worked_example() -> None:
    curve = kaplan_meier(DAYS, WON)
    assert [round(curve.at(day), 3) for day in (10, 20, 30, 45)] == [0.889, 0.635, 0.508, 0.339]
    assert curve.at(9.9) == 1
    assert median(curve) == 45
    assert round(restricted_mean(curve, 60), 1) == 37.9
    assert curve.at_risk.tolist() == [9, 7, 5, 3]


def test_that_winning_against_losing_gives_the_worked_example() -> None:
    ended = cumulative_incidence([10, 20, 20, 30, 45, 12, 25, 40, 35, 50], [1] * 5 + [2] * 3 + [0] * 2)
    assert [round(ended.at(1, day), 3) for day in (10, 20, 30, 45)] == [0.1, 0.3, 0.4, 0.533]
    assert round(float(ended.undecided[ended.time == 20][0]), 2) == 0.60
    assert ended.at(2, 11) == 0


def test_that_the_chance_to_win_in_time_follows_from_a_deals_age() -> None:
    # Twenty days old, twenty-five left: what is won until day 45 of what is undecided after day 20.
    ended = cumulative_incidence([10, 20, 20, 30, 45, 12, 25, 40, 35, 50], [1] * 5 + [2] * 3 + [0] * 2)
    undecided = float(ended.undecided[ended.time == 20][0])
    assert round((ended.at(1, 45) - ended.at(1, 20)) / undecided, 3) == 0.389


def test_that_taking_lost_deals_for_open_ones_overstates_what_is_won() -> None:
    days, won = [10, 20, 20, 30, 45, 12, 25, 40, 35, 50], [1] * 5 + [0] * 5
    ended = cumulative_incidence(days, [1] * 5 + [2] * 3 + [0] * 2)
    assert 1 - kaplan_meier(days, won).at(45) > ended.at(1, 45)


def test_that_won_deals_alone_look_faster_than_with_the_open_ones() -> None:
    won = [day for day, ended in zip(DAYS, WON, strict=True) if ended]
    assert (median(kaplan_meier(won, [True] * 5)), median(kaplan_meier(DAYS, WON))) == (20, 45)


def test_that_churn_after_fast_deals_gives_the_worked_example() -> None:
    fast, slow = kaplan_meier(*FAST), kaplan_meier(*SLOW)
    assert [round(curve.at(9), 2) for curve in (fast, slow)] == [0.43, 1.0]
    assert [round(curve.at(12), 2) for curve in (fast, slow)] == [0.43, 0.86]
    result = log_rank(FAST[0] + SLOW[0], FAST[1] + SLOW[1], [True] * 8 + [False] * 8)
    assert (round(result.z, 2), round(result.p, 3)) == (1.91, 0.056)
    assert fast.events.sum() + slow.events.sum() == 5
    assert word_for_p(result.p, enough=False) == "cannot tell yet"


def test_that_answer_times_reach_their_median_at_exactly_a_half() -> None:
    assert median(kaplan_meier([25, 990, 3930, 40, 30_600, 165], [1, 1, 1, 1, 0, 1])) == 165
    assert median(kaplan_meier([25, 30, 150, 0, 7560, 165], [1, 1, 1, 1, 0, 1])) == 30


def test_that_a_half_with_float_noise_counts_as_a_half() -> None:
    # 0.9 · 0.8 … as a running product ends at 0.5000000000000001.
    for size in range(2, 400, 2):
        times = np.arange(1, size + 1)
        assert median(kaplan_meier(times, np.ones(size))) == size / 2


def test_that_an_end_and_an_open_record_at_the_same_time_count_the_open_one_as_at_risk() -> None:
    curve = kaplan_meier([5, 5, 8], [True, False, True])
    assert curve.at_risk.tolist() == [3, 1]


def test_that_a_curve_that_stays_above_a_half_has_no_median() -> None:
    assert np.isnan(median(kaplan_meier([1, 2, 3], [True, False, False])))
    assert np.isnan(median(kaplan_meier([1, 2, 3], [False] * 3)))
    assert np.isnan(median(kaplan_meier([], [])))


@settings(max_examples=80)
@given(RECORDS)
def test_that_the_band_surrounds_the_curve(records: list[tuple[int, bool]]) -> None:
    curve = kaplan_meier(*zip(*records, strict=True))
    low, high = band(curve)
    going = curve.survival > 1e-9
    assert (low[going] <= curve.survival[going]).all()
    assert (high[going] >= curve.survival[going]).all()
    assert ((low[going] >= 0) & (high[going] <= 1)).all()


def test_that_the_band_is_greenwoods_on_the_log_log_scale() -> None:
    low, high = band(kaplan_meier(DAYS, WON))
    # First step: S = 8/9, variance of ln S = 1/(9·8).
    width = 1.959964 * (1 / 72) ** 0.5 / -np.log(8 / 9)
    assert low[0] == pytest.approx((8 / 9) ** np.exp(width), rel=1e-6)
    assert high[0] == pytest.approx((8 / 9) ** np.exp(-width), rel=1e-6)


def test_that_the_interval_of_a_median_surrounds_it() -> None:
    times = np.random.default_rng(4).exponential(30, 200)
    curve = kaplan_meier(times, np.ones(200))
    low, high = median_interval(curve)
    assert low < median(curve) < high
    assert median_interval(kaplan_meier(DAYS, WON))[0] == 10
    assert np.isnan(median_interval(kaplan_meier(DAYS, WON))[1])


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.integers(0, 3)), max_size=80))
def test_that_medians_of_many_cells_equal_those_of_each(rows: list[tuple[int, bool, int]]) -> None:
    time, event, cell = (np.array([row[part] for row in rows]) for part in range(3))
    together, counts = medians(time, event, cell, 5)
    for code in range(5):
        here = cell == code
        alone = median(kaplan_meier(time[here], event[here]))
        assert together[code] == alone or (np.isnan(together[code]) and np.isnan(alone))
        assert counts[code] == event[here].sum()


@settings(max_examples=60)
@given(RECORDS)
def test_that_without_open_records_the_curve_is_the_plain_share(records: list[tuple[int, bool]]) -> None:
    times = np.array([time for time, _ in records])
    curve = kaplan_meier(times, np.ones(len(times), bool))
    for time in curve.time:
        assert curve.at(time) == pytest.approx((times > time).mean(), abs=1e-12)
    assert restricted_mean(curve, 40) == pytest.approx(times.mean())


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2)), min_size=1, max_size=60))
def test_that_the_ways_to_end_and_the_undecided_make_a_whole(records: list[tuple[int, int]]) -> None:
    ended = cumulative_incidence(*zip(*records, strict=True))
    total = sum(ended.share.values()) + ended.undecided
    assert total == pytest.approx(np.ones(len(ended.time)))


@settings(max_examples=60)
@given(RECORDS, RECORDS)
def test_that_swapping_the_groups_turns_the_log_rank_sign(
    ours: list[tuple[int, bool]], theirs: list[tuple[int, bool]]
) -> None:
    time, event = zip(*(ours + theirs), strict=True)
    marked = np.array([True] * len(ours) + [False] * len(theirs))
    there, back = log_rank(time, event, marked), log_rank(time, event, ~marked)
    assert there.z == pytest.approx(-back.z, abs=1e-9, nan_ok=True)


def test_that_a_group_against_nobody_has_no_log_rank() -> None:
    assert np.isnan(log_rank([1, 2, 3], [1, 1, 0], [True] * 3).p)
