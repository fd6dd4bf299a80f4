"""Which acts both sides took part in."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.kpis.catalogue.contacts import two_way
from tests.kpis.building import log

DONE = {"happened_at": "2026-03-05 10:00", "direction": "out", "rep_id": "Ann", "person_id": "p", "activity_id": "a"}


def is_contact(kind: str, **cells: Any) -> bool:
    return bool(two_way(log(activities=[{**DONE, "type": kind, **cells}], as_of="2026-03-31"))[0])


@pytest.mark.parametrize(
    ("kind", "cells", "contact"),
    [
        ("call", {"outcome": "Connected"}, True),
        ("call", {"outcome": "Connected", "direction": "in"}, True),
        ("call", {"outcome": None}, False),
        ("call", {"outcome": None, "direction": "in"}, True),
        ("call", {"outcome": "Missed", "direction": "in"}, False),
        ("call", {"outcome": "Connected", "is_automated": True}, False),
        ("call", {"outcome": "Connected", "status": "planned"}, False),
        ("meeting", {}, True),
        ("meeting", {"outcome": "No show"}, False),
        ("video", {}, True),
        ("visit", {"status": "Canceled"}, False),
        ("email", {}, False),
        ("email", {"outcome": "Replied"}, True),
        ("email", {"direction": "in"}, True),
        ("email", {"direction": "in", "subject": "RE: Out of office until Monday"}, False),
        ("email", {"direction": "in", "label": "Auto-reply"}, False),
        ("email", {"direction": "in", "outcome": "Bounced"}, False),
        ("social", {"direction": "in"}, True),
        ("Task", {"direction": "in"}, False),
    ],
)
def test_that_a_contact_takes_two(kind: str, cells: dict[str, Any], *, contact: bool) -> None:
    assert is_contact(kind, **cells) is contact


def test_that_an_email_in_two_tables_is_one_contact() -> None:
    sent = {"email_id": "a", "rep_id": "Ann", "person_id": "p", "sent_at": "2026-03-05 10:00"}
    found = log(activities=[{**DONE, "type": "email", "outcome": "Replied"}], email_sends=[sent], as_of="2026-03-31")
    assert two_way(found).tolist() == [True, False]
