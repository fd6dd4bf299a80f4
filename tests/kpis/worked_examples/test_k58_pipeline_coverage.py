from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log
from tests.kpis.worked_examples.test_k57_open_pipeline import CHANCES, deal

QUOTA = {"rep_id": "Ann", "period_start": "2026-04-01", "period_end": "2026-04-30", "amount": 100_000.0}
DEALS = [
    deal("a", 20_000, "Negotiation", expected_close="2026-04-10"),
    deal("b", 15_000, "Demo", expected_close="2026-04-20"),
    deal("c", 5_000, "Contacted", expected_close="2026-04-30"),
    deal("later", 7_000, "Demo", expected_close="2026-05-01"),
]
WON = deal("w", 40_000, "Closed Won", closed_at="2026-04-03", expected_close="2026-04-03")
APRIL = "2026-04"


def book(*deals: dict[str, Any], **tables: Any):
    filled = {"quotas": [QUOTA], **tables}
    return log(opportunities=list(deals), as_of="2026-04-05", settings={"stage_chances": CHANCES}, **filled)


def test_that_open_deals_due_are_held_against_what_is_missing_of_the_quota():
    found = team(book(*DEALS, WON), "K58", APRIL)
    assert (found.numerator, found.denominator, found.n) == (40_000, 60_000, 1)
    assert round(found.value, 2) == 0.67
    assert round(found.details["weighted"], 2) == 0.28
    assert found.details["weighted"] == pytest.approx(17_000 / 60_000)
    assert (found.details["due"], found.details["missing"]) == (40_000, 60_000)


@pytest.mark.parametrize("amount", [100_000, 120_000])
def test_that_a_reached_quota_leaves_no_number(amount: float):
    found = team(book(*DEALS, {**WON, "amount": amount}), "K58", APRIL)
    assert (found.value, found.status) == (None, Status.REACHED)
    assert "weighted" not in found.details


def test_that_without_a_quota_there_is_no_data():
    assert team(book(*DEALS, WON), "K58", "2026-05").status == Status.NO_DATA
    assert team(book(*DEALS, WON, quotas=[{**QUOTA, "amount": 0.0}]), "K58", APRIL).status == Status.NO_DATA


def test_that_open_deals_of_reps_without_a_quota_fill_nobodys_quota():
    other = deal("o", 9_000, "Demo", owner_rep_id="Ben", expected_close="2026-04-15")
    assert team(book(*DEALS, WON, other), "K58", APRIL).numerator == 40_000
    assert of(book(*DEALS, WON, other), "K58", APRIL, rep="Ben").status == Status.NO_DATA


def test_that_a_rep_beyond_the_quota_lessens_what_the_team_misses():
    more = {**QUOTA, "rep_id": "Ben", "amount": 10_000.0}
    won = deal("b2", 25_000, "Closed Won", owner_rep_id="Ben", closed_at="2026-04-02")
    found = book(*DEALS, WON, won, quotas=[QUOTA, more])
    assert team(found, "K58", APRIL).denominator == 45_000
    assert of(found, "K58", APRIL, rep="Ben").status == Status.REACHED


def test_that_nothing_due_covers_nothing():
    assert team(book(DEALS[3], WON), "K58", APRIL).value == 0


def test_that_an_open_deal_without_an_expected_day_is_told():
    found = team(book(*DEALS, WON, deal("x", 1_000, "Demo", expected_close=None)), "K58", APRIL)
    assert (found.numerator, found.excluded["no_date"]) == (40_000, 1)


def test_that_the_coverage_needed_is_one_by_the_win_rate_of_the_money():
    lost = deal("l", 120_000, "Closed Lost", closed_at="2026-02-03")
    assert team(book(*DEALS, WON, lost), "K58", APRIL).details["needed"] == 4


def test_that_split_deals_count_by_share():
    splits = [{"opportunity_id": "a", "rep_id": rep, "percent": 50} for rep in ("Ann", "Ben")]
    assert team(book(*DEALS, WON, deal_splits=splits), "K58", APRIL).numerator == 30_000
