"""Growth against plain division, on random rows, slices and filters."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import earlier
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.growth_measures import Growth
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.calendar import WorkCalendar
from salesdesk.models.period import Period
from salesdesk.models.settings import Settings
from tests.kpis.plain import LAST, SIZES, Desk, cuts, desks, rows_of

CALENDAR = WorkCalendar(Settings())
MONTH = Period(31, 59)  # February 1970, in the made-up log; the month before is January


def _before(rows: pd.DataFrame, period: Period) -> pd.Series:
    first, after = earlier(1).days(period, LAST, CALENDAR)
    return (rows["day"] >= first) & (rows["day"] < after) & (first < after)


def _in(rows: pd.DataFrame, period: Period) -> pd.Series:
    return (rows["day"] >= period.start) & (rows["day"] < period.end)


def _worth(rows: pd.DataFrame) -> float:
    return math.fsum(round(amount * 10_000) for amount in rows["amount"].dropna()) / 10_000


def _growth(desk: Desk, along: str | None = None) -> Growth:
    facts = desk.facts_of()
    return Growth(Sum(Side(facts), "amount"), Sum(Side(facts, earlier(1)), "amount"), along)


@given(desk=desks(), cut=cuts())
@settings(max_examples=40)
def test_that_growth_is_the_difference_in_parts_of_what_was_there_before(desk: Desk, cut: Cut) -> None:
    cols = _growth(desk).fold(Book(desk.log), cut)
    for place in np.ndindex(cols.value.shape):
        now, before = desk.met(cut, place, _in), desk.met(cut, place, _before)
        expected = (_worth(now) - _worth(before)) / _worth(before) if _worth(before) > 0 else math.nan
        assert cols.value[place] == pytest.approx(expected, rel=1e-9, nan_ok=True)
        assert cols.n[place] == len(now) + len(before)


@pytest.mark.parametrize("dim", ["rep", "segment"])
def test_that_contributions_add_up_to_the_growth_of_the_whole(dim: str) -> None:
    desk, month = Desk(rows_of(2, 300)), Cut((MONTH, Period(59, 90)))
    book = Book(desk.log)
    parts = _growth(desk, along=dim).fold(book, month.sliced(dim)).value
    whole = _growth(desk, along=dim).fold(book, month).value
    assert parts.shape == (2, SIZES[dim])
    assert parts.sum(axis=1) == pytest.approx(whole)
    assert whole == pytest.approx(_growth(desk).fold(book, month).value)


def test_that_a_filter_on_the_parts_leaves_the_whole_whole() -> None:
    desk, month = Desk(rows_of(2, 300)), Cut((MONTH,))
    book = Book(desk.log)
    parts = _growth(desk, along="rep").fold(book, month.sliced("rep")).value
    one = month.only("rep", np.arange(SIZES["rep"]) == 1)
    assert _growth(desk, along="rep").fold(book, one).value[0] == pytest.approx(parts[0, 1])


def test_that_the_rows_of_both_times_are_listed() -> None:
    assert [part.key for part in _growth(Desk(rows_of(1, 5))).counted] == ["now", "before"]
