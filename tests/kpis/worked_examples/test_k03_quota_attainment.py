from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

QUOTA = {"rep_id": "Ann", "period_start": "2026-03-01", "period_end": "2026-03-31", "amount": 50_000.0}
MARCH_1 = "2026-03-01"


def won(name: str, amount: float, day: str, **cells: Any) -> dict[str, Any]:
    return {"opportunity_id": name, "owner_rep_id": "Ann", "amount": amount, "created_at": "2026-01-05",
            "status": "won", "closed_at": day, **cells}  # fmt: skip


DEALS = [
    won("a", 20_000, "2026-03-05"),
    won("b", 15_000, "2026-03-31"),
    won("c", 10_000, "2026-03-10"),
    won("d", 8_000, "2026-03-28", status="lost"),
]
HISTORY = [
    {"opportunity_id": "d", "stage": stage, "entered_at": at}
    for stage, at in (("Won", "2026-03-12 10:00"), ("Demo", "2026-03-20 10:00"), ("Lost", "2026-03-28 10:00"))
]
SPLITS = [{"opportunity_id": "c", "rep_id": rep, "percent": 50} for rep in ("Ann", "Ben")]
REFUND = {"opportunity_id": "a", "amount": -2_000.0, "order_date": "2026-03-20", "rep_id": "Ann"}
REPS = [{"name": "Ann"}, {"name": "Ben"}, {"name": "Cem"}]


def book(as_of: str = "2026-03-31", quotas: list[dict[str, Any]] | None = None, **tables: Any):
    filled = {"opportunities": DEALS, "opp_stage_history": HISTORY, "deal_splits": SPLITS, "order_lines": [REFUND],
              "reps": REPS, **tables}  # fmt: skip
    return log(as_of=as_of, quotas=[QUOTA] if quotas is None else quotas, **filled)


def test_that_attainment_is_credited_value_by_quota():
    found = of(book(), "K03", rep="Ann")
    assert found.value == 0.76
    assert (found.numerator, found.denominator) == (38_000, 50_000)
    assert (found.n, found.status) == (1, Status.OK)


def test_that_the_team_counts_only_reps_with_a_quota_and_each_deal_once():
    found = team(book(), "K03")
    assert (found.value, found.numerator, found.denominator) == (0.76, 38_000, 50_000)


def test_that_credit_of_a_rep_without_a_quota_has_no_attainment():
    assert of(book(), "K03", rep="Ben").status == Status.NO_DATA
    assert of(book(), "K03", rep="Cem").status == Status.NO_DATA


def test_that_pace_is_attainment_by_the_share_of_working_days_that_is_over():
    early = [{**deal, "closed_at": min(deal["closed_at"], "2026-03-17")} for deal in DEALS if deal["status"] == "won"]
    refund = {**REFUND, "order_date": "2026-03-16"}
    found = of(book("2026-03-17", opportunities=early, order_lines=[refund]), "K03", rep="Ann")
    assert found.value == 0.76
    assert found.details["pace"] == pytest.approx(0.76 * 22 / 12)
    assert round(found.details["pace"], 2) == 1.39


def test_that_pace_is_attainment_once_the_month_is_over():
    assert of(book("2026-05-31"), "K03", rep="Ann").details["pace"] == pytest.approx(0.76)


def test_that_a_joiner_carries_the_days_employed_at_the_factor_of_the_ramp():
    reps = [{"name": "Ann", "start_date": "2026-03-16"}]
    ramp = [{"months_since_start": 1, "factor": 0.5}, {"months_since_start": 2, "factor": 1}]
    found = of(book(reps=reps, ramp=ramp), "K03", rep="Ann")
    assert found.denominator == pytest.approx(13_636.36, abs=0.005)
    assert found.details["full_quota"] == 50_000
    assert found.details["ramping"] == 1
    april = {**QUOTA, "period_start": "2026-04-01", "period_end": "2026-04-30"}
    found = of(book("2026-04-30", reps=reps, ramp=ramp, quotas=[april]), "K03", "2026-04", rep="Ann")
    assert found.denominator == pytest.approx(50_000 * (0.5 * 11 + 11) / 22)


def test_that_reps_are_flagged_while_they_carry_less_for_being_new():
    quotas = [QUOTA, {**QUOTA, "rep_id": "Ben"}]
    reps = [{"name": "Ann", "start_date": "2026-02-20"}, {"name": "Ben", "start_date": "2025-02-20"}]
    ramp = [{"months_since_start": 1, "factor": 0.0}, {"months_since_start": 2, "factor": 1}]
    found = book(reps=reps, ramp=ramp, quotas=quotas)
    assert [of(found, "K03", rep=rep).details["ramping"] for rep in ("Ann", "Ben")] == [1, 0]
    assert team(found, "K03").details["ramping"] == 1


def test_that_quotas_of_nothing_and_of_other_measures_are_no_quotas():
    for quota in ({**QUOTA, "amount": 0.0}, {**QUOTA, "measure": "units"}, {**QUOTA, "rep_id": None, "team": "East"}):
        assert team(book(quotas=[quota]), "K03").status == Status.NO_DATA


def test_that_exactly_the_quota_is_exactly_one():
    deals = [won("a", 33_333.33, "2026-03-05"), won("b", 16_666.67, "2026-03-31")]
    found = of(book(opportunities=deals, order_lines=[]), "K03", rep="Ann")
    assert found.value == 1.0


def test_that_a_quota_without_an_end_lasts_until_the_next_one():
    quotas = [{**QUOTA, "period_start": day, "period_end": None} for day in (MARCH_1, "2026-06-01")]
    found = of(book(quotas=quotas), "K03", "2026-03-01..2026-05-31", rep="Ann")
    assert found.denominator == 50_000
    assert "3 months" in " ".join(found.notes)


def test_that_a_quota_in_another_currency_converts_at_its_plan_rate():
    quotas = [{**QUOTA, "currency": "USD", "plan_rate": 0.8}]
    deals = [{**deal, "currency": "EUR"} for deal in DEALS]
    found = of(book(quotas=quotas, opportunities=deals), "K03", rep="Ann")
    assert found.denominator == 40_000


def test_that_a_quota_counts_for_the_region_of_its_rep():
    reps = [{"name": "Ann", "territory": "North"}, {"name": "Ben", "territory": "South"}]
    found = of(book(reps=reps), "K03", region="North")
    assert (found.value, found.details["full_quota"]) == (0.76, 50_000)
    assert team(book(reps=reps), "K03", region="North").value == 0.76
    assert of(book(reps=reps), "K03", region="South").status == Status.NO_DATA
