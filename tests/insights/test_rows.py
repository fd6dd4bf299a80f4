"""The single values behind a figure, cell by cell."""

import numpy as np

from salesdesk.insights.rows import cell_values, place_of
from salesdesk.kpis.book import Book
from salesdesk.kpis.measures import Count
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.sources import Side
from tests.kpis.test_score import MONTHS, kpi_of, simple


def test_that_values_of_a_cell_leave_out_what_is_unknown() -> None:
    desk = simple(4, day=5, days=[3.0, np.nan, 7.0, 1.0], ended=[True, True, False, True], rep=[0, 0, 0, 1])
    book, side = Book(desk.log), Side(desk.facts_of())
    cut = MONTHS.sliced("rep")
    ada = place_of(book, cut, {"rep": "Ada"}, 0)
    assert cell_values(kpi_of(Quantile(side, "days"), by=("rep",)), book, cut).at(*ada).tolist() == [3, 7]
    found = cell_values(kpi_of(SurvivalMedian(side, "days", "ended"), by=("rep",)), book, cut).lasting(*ada)
    assert found is not None
    assert [column.tolist() for column in found] == [[3, 7], [True, False]]
    assert cell_values(kpi_of(Count(side), by=("rep",)), book, cut).lasting(*ada) is None
