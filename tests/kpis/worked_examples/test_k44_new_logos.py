from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def order(customer: str | None, day: str, amount: float = 100, **cells: Any) -> dict[str, Any]:
    return {"customer_id": customer, "order_date": day, "amount": amount, "rep_id": "Ann", **cells}


CUSTOMERS = [{"customer_id": name, "parent_id": parent} for name, parent in
             (("n1", None), ("n2", "old"), ("n3", None), ("n4", None), ("n5", None), ("old", None))]  # fmt: skip
LINES = [
    order("n1", "2026-03-05", order_id="1"),
    order("n1", "2026-03-20", order_id="2"),
    order("n2", "2026-03-06", order_id="3"),
    order("old", "2025-11-06", order_id="4"),
    order("n3", "2023-09-10", order_id="5"),
    order("n3", "2026-03-10", order_id="6"),
    order("n4", "2026-03-11", order_id="7"),
    order("n4", "2026-03-25", -100, order_id="8", original_order_id="7"),
    order("n5", "2026-03-31", order_id="9", rep_id="Ben"),
]


def book(*more: dict[str, Any], customers: list[dict[str, Any]] = CUSTOMERS):
    return log(order_lines=[*LINES, *more], customers=customers, as_of="2026-03-31")


def test_that_a_company_is_new_with_its_first_purchase():
    found = team(book(), "K44")
    assert (found.value, found.n, found.status) == (2, 2, Status.OK)
    assert found.details == {"reactivated": 1}


def test_that_a_new_company_is_credited_to_the_rep_of_its_first_order():
    assert [of(book(), "K44", rep=rep).value for rep in ("Ann", "Ben")] == [1, 1]


def test_that_after_a_first_order_given_back_the_next_one_is_the_first():
    assert team(book(order("n4", "2026-03-28", order_id="10")), "K44").value == 3


def test_that_a_first_order_the_customers_tell_of_counts():
    told = [{**row, "first_order_date": "2020-01-01" if row["customer_id"] == "n1" else None} for row in CUSTOMERS]
    found = team(book(customers=told), "K44")
    assert (found.value, found.details["reactivated"]) == (1, 2)


def test_that_an_order_without_a_customer_is_set_aside():
    assert team(book(order(None, "2026-03-05")), "K44").excluded == {"no_customer": 1}


def test_that_companies_that_name_each_other_as_parent_are_one_group():
    rows = [{"customer_id": name, "parent_id": parent} for name, parent in (("a", "b"), ("b", "a"), ("c", "b"))]
    lines = [order(name, f"2026-03-0{day}", order_id=name) for day, name in enumerate("abc", start=1)]
    assert team(log(order_lines=lines, customers=rows, as_of="2026-03-31"), "K44").value == 1


def test_that_without_order_lines_won_deals_are_the_purchases():
    deals = [
        {"customer_id": name, "status": status, "closed_at": f"{day} 10:00", "amount": amount, "owner_rep_id": "Ann"}
        for name, status, day, amount in (
            ("a", "won", "2026-02-05", 0), ("a", "won", "2026-03-05", 10), ("b", "lost", "2026-03-05", 10),
            ("c", "won", "2026-03-06", None), ("d", "won", "2026-02-06", 5), ("d", "won", "2026-03-06", 5))
    ]  # fmt: skip
    found = team(log(opportunities=deals, as_of="2026-03-31"), "K44")
    assert found.value == 2
    assert "won opportunities" in " ".join(found.notes)


def test_that_the_first_year_of_a_log_is_called_uncertain():
    assert team(book(), "K44").notes[0].startswith("The log begins on 10 Sep 2023: until 10 Sep 2024")
