"""Since when and until when a company is a customer, and whose."""

from typing import Any

import numpy as np
import pytest

from salesdesk.kpis.catalogue.account_managers import account_notes, managers_now, managers_on
from salesdesk.kpis.catalogue.customer_spells import active, active_on, longest, spells
from salesdesk.models.log import SalesLog
from salesdesk.models.period import NO_DAY, day_date, day_number
from tests.kpis.building import log


def order(day: str, customer: str = "a", **cells: Any) -> dict[str, Any]:
    return {"customer_id": customer, "order_date": day, "amount": 10, "order_id": f"{customer} {day}", **cells}


def told(book: SalesLog) -> list[tuple[str, str]]:
    """The spells of the first customer, days as text."""
    found = spells(book)
    own = found.customer == 0
    return [(_text(day), _text(until)) for day, until in zip(found.day[own], found.until[own], strict=True)]


def _text(day: int) -> str:
    return "ever" if day == NO_DAY else "still" if day > 100_000 else day_date(day).isoformat()


def test_that_a_customer_is_one_until_it_bought_nothing_for_a_year():
    lines = [order("2023-01-31"), order("2023-12-01"), order("2025-02-01")]
    book = log(order_lines=lines, as_of="2026-03-31")
    assert told(book) == [("2023-01-31", "2024-12-01"), ("2025-02-01", "2026-02-01")]


def test_that_buying_on_the_very_day_keeps_a_customer():
    assert told(log(order_lines=[order("2024-01-10"), order("2025-01-10")])) == [("2024-01-10", "2026-01-10")]


def test_that_the_day_of_leaving_ends_it_and_buying_begins_it_anew():
    customers = [{"customer_id": "a", "churned_at": "2024-06-01"}, {"customer_id": "b"}]
    book = log(customers=customers, order_lines=[order("2023-01-31"), order("2025-02-01")], as_of="2026-03-31")
    assert told(book) == [("2023-01-31", "2024-06-01"), ("2025-02-01", "still")]


def test_that_where_leaving_is_told_nobody_else_has_left():
    customers = [{"customer_id": "a"}, {"customer_id": "b", "churned_at": "2024-06-01"}]
    assert told(log(customers=customers, order_lines=[order("2020-01-31")])) == [("2020-01-31", "still")]


def test_that_onboarding_stands_in_for_a_purchase():
    assert told(log(customers=[{"customer_id": "a", "onboarded_at": "2025-01-01"}])) == [("2025-01-01", "2026-01-01")]


@pytest.mark.parametrize(("more", "expected"), [({}, [("ever", "still")]), ({"onboarded_at": "2025-01-01"}, [])])
def test_that_who_is_listed_is_a_customer_only_where_nothing_tells_since_when(more: Any, expected: list):
    customers = [{"customer_id": "a"}, {"customer_id": "b", "churned_at": "2025-06-01", **more}]
    assert told(log(customers=customers, as_of="2026-03-31")) == expected


def test_that_days_are_looked_up_in_the_spells():
    book = log(order_lines=[order("2023-01-31"), order("2025-02-01"), order("2025-02-01", "b")], as_of="2026-03-31")
    days = ["2023-01-30", "2023-01-31", "2024-01-30", "2024-01-31", "2025-02-01", "2026-02-01"]
    numbers = np.array([*(day_number(np.datetime64(day).item()) for day in days), NO_DAY], dtype=np.int32)
    found = active_on(book, np.zeros(len(numbers), dtype=np.int32), numbers)
    assert found.tolist() == [False, True, True, False, True, False, False]
    assert not active_on(book, np.full(len(numbers), -1, dtype=np.int32), numbers).any()


def test_that_pieces_of_a_spell_make_it_up():
    history = [{"object_type": "customer", "object_id": "a", "rep_id": rep, "from_at": f"{day} 10:00"}
               for rep, day in (("Ann", "2023-01-01"), ("Ben", "2023-06-01"), ("Cem", "2023-06-01"))]  # fmt: skip
    book = log(order_lines=[order("2023-01-31")], customers=[{"customer_id": "a"}], owner_history=history,
               as_of="2026-03-31")  # fmt: skip
    found, names = active(book), book.members("rep").labels
    pieces = [(_text(day), _text(until), names[rep], band) for day, until, rep, band in
              zip(found.day, found.until, found.dims["rep"], found.dims["tenure"], strict=True)]  # fmt: skip
    assert pieces == [
        ("2023-01-31", "2023-04-30", "Ann", 0),
        ("2023-04-30", "2023-06-01", "Ann", 1),
        ("2023-06-01", "2023-07-31", "Cem", 1),
        ("2023-07-31", "2024-01-31", "Cem", 2),
    ]


def test_that_the_ten_oldest_customers_of_now_are_the_longest():
    lines = [order(f"2025-{1 + place // 28:02d}-{1 + place % 28:02d}", f"c{place:02d}") for place in range(12)]
    lines.append(order("2020-01-01", "gone"))
    book = log(order_lines=lines, as_of="2025-12-31")
    labels = book.members("customer").labels
    assert [labels[code] for code in np.flatnonzero(longest(book))] == [f"c{place:02d}" for place in range(10)]


def test_that_without_owners_the_latest_seller_looks_after_a_customer():
    book = log(order_lines=[order("2025-01-01", rep_id="Ann"), order("2025-02-01", rep_id="Ben")])
    assert [book.members("rep").labels[code] for code in managers_now(book)] == ["Ben"]
    assert "the rep of its latest order" in account_notes(book)[0]


def test_that_before_its_history_a_customer_is_its_first_owners():
    history = [{"object_type": "customer", "object_id": "a", "rep_id": "Ann", "from_at": "2025-06-01 10:00"}]
    book = log(customers=[{"customer_id": "a", "owner_rep_id": "Ben"}, {"customer_id": "b", "owner_rep_id": "Ben"}],
               owner_history=history)  # fmt: skip
    days = np.array([NO_DAY, day_number(np.datetime64("2020-01-01").item())], dtype=np.int32)
    names = book.members("rep").labels
    for customer, rep in ((0, "Ann"), (1, "Ben")):
        found = managers_on(book, np.full(2, customer, dtype=np.int32), days)
        assert {names[code] for code in found} == {rep}
