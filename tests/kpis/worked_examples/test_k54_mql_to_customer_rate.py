from tests.kpis.asking import of, team
from tests.kpis.building import Row, log


def lead(name: str, **cells: str) -> Row:
    return {"lead_id": name, "created_at": "2025-09-20", "customer_id": f"c {name}", "source": "Website", **cells}


def stage(name: str, word: str, day: str) -> Row:
    return {"lead_id": name, "stage": word, "entered_at": day}


def customer(name: str, day: str) -> Row:
    return {"customer_id": f"c {name}", "first_order_date": day}


LEADS = [
    lead("m1", campaign="Fair"),
    lead("m2", campaign="Fair"),
    lead("m3"),
    lead("m4"),
    lead("m5"),
    lead("m6"),
]
HISTORY = [
    stage("m1", "MQL", "2025-10-05"),
    stage("m2", "MQL", "2025-10-10"),
    stage("m3", "SQL", "2025-11-03"),
    stage("m4", "MQL", "2025-11-10"),
    stage("m4", "Lead", "2025-11-20"),
    stage("m4", "MQL", "2025-12-10"),
    stage("m5", "MQL", "2025-12-30"),
    stage("m6", "MQL", "2025-11-20"),
]
CUSTOMERS = [
    customer("m1", "2025-12-01"),
    customer("m3", "2026-01-15"),
    customer("m5", "2026-04-20"),
    customer("m6", "2025-10-20"),
]
LOG = log(leads=LEADS, lead_stage_history=HISTORY, customers=CUSTOMERS, as_of="2026-06-30")


def test_that_two_of_five_became_customers_in_time():
    found = team(LOG, "K54", "2025-Q4")
    assert (found.value, found.numerator, found.n) == (0.4, 2, 5)
    assert found.excluded == {"existing_customer": 1}


def test_that_a_skipped_stage_counts_from_the_next_later_one_on():
    assert team(LOG, "K54", "2025-11").numerator == 1


def test_that_a_recycled_lead_counts_once_by_its_first_date():
    assert (team(LOG, "K54", "2025-11").n, team(LOG, "K54", "2025-12").n) == (2, 1)


def test_that_campaigns_are_told_apart():
    found = of(LOG, "K54", "2025-Q4", campaign="Fair")
    assert (found.value, found.n) == (0.5, 2)
