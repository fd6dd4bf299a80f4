"""Which acts both sides took part in, which of them are replies, and which touches arrived."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.kpis.catalogue.contacts import contacts, delivered, replies
from tests.kpis.building import Row, log

DONE = {"happened_at": "2026-03-05 10:00", "direction": "out", "rep_id": "Ann", "person_id": "p", "activity_id": "a"}
NEITHER, CONTACT, REPLY = (False, False), (True, False), (True, True)


def act(kind: str, **cells: Any) -> Row:
    return {**DONE, "type": kind, **cells}


@pytest.mark.parametrize(
    ("kind", "cells", "meant"),
    [
        ("call", {"outcome": "Connected"}, REPLY),
        ("call", {"outcome": "Connected", "direction": "in"}, REPLY),
        ("call", {"outcome": None}, NEITHER),
        ("call", {"outcome": None, "direction": "in"}, REPLY),
        ("call", {"outcome": "Missed", "direction": "in"}, NEITHER),
        ("call", {"outcome": "Left voicemail"}, NEITHER),
        ("call", {"outcome": "Left voicemail", "direction": "in"}, NEITHER),
        ("call", {"outcome": "Gatekeeper"}, NEITHER),
        ("call", {"outcome": "Wrong number"}, NEITHER),
        ("call", {"outcome": "Connected", "is_automated": True}, NEITHER),
        ("call", {"outcome": "Connected", "status": "planned"}, NEITHER),
        ("meeting", {}, CONTACT),
        ("meeting", {"direction": "in"}, REPLY),
        ("meeting", {"outcome": "No show"}, NEITHER),
        ("meeting", {"outcome": "No show", "direction": "in"}, NEITHER),
        ("video", {}, CONTACT),
        ("visit", {"status": "Canceled"}, NEITHER),
        ("email", {}, NEITHER),
        ("email", {"outcome": "Replied"}, REPLY),
        ("email", {"outcome": "Replied", "is_automated": True}, REPLY),
        ("email", {"direction": "in"}, REPLY),
        ("email", {"direction": "in", "is_automated": True}, NEITHER),
        ("email", {"direction": "in", "subject": "RE: Out of office until Monday"}, NEITHER),
        ("email", {"direction": "in", "subject": "Automatische Antwort: Abwesenheit"}, NEITHER),
        ("email", {"direction": "in", "subject": "Delivery Status Notification (Failure)"}, NEITHER),
        ("email", {"direction": "in", "label": "Auto-reply"}, NEITHER),
        ("email", {"direction": "in", "outcome": "Bounced"}, NEITHER),
        ("social", {"direction": "in"}, REPLY),
        ("Task", {"direction": "in"}, NEITHER),
        ("note", {"direction": "in"}, NEITHER),
    ],
)
def test_that_a_contact_takes_two(kind: str, cells: dict[str, Any], meant: tuple[bool, bool]) -> None:
    found = log(activities=[act(kind, **cells)], as_of="2026-03-31")
    assert (contacts(found)[0], replies(found)[0]) == meant


def test_that_a_gatekeeper_is_a_contact_where_the_company_says_so() -> None:
    found = log(activities=[act("call", outcome="Gatekeeper")], settings={"gatekeeper_counts": True})
    assert (contacts(found)[0], replies(found)[0]) == CONTACT


def test_that_an_email_in_two_tables_is_one_contact() -> None:
    sent = {"email_id": "a", "rep_id": "Ann", "person_id": "p", "sent_at": "2026-03-05 10:00"}
    found = log(activities=[act("email", outcome="Replied")], email_sends=[sent], as_of="2026-03-31")
    assert contacts(found).tolist() == [True, False]


@pytest.mark.parametrize(
    ("kind", "cells", "arrived"),
    [
        ("email", {}, True),
        ("email", {"outcome": "Bounced"}, False),
        ("email", {"is_automated": True}, False),
        ("call", {"outcome": "Voicemail"}, True),
        ("call", {"outcome": "Wrong number"}, False),
    ],
)
def test_that_what_bounced_and_wrong_numbers_did_not_arrive(kind: str, cells: dict[str, Any], *, arrived: bool) -> None:
    assert delivered(log(activities=[act(kind, **cells)]))[0] == arrived


def test_that_a_message_that_came_back_is_about_the_email_before_it() -> None:
    rows = [
        act("email", activity_id="a"),
        act("email", activity_id="b", happened_at="2026-03-06 10:00"),
        act("email", activity_id="c", direction="in", subject="Undeliverable: hello", happened_at="2026-03-06 10:00"),
        act("email", activity_id="d", happened_at="2026-03-07 10:00"),
    ]
    assert delivered(log(activities=rows)).tolist() == [True, False, False, True]


def test_that_an_email_said_to_be_lost_in_one_table_did_not_arrive_in_the_other() -> None:
    sent = {"email_id": "a", "rep_id": "Ann", "person_id": "p", "sent_at": "2026-03-05 10:00", "delivered": False}
    assert delivered(log(activities=[act("email")], email_sends=[sent])).tolist() == [False, False]
