from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

JANUARY = "2026-01"


def call(person: str | None, day: str = "2026-01-10", outcome: str | None = "Connected", **cells: Any):
    return {"type": "call", "happened_at": f"{day} 10:00", "direction": "out", "outcome": outcome, "person_id": person,
            "rep_id": "Ann", **cells}  # fmt: skip


def won(lead: str | None, day: str, **cells: Any) -> dict[str, Any]:
    return {"lead_id": lead, "status": "won", "closed_at": day, "amount": 10.0, **cells}


REACHED = [call(f"p{number}") for number in range(1, 7)]
DEALS = [won("p1", "2026-01-30"), won("p2", "2026-04-20"), won("p3", "2025-05-05")]

STRANGERS = [won("somebody else", "2025-02-03")]


def book(activities: list[dict[str, Any]], deals: list[dict[str, Any]] = DEALS, as_of: str = "2026-06-30", **more: Any):
    return log(activities=activities, opportunities=deals, as_of=as_of, **more)


def test_that_sales_within_the_window_are_divided_by_people_newly_reached():
    found = team(book(REACHED), "K12", JANUARY)
    assert (found.value, found.numerator, found.n) == (0.2, 1, 5)
    assert (found.excluded, found.status) == ({"existing_customer": 1}, Status.NOT_ENOUGH_DATA)
    assert "90 days" in found.notes[0]


@pytest.mark.parametrize(("day", "hits"), [("2026-01-10", 1), ("2026-04-10", 1), ("2026-04-11", 0)])
def test_that_the_window_holds_both_its_ends(day: str, hits: int):
    assert team(book([call("p")], [won("p", day)]), "K12", JANUARY).numerator == hits


def test_that_the_window_is_a_setting():
    found = team(book(REACHED, settings={"window_days": 120}), "K12", JANUARY)
    assert found.value == 0.4


def test_that_only_the_first_contact_ever_counts():
    again = [call("p", "2025-12-20"), call("p", "2026-01-05"), call("q", outcome="No answer"), call("q", "2026-01-20")]
    assert team(book(again, STRANGERS), "K12", JANUARY).n == 1
    assert team(book(again, STRANGERS), "K12", "2025-12").n == 1


@pytest.mark.parametrize("outcome", ["Left voicemail", "No answer", "Busy", "Wrong number", "Gatekeeper", None])
def test_that_a_call_that_reached_nobody_is_no_contact(outcome: str | None):
    assert team(book([call("p", outcome=outcome), call("q")], STRANGERS), "K12", JANUARY).n == 1


def test_that_meetings_and_replies_are_contacts():
    rows = [
        call("a", type="meeting", outcome="Completed"),
        call("b", type="meeting", outcome="No show"),
        call("c", type="email", direction="in", outcome=None),
        call("d", type="email", outcome=None),
        call("e", type="email", outcome="Replied"),
        call("f", type="email", direction="in", outcome=None, subject="Automatic reply: away"),
        call("g", type="email", direction="in", outcome="Bounced"),
        call("h", direction="in", outcome=None),
        call("i", direction="in", outcome="Missed"),
        call("j", type="visit", outcome=None),
    ]
    assert team(book(rows, STRANGERS), "K12", JANUARY).n == 5


def test_that_a_gatekeeper_counts_if_the_settings_say_so():
    rows = [call("p", outcome="Receptionist")]
    assert team(book(rows, STRANGERS, settings={"gatekeeper_counts": True}), "K12", JANUARY).n == 1


def test_that_orders_of_the_company_of_a_lead_are_its_purchases():
    leads = [{"lead_id": "p1", "customer_id": "Acme"}]
    lines = [{"order_date": "2026-02-01", "amount": 5.0, "customer_id": "Acme"}]
    assert team(book([call("p1")], STRANGERS, leads=leads, order_lines=lines), "K12", JANUARY).value == 1


def test_that_a_cohort_that_is_too_young_is_immature_and_counts_nobody():
    young = [call("a", "2026-01-01"), call("b", "2026-01-20"), call("c", "2026-01-20")]
    deals = [won("b", "2026-01-25")]
    found = team(book(young, deals, as_of="2026-04-05"), "K12", JANUARY)
    assert (found.value, found.status, found.excluded) == (None, Status.IMMATURE, {"too_recent": 2})
    assert team(book(young, deals, as_of="2026-04-05"), "K12", "all").value == 0


def test_that_contacts_with_nobody_named_are_told():
    found = team(book([call("p"), call(None)], STRANGERS), "K12", JANUARY)
    assert (found.n, found.excluded, found.coverage) == (1, {"no_person": 1}, 0.5)
    assert "No purchase can be traced" in found.notes[1]


def test_that_the_one_who_reached_a_person_first_has_the_credit():
    rows = [call("p", "2026-01-05", rep_id="Ben"), call("p", "2026-01-06"), call("q")]
    assert of(book(rows, [won("p", "2026-01-20")]), "K12", JANUARY, rep="Ben").value == 1
    assert of(book(rows, [won("p", "2026-01-20")]), "K12", JANUARY, rep="Ann").value == 0


def test_that_people_are_told_apart_by_the_channel_of_the_lead():
    leads = [{"lead_id": "p", "channel": "Fair"}]
    assert of(book([call("p")], STRANGERS, leads=leads), "K12", JANUARY, channel="Fair").n == 1
