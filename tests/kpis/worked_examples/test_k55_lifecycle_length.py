from typing import Any

import pytest

from tests.kpis.asking import of, team
from tests.kpis.building import Row, log

BOUGHT = "2026-03-31"


def lead(name: str, created: str, **cells: Any) -> Row:
    return {"lead_id": name, "created_at": created, "customer_id": f"c {name}", "source": "Website", **cells}


def customer(name: str, day: str = BOUGHT, **cells: Any) -> Row:
    return {"customer_id": f"c {name}", "first_order_date": day, **cells}


LEADS = [
    lead("l1", "2026-02-19"),
    lead("l2", "2026-03-24", first_seen_at="2026-03-19"),
    lead("l3", "2026-02-01"),
    lead("l4", "2026-02-26"),
    lead("l5", "2026-04-05"),
]
CALL = {"lead_id": "l3", "type": "call", "happened_at": "2025-12-31", "direction": "out", "status": "done"}
CUSTOMERS = [customer(row["lead_id"], segment="Banks") for row in LEADS]


def book(*more: Row, customers: list[Row] = CUSTOMERS, calls: list[Row] | None = None, as_of: str = "2026-04-30"):
    return log(leads=[*LEADS, *more], activities=calls or [CALL], customers=customers, as_of=as_of)


def test_that_half_of_the_first_purchases_took_thirty_six_days_and_a_half():
    found = team(book(), "K55")
    assert (found.value, found.n, found.excluded) == (36.5, 4, {"negative": 1})
    assert found.details["mean"] == 43.75
    assert found.details["p90"] == pytest.approx(75)


def test_that_open_leads_are_counted_as_longer_than_so_far():
    more = [lead(f"o{number}", "2026-02-19") for number in range(2)]
    found = team(book(*more), "K55", "2026-02")
    assert found.details["with_open"] == 40  # one of four had bought after 33 days, a second after 40
    assert "with_open" not in team(book(*more, lead("o4", "2026-02-20")), "K55", "2026-02").details


def test_that_an_automatic_message_is_no_first_touch():
    assert team(book(calls=[{**CALL, "is_automated": True}]), "K55").details["mean"] == (40 + 12 + 58 + 33) / 4


def test_that_all_leads_of_a_customer_are_one_life():
    found = team(book(lead("l1b", "2026-01-20", customer_id="c l1")), "K55")
    assert (found.n, found.details["mean"]) == (4, (70 + 12 + 90 + 33) / 4)


def test_that_a_purchase_after_the_end_of_the_log_is_none_yet():
    assert team(book(as_of="2026-03-30"), "K55").n == 0


def test_that_segments_are_those_of_the_customers():
    assert of(book(), "K55", segment="Banks").n == 4
