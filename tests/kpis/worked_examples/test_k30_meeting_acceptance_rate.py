from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log
from tests.kpis.worked_examples.test_k28_positive_reply_rate import BACK, SENT, email, reply


def meeting(person: str, name: str | None, day: str, booked: str | None = "2026-03-06", **cells: Any) -> dict[str, Any]:
    return email(person, day, type="meeting", meeting_id=name, booked_at=booked, **cells)


MEETINGS = [
    meeting("P1", "m1", "2026-03-10", status="cancelled"),
    meeting("P1", "m1", "2026-03-12", outcome="Rescheduled"),
    meeting("P1", "m1", "2026-03-16", outcome="Completed"),
    meeting("P2", "m2", "2026-03-11", outcome="No show"),
    meeting("P5", "m5", "2026-03-11", outcome="Completed"),
]


def book(*more: dict[str, Any], meetings: list[dict[str, Any]] = MEETINGS, as_of: str = "2026-03-31"):
    return log(activities=[*SENT, *BACK, *meetings, *more], as_of=as_of)


def test_that_meetings_were_set_with_two_of_the_four_who_replied():
    found = team(book(), "K30")
    assert (found.value, found.numerator, found.n) == (0.5, 2, 4)
    assert (found.details["show_rate"], found.details["without_reply"]) == (0.5, 1)


def test_that_a_meeting_took_place_with_one_of_them():
    assert team(book(), "K30").details["met"] == 0.25


def test_that_without_replies_there_is_no_rate():
    assert team(log(activities=[*SENT, *MEETINGS[4:]], as_of="2026-03-31"), "K30").status == Status.NO_DATA


def test_that_a_log_without_any_meeting_tells_nothing_of_them():
    found = table(log(activities=[*SENT, *BACK], as_of="2026-03-31"), "K30")
    assert (found.at().value, found.at().status) == (None, Status.NOT_AVAILABLE)
    assert found.lacking == ("Activities: meetings",)


def test_that_a_meeting_called_off_was_set_but_not_held():
    found = team(book(meetings=[meeting("P3", "m3", "2026-03-12", status="cancelled")]), "K30")
    assert (found.value, found.details["show_rate"]) == (0.25, 0)


def test_that_a_meeting_still_to_come_was_set_and_waits_for_its_show_rate():
    found = team(book(meetings=[meeting("P3", "m3", "2026-04-12", status="planned")]), "K30")
    assert found.value == 0.25
    assert "show_rate" not in found.details


def test_that_a_meeting_planned_without_a_booking_day_was_set():
    assert team(book(meetings=[meeting("P3", None, "2026-04-12", None, status="planned")]), "K30").value == 0.25


def test_that_a_meeting_from_before_the_first_contact_does_not_count():
    assert team(book(meetings=[meeting("P3", "m3", "2026-03-12", "2026-02-20")]), "K30").value == 0


def test_that_a_duplicate_of_a_meeting_counts_once():
    twice = [*MEETINGS[2:4], MEETINGS[2]]
    assert team(book(meetings=twice), "K30").details["show_rate"] == 0.5


def test_that_a_meeting_without_an_id_that_was_moved_is_none_to_hold():
    rows = [meeting("P3", None, "2026-03-12", outcome="Rescheduled"), meeting("P3", None, "2026-03-14")]
    found = team(book(meetings=rows), "K30")
    assert (found.value, found.details["show_rate"]) == (0.25, 1)


def test_that_a_prospect_counts_by_the_first_contact_and_for_who_made_it():
    later = [meeting("P3", "m3", "2026-05-12", "2026-05-02", rep_id="Ben"), reply("P4", "2026-05-20", "positive")]
    found = book(*later, as_of="2026-05-31")
    assert (team(found, "K30").numerator, team(found, "K30").n) == (3, 5)
    assert of(found, "K30", rep="Ann").n == 5
