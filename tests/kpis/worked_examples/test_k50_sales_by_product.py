from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log


def line(product: str | None, amount: float, order: str = "1", customer: str = "a", **cells: Any) -> dict[str, Any]:
    return {"order_id": order, "product_id": product, "amount": amount, "customer_id": customer, "qty": 2.0,
            "order_date": "2026-03-10", **cells}  # fmt: skip


BEFORE = line("P", 1, "0", order_date="2026-02-10")
LINES = [BEFORE, line("P", 600), line("Q", 400), line(None, -100)]
CUSTOMERS = [{"customer_id": "a", "segment": "Banks"}, {"customer_id": "b", "segment": "Shops"}]


def book(*more: dict[str, Any]):
    return log(order_lines=[*LINES, *more], customers=CUSTOMERS, as_of="2026-03-31")


def test_that_a_discount_on_the_order_is_spread_over_its_lines_by_value():
    found = [of(book(), "K50", product=product) for product in ("P", "Q")]
    assert [cell.value for cell in found] == [540, 360]
    whole = team(book(), "K50")
    assert (whole.value, whole.n, whole.status) == (900, 3, Status.OK)
    assert whole.details["units"] == 4


def test_that_a_spread_discount_adds_up_to_the_last_ten_thousandth():
    lines = [line(name, 0.0001 * price) for name, price in (("P", 10_000), ("Q", 10_000), ("R", 10_000))]
    found = log(order_lines=[*lines, line(None, -1.0)], as_of="2026-03-31")
    assert team(found, "K50").value == 2
    assert sum(of(found, "K50", product=name).value or 0 for name in "PQR") == 2


def test_that_a_line_without_a_product_is_unmapped():
    assert of(book(line(None, 50, "2")), "K50", product="Unmapped").value == 50


def test_that_a_negative_line_alone_in_its_order_is_a_refund_and_no_discount():
    assert of(book(line(None, -50, "2")), "K50", product="Unmapped").value == -50


def test_that_buyers_are_customers_with_something_left():
    more = (line("P", 100, "2", "b"), line("P", -100, "3", "b", original_order_id="2"), line("Q", 50, "4", "b"))
    found = table(book(*more), "K50", by=("product",))
    assert [found.at(product=name).details["buyers"] for name in ("P", "Q")] == [1, 2]


def test_that_products_are_told_apart_by_segment():
    found = table(book(line("P", 100, "2", "b")), "K50", by=("product", "segment"))
    assert found.at(product="P", segment="Banks").value == 540
    assert found.at(product="P", segment="Shops").value == 100
