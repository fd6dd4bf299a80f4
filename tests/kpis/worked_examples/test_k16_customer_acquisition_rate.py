from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

JANUARY = "2026-01"


def act(person: str | None, kind: str = "call", day: str = "2026-01-10", **cells: Any) -> dict[str, Any]:
    return {"type": kind, "happened_at": f"{day} 10:00", "direction": "out", "person_id": person, "rep_id": "Ann",
            **cells}  # fmt: skip


def mail(person: str, number: int, day: str = "2026-01-10", **cells: Any) -> dict[str, Any]:
    return {"email_id": f"m{number}", "rep_id": "Ann", "person_id": person, "sent_at": f"{day} 11:00",
            "delivered": True, **cells}  # fmt: skip


def won(lead: str, day: str) -> dict[str, Any]:
    return {"lead_id": lead, "status": "won", "closed_at": day, "amount": 10.0}


ACTS = [act("p1"), act("p2"), act("p5", "visit"), act("p6"), act("p7", "visit"), act("p4", day="2026-01-20")]
MAILS = [mail("p3", 3), mail("p4", 4), mail("p8", 8, delivered=False)]
DEALS = [won("p1", "2026-02-01"), won("p3", "2026-04-11"), won("p5", "2026-01-10"), won("p6", "2025-03-03")]


def book(acts: list[dict[str, Any]] = ACTS, mails: list[dict[str, Any]] = MAILS, as_of: str = "2026-06-30",
         **more: Any):  # fmt: skip
    tables = {"opportunities": DEALS, "email_sends": mails, **more}
    return log(activities=acts, as_of=as_of, **tables)


def test_that_people_won_within_the_window_are_divided_by_people_first_approached():
    found = team(book(), "K16", JANUARY)
    assert round(100 * found.value, 1) == 33.3
    assert (found.numerator, found.n, found.status) == (2, 6, Status.NOT_ENOUGH_DATA)
    assert found.excluded == {"existing_customer": 1, "bounced": 1}


@pytest.mark.parametrize(("method", "won", "of_all"), [("Call", 1, 2), ("E-mail", 0, 2), ("Visit", 1, 2)])
def test_that_people_are_told_apart_by_the_method_of_the_first_touch(method: str, won: int, of_all: int):
    found = of(book(), "K16", JANUARY, method=method)
    assert (found.numerator, found.n) == (won, of_all)


def test_that_a_win_on_the_first_day_counts():
    assert team(book([act("p5")], []), "K16", JANUARY).value == 1


def test_that_a_touch_that_bounced_is_not_the_first():
    rows, mails = [act("p8", day="2026-02-03")], [mail("p8", 8, delivered=False)]
    assert team(book(rows, mails), "K16", JANUARY).status == Status.NO_DATA
    assert of(book(rows, mails), "K16", "2026-02", method="Call").n == 1
    assert not team(book(rows, mails), "K16", JANUARY).excluded


def test_that_an_activity_whose_email_bounced_did_not_arrive():
    rows = [act("p8", "email", activity_id="m8"), act("p9", "email", outcome="Bounced")]
    found = team(book(rows, [mail("p8", 8, delivered=False)]), "K16", JANUARY)
    assert (found.n, found.excluded) == (0, {"bounced": 2})


def test_that_a_blank_delivery_is_taken_for_delivered():
    assert team(book([], [mail("p", 1, delivered=None), mail("q", 2)]), "K16", JANUARY).n == 2


def test_that_only_the_first_touch_ever_counts():
    rows = [act("p", day="2025-12-15"), act("p"), act("q")]
    assert team(book(rows, []), "K16", JANUARY).n == 1
    assert team(book(rows, []), "K16", "2025-12").n == 1


def test_that_incoming_planned_and_automatic_touches_approach_nobody():
    rows = [act("a", direction="in"), act("b", status="planned"), act("c", is_automated=True), act("d")]
    assert team(book(rows, []), "K16", JANUARY).n == 1


def test_that_a_prospect_touched_by_two_reps_belongs_to_the_first():
    rows = [act("p1", day="2026-01-05", rep_id="Ben"), act("p1", day="2026-01-06")]
    assert of(book(rows, []), "K16", JANUARY, rep="Ben").value == 1
    assert of(book(rows, [], reps=[{"name": "Ann"}]), "K16", JANUARY, rep="Ann").n == 0


def test_that_prospects_per_rep_stand_beside():
    rows = [*[act(f"a{number}") for number in range(5)], act("b", rep_id="Ben"), act("c", rep_id=None)]
    found = book(rows, [])
    assert team(found, "K16", JANUARY).details["prospects_per_rep"] == 3
    assert of(found, "K16", JANUARY, rep="Ann").details["prospects_per_rep"] == 5
    assert table(found, "K16", JANUARY, ("method",)).at(method="Call").details["prospects_per_rep"] == 3


def test_that_those_who_bought_early_do_not_count_before_the_others_could():
    rows = [act("p1", day="2026-01-20"), act("q", day="2026-01-21"), act("r", day="2026-01-02")]
    found = team(book(rows, [], as_of="2026-04-05"), "K16", JANUARY)
    assert (found.value, found.status, found.n) == (None, Status.IMMATURE, 1)


def test_that_touches_that_name_nobody_are_told_and_social_actions_are_not():
    social = [{"rep_id": "Ann", "happened_at": "2026-01-10", "action": "Message"}]
    found = team(book([act("p"), act(None)], [], social_activities=social), "K16", JANUARY)
    assert (found.n, found.excluded, found.coverage) == (1, {"no_person": 1}, 0.5)


def test_that_of_two_touches_on_a_day_the_earlier_one_is_the_first():
    rows = [act("p"), act("p", "visit", happened_at="2026-01-10 09:00"), act("q", "email", happened_at="2026-01-10")]
    found = book([*rows, act("q")], [])
    assert of(found, "K16", JANUARY, method="Visit").n == 1
    assert of(found, "K16", JANUARY, method="E-mail").n == 1
