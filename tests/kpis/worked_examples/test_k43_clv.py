from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

YEAR = "2026"
CUSTOMERS = [{"customer_id": f"c{number}", "first_order_date": "2020-01-01", "churned_at": "2040-01-01",
              "segment": "Banks" if number < 2 else "Shops", "owner_rep_id": "Ann"} for number in range(5)]  # fmt: skip


def order(number: int, amount: float = 2_500, customer: str = "c0", **cells: Any) -> dict[str, Any]:
    return {"order_id": str(number), "customer_id": customer, "amount": amount, "order_date": f"2026-{number:02d}-01",
            **cells}  # fmt: skip


ORDERS = [order(number, customer=f"c{number % 5}") for number in range(1, 13)]


def book(*more: dict[str, Any], orders: list[dict[str, Any]] = ORDERS, margin: float | None = 0.4, **settings: Any):
    chosen = {"margin": margin, "lifespan_years": 4.0, **settings}
    return log(order_lines=[*orders, *more], customers=CUSTOMERS, as_of="2026-12-31", settings=chosen)


def test_that_value_is_order_value_by_orders_a_year_by_lifespan_by_margin():
    found = team(book(), "K43", YEAR)
    assert found.value == pytest.approx(9_600)
    assert found.details["order_value"] == 2_500
    assert found.details["orders_per_year"] == pytest.approx(2.4)
    assert (found.details["lifespan"], found.details["margin"]) == (4, pytest.approx(0.4))
    assert (found.n, found.status) == (5, Status.INDICATIVE)


def test_that_later_years_are_discounted_from_their_middle():
    assert round(team(book(), "K43", YEAR).details["discounted"]) == 7_979


def test_that_the_margin_so_far_is_net_of_refunds():
    orders = [order(1, 1_200), order(2, 800), order(3, -200, original_order_id="2"), order(4, 1_000)]
    found = team(book(orders=orders), "K43", YEAR)
    assert found.details["historic"] == pytest.approx(1_120)


def test_that_refunds_reduce_the_value_and_not_the_number_of_orders():
    found = team(book(order(12, -3_000, original_order_id="1")), "K43", YEAR)
    assert found.details["orders_per_year"] == pytest.approx(2.4)
    assert found.value == pytest.approx(9_600 * 0.9)


def test_that_no_orders_are_no_data():
    found = team(book(), "K43", "2025")
    assert (found.value, found.status) == (None, Status.NO_DATA)


def test_that_without_a_margin_it_is_called_revenue():
    found = team(book(margin=None), "K43", YEAR)
    assert found.value == pytest.approx(24_000)
    assert found.notes[0].startswith("This is revenue CLV")


def test_that_a_known_unit_cost_goes_before_the_margin_set():
    costed = [order(number, customer=f"c{number % 5}", qty=10.0, unit_cost=200.0) for number in range(1, 13)]
    assert team(book(orders=costed), "K43", YEAR).details["margin"] == pytest.approx(0.2)
    half = [*costed[:6], *ORDERS[6:]]
    assert team(book(orders=half), "K43", YEAR).details["margin"] == pytest.approx(0.3)
    assert team(book(orders=half, margin=None), "K43", YEAR).details["margin"] == pytest.approx(0.2)


def test_that_the_lifespan_says_what_it_is():
    notes = " ".join(team(book(), "K43", YEAR).notes)
    assert "Expected lifespan 4.0 years (at least" in notes
    left = [{**CUSTOMERS[0], "customer_id": f"x{number}", "churned_at": "2021-12-31"} for number in range(10)]
    found = log(order_lines=ORDERS, customers=[*CUSTOMERS, *left], as_of="2026-12-31", settings={"margin": 0.4})
    years = (10 * 730 + 5 * 2557) / 365.25 / 10
    assert team(found, "K43", YEAR).details["lifespan"] == pytest.approx(years)
    assert "leave in a year" in " ".join(team(found, "K43", YEAR).notes)


def test_that_a_lifespan_is_never_longer_than_believed():
    assert team(book(lifespan_years=10.0), "K43", YEAR).details["lifespan"] == pytest.approx(2557 / 365.25)
    assert team(book(lifespan_years=2.0), "K43", YEAR).details["lifespan"] == 2


def test_that_segments_and_customers_have_their_own():
    found = book()
    assert of(found, "K43", YEAR, segment="Banks").value == pytest.approx(2_500 * 2.5 * 4 * 0.4)
    assert of(found, "K43", YEAR, customer="c1").value == pytest.approx(2_500 * 3 * 4 * 0.4)
    assert of(found, "K43", YEAR, rep="Ann").value == pytest.approx(9_600)


def test_that_won_deals_stand_in_for_orders():
    deals = [{"customer_id": f"c{number % 5}", "status": "won", "closed_at": f"2026-{number:02d}-01", "amount": 2_500}
             for number in range(1, 13)]  # fmt: skip
    settings = {"margin": 0.4, "lifespan_years": 4.0}
    found = team(log(opportunities=deals, customers=CUSTOMERS, as_of="2026-12-31", settings=settings), "K43", YEAR)
    assert found.value == pytest.approx(9_600)


def test_that_sales_without_a_customer_are_set_aside():
    assert team(book({**order(3), "customer_id": None}), "K43", YEAR).excluded == {"no_customer": 1}
