"""Measures beside each other."""

from __future__ import annotations

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.measures import Mean
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.part_measures import SideBySide
from salesdesk.kpis.sources import Side
from salesdesk.models.period import Period
from tests.kpis.plain import Desk, rows_of


def test_that_parts_stand_beside_each_other_as_each_has_them_alone() -> None:
    desk = Desk(rows_of(3, 300))
    side, book = Side(desk.facts_of()), Book(desk.log)
    parts = {"mean": Mean(side, "days"), "median": Quantile(side, "days")}
    cut = Cut((Period(0, 60), Period(60, 100)), ("rep",))
    found = SideBySide(parts).fold(book, cut)
    assert np.isnan(found.value).all()
    for name, part in parts.items():
        alone = part.fold(book, cut)
        np.testing.assert_array_equal(found.detail[name], alone.value)
        np.testing.assert_array_equal(found.n, alone.n)


def test_that_cells_without_rows_have_no_answer() -> None:
    desk = Desk(rows_of(3, 30))
    side = Side(desk.facts_of())
    found = SideBySide({"mean": Mean(side, "days")}).fold(Book(desk.log), Cut((Period(-20, -10),)))
    assert found.answered is not None
    assert not found.answered.any()


def test_that_the_rows_of_all_parts_are_counted_by_their_names() -> None:
    side = Side(Desk(rows_of(3, 30)).facts_of())
    measure = SideBySide({"mean": Mean(side, "days"), "median": Quantile(side, "days")})
    assert [part.key for part in measure.counted] == ["mean", "median"]
    assert measure.sides == (side,)
