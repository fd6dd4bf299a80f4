from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def act(kind: str, day: str = "2026-03-05", **cells: Any) -> dict[str, Any]:
    full = {"status": "done", "direction": "out", "is_automated": False, "person_id": "p", "rep_id": "Ann"}
    return {"type": kind, "happened_at": f"{day} 10:00", **full, **cells}


ROWS = [
    act("call", outcome="Connected"),
    act("call", "2026-03-06", outcome="Left voicemail"),
    act("email", "2026-03-09", activity_id="m1"),
    act("email", "2026-03-10", is_automated=True),
    act("meeting", "2026-04-02", booked_at="2026-03-05 09:00", meeting_id="x", status="planned"),
    act("meeting", "2026-04-09", booked_at="2026-03-20 09:00", meeting_id="x", status="planned"),
    act("call", "2026-03-27", status="planned"),
]
AGAIN = {"email_id": "m1", "rep_id": "Ann", "person_id": "p", "sent_at": "2026-03-09 10:00"}


def book(rows: list[dict[str, Any]], **tables: Any):
    return log(activities=rows, as_of="2026-03-31", **tables)


def test_that_calls_emails_and_meetings_booked_are_counted():
    found = team(book(ROWS, email_sends=[AGAIN]), "K08")
    assert (found.value, found.n, found.status) == (4, 4, Status.OK)
    assert found.details == {"calls": 2, "emails": 1, "meetings": 1, "others": 0, "automated": 1}


def test_that_a_meeting_counts_in_the_month_it_was_booked_and_only_once():
    later = log(activities=[*ROWS, act("call", "2026-04-28")], as_of="2026-04-30")
    found = team(later, "K08", "2026-04")
    assert (found.value, found.details["meetings"]) == (1, 0)


def test_that_a_meeting_without_a_booking_day_counts_on_its_own_day():
    meeting = {"type": "meeting", "happened_at": "2026-03-12", "rep_id": "Ann", "outcome": "No show"}
    found = team(book([meeting]), "K08")
    assert found.value == 1
    assert "when meetings were booked" in " ".join(found.notes)


def test_that_tasks_and_incoming_calls_do_not_count_and_unknown_types_do():
    found = team(book([*ROWS, act("Task"), act("call", direction="Inbound"), act("Fax")]), "K08")
    assert (found.value, found.details["others"]) == (5, 1)


def test_that_activities_without_a_type_are_set_aside():
    found = team(book([*ROWS, act(None)]), "K08")
    assert (found.value, found.excluded) == (4, {"no_type": 1})


def test_that_a_rep_without_activities_has_none():
    assert of(book(ROWS, reps=[{"name": "Ann"}, {"name": "Ben"}]), "K08", rep="Ben").value == 0


def test_that_activities_are_told_apart_by_their_type():
    rows = [*ROWS, act("visit"), act("sms"), act("Fax")]
    found = {label: of(book(rows), "K08", method=label).value for label in ("Call", "Visit", "Text message", "Other")}
    assert found == {"Call": 2, "Visit": 1, "Text message": 1, "Other": 1}
