"""The records behind a figure are the rows that were counted, and what was set aside."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import NO_ROW, Facts, facts
from salesdesk.kpis.measures import Count, Mean, Ratio, Share, Total
from salesdesk.kpis.records import records
from salesdesk.kpis.score import score
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import SalesLog
from salesdesk.models.money import units
from salesdesk.models.period import NO_DAY, Period
from tests.kpis.plain import CUSTOMERS, DOUBLE, NO_AMOUNT, REPS, Desk, cuts, desks, rows_of
from tests.kpis.test_score import MONTHS, kpi_of, simple

PLACES = {"count": Count, "total": lambda of: Total(of, "amount"), "mean": lambda of: Mean(of, "amount"),
          "share": lambda of: Share(of, "won")}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
@given(desk=desks(), cut=cuts())
@settings(max_examples=20)
def test_that_records_add_up_to_the_figure(name: str, desk: Desk, cut: Cut) -> None:
    kpi, book = kpi_of(PLACES[name](Side(desk.facts_of()))), Book(desk.log)
    table = score(kpi, book, cut)
    for place in zip(*np.nonzero(table.n), strict=True):
        cell = {dim: table.labels[axis][at] for axis, (dim, at) in enumerate(zip(table.by, place[1:], strict=True))}
        found = records(kpi, book, cut, cell, int(place[0]))["rows"]
        assert found.value is not None
        numerator = np.nan_to_num(table.numerator[place])
        assert np.nansum(units(found.value)) == units(numerator)
        assert np.count_nonzero(~np.isnan(found.value)) == table.n[place] or name == "total"


def test_that_records_point_at_the_rows_of_their_table() -> None:
    desk = simple(6, rep=0, day=5, amount=2.0)
    book, kpi = Book(desk.log), kpi_of(Total(Side(desk.facts_of(), title="Deals won"), "amount"))
    found = records(kpi, book, MONTHS.sliced("rep"), {"rep": "Ada"})
    assert list(found) == ["rows"]
    assert (found["rows"].title, found["rows"].table, len(found["rows"])) == ("Deals won", "opportunities", 6)
    assert found["rows"].pointers.tolist() == list(range(6))
    assert records(kpi, book, MONTHS.sliced("rep"), {"rep": "Bo"}) == {}


def test_that_rows_set_aside_are_listed_with_their_reason() -> None:
    desk = simple(6, day=[NO_DAY, 5, 5, 5, 5, 5], aside=["", NO_AMOUNT.key, DOUBLE.key, "", "", ""])
    found = records(kpi_of(Count(Side(desk.facts_of()))), Book(desk.log), MONTHS, {})
    aside = {each.reason: each.pointers.tolist() for each in found.values() if each.aside}
    assert aside == {"no date": [0], "no amount": [1], "entered twice": [2]}
    assert found["rows"].pointers.tolist() == [3, 4, 5]


def test_that_a_ratio_lists_each_side_apart() -> None:
    desk = simple(6, day=5, won=[True, True, False, False, False, False])
    side = Side(desk.facts_of())
    ratio = Ratio(Sum(side, where="won"), Sum(side, "amount"), names=("won", "all"))
    found = records(kpi_of(ratio), Book(desk.log), MONTHS, {})
    assert {key: len(each) for key, each in found.items()} == {"won": 2, "all": 6}


def test_that_rows_too_recent_to_judge_are_set_aside() -> None:
    desk = simple(5, day=5, mature=[True, True, True, False, False])
    found = records(kpi_of(Share(Side(desk.facts_of()), "won", mature="mature")), Book(desk.log), MONTHS, {})
    assert len(found["rows"]) == 3
    assert [(each.reason, len(each)) for each in found.values() if each.aside] == [("too recent to judge", 2)]


def test_that_members_are_listed_first_and_then_their_rows() -> None:
    desk = simple(5, day=5, customer=[0, 0, 1, 2, 2], amount=[1.0, 2.0, 5.0, 0.0, -1.0])
    side = Side(desk.facts_of(), title="Orders")
    per = Per("customer", {"paid": Sum(side, "amount")}, lambda paid: (paid > 0, {"paid": paid}), money=("paid",))
    found = records(kpi_of(Total(per, "paid")), Book(desk.log), MONTHS, {})
    assert list(found) == ["rows", "paid"]
    assert found["rows"].members == CUSTOMERS[:2]
    assert found["rows"].value is not None
    assert found["rows"].value.tolist() == [3, 5]
    assert (found["paid"].title, found["paid"].pointers.tolist()) == ("Orders", [0, 1, 2])


def test_that_a_private_kpi_and_one_without_columns_have_no_records() -> None:
    desk = simple()
    assert records(kpi_of(Count(Side(desk.facts_of())), private=True), Book(desk.log), MONTHS, {}) == {}


def _mixed(log: SalesLog) -> Facts:
    """A split deal in two rows, an order, and a day of the calendar."""
    return facts(
        np.array([5, 5, 6, 7], dtype=np.int32),
        {"rep": np.array([0, 1, 0, 0], dtype=np.int32)},
        money={"amount": units([30, 70, -20, 1])},
        row=np.array([0, 0, log.offset("order_lines"), NO_ROW], dtype=np.int64),
    )


def _two_tables() -> SalesLog:
    day = pd.to_datetime([5, 100], unit="D", utc=True).as_unit("us")
    return SalesLog(
        {
            "opportunities": pd.DataFrame({"created_at": day}),
            "proposals": pd.DataFrame({"status": pd.Series([], dtype=object)}),
            "order_lines": pd.DataFrame({"amount": [20.0]}),
            "reps": pd.DataFrame({"name": REPS}),
        }
    )


def test_that_rows_of_two_tables_are_listed_apart_and_a_split_deal_once() -> None:
    kpi, book = kpi_of(Total(Side(_mixed), "amount"), by=("rep",)), Book(_two_tables())
    team = records(kpi, book, MONTHS, {})
    assert {each.table: each.value.tolist() for each in team.values() if each.value is not None} == {
        "opportunities": [100],
        "order_lines": [-20],
    }
    ada = records(kpi, book, MONTHS.sliced("rep"), {"rep": "Ada"})
    assert ada["rows"].value is not None
    assert ada["rows"].value.tolist() == [30]


def test_that_a_period_of_a_cut_has_its_own_records() -> None:
    desk = Desk(rows_of(3, 50))
    kpi, book = kpi_of(Count(Side(desk.facts_of()))), Book(desk.log)
    cut = Cut((Period(0, 10), Period(10, 120)))
    assert len(records(kpi, book, cut, {}, 1)["rows"]) == score(kpi, book, cut).n[1]
