from typing import Any

import pytest

from salesdesk.kpis.catalogue import BY_ID
from salesdesk.kpis.kpi import Standing
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def calls(count: int, **cells: Any) -> list[dict[str, Any]]:
    full = {"type": "call", "happened_at": "2026-03-05 10:00", "direction": "out", "rep_id": "Ann", **cells}
    return [{**full, "person_id": full.get("person_id", f"p{number}")} for number in range(count)]


def opened(count: int, source: str | None, **cells: Any) -> list[dict[str, Any]]:
    return [{"created_at": "2026-03-10", "source": source, "created_by_rep_id": "Ann", "status": "open", **cells}
            for _ in range(count)]  # fmt: skip


CUSTOMERS = [{"customer_id": "Acme", "first_order_date": "2025-06-01"}]
CALLS = [*calls(220), *calls(30, person_id=None, customer_id="Acme")]
DEALS = [*opened(7, "Cold call"), *opened(2, "Website")]


def book(activities: list[dict[str, Any]], deals: list[dict[str, Any]] = DEALS, **tables: Any):
    return log(activities=activities, opportunities=deals, as_of="2026-03-31", **{"customers": CUSTOMERS, **tables})


def test_that_outbound_opportunities_are_divided_by_prospecting_calls():
    found = team(book(CALLS), "K10")
    assert round(found.value, 1) == 31.8
    assert (found.numerator, found.denominator, found.n) == (7, 220, 220)
    assert [round(bound, 1) for bound in found.interval] == [15.5, 64.2]
    assert found.status == Status.INDICATIVE
    assert found.excluded == {"existing_customer": 30}


def test_that_under_two_hundred_calls_are_not_enough_data():
    assert team(book(CALLS[21:]), "K10").status == Status.NOT_ENOUGH_DATA
    assert team(book(CALLS[20:]), "K10").status == Status.INDICATIVE


def test_that_without_calls_there_is_no_data_and_the_opportunities_are_told():
    found = team(book(calls(1, happened_at="2026-02-02 10:00")), "K10")
    assert (found.value, found.status) == (None, Status.NO_DATA)
    assert "no prospecting calls" in found.notes[-1]
    assert not [note for note in team(book(CALLS), "K10").notes if "no prospecting calls" in note]


def test_that_only_calls_for_prospecting_or_for_no_stated_purpose_count():
    rows = [*calls(2, purpose="Cold call"), *calls(3, purpose=None), *calls(4, purpose="Service")]
    found = team(book(rows), "K10")
    assert (found.denominator, found.excluded) == (5, {"other_purpose": 4})


def test_that_incoming_planned_and_automatic_calls_do_not_count():
    rows = [*calls(1), *calls(1, direction="in"), *calls(1, status="planned"), *calls(1, is_automated=True)]
    assert team(book(rows), "K10").denominator == 1


@pytest.mark.parametrize(("bought", "counted"), [("2026-03-04", 0), ("2026-03-05", 1), ("2026-03-20", 1)])
def test_that_whoever_buys_later_was_no_customer_at_the_call(bought: str, counted: int):
    line = {"order_date": bought, "amount": 10.0, "customer_id": "Bolt"}
    lead = {"lead_id": "l", "customer_id": "Bolt"}
    found = team(book(calls(1, person_id="l"), order_lines=[line], leads=[lead]), "K10")
    assert found.denominator == counted


def test_that_calls_count_for_the_caller_and_opportunities_for_the_creator():
    rows = [*calls(200), *calls(200, rep_id="Ben")]
    deals = [*opened(4, "Cold call"), *opened(1, "Cold call", created_by_rep_id="Ben", owner_rep_id="Ann")]
    assert of(book(rows, deals), "K10", rep="Ann").value == 20
    assert of(book(rows, deals), "K10", rep="Ben").value == 5


def test_that_the_published_figure_is_shown_as_quoted():
    benchmark = BY_ID["K10"].benchmark
    assert (benchmark.value, benchmark.standing) == (32, Standing.QUOTED)
    assert "1,000 accounts" in benchmark.about
