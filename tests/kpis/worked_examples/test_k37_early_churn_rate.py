from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def customer(name: str, start: str, left: str | None = None, **cells: Any) -> dict[str, Any]:
    return {"customer_id": name, "onboarded_at": start, "churned_at": left, **cells}


CUSTOMERS = [
    customer("c1", "2025-03-01"),
    customer("c2", "2025-03-10", "2025-09-09"),
    customer("c3", "2025-03-31", "2025-12-31"),
    customer("c4", "2025-04-05", "2025-12-20"),
    customer("c5", "2025-04-20", "2026-02-10"),
    customer("c6", "2025-12-01", "2026-01-15"),
]


def book(*more: dict[str, Any], customers: list[dict[str, Any]] = CUSTOMERS, **tables: Any):
    return log(customers=[*customers, *more], as_of="2026-03-31", **tables)


def test_that_only_customers_old_enough_count_whether_they_left_or_not():
    found = team(book(), "K37", "2025")
    assert (found.value, found.numerator, found.n) == (0.2, 1, 5)
    assert found.excluded == {"too_recent": 1}
    assert found.status == Status.NOT_ENOUGH_DATA


def test_that_who_left_exactly_nine_months_after_the_start_left_within_them():
    assert team(book(), "K37", "2025").details["nine_months"] == 0.6


def test_that_a_month_that_is_shorter_ends_the_six_months():
    late = customer("c7", "2025-08-31", "2026-02-28")
    assert team(book(late), "K37", "2025-08").value == 1
    assert team(book({**late, "churned_at": "2026-03-01"}), "K37", "2025-08").value == 0


def test_that_a_period_that_is_too_young_is_shown_by_an_older_one():
    found = team(book(leads=[{"created_at": "2025-01-01"}]), "K37", "2025-12")
    assert (found.value, found.status) == (None, Status.IMMATURE)
    assert found.matured is not None
    assert (found.matured.period.label, found.matured.n) == ("Apr 2025", 2)


def test_that_the_first_order_is_the_start_where_none_is_stated():
    told = [{**row, "onboarded_at": None, "first_order_date": row["onboarded_at"]} for row in CUSTOMERS]
    assert team(book(customers=told), "K37", "2025").value == 0.2


def order(day: str, name: str) -> dict[str, Any]:
    return {"customer_id": name, "order_date": day, "amount": 10, "order_id": f"{name} {day}"}


def test_that_without_churn_dates_who_bought_nothing_for_the_limit_has_left():
    lines = [order(day, "a") for day in ("2025-01-10", "2025-02-11")] + [order("2025-01-10", "b")]
    lines += [order(f"2025-{month:02d}-01", "c") for month in range(1, 13)]
    short = log(order_lines=lines, as_of="2026-03-31", settings={"active_months": 5})
    found = team(short, "K37", "2025-01")
    assert (found.numerator, found.n) == (1, 3)
    assert found.details["nine_months"] == 2 / 3


def test_that_a_limit_longer_than_the_time_cannot_tell_who_left():
    found = team(log(order_lines=[order("2025-01-10", "a")], as_of="2026-03-31"), "K37", "2025-01")
    assert (found.value, found.status) == (None, Status.NO_DATA)
    assert "nobody can be seen to leave within 6 and 9 months" in " ".join(found.notes)


def test_that_who_left_before_the_start_is_set_aside():
    wrong = customer("c8", "2025-03-10", "2025-03-01")
    assert team(book(wrong), "K37", "2025").excluded == {"negative": 1, "too_recent": 1}


def deal(name: str, rep: str, created: str, closed: str) -> dict[str, Any]:
    return {"customer_id": name, "owner_rep_id": rep, "created_at": created, "closed_at": closed, "status": "won"}


DEALS = [
    deal("c1", "Ann", "2025-01-01", "2025-02-20"),
    deal("c2", "Ben", "2025-03-01", "2025-03-05"),
    deal("c3", "Ben", "2025-03-01", "2025-03-11"),
    deal("c2", "Ann", "2025-06-01", "2025-07-20"),
]


def test_that_a_customer_belongs_to_the_rep_who_won_it():
    found = book(opportunities=DEALS)
    assert (of(found, "K37", "2025", rep="Ben").value, of(found, "K37", "2025", rep="Ben").n) == (0.5, 2)
    assert of(found, "K37", "2025", rep="Ann").value == 0


def test_that_customers_won_fast_and_won_slowly_are_told_apart():
    found = book(opportunities=DEALS)
    fast, slow = (of(found, "K37", "2025", cycle=band) for band in ("Fast", "Slow"))
    assert (fast.value, fast.n) == (0.5, 2)
    assert (slow.value, slow.n) == (0, 1)
