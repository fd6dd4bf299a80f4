from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import Row, log, without


def lead(number: int, stage: str | None, **cells: Any) -> Row:
    return {"lead_id": f"l{number}", "created_at": "2026-03-02", "source": "Website", "stage": stage, **cells}


def entry(number: int, stage: str, day: str) -> Row:
    return {"lead_id": f"l{number}", "stage": stage, "entered_at": day}


LEADS = [
    *[lead(number, "Lead") for number in range(1, 6)],
    *[lead(number, "MQL") for number in range(6, 9)],
    *[lead(number, "SQL") for number in range(9, 11)],
]
HISTORY = [
    entry(6, "MQL", "2026-03-04"),
    entry(6, "SQL", "2026-03-10"),
    entry(6, "MQL", "2026-03-20"),
    entry(9, "MQL", "2026-03-04"),
    entry(9, "SQL", "2026-03-18"),
    entry(10, "SQL", "2026-03-06"),
]


def book(*more: Row, history: list[Row] = HISTORY, as_of: str = "2026-03-31", **tables: Any):
    return log(leads=[*LEADS, *more], lead_stage_history=history, as_of=as_of, **tables)


def shares(details: Any) -> list[float | None]:
    return [details.get(name) for name in ("lead", "mql", "sql", "opportunity", "other", "unset")]


def test_that_each_stage_has_its_share_of_the_open_leads():
    found = team(book(), "K53")
    assert (found.value, found.n, found.status) == (None, 10, Status.OK)
    assert shares(found.details) == [0.5, 0.3, 0.2, 0, 0, 0]


def test_that_a_lead_that_fell_back_stands_where_it_fell_to():
    assert shares(team(book(), "K53", "2026-03-01..2026-03-15").details) == [0.5, 0.3, 0.2, 0, 0, 0]
    assert shares(team(book(), "K53", "2026-03-01..2026-03-05").details) == [0.6, 0.4, 0, 0, 0, 0]


def test_that_customers_and_disqualified_leads_stand_outside():
    more = [
        lead(11, "Customer"),
        lead(12, "Junk"),
        lead(13, "SQL", disqualified_at="2026-03-20"),
        lead(14, None, customer_id="Acme"),
    ]
    found = book(*more, customers=[{"customer_id": "Acme", "first_order_date": "2026-03-24"}])
    assert team(found, "K53").n == 10
    assert team(found, "K53", "2026-03-01..2026-03-19").n == 12


def test_that_a_lead_of_a_customer_stands_where_its_stage_says():
    found = book(
        lead(11, "SQL", customer_id="Acme"), customers=[{"customer_id": "Acme", "first_order_date": "2025-03-24"}]
    )
    assert (team(found, "K53").n, team(found, "K53").details["sql"]) == (11, 3 / 11)


def test_that_a_lead_without_a_stage_is_unset_aloud():
    found = team(book(lead(11, None)), "K53")
    assert found.details["unset"] == 1 / 11
    assert "1 have no stage" in " ".join(found.notes)


def test_that_a_stage_of_another_name_is_told_apart():
    assert team(book(lead(11, "Nurture")), "K53").details["other"] == 1 / 11


def test_that_without_a_history_the_present_stage_is_taken():
    found = team(without(book(), "lead_stage_history"), "K53")
    assert shares(found.details) == [0.5, 0.3, 0.2, 0, 0, 0]
    assert "no stage history" in " ".join(found.notes)
    assert "entered_mql" not in found.details


def test_that_the_flow_is_told_beside_the_stock():
    details = team(book(), "K53").details
    entered = {name: details[f"entered_{name}"] for name in ("lead", "mql", "sql")}
    left = {name: details[f"left_{name}"] for name in ("lead", "mql", "sql")}
    assert (entered, left) == ({"lead": 3, "mql": 3, "sql": 3}, {"lead": 3, "mql": 2, "sql": 1})
    assert (details["days_lead"], details["days_mql"], details["days_sql"]) == (2, 10, 10)


def test_that_month_ends_show_who_stood_where_then():
    found = book(history=[*HISTORY, entry(9, "Opportunity", "2026-04-07")], as_of="2026-04-30")
    assert team(found, "K53", "2026-03").details["opportunity"] == 0
    assert team(found, "K53", "2026-04").details["opportunity"] == 0.1


def test_that_a_stage_passed_within_a_day_counts_as_entered_and_left():
    history = [entry(1, "MQL", "2026-03-09"), entry(1, "SQL", "2026-03-09")]
    details = team(book(history=history), "K53").details
    assert (details["entered_mql"], details["left_mql"], details["days_mql"]) == (1, 1, 0)


def test_that_sources_are_told_apart():
    found = book(lead(11, "SQL", source="LinkedIn"))
    assert of(found, "K53", source="LinkedIn").details["sql"] == 1
    assert table(found, "K53", by=("source",)).labels == (("Website", "LinkedIn"),)
