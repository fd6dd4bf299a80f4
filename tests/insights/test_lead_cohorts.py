"""Leads by the month they entered a stage and by their age, and as curves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from salesdesk.insights.lead_cohorts import AGES, cohort_curves, cohort_rows, lifecycle_curves
from tests.company import board_of
from tests.kpis.building import Row, log
from tests.kpis.worked_examples.test_k31_sql_to_customer_rate import book

KEY = "sql_to_customer_rate"


def many(start: date, bought_after: list[int | None], name: str) -> dict[str, list[Row]]:
    """Leads that were qualified on one day."""
    ids = [f"{name}{number}" for number in range(len(bought_after))]
    return {
        "leads": [{"lead_id": each, "created_at": start.isoformat()} for each in ids],
        "lead_stage_history": [{"lead_id": each, "stage": "SQL", "entered_at": start.isoformat()} for each in ids],
        "opportunities": [
            {
                "opportunity_id": f"d {each}",
                "lead_id": each,
                "created_at": start.isoformat(),
                "status": "won",
                "closed_at": (start + timedelta(days=days)).isoformat(),
            }
            for each, days in zip(ids, bought_after, strict=True)
            if days is not None
        ],
    }


def test_that_customers_are_counted_by_their_age():
    rows = cohort_rows(board_of(book(), "2025-Q4"), KEY) or ()
    assert [(row.month.label, row.n) for row in rows] == [("Oct 2025", 5)]
    counts = dict(zip(AGES, rows[0].customers, strict=True))
    assert counts == {30: 0, 60: 1, 90: 2, 120: 3, 180: 3, 270: None, 365: None}
    assert rows[0].share(AGES.index(90)) == 0.4


def test_that_an_age_that_not_all_leads_of_the_month_have_reached_stays_empty():
    rows = cohort_rows(board_of(book(as_of="2026-01-28"), "2025-Q4"), KEY) or ()
    assert rows[0].customers[:3] == (0, 1, None)  # those of 31 October would be 90 days old on 29 January


def test_that_without_any_entry_there_is_no_table():
    assert cohort_rows(board_of(book(), "2024-Q1"), KEY) is None
    assert cohort_curves(board_of(book(), "2024-Q1"), KEY) is None


def test_that_curves_are_those_of_quarters_with_enough_leads():
    assert cohort_curves(board_of(book(), "2025-Q4"), KEY) is None  # five leads
    old = many(date(2025, 10, 6), [10, 20, 40, *[None] * 7], "a")
    new = many(date(2026, 2, 2), [10, None, *[None] * 8], "b")
    both = {table: old[table] + new[table] for table in old}
    curves = cohort_curves(board_of(log(as_of="2026-03-31", **both), "2026-Q1"), KEY) or ()
    assert [(each.name, each.n, each.happened) for each in curves] == [("Q1 2026", 10, 1), ("Q4 2025", 10, 3)]
    assert (curves[0].at(30), curves[0].until) == (pytest.approx(0.1), 57)
    assert [curves[1].at(days) for days in (15, 30, 90)] == pytest.approx([0.1, 0.2, 0.3])


def test_that_leads_that_are_still_open_count_as_open_in_the_lifecycle():
    told = many(date(2026, 1, 5), [12, 33, 40, 90, *[None] * 6], "c")
    curves = lifecycle_curves(board_of(log(as_of="2026-06-30", **told), "2026-Q2")) or ()
    assert [(each.name, each.n, each.happened) for each in curves] == [("Q1 2026", 10, 4)]
    assert curves[0].at(40) == pytest.approx(0.3)
