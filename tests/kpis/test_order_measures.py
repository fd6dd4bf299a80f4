"""Quantiles and survival medians: worked examples, ties, and the ranks around a quantile."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.measures import Cols
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian, _enclosing
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.period import Period
from salesdesk.stats.intervals import quantile_ranks
from tests.kpis.test_score import simple

CUT = Cut((Period(0, 30),))


def _survival(ended: list[float], lasting: list[float]) -> Cols:
    count = len(ended) + len(lasting)
    desk = simple(count, day=5, days=[*ended, *lasting], ended=np.arange(count) < len(ended))
    return SurvivalMedian(Side(desk.facts_of()), "days", "ended").fold(Book(desk.log), CUT)


def test_that_open_records_lengthen_the_median() -> None:
    cols = _survival([10, 20, 20, 30, 45], [60, 15, 35, 50])
    assert (cols.value[0], cols.numerator[0], cols.n[0]) == (45, 5, 9)


def test_that_a_curve_that_is_exactly_a_half_has_reached_the_median() -> None:
    assert _survival([25, 40, 165, 990, 3930], [30_600]).value[0] == 165


def test_that_an_event_comes_before_a_record_that_stops_on_the_same_day() -> None:
    assert _survival([5], [5]).value[0] == 5


def test_that_a_median_that_half_have_not_reached_is_unknown() -> None:
    cols = _survival([5], [9, 9, 9])
    assert np.isnan(cols.value[0])
    assert cols.answered is not None
    assert cols.answered[0]


@pytest.mark.parametrize(("q", "expected"), [(0.5, 30.0), (0.9, 54.6), (0.0, 0.0), (1.0, 61.0)])
def test_that_a_quantile_lies_between_the_values(q: float, expected: float) -> None:
    desk = simple(5, day=5, days=[30.0, 0.0, 45.0, 61.0, 24.0])
    cols = Quantile(Side(desk.facts_of()), "days", q).fold(Book(desk.log), CUT)
    assert cols.value[0] == pytest.approx(expected)


def test_that_money_is_in_the_unit_of_the_currency() -> None:
    desk = simple(4, day=5, amount=[12_000.0, 8_000.0, 0.0, 40_000.0])
    assert Quantile(Side(desk.facts_of()), "amount").fold(Book(desk.log), CUT).value[0] == 10_000


def test_that_the_median_of_members_is_taken_over_members() -> None:
    desk = simple(5, day=5, customer=[0, 0, 1, 2, 2], amount=[1.0, 2.0, 5.0, 4.0, 3.0])
    sides = {"paid": Sum(Side(desk.facts_of()), "amount")}
    per = Per("customer", sides, lambda paid: (paid > 0, {"paid": paid}), money=("paid",))
    cols = Quantile(per, "paid").fold(Book(desk.log), CUT)
    assert (cols.value[0], cols.n[0]) == (5, 3)


def test_that_a_small_sample_has_no_interval_and_a_larger_one_has() -> None:
    bounds = []
    for count in (5, 6):
        desk = simple(count, day=5, days=np.arange(float(count)))
        cols = Quantile(Side(desk.facts_of()), "days").fold(Book(desk.log), CUT)
        assert cols.lo is not None
        assert cols.hi is not None
        bounds.append((cols.lo[0], cols.hi[0]))
    assert np.isnan(bounds[0]).all()
    assert bounds[1] == (0, 5)


@pytest.mark.parametrize("q", [0.5, 0.9])
def test_that_ranks_are_exact_for_samples_and_within_one_beyond(q: float) -> None:
    for n, furthest in ((np.arange(0, 201, 5), 0), (np.arange(201, 2_000, 97), 1)):
        for found, exact in zip(_enclosing(n, q), quantile_ranks(n, q), strict=True):
            assert np.abs(found - exact).max() <= furthest
