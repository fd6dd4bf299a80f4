from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

QUARTER = "2026-Q1"
CUSTOMERS = [
    {"customer_id": name, "first_order_date": day, "owner_rep_id": rep}
    for name, day, rep in (
        ("A", "2025-06-01", "Ann"), ("B", "2025-06-01", "Ann"), ("C", "2025-06-01", "Ben"),
        ("D", "2026-02-15", "Ben"), ("E", "2025-06-01", "Ben"))
]  # fmt: skip
TOUCHES = {"A": 3, "B": 1, "D": 6, "E": 2}


def touch(customer: str | None, day: str = "2026-03-10", **cells: Any) -> dict[str, Any]:
    return {"customer_id": customer, "type": "visit", "happened_at": f"{day} 10:00", "rep_id": "Cem", **cells}


ALL = [touch(name, f"2026-03-{day + 1:02d}") for name, count in TOUCHES.items() for day in range(count)]
# What happened before, so that the log reaches back to the quarter's first day.
BEFORE = touch(None, "2025-12-01")


def book(*more: dict[str, Any], customers: list[dict[str, Any]] = CUSTOMERS, **tables: Any):
    return log(activities=[BEFORE, *ALL, *more], customers=customers, as_of="2026-03-31", **tables)


def test_that_touches_are_divided_by_the_quarters_as_a_customer():
    found = team(book(), "K39", QUARTER)
    assert found.value == pytest.approx(12 / 4.5)
    assert (found.numerator, found.denominator, found.n) == (12, pytest.approx(4.5), 5)
    assert found.details["median"] == pytest.approx(2)
    assert found.details["untouched"] == 0.2
    assert found.status == Status.OK


def test_that_calls_nobody_answered_count_outgoing_but_not_incoming():
    calls = [touch("C", type="call", direction=way, outcome="No answer") for way in ("out", "in")]
    reply = touch("C", "2026-03-12", type="email", direction="in")
    assert team(book(*calls, reply), "K39", QUARTER).numerator == 14


def test_that_plans_machines_and_notes_are_no_touches():
    more = (touch("C", status="planned"), touch("C", is_automated=True), touch("C", type="note"))
    assert team(book(*more), "K39", QUARTER).numerator == 12


def test_that_a_touch_before_the_first_order_or_after_leaving_is_none_of_a_customer():
    customers = [{**row, "churned_at": "2026-02-01" if row["customer_id"] == "A" else None} for row in CUSTOMERS]
    found = team(book(touch("D", "2026-02-14"), customers=customers), "K39", QUARTER)
    assert found.numerator == 9
    assert found.denominator == pytest.approx(3.5 + 31 / 90)


def test_that_the_customer_of_a_lead_is_touched_with_it():
    lead = {"lead_id": "l", "customer_id": "C"}
    mail = {**touch("C", type="email"), "customer_id": None, "lead_id": "l"}
    assert team(book(mail, leads=[lead]), "K39", QUARTER).details["untouched"] == 0


def test_that_issues_are_counted_and_their_solution():
    issues = [touch("A", f"2026-02-0{day}", issue_found=True, issue_resolved=done)
              for day, done in ((1, True), (2, False), (3, None))]  # fmt: skip
    found = team(book(*issues), "K39", QUARTER)
    assert (found.details["issues"], found.details["resolved"]) == (3, 1 / 3)


def test_that_touches_are_the_account_managers_whoever_made_them():
    ann, ben = (of(book(), "K39", QUARTER, rep=rep) for rep in ("Ann", "Ben"))
    assert (ann.numerator, ann.denominator) == (4, pytest.approx(2))
    assert (ben.numerator, ben.denominator) == (8, pytest.approx(2.5))


def test_that_an_account_passed_on_counts_for_each_as_long_as_it_was_theirs():
    history = [
        {"object_type": "customer", "object_id": "A", "rep_id": rep, "from_at": f"{day} 00:00"}
        for rep, day in (("Ann", "2025-06-01"), ("Ben", "2026-03-02"))
    ]
    found = book(owner_history=history)
    ann, ben = (of(found, "K39", QUARTER, rep=rep) for rep in ("Ann", "Ben"))
    assert (ann.numerator, ann.denominator) == (1 + 1, pytest.approx(1 + 60 / 90))
    assert (ben.numerator, ben.denominator) == (8 + 2, pytest.approx(2.5 + 30 / 90))
    assert team(found, "K39", QUARTER).denominator == pytest.approx(4.5)


def test_that_the_ten_longest_standing_customers_have_their_own_median():
    old = [{"customer_id": f"o{place}", "first_order_date": f"2020-01-{place + 1:02d}"} for place in range(10)]
    visits = [touch(row["customer_id"]) for row in old[:6]]
    kept = [{**row, "churned_at": "2030-01-01"} for row in (*old, *CUSTOMERS)]
    assert team(book(*visits, customers=kept), "K39", QUARTER).details["longest"] == pytest.approx(1)
