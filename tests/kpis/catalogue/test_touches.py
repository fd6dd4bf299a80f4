from typing import Any

import pytest

from salesdesk.kpis.catalogue.touches import acts, touch_notes
from tests.kpis.building import log

CALL = {"type": "Call", "happened_at": "2026-03-02 10:00", "rep_id": "Ann", "person_id": "p"}
MAIL = {**CALL, "type": "Email"}
SENT = {"email_id": "e", "sent_at": "2026-03-02 10:00", "rep_id": "Ann", "person_id": "P "}


def touches(*activities: dict[str, Any], **tables: list[dict[str, Any]]) -> list[bool]:
    return acts(log(activities=list(activities), **tables)).touch.tolist()


@pytest.mark.parametrize("kind", ["Call", "e-mail", "Demo", "video", "visit", "LinkedIn", "SMS", "Fax"])
def test_that_completed_outbound_acts_are_touches(kind: str):
    assert touches({**CALL, "type": kind}) == [True]


@pytest.mark.parametrize("kind", ["Task", "Note", "Opportunity Close", None])
def test_that_reminders_and_what_the_crm_writes_itself_are_no_touches(kind: str | None):
    assert touches({**CALL, "type": kind}) == [False]


@pytest.mark.parametrize(
    "cells", [{"direction": "Inbound"}, {"status": "planned"}, {"status": "Canceled"}, {"is_automated": True}]
)
def test_that_incoming_planned_cancelled_and_automatic_acts_are_no_touches(cells: dict[str, Any]):
    assert touches({**CALL, **cells}) == [False]


def test_that_a_call_counts_whatever_its_outcome_and_a_meeting_only_if_held():
    assert touches({**CALL, "outcome": "No answer"}) == [True]
    assert touches({**CALL, "type": "Meeting", "outcome": "No show"}) == [False]
    assert touches({**CALL, "type": "Meeting", "outcome": "Completed"}) == [True]


def test_that_blank_cells_count_as_outgoing_and_done():
    assert touches({**CALL, "direction": None, "status": None, "is_automated": None}) == [True]


def test_that_an_email_in_two_tables_counts_once_by_its_id():
    other = {**SENT, "sent_at": "2026-03-05 10:00", "person_id": "q"}
    assert touches({**MAIL, "activity_id": "e"}, email_sends=[other]) == [True, False]


def test_that_an_email_is_known_by_its_id_whatever_blanks_are_around_it():
    other = {**SENT, "email_id": " e", "sent_at": "2026-03-05 10:00", "person_id": "q"}
    assert touches({**MAIL, "activity_id": "e "}, {**MAIL, "activity_id": None}, email_sends=[other]) == [
        True, True, False,
    ]  # fmt: skip


def test_that_an_email_in_two_tables_counts_once_by_rep_person_and_minute():
    sends = [SENT, {**SENT, "email_id": "f", "sent_at": "2026-03-02 10:01"}, {**SENT, "email_id": "g", "rep_id": "Ben"}]
    assert touches(MAIL, email_sends=sends) == [True, False, True, True]


def test_that_emails_without_a_time_of_day_are_not_taken_for_the_same():
    whole = "2026-03-02"
    assert touches({**MAIL, "happened_at": whole}, email_sends=[{**SENT, "sent_at": whole}]) == [True, True]


def test_that_an_email_marked_automatic_in_either_table_is_automatic():
    assert touches(MAIL, email_sends=[{**SENT, "is_automated": True}]) == [False, False]


def test_that_social_messages_are_touches_and_posts_are_not():
    done = {"rep_id": "Ann", "happened_at": "2026-03-02 10:00"}
    social = [{**done, "action": "Message sent"}, {**done, "action": "post"}, {**done, "action": None}]
    assert touches(social_activities=social) == [True, False, False]
    assert touches({**CALL, "type": "LinkedIn"}, social_activities=social[:1]) == [True, False]


def test_that_what_the_activities_do_not_say_is_told():
    assert len(touch_notes(log(activities=[CALL]))) == 3
    full = {**CALL, "direction": "out", "status": "done", "is_automated": False}
    assert touch_notes(log(activities=[full])) == ()
    assert touch_notes(log(leads=[{"name": "x"}])) == ()
    assert "without a channel" in touch_notes(log(activities=[{**full, "type": "Fax"}]))[0]


def test_that_a_log_without_any_activity_has_no_acts():
    assert touches() == []
