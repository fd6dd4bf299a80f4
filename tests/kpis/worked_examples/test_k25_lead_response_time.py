from typing import Any

import pytest

from salesdesk.kpis.catalogue.waits import team_waits
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

ZONE = "America/New_York"


def lead(name: str, at: str, **cells: Any) -> dict[str, Any]:
    return {"lead_id": name, "created_at": at, "source": "Website", "owner_rep_id": "Ann", **cells}


def call(name: str, at: str, rep: str = "Ann", **cells: Any) -> dict[str, Any]:
    full = {"direction": "out", "status": "done", "is_automated": False}
    return {"lead_id": name, "type": "call", "happened_at": at, "rep_id": rep, **full, **cells}


LEADS = [
    lead("L1", "2026-03-02 10:00"),
    lead("L2", "2026-03-02 16:40"),
    lead("L3", "2026-03-06 16:00"),
    lead("L4", "2026-03-08 01:30"),
    lead("L5", "2026-03-10 11:00"),
    lead("L6", "2026-03-11 09:00", owner_rep_id="Ben"),
    lead("L7", "2026-03-12 11:00"),
    lead("L8", "2026-03-12 11:00", source="Outbound"),
]
CALLS = [
    call("L1", "2026-03-02 10:25"),
    call("L2", "2026-03-03 09:10"),
    call("L3", "2026-03-06 16:01", type="email", is_automated=True),
    call("L3", "2026-03-09 10:30"),
    call("L4", "2026-03-08 03:10"),
    call("L6", "2026-03-11 11:45", "Ben"),
    call("L7", "2026-03-12 09:00"),
    call("L8", "2026-03-12 11:05"),
]
OWNERS = [
    {"object_type": "lead", "object_id": "L6", "rep_id": rep, "from_at": at}
    for rep, at in (("Ann", "2026-03-11 09:00"), ("Ben", "2026-03-11 11:00"))
]


def book(
    leads: list[dict[str, Any]] = LEADS,
    calls: list[dict[str, Any]] = CALLS,
    owners: list[dict[str, Any]] = OWNERS,
    **tables: Any,
):
    return log(zone=ZONE, leads=leads, activities=calls, owner_history=owners, as_of="2026-03-31", **tables)


def test_that_the_clock_of_the_team_runs_from_the_arrival_on():
    found = team(book(), "K25")
    assert (found.value, found.n, found.status) == (165, 6, Status.INDICATIVE)
    assert found.excluded == {"pre_contacted": 1, "outbound": 1}


def test_that_working_hours_leave_out_nights_weekends_and_the_clock_change():
    details = team(book(), "K25").details
    assert details["business"] == 30
    assert (details["answered_mean"], details["business_answered_mean"]) == (1030, 74)
    assert details["answered_median"] == 165
    assert details["answered"] == pytest.approx(5 / 6)


def test_that_the_clock_of_a_rep_starts_at_the_assignment():
    assert of(book(), "K25", rep="Ben").value == 45
    ann = of(book([LEADS[5]], [CALLS[5]]), "K25", rep="Ann")
    assert (ann.value, ann.n) == (None, 1)


def test_that_a_disqualified_lead_waits_no_longer():
    leads = [lead("L1", "2026-03-02 10:00", disqualified_at="2026-03-02 10:30"), *LEADS[1:3]]
    found = team(book(leads, CALLS[1:4]), "K25")
    assert (found.value, found.n) == (990, 3)


def test_that_absences_of_the_rep_do_not_count_as_working_time():
    away = [{"rep_id": "Ann", "date": "2026-03-03"}]
    calls = [call("L2", "2026-03-04 09:10")]
    assert team(book([LEADS[1]], calls, absences=away), "K25").details["business"] == 30


def test_that_the_working_hours_of_a_rep_are_those_of_the_reps_zone():
    reps = [{"name": "Ann", "time_zone": "America/Los_Angeles"}]
    calls = [call("L1", "2026-03-02 12:25")]
    assert team(book([LEADS[0]], calls, reps=reps), "K25").details["business"] == 25


def test_that_an_email_to_the_address_of_the_lead_is_an_attempt():
    leads = [lead("L1", "2026-03-02 10:00", email="Kim@Example.org")]
    sends = [{"email_id": "e", "rep_id": "Ben", "person_id": "kim@example.org", "sent_at": "2026-03-02 10:10"}]
    found = log(zone=ZONE, leads=leads, email_sends=sends, as_of="2026-03-31")
    assert team(found, "K25").value == 10
    assert of(found, "K25", rep="Ben").value == 10


def test_that_a_stated_first_response_counts_where_no_attempt_is_known():
    leads = [lead("L1", "2026-03-02 10:00", first_response_at="2026-03-02 10:20")]
    assert team(log(zone=ZONE, leads=leads, as_of="2026-03-31"), "K25").value == 20


def test_that_leads_with_dates_only_are_measured_in_whole_days():
    leads = [lead("L1", "2026-03-02"), lead("L2", "2026-03-02"), lead("L3", "2026-03-05")]
    calls = [call("L1", "2026-03-02"), call("L2", "2026-03-04"), call("L3", "2026-03-04")]
    found = team(book(leads, calls), "K25")
    assert found.details["answered_mean"] == 24 * 60
    assert found.excluded == {"pre_contacted": 1}
    assert "whole days" in " ".join(found.notes)


def test_that_one_date_without_a_time_among_others_is_set_aside():
    leads = [*LEADS, lead("L9", "2026-03-16")]
    found = team(book(leads), "K25")
    assert (found.value, found.excluded["date_only"]) == (165, 1)


def test_that_leads_without_a_source_count_as_inbound_aloud():
    leads = [{name: cell for name, cell in row.items() if name != "source"} for row in LEADS]
    found = team(book(leads), "K25")
    assert found.n == 7
    assert "no source" in " ".join(found.notes)


@pytest.mark.parametrize(
    ("name", "calendar", "business"),
    [
        ("L1", 25, 25),
        ("L2", 990, 30),
        ("L3", 3_930, 150),  # over a weekend and a clock change; the clocks on the wall show 3,990
        ("L4", 40, 0),  # in the night of the clock change
        ("L5", 30_600, 7_560),  # nobody answered
        ("L6", 165, 165),
    ],
)
def test_that_each_lead_waited_so_long(name: str, calendar: float, business: float):
    waited = team_waits(book(settings={"as_of_time": 17 * 60}))
    place = [lead["lead_id"] for lead in LEADS].index(name)
    assert (waited.minutes[place], waited.worked[place]) == pytest.approx((calendar, business))
    assert waited.answered[place] == (name != "L5")


def test_that_an_automatic_message_is_no_answer():
    alone = book([LEADS[2]], CALLS[2:3])
    assert (team(alone, "K25").value, team(alone, "K25").details["answered"]) == (None, 0)
