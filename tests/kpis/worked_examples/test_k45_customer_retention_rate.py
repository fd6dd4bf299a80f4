from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log


def order(customer: str, day: str, **cells: Any) -> dict[str, Any]:
    return {"customer_id": customer, "order_date": day, "amount": 10, "order_id": f"{customer} {day}", **cells}


# Ten customers on the first of March, of whom two bought last in March a year ago, and three new ones.
LINES = [
    *[order(f"c{number}", "2025-09-10") for number in range(8)],
    *[order(f"c{number}", "2025-03-10") for number in (8, 9)],
    *[order(f"n{number}", "2026-03-10") for number in range(3)],
]


def book(*more: dict[str, Any], **tables: Any):
    return log(order_lines=[*LINES, *more], as_of="2026-03-31", **tables)


def test_that_new_customers_do_not_help():
    found = team(book(), "K45")
    assert (found.value, found.numerator, found.n) == (0.8, 8, 10)
    assert found.status == Status.INDICATIVE


def test_that_nobody_at_the_start_is_no_data():
    found = team(book(), "K45", "2025-03")
    assert (found.value, found.n, found.status) == (None, 0, Status.NO_DATA)


def test_that_a_customer_is_one_for_twelve_months_after_its_last_purchase():
    assert team(book(order("c8", "2026-03-09")), "K45").value == 0.9
    assert team(book(order("c8", "2026-03-30")), "K45").value == 0.9
    assert team(log(order_lines=[order("a", "2025-03-31"), order("b", "2026-03-31")]), "K45").value == 0
    assert team(log(order_lines=[order("a", "2025-04-01"), order("b", "2026-03-31")]), "K45").value == 1


def test_that_the_limit_is_a_setting():
    found = log(order_lines=LINES, as_of="2026-03-31", settings={"active_months": 24})
    assert team(found, "K45").value == 1
    assert "nothing for 24 months" in team(found, "K45").notes[0]


def test_that_where_customers_say_when_they_leave_that_counts():
    told = [{"customer_id": "c0", "churned_at": "2026-03-15"}, {"customer_id": "c1", "churned_at": "2026-03-01"}]
    found = team(book(customers=told), "K45")
    assert (found.numerator, found.n) == (8, 10)


def test_that_who_comes_back_after_leaving_is_a_customer_again():
    told = [{"customer_id": "c0", "churned_at": "2025-12-15"}]
    assert team(book(customers=told), "K45").n == 9
    assert team(book(order("c0", "2026-01-15"), customers=told), "K45").n == 10


def test_that_a_purchase_given_back_in_full_makes_no_customer():
    back = order("c0", "2025-09-20", amount=-10, order_id="back", original_order_id="c0 2025-09-10")
    assert team(book(back), "K45").n == 9


def test_that_a_customer_is_its_account_managers_of_the_start():
    history = [{"object_type": "customer", "object_id": f"c{number}", "rep_id": rep, "from_at": f"{day} 00:00"}
               for number in range(10) for rep, day in (("Ann", "2025-01-01"), ("Ben", "2026-03-05"))]  # fmt: skip
    customers = [{"customer_id": f"c{number}"} for number in range(10)]
    found = book(owner_history=history, customers=customers)
    assert (of(found, "K45", rep="Ann").value, of(found, "K45", rep="Ann").n) == (0.8, 10)
    assert of(found, "K45", rep="Ben").n == 0


def test_that_segments_and_times_as_a_customer_are_told_apart():
    customers = [{"customer_id": f"c{number}", "segment": "Banks" if number > 5 else "Shops"} for number in range(10)]
    found = book(customers=customers)
    assert of(found, "K45", segment="Banks").value == 0.5
    bands = table(found, "K45", by=("tenure",))
    assert [(bands.at(tenure=name).value, bands.at(tenure=name).n) for name in ("3 to 6 months", "6 to 12 months")] == [
        (1, 8), (0, 2)
    ]  # fmt: skip


def test_that_a_year_begins_where_the_one_before_it_ended():
    assert team(book(), "K45", "2026-02").numerator == team(book(), "K45", "2026-03").n
