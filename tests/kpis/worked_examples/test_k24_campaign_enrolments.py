from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def added(contact: str | None, day: int = 5, **cells: Any) -> dict[str, Any]:
    full = {"campaign_id": "News", "consent": True, "added_by_rep_id": "Ann", "unsubscribed_at": None}
    return {"contact_id": contact, "added_at": f"2026-03-{day:02d} 10:00", **full, **cells}


ROWS = [
    added("c1", 2),
    added("c2", 3),
    added("c1", 9),
    added("c3", 10, consent=False),
    added("c4", 11, unsubscribed_at="2026-03-13 08:00"),
    added("c5", 27),
]


def book(*rows: dict[str, Any]):
    return log(campaign_enrolments=list(rows), as_of="2026-03-31")


def test_that_contacts_added_are_counted_and_those_still_subscribed_beside():
    found = team(book(*ROWS), "K24")
    assert (found.value, found.details["net"], found.status) == (4, 3, Status.OK)
    assert found.excluded == {"enrolled_before": 1, "no_consent": 1}


def test_that_two_lists_are_two_enrolments_and_two_spellings_one():
    rows = [added("c1"), added("c1", campaign_id="Drip"), added("C1 ", 6, campaign_id="news")]
    assert team(book(*rows), "K24").value == 2


def test_that_a_lead_and_its_address_are_one_contact():
    rows = [added("l1"), added("Kim@example.org", 6)]
    leads = [{"lead_id": "l1", "email": "kim@example.org"}]
    assert team(log(campaign_enrolments=rows, leads=leads, as_of="2026-03-31"), "K24").value == 1


def test_that_who_was_added_before_the_period_is_not_new_in_it():
    assert team(book(added("c1", added_at="2026-02-05 10:00"), added("c1"), added("c2")), "K24").value == 1


def test_that_the_first_adding_with_consent_counts():
    found = team(book(added("c1", 2, consent=False), added("c1", 5), added("c2", 2, consent=None)), "K24")
    assert (found.value, found.excluded) == (1, {"no_consent": 1, "consent_unknown": 1})


def test_that_who_came_back_after_unsubscribing_is_subscribed():
    rows = [added("c1", 2, unsubscribed_at="2026-03-04 10:00"), added("c1", 9)]
    assert team(book(*rows), "K24").details["net"] == 1
    rows = [added("c1", 2), added("c1", 9, unsubscribed_at="2026-03-10 10:00")]
    assert team(book(*rows), "K24").details["net"] == 0


def test_that_an_unsubscription_after_the_end_of_the_log_is_not_known_yet():
    assert team(book(added("c1", unsubscribed_at="2026-04-02 10:00")), "K24").details["net"] == 1


def test_that_where_nobody_says_anything_of_consent_all_are_taken_to_agree_aloud():
    for row in (added("c1", consent=None), {name: cell for name, cell in added("c1").items() if name != "consent"}):
        found = team(book(row), "K24")
        assert (found.value, found.notes) == (1, ("Nothing says who consented: everybody is taken to have.",))


def test_that_contacts_count_for_the_rep_who_added_them():
    rows = [*ROWS, added("c6", added_by_rep_id="Ben"), added(None)]
    assert [of(book(*rows), "K24", rep=rep).value for rep in ("Ann", "Ben")] == [4, 1]
    assert team(book(*rows), "K24").excluded["no_contact"] == 1
