from typing import Any

from salesdesk.insights.board import Board
from salesdesk.insights.places import Place, places, places_by_month
from salesdesk.insights.slices import MOST, figure_at
from tests.company import board_of
from tests.kpis.building import log

KEY = "sales_by_location"


def line(location: str | None, amount: float, day: str = "2026-02-10", **cells: Any) -> dict[str, Any]:
    return {"location_id": location, "amount": amount, "order_date": day, "qty": 2.0, **cells}


LINES = [
    line("L1", 52_000, order_id="1"), line("L2", 45_000, "2026-02-11"), line("online", 24_000),
    line("L2", -1_000, "2026-02-20", original_order_id="1"), line("L1", 700, "2026-01-05"),
]  # fmt: skip


def board(*more: dict[str, Any], period: str = "2026-02"):
    return board_of(log(order_lines=[*LINES, *more], as_of="2026-02-28"), period, KEY)


def rows(found: Board) -> tuple[Place, ...]:
    there = places(found)
    assert there is not None
    return there.rows


def test_that_more_locations_than_can_be_compared_are_counted():
    found = places(board(*(line(f"shop {number}", 10.0) for number in range(30))))
    assert found is not None
    assert (len(found.rows), found.count) == (MOST, 33)


def test_that_locations_come_by_their_sales_with_share_pieces_and_sales_per_trading_day():
    found = rows(board())
    assert [(each.name, each.sales.value) for each in found] == [("L1", 51_000), ("L2", 45_000), ("online", 24_000)]
    assert [each.share for each in found] == [0.425, 0.375, 0.2]
    assert [each.units for each in found] == [0, 2, 2]  # two pieces were sold at L1, and two of them given back
    assert found[1].per_day is not None
    assert (found[1].per_day.value, found[1].per_day.denominator) == (45_000, 1)


def test_that_equal_sales_share_a_rank():
    found = rows(board(line("L3", 6_000), line("L2", 6_000)))
    assert [(each.name, each.rank) for each in found[:3]] == [("L1", 1), ("L2", 1), ("online", 3)]


def test_that_sales_without_a_location_are_one_of_them():
    assert rows(board(line(None, 90_000)))[0].name == "Unassigned"
    assert rows(board(line(None, 90_000)))[0].per_day is None


def test_that_locations_without_sales_in_the_period_are_left_out():
    assert [each.name for each in rows(board(period="2026-01"))] == ["L1"]
    assert places(board(period="2024-01")) is None


def test_that_each_location_has_all_months_of_the_board():
    found = places_by_month(board())
    assert found is not None
    assert found.names == ("L1", "L2", "online")
    assert found.months[-1].label == "Feb 2026"
    assert [cell.value for cell in found.cells[0][-2:]] == [700, 51_000]
    assert {len(row) for row in found.cells} == {len(found.months)}


def test_that_there_are_no_months_where_nothing_was_sold():
    assert places_by_month(board(period="2023-01")) is None


def test_that_a_second_figure_of_somebody_unknown_is_none():
    table = board().by(KEY, "location")
    share = figure_at(table, "share", location="L2")
    assert share is not None
    assert share.value == 0.375
    assert figure_at(table, "share", location="nowhere") is None
    assert figure_at(table, "no such figure", location="L2") is None
