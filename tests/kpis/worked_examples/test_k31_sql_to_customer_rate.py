from datetime import date, timedelta
from typing import Any

from salesdesk.kpis.catalogue.lead_conversion import sales_qualified
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import Row, log

START = date(2025, 10, 6)


def on(days: int) -> str:
    return (START + timedelta(days=days)).isoformat()


def lead(name: str, **cells: Any) -> Row:
    return {"lead_id": name, "created_at": on(-20), "owner_rep_id": "Ann", "customer_id": f"c {name}", **cells}


def stage(name: str, word: str, days: int) -> Row:
    return {"lead_id": name, "stage": word, "entered_at": on(days)}


def won(name: str, days: int, opened: int = 0) -> Row:
    closing = {"status": "won", "closed_at": on(days)}
    return {"opportunity_id": f"d {name}", "created_at": on(opened), "lead_id": name, "owner_rep_id": "Ann", **closing}


LEADS = [lead(name) for name in ("s1", "s2", "s3", "s4", "s5", "s6")]
HISTORY = [
    stage("s1", "SQL", 0),
    stage("s2", "MQL", -5),
    stage("s3", "SQL", 0),
    stage("s4", "SQL", 0),
    stage("s5", "SQL", 0),
    stage("s5", "MQL", 20),
    stage("s5", "SQL", 100),
    stage("s6", "SQL", 0),
]
DEALS = [
    won("s1", 40, 10),
    won("s2", 85),
    won("s3", 120, 10),
    {**won("s4", 50, 10), "status": "lost"},
]
CUSTOMERS = [{"customer_id": "c s6", "first_order_date": "2024-05-01"}]


def book(*more: Row, leads: list[Row] = LEADS, as_of: str = "2026-06-30", **tables: Any):
    rows = {"leads": leads, "opportunities": DEALS, "customers": CUSTOMERS, **tables}
    return log(lead_stage_history=[*HISTORY, *more], as_of=as_of, **rows)


def test_that_two_of_five_became_customers_in_time():
    found = team(book(), "K31", "2025-Q4")
    assert (found.value, found.numerator, found.n) == (0.4, 2, 5)
    assert found.excluded == {"existing_customer": 1}
    assert "90 days" in found.notes[0]


def test_that_a_lead_that_was_qualified_again_keeps_its_first_date():
    assert team(book(), "K31", "2026-Q1").n == 0


def test_that_without_an_opportunity_a_purchase_is_the_next_later_stage():
    found = book(leads=[lead("s7")], customers=[{"customer_id": "c s7", "first_order_date": on(3)}])
    assert (team(found, "K31", "2025-Q4").value, team(found, "K31", "2025-Q4").n) == (1, 1)


def test_that_a_new_lead_of_an_old_customer_is_out():
    found = book(leads=[lead("s7", created_at=on(30))], customers=[{"customer_id": "c s7", "first_order_date": on(3)}])
    assert team(found, "K31", "2025-Q4").excluded == {"existing_customer": 1}


def test_that_the_stage_of_a_customer_is_enough():
    found = team(book(stage("s4", "Customer", 60)), "K31", "2025-Q4")
    assert found.numerator == 3


def test_that_the_window_is_a_setting_and_its_last_day_counts():
    assert team(book(settings={"window_days": 120}), "K31", "2025-Q4").numerator == 3
    assert team(book(settings={"window_days": 119}), "K31", "2025-Q4").numerator == 2


def test_that_a_young_cohort_is_immature_even_with_early_winners():
    found = team(book(as_of=on(60)), "K31", "2025-Q4")
    assert (found.value, found.status, found.excluded["too_recent"]) == (None, Status.IMMATURE, 5)


def test_that_a_lead_without_a_date_is_a_gap():
    found = team(book(leads=[*LEADS, lead("s7", stage="SQL")]), "K31", "all")
    assert (found.n, found.excluded["no_stage_date"]) == (5, 1)


def test_that_a_lead_counts_for_who_held_it_when_it_was_qualified():
    owners = [
        {"object_type": "lead", "object_id": "s1", "rep_id": rep, "from_at": on(days)}
        for rep, days in (("Ben", -20), ("Ann", 10))
    ]
    found = book(owner_history=owners)
    assert of(found, "K31", "2025-Q4", rep="Ben").value == 1
    assert of(found, "K31", "2025-Q4", rep="Ann").n == 4


def test_that_it_is_known_how_many_days_each_of_them_took():
    found = sales_qualified(book())
    taken = sorted(days for days in found.values["days"] if days == days)
    assert (taken, len(found.values["days"])) == ([40, 85, 120], 5)
