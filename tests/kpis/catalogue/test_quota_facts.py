"""Quotas over days."""

from typing import Any

import numpy as np
import pytest

from salesdesk.kpis.catalogue.quota_facts import quota_credit, quota_days
from salesdesk.models.period import day_date
from tests.kpis.building import log

QUOTA = {"rep_id": "Ann", "period_start": "2026-03-01", "period_end": "2026-03-31", "amount": 50_000.0}


def days(*quotas: dict[str, Any], **tables: Any) -> dict[str, float]:
    found = quota_days(log(quotas=list(quotas), **tables))
    return {str(day_date(day)): part for day, part in zip(found.day, found.values["quota"], strict=True)}


def test_that_a_quota_is_spread_over_its_working_days_to_the_last_ten_thousandth():
    found = days(QUOTA)
    assert len(found) == 22
    assert sum(found.values()) == 50_000 * 10_000
    assert all(part == int(part) for part in found.values())


def test_that_holidays_carry_no_quota():
    assert "2026-03-02" not in days(QUOTA, holidays=[{"date": "2026-03-02"}])


def test_that_a_quota_without_any_working_day_falls_on_its_first_day():
    weekend = {**QUOTA, "period_start": "2026-03-07", "period_end": "2026-03-08"}
    assert days(weekend) == {"2026-03-07": 500_000_000}


@pytest.mark.parametrize(
    ("end", "last"), [("2026-04-01", "2026-03-31"), ("2026-03-15", "2026-03-13"), (None, "2026-03-31")]
)
def test_that_an_end_is_the_last_day_unless_it_begins_the_next_month(end: str | None, last: str):
    assert max(days({**QUOTA, "period_end": end})) == last


@pytest.mark.parametrize(
    ("ramp", "factors"),
    [
        ([(1, 0.25), (2, 0.5), (3, 1.0)], (0.25, 0.5, 1, 1)),
        ([(0, 0.25), (1, 0.5)], (0.25, 0.5, 0.5, 0.5)),
        ([], (1, 1, 1, 1)),
    ],
)
def test_that_a_new_rep_carries_the_factor_of_each_month(ramp: list[tuple[int, float]], factors: tuple[float, ...]):
    table = [{"months_since_start": month, "factor": factor} for month, factor in ramp]
    tables = {"ramp": table} if table else {}
    quotas = [{**QUOTA, "period_start": f"2026-{month:02d}-01", "period_end": None} for month in (1, 2, 3, 4)]
    found = days(*quotas, reps=[{"name": "Ann", "start_date": "2026-01-01"}], **tables)
    months = [sum(part for day, part in found.items() if day.startswith(f"2026-{month:02d}")) for month in (1, 2, 3, 4)]
    assert months == pytest.approx([50_000 * 10_000 * factor for factor in factors])


def test_that_a_leaver_carries_no_quota_after_the_last_day():
    found = days(QUOTA, reps=[{"name": "Ann", "end_date": "2026-03-13"}])
    assert sum(found.values()) == pytest.approx(50_000 * 10_000 * 10 / 22)


def test_that_a_refund_of_a_split_deal_is_split_as_well():
    deal = {"opportunity_id": "d", "owner_rep_id": "Ann", "status": "won", "closed_at": "2026-03-02", "amount": 10.0}
    splits = [{"opportunity_id": "d", "rep_id": rep, "percent": 50} for rep in ("Ann", "Ben")]
    refund = [{"opportunity_id": "d", "amount": -4.0, "order_date": "2026-03-20"}]
    book = log(opportunities=[deal], deal_splits=splits, order_lines=refund)
    found, reps = quota_credit(book), book.members("rep").labels
    total = np.bincount(found.dims["rep"], found.values["amount"])
    assert dict(zip(reps, total, strict=True)) == {"Ann": 30_000, "Ben": 30_000}
