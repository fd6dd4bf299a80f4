"""When more is sold: cells of product by time as a customer."""

from __future__ import annotations

from salesdesk.insights.buying import moments
from tests.company import board_of, company_board
from tests.kpis.building import log

CUSTOMERS = [
    {"customer_id": "old", "first_order_date": "2023-01-05"},
    {"customer_id": "young", "first_order_date": "2026-02-05"},
    {"customer_id": "gone", "first_order_date": "2022-02-05", "churned_at": "2025-01-01"},
]
LINES = [
    {"customer_id": "old", "product_id": "Box", "line_type": "upsell", "order_date": "2026-05-01", "amount": 5.0},
    {"customer_id": "old", "product_id": "Bag", "line_type": "repeat", "order_date": "2026-05-02", "amount": 5.0},
    {"customer_id": "young", "product_id": "Bag", "line_type": "new", "order_date": "2026-02-05", "amount": 5.0},
]


def test_that_a_cell_is_the_share_of_the_customers_of_that_time() -> None:
    of = log(as_of="2026-06-30", customers=CUSTOMERS, order_lines=LINES)
    found = moments(board_of(of, "2026-Q2"), "upsell_rate", "product")
    assert found is not None
    assert found.rows == ("Box",)
    assert found.columns == ("Under 3 months", "Over 2 years")
    (row,) = found.cells
    assert [(cell.value, cell.n) for cell in row] == [(0, 1), (1, 1)]


def test_that_nobody_who_bought_more_gives_no_picture() -> None:
    of = log(as_of="2026-06-30", customers=CUSTOMERS, order_lines=LINES[1:])
    assert moments(board_of(of, "2026-Q2"), "upsell_rate", "product") is None


def test_that_reps_stand_by_name_and_nobody_last() -> None:
    found = moments(company_board(), "upsell_rate", "rep")
    assert found is not None
    named = [name for name in found.rows if name != "(no rep)"]
    assert named == sorted(named, key=str.casefold)
    assert "(no rep)" not in found.rows[:-1]
