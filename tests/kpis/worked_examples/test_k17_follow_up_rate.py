from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log


def tries(name: str, *days: int, **cells: Any) -> list[dict[str, Any]]:
    """Calls of one lead at ten o'clock on days of March."""
    full = {"type": "call", "rep_id": "Ann", "direction": "out", "status": "done"}
    return [{"lead_id": name, "happened_at": f"2026-03-{day:02d} 10:00", **full, **cells} for day in days]


def lead(name: str, **cells: Any) -> dict[str, Any]:
    return {"lead_id": name, "created_at": "2026-03-01 08:00", "owner_rep_id": "Ann", **cells}


LEADS = [
    lead("A"), lead("B"), lead("C"), lead("D", disqualified_at="2026-03-05 12:00"), lead("E"), lead("F"), lead("G"),
]  # fmt: skip
CALLS = [
    *tries("A", 2),
    *tries("B", 2, 9),
    *tries("C", 3, 4, 5, 9, 11),
    *tries("D", 5),
    *tries("E", 22),
    *tries("F", 4, rep_id="Ben"),
    *tries("G", 5, 9, 13),
]


def book(leads: list[dict[str, Any]] = LEADS, calls: list[dict[str, Any]] = CALLS, **tables: Any):
    return log(leads=leads, activities=calls, as_of="2026-03-31", **tables)


def one(*calls: dict[str, Any], **cells: Any):
    return team(book([lead("A", **cells)], list(calls)), "K17")


def test_that_leads_with_a_second_attempt_are_shared_out_of_those_not_settled():
    found = team(book(), "K17")
    assert (found.value, found.numerator, found.n) == (pytest.approx(3 / 5), 3, 5)
    assert found.excluded == {"settled": 1, "pending": 1}
    assert found.status is Status.NOT_ENOUGH_DATA


def test_that_leads_are_told_apart_by_their_number_of_attempts():
    bars = {"attempts_1": 2, "attempts_2": 1, "attempts_3": 1, "attempts_4": 0, "attempts_5_up": 1}
    assert bars.items() <= dict(team(book(), "K17").details).items()


def test_that_reps_who_never_try_twice_are_told():
    assert team(book(), "K17").details["reps_without"] == 0.5
    assert [of(book(), "K17", rep=rep).value for rep in ("Ann", "Ben")] == [0.75, 0]


def test_that_the_lead_counts_for_the_rep_of_the_first_attempt():
    calls = [*tries("A", 2), *tries("A", 3, rep_id="Ben")]
    found = table(book([lead("A")], calls, reps=[{"name": "Ann"}, {"name": "Ben"}]), "K17", by=("rep",))
    assert [found.at(rep=rep).n for rep in ("Ann", "Ben")] == [1, 0]


def test_that_the_second_attempt_must_come_within_fourteen_days():
    assert one(*tries("A", 2, 16)).value == 1
    assert one(*tries("A", 2, 17)).value == 0


def test_that_a_lead_is_judged_once_fourteen_days_have_passed():
    assert one(*tries("A", 17)).n == 1
    assert one(*tries("A", 18, 19)).excluded == {"pending": 1}


def test_that_attempts_of_one_type_within_ten_minutes_are_one():
    again = {**tries("A", 2)[0], "happened_at": "2026-03-02 10:10"}
    later = {**tries("A", 2)[0], "happened_at": "2026-03-02 10:11"}
    mail = {**again, "type": "email"}
    first = tries("A", 2)
    assert [one(*first, second).value for second in (again, later, mail)] == [0, 1, 1]


def test_that_attempts_of_one_day_without_a_time_are_several():
    days = [{**call, "happened_at": "2026-03-02"} for call in tries("A", 2, 2)]
    assert one(*days).value == 1


def test_that_a_conversion_before_the_second_attempt_settles_a_lead():
    bought = [{"opportunity_id": "o", "lead_id": "A", "created_at": "2026-03-06 10:00", "status": "open"}]
    for days, counted in (((2,), 0), ((2, 9), 0), ((2, 5), 1), ((2, 6), 1)):
        found = team(book([lead("A")], tries("A", *days), opportunities=bought), "K17")
        assert found.n == counted
    entered = [{"lead_id": "A", "stage": "opportunity", "entered_at": "2026-03-06 10:00"}]
    assert team(book([lead("A")], tries("A", 2), lead_stage_history=entered), "K17").n == 0


def test_that_a_conversion_after_the_days_for_it_settles_nothing():
    entered = [{"lead_id": "A", "stage": "customer", "entered_at": "2026-03-17 10:00"}]
    assert team(book([lead("A")], tries("A", 2), lead_stage_history=entered), "K17").n == 1


def test_that_a_lead_given_up_later_without_a_second_attempt_stays_in():
    assert one(*tries("A", 2), disqualified_at="2026-03-10").n == 1
    assert one(*tries("A", 2), disqualified_at="2026-03-02").n == 0


def test_that_who_asked_not_to_be_called_is_settled_by_one_attempt_only():
    assert one(*tries("A", 2), do_not_call=True).n == 0
    assert one(*tries("A", 2, 5), do_not_call=True).value == 1
    assert one(*tries("A", 2), stage="Unqualified").n == 0


def test_that_automatic_planned_and_incoming_acts_are_no_attempts():
    others = [{"is_automated": True}, {"status": "planned"}, {"direction": "in"}]
    assert one(*tries("A", 2), *(tries("A", 5, **cells)[0] for cells in others)).value == 0


def test_that_an_email_to_the_address_of_the_lead_is_an_attempt():
    sends = [{"email_id": "e", "rep_id": "Ann", "person_id": "kim@example.org", "sent_at": "2026-03-05 10:00"}]
    found = book([lead("A", email="Kim@Example.org")], tries("A", 2), email_sends=sends)
    assert team(found, "K17").value == 1


def test_that_the_days_for_a_second_attempt_are_a_setting():
    shorter = log(leads=[lead("A")], activities=tries("A", 2, 9), as_of="2026-03-31", settings={"follow_up_days": 5})
    assert team(shorter, "K17").value == 0
    assert "within 5 days" in " ".join(team(shorter, "K17").notes)
