"""Lifespans: worked examples, and what is discounted of them."""

from __future__ import annotations

import numpy as np
import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.life_measures import DiscountedYears, LifeSpan, discounted_years, lifespan
from salesdesk.kpis.sources import Side
from salesdesk.models.period import Period
from tests.kpis.test_score import simple

LASTED = np.array([10, 20, 20, 30, 45, 60, 15, 35, 50], dtype=float)
ENDED = np.arange(9) < 5
LONG = 1e9


def test_that_few_endings_give_the_mean_within_the_time_seen() -> None:
    assert round(lifespan(LASTED, ENDED, LONG), 1) == 37.9


def test_that_from_ten_endings_on_the_yearly_rate_of_leaving_counts() -> None:
    assert lifespan(np.full(12, 2.0), np.arange(12) < 10, LONG) == 2.4
    assert lifespan(np.full(12, 2.0), np.arange(12) < 9, LONG) == 2.0


def test_that_a_lifespan_is_never_longer_than_believed() -> None:
    assert lifespan(np.full(40, 20.0), np.arange(40) < 10, 10.0) == 10
    assert lifespan(np.full(3, 20.0), np.zeros(3, dtype=bool), 10.0) == 10


def test_that_customers_who_never_left_are_part_of_it() -> None:
    """From those who left alone it would be one year."""
    years, ended = np.array([1.0] * 10 + [5.0] * 10), np.arange(20) < 10
    assert lifespan(years, ended, 10.0) == 6


def test_that_years_are_discounted_from_their_middle() -> None:
    four = discounted_years(np.full(5, 7.0), np.zeros(5, dtype=bool), 4.0, 0.1)
    assert round(2_400 * four) == 7_979
    assert discounted_years(np.full(5, 7.0), np.zeros(5, dtype=bool), 3.5, 0.0) == 3.5


def test_that_years_are_weighed_by_who_is_still_there() -> None:
    assert discounted_years(LASTED, ENDED, 100.0, 0.0) == pytest.approx(lifespan(LASTED, ENDED, LONG))
    many = discounted_years(np.full(12, 2.0), np.arange(12) < 10, 10.0, 0.0)
    assert many == pytest.approx(2.4 * (1 - np.exp(-10 / 2.4)))


def test_that_cells_have_their_own_lifespan_and_rows_without_a_length_have_none() -> None:
    rep = np.array([0] * 5 + [1] * 4)
    desk = simple(10, day=5, days=[*LASTED, np.nan], ended=[*ENDED, True], rep=[*rep, 0])
    cut, book = Cut((Period(0, 30),), ("rep",)), Book(desk.log)
    cols = LifeSpan(Side(desk.facts_of()), "days", "ended").fold(book, cut)
    assert cols.value[0, :2] == pytest.approx([10.0, 10.0])
    assert cols.n[0].tolist() == [5, 4, 0, 0, 0]
    assert cols.numerator[0, 0] == 5
    assert np.isnan(cols.value[0, 2:]).all()
    assert DiscountedYears(Side(desk.facts_of()), "days", "ended").fold(book, cut).value[0, 0] < 10
