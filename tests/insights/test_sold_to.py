from typing import Any

from salesdesk.insights.sold_to import MOST_PRODUCTS, owned_by, sold_to
from tests.company import board_of
from tests.kpis.building import log


def line(product: str | None, amount: float, customer: str = "a", order: str = "1", **cells: Any) -> dict[str, Any]:
    return {"order_id": order, "product_id": product, "amount": amount, "customer_id": customer, "qty": 2.0,
            "order_date": "2026-03-10", **cells}  # fmt: skip


LINES = [line("P", 600), line("Q", 400), line(None, -100), line("Q", 300, "b", "2")]
CUSTOMERS = [{"customer_id": name, "segment": kind} for name, kind in (("a", "Banks"), ("b", "Shops"), ("c", "Shops"))]


def board(*more: dict[str, Any], customers: list[dict[str, Any]] = CUSTOMERS, period: str = "2026-03"):
    sold = log(order_lines=[*LINES, *more], customers=customers, as_of="2026-03-31")
    return board_of(sold, period, "sales_by_product", "product_penetration")


def values(rows: Any) -> list[list[float | None]]:
    return [[None if cell is None else cell.value for cell in row] for row in rows]


def test_that_products_and_segments_come_by_their_net_sales():
    found = sold_to(board())
    assert found is not None
    assert (found.products, found.segments) == (("Q", "P"), ("Banks", "Shops"))
    assert values(found.cells) == [[360, 300], [540, None]]
    assert values([found.wholes, found.sums]) == [[660, 540], [900, 300]]


def test_that_buyers_stand_in_the_same_order():
    found = sold_to(board(), "buyers")
    assert found is not None
    assert (found.products, values(found.cells)) == (("Q", "P"), [[1, 1], [1, None]])


def test_that_one_segment_is_none_to_be_told_apart():
    found = sold_to(board(customers=CUSTOMERS[:1]), "buyers")
    assert found is not None
    assert set(found.segments) <= {"Banks", "(none)"}
    alone = sold_to(board_of(log(order_lines=LINES[:1], customers=CUSTOMERS[:1], as_of="2026-03-31"), "2026-03"))
    assert alone is not None
    assert (alone.segments, alone.cells) == ((), ((),))


def test_that_more_products_than_can_be_read_are_counted():
    found = sold_to(board(*(line(f"N{number}", number + 1.0, order=f"n{number}") for number in range(20))))
    assert found is not None
    assert (len(found.products), found.more) == (MOST_PRODUCTS, 22 - MOST_PRODUCTS)


def test_that_nothing_sold_gives_no_table():
    assert sold_to(board(period="2025-03")) is None


def test_that_owners_are_a_share_of_the_customers_of_their_segment():
    found = owned_by(board())
    assert found is not None
    assert (found.products, found.segments) == (("Q", "P"), ("Shops", "Banks"))
    assert values(found.cells) == [[0.5, 1], [0, 1]]
    assert values([found.wholes]) == [[2 / 3, 1 / 3]]
    first = found.cells[0][0]
    assert first is not None
    assert first.interval is not None
