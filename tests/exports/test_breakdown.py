"""Net sales told apart by product and place."""

from __future__ import annotations

from salesdesk.exports.blocks import Grid
from salesdesk.exports.breakdown import breakdowns
from salesdesk.exports.records import behind
from salesdesk.exports.subject import Hand
from salesdesk.insights.board import board
from salesdesk.kpis.book import Book
from salesdesk.models.period import ALL
from salesdesk.models.selection import Against, Selection
from tests.kpis.building import Row, log


def grids(lines: list[Row]) -> dict[str, Grid]:
    made = log(order_lines=lines)
    subject = Hand(board(Book(made), Selection(ALL, Against.NOTHING))).subject(None)
    found = breakdowns(subject, behind(subject, 3), 10)
    return {str(grid.cells[1][0].value): grid for grid in found if grid.cells[1][0] is not None}


def line(product: str | None, amount: float, place: str | None = None) -> Row:
    return {"order_date": "2026-03-02", "product_id": product, "amount": amount, "location_id": place}


def test_that_products_are_sums_over_the_list() -> None:
    grid = grids([line("A", 5.0), line("A", 2.5), line("B", 1.0), line(None, 0.5)])["Product"]
    told = [(row[0].value, row[2].value, row[2].formula) for row in grid.cells[2:]]
    assert told == [
        ("A", 7.5, "SUMIFS(Order_lines[Net sales amount],Order_lines[Product],A13)"),
        ("B", 1.0, "SUMIFS(Order_lines[Net sales amount],Order_lines[Product],A14)"),
        ("Unmapped", 0.5, None),
    ]
    assert sum(row[3].value for row in grid.cells[2:]) == 1


def test_that_a_name_that_sumifs_would_read_otherwise_gets_its_value() -> None:
    grid = grids([line("A*", 5.0), line(">B", 2.0), line("~C", 1.0)])["Product"]
    assert [row[2].formula for row in grid.cells[2:]] == [None, None, None]


def test_that_many_products_end_in_all_others() -> None:
    grid = grids([line(f"P{number}", 100.0 - number) for number in range(20)])["Product"]
    assert len(grid.cells) == 2 + 12 + 1
    assert grid.cells[-1][0].value == "All others"
    assert sum(row[2].value for row in grid.cells[2:]) == sum(100.0 - number for number in range(20))


def test_that_places_are_left_out_where_none_is_named() -> None:
    assert "Location" not in grids([line("A", 5.0)])
    assert "Location" in grids([line("A", 5.0, "Mill")])
