"""Whose clock runs when on an inbound lead."""

from typing import Any

import numpy as np

from salesdesk.kpis.catalogue.answers import answers, holdings
from tests.kpis.building import log

LEAD = {"lead_id": "l", "created_at": "2026-03-02 09:00", "owner_rep_id": "Ann"}
MINUTE = 60_000_000


def call(at: str, rep: str = "Ann", **cells: Any) -> dict[str, Any]:
    return {"lead_id": "l", "type": "call", "happened_at": f"2026-03-02 {at}", "rep_id": rep, **cells}


def owner(rep: str, at: str) -> dict[str, Any]:
    return {"object_type": "lead", "object_id": "l", "rep_id": rep, "from_at": f"2026-03-02 {at}"}


def held(*calls: dict[str, Any], owners: tuple[dict[str, Any], ...] = (), **lead: Any) -> list[tuple[str, int, bool]]:
    tables = {"owner_history": list(owners)} if owners else {}
    book = log(leads=[{**LEAD, **lead}], activities=list(calls) or [call("09:00", status="planned")],
               as_of="2026-03-02", **tables)  # fmt: skip
    found, names = holdings(book), book.members("rep").labels
    minutes = np.rint((found.end - found.start) / MINUTE).astype(int)
    return [(names[rep], int(length), bool(answered))
            for rep, length, answered in zip(found.rep, minutes, found.answered, strict=True)]  # fmt: skip


def test_that_without_history_the_owner_holds_the_lead_from_the_start():
    assert held(call("09:30")) == [("Ann", 30, True)]
    assert held() == [("Ann", 15 * 60, False)]


def test_that_the_one_who_answers_gets_the_credit():
    assert held(call("09:30", "Ben")) == [("Ben", 30, True)]


def test_that_the_stated_assignment_starts_the_clock():
    assert held(call("09:30"), assigned_at="2026-03-02 09:20") == [("Ann", 10, True)]
    assert held(call("09:30"), assigned_at="2026-03-02 10:00") == [("Ann", 30, True)]


def test_that_passing_on_stops_the_clock_unanswered():
    owners = (owner("Ann", "09:00"), owner("Ben", "11:00"))
    assert held(call("11:45", "Ben"), owners=owners) == [("Ann", 120, False), ("Ben", 45, True)]


def test_that_an_answer_at_the_moment_of_passing_on_belongs_to_the_new_holder():
    owners = (owner("Ann", "09:00"), owner("Ben", "11:00"))
    assert held(call("11:00", "Ben"), owners=owners) == [("Ann", 120, False), ("Ben", 0, True)]


def test_that_of_those_who_owned_it_before_it_was_created_the_last_one_holds_it():
    owners = (owner("Ann", "07:00"), owner("Ben", "08:00"))
    assert held(call("09:10", "Ben"), owners=owners) == [("Ben", 10, True)]


def test_that_an_answer_before_the_first_assignment_counts_from_the_creation():
    assert held(call("09:05", "Cem"), owners=(owner("Ann", "10:00"),)) == [("Cem", 5, True)]


def test_that_holders_after_the_answer_hold_nothing():
    owners = (owner("Ann", "09:00"), owner("Ben", "11:00"))
    assert held(call("09:30"), owners=owners) == [("Ann", 30, True)]


def test_that_planned_and_incoming_calls_answer_nothing():
    for cells in ({"status": "planned"}, {"direction": "in"}, {"is_automated": True}):
        assert held(call("09:30", **cells)) == [("Ann", 15 * 60, False)]


def test_that_an_attempt_after_the_end_of_the_log_is_none_yet():
    book = log(leads=[LEAD], activities=[{**call("09:30"), "happened_at": "2026-03-04 09:30"}], as_of="2026-03-03")
    assert not answers(book).answered.any()
