from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

TOUCHES = (1, 4, 4, 5, 6, 8, 12, 13, 0, 7)


def deal(name: str, **cells: Any) -> dict[str, Any]:
    full = {"created_at": "2026-01-05 09:00", "closed_at": "2026-03-20", "status": "won", "owner_rep_id": "Ann"}
    return {"opportunity_id": name, **full, **cells}


def call(**cells: Any) -> dict[str, Any]:
    full = {"type": "call", "happened_at": "2026-03-02 10:00", "rep_id": "Ann", "direction": "out", "status": "done"}
    return {**full, **cells}


def book(deals: list[dict[str, Any]], calls: list[dict[str, Any]], **tables: Any):
    return log(opportunities=deals, activities=calls, as_of="2026-03-31", **tables)


def example():
    deals = [deal(f"o{number}") for number in range(len(TOUCHES))]
    calls = [
        call(opportunity_id=f"o{number}", happened_at=f"2026-02-{day + 1:02d} 10:00")
        for number, touches in enumerate(TOUCHES)
        for day in range(touches)
    ]
    return book(deals, [*calls, call(happened_at="2026-03-30 10:00")])


def test_that_the_median_is_that_of_the_deals_with_a_touch():
    found = team(example(), "K18")
    assert (found.value, found.n, found.status) == (6, 9, Status.INDICATIVE)


def test_that_shares_are_of_the_deals_with_a_touch_and_the_others_are_told():
    details = team(example(), "K18").details
    assert details["share_4"] == pytest.approx(0.222, abs=5e-4)
    assert details["share_5_12"] == pytest.approx(0.556, abs=5e-4)
    assert (details["share_1"], details["share_13_up"]) == (pytest.approx(1 / 9), pytest.approx(1 / 9))
    assert details["none_logged"] == 1


def test_that_deals_are_counted_by_their_number_of_touches():
    numbers = {"touches_0": 1, "touches_1": 1, "touches_2": 0, "touches_3": 0, "touches_4": 2, "touches_5_12": 5,
               "touches_13_up": 1}  # fmt: skip
    assert numbers.items() <= dict(team(example(), "K18").details).items()


def test_that_a_deal_without_activities_gives_no_data():
    found = team(book([deal("o")], [call(opportunity_id="other")]), "K18")
    assert (found.value, found.status, found.details["none_logged"]) == (None, Status.NO_DATA, 1)


def test_that_touches_of_the_lead_count_for_its_deal():
    leads = [{"lead_id": "l", "email": "kim@example.org"}, {"lead_id": "m", "opportunity_id": "p"}]
    sends = [{"email_id": "e", "rep_id": "Ann", "person_id": "KIM@example.org", "sent_at": "2026-03-01 10:00"}]
    calls = [call(lead_id="l"), call(lead_id="m"), call(lead_id="m", opportunity_id="p")]
    found = book([deal("o", lead_id="l"), deal("p", owner_rep_id="Ben")], calls, leads=leads, email_sends=sends)
    assert [of(found, "K18", rep=rep).value for rep in ("Ann", "Ben")] == [2, 2]


def test_that_touches_of_a_contact_count_where_there_are_no_leads():
    assert team(book([deal("o", lead_id="k1")], [call(person_id="k1"), call(person_id="k2")]), "K18").value == 1


def test_that_a_touch_that_names_a_deal_is_none_of_another_deal_of_the_lead():
    deals = [deal("o", lead_id="l"), deal("p", lead_id="l", owner_rep_id="Ben")]
    calls = [call(lead_id="l", opportunity_id="o"), call(lead_id="l"), call(lead_id="l", opportunity_id="o")]
    assert [of(book(deals, calls), "K18", rep=rep).value for rep in ("Ann", "Ben")] == [3, 1]


def test_that_touches_after_the_closing_are_ignored():
    calls = [call(opportunity_id="o", happened_at=at) for at in ("2026-03-20 18:00", "2026-03-21 09:00", "2026-03-02")]
    assert team(book([deal("o")], calls), "K18").value == 2
    assert team(book([deal("o", closed_at="2026-03-20 17:00")], calls), "K18").value == 1


def test_that_a_touch_in_two_tables_counts_once():
    sends = [{"email_id": "e", "rep_id": "Ann", "person_id": "l", "sent_at": "2026-03-02 10:00"}]
    calls = [call(type="email", activity_id="e", lead_id="l"), call(type="email", is_automated=True, lead_id="l")]
    assert team(book([deal("o", lead_id="l")], calls, leads=[{"lead_id": "l"}], email_sends=sends), "K18").value == 1


def test_that_a_won_deal_without_a_closing_day_is_set_aside():
    found = team(book([deal("o"), deal("p", closed_at=None)], [call(opportunity_id="o")]), "K18", "all")
    assert (found.n, found.excluded) == (1, {"no_end": 1})


def test_that_lost_deals_do_not_count():
    assert team(book([deal("o", status="lost")], [call(opportunity_id="o")]), "K18").status is Status.NO_DATA
