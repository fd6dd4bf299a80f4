from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

YEAR = "2026"
START = {"a": 40_000, "b": 30_000, "c": 22_000, "d": 8_000}
NOW = {"a": 52_000, "b": 25_000, "c": 22_000, "new": 70_000}


def paid(customer: str | None, day: str, amount: float, **cells: Any) -> dict[str, Any]:
    return {"customer_id": customer, "order_date": day, "amount": amount, **cells}


FIRST = paid("old", "2025-01-01", 0)
LINES = [
    FIRST,
    *[paid(name, "2025-05-10", amount) for name, amount in START.items()],
    *[paid(name, "2026-05-10", amount) for name, amount in NOW.items()],
]


def book(*more: dict[str, Any], lines: list[dict[str, Any]] = LINES, **tables: Any):
    return log(order_lines=[*lines, *more], as_of="2026-12-31", **tables)


def test_that_expansion_makes_up_for_contraction_and_churn():
    found = team(book(), "K46", YEAR)
    assert found.value == 0.99
    assert (found.numerator, found.denominator, found.n) == (99_000, 100_000, 4)
    assert found.status == Status.OK


def test_that_without_expansion_nobody_counts_for_more_than_before():
    assert team(book(), "K46", YEAR).details["gross"] == pytest.approx(0.87)


def test_that_the_steps_from_before_to_now_are_told():
    details = team(book(), "K46", YEAR).details
    steps = [details[name] for name in ("before", "expansion", "contraction", "churn", "now")]
    assert steps == [100_000, 12_000, 5_000, 8_000, 99_000]


def test_that_two_full_years_of_sales_are_needed():
    found = team(book(lines=LINES[1:]), "K46", YEAR)
    assert (found.value, found.status) == (None, Status.NO_DATA)
    assert "two full years of them from 10 May 2027 on" in " ".join(found.notes)
    assert "before" not in found.details


def test_that_what_was_given_back_was_not_paid():
    assert team(book(paid("a", "2026-06-01", -2_000)), "K46", YEAR).value == 0.97


def test_that_who_gave_back_more_than_it_paid_has_left():
    details = team(book(paid("d", "2026-06-01", -500)), "K46", YEAR).details
    assert (details["churn"], details["now"]) == (8_500, 98_500)


def test_that_a_year_may_end_at_any_day():
    early = team(book(paid("d", "2025-06-30", 1)), "K46", "2026-06")
    assert early.status == Status.NO_DATA
    assert team(book(paid("old", "2024-06-01", 5)), "K46", "2026-06").value == 0.99


def test_that_growth_is_the_account_managers_of_the_end():
    customers = [{"customer_id": name} for name in START]
    owners = [(name, "Ann" if name in "ab" else "Ben", "2025-01-01") for name in START] + [("b", "Ben", "2026-06-01")]
    history = [{"object_type": "customer", "object_id": name, "rep_id": rep, "from_at": f"{day} 00:00"}
               for name, rep, day in owners]  # fmt: skip
    found = book(customers=customers, owner_history=history)
    assert of(found, "K46", YEAR, rep="Ann").value == pytest.approx(1.3)
    assert of(found, "K46", YEAR, rep="Ben").value == pytest.approx(47 / 60)


def test_that_sales_without_a_customer_are_set_aside():
    assert team(book(paid(None, "2026-05-05", 10)), "K46", YEAR).excluded == {"no_customer": 1}


def test_that_won_deals_stand_in_for_orders():
    deals = [{**row, "closed_at": row["order_date"], "status": "won"} for row in LINES]
    for row in deals:
        del row["order_date"]
    assert team(log(opportunities=deals, as_of="2026-12-31"), "K46", YEAR).value == 0.99
