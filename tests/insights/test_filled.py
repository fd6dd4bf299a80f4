"""What each KPI gets out of a log: worked out by hand, and the same wherever it is counted."""

import json
from collections import Counter

import pytest

from salesdesk.commands.check import report
from salesdesk.insights.filled import (
    Fill,
    Filled,
    all_filled,
    counted_text,
    coverage_text,
    filled,
    gaps_text,
    lacking_text,
    missing_text,
)
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_ID
from salesdesk.kpis.needs import missing
from salesdesk.models.log import SalesLog
from tests.company import company_log, deals
from tests.kpis.asking import team
from tests.kpis.building import log

LOGS = {
    "full": company_log,
    "sparse": lambda: log(as_of="2026-06-30", opportunities=deals(2, 1, "2026-05-12")),
    "orders": lambda: log(order_lines=[{"order_date": "2026-05-12", "amount": 10.0, "rep_id": "Ann"}]),
    "calls": lambda: CALLS,
    "empty": lambda: log(as_of="2026-06-30", opportunities=[{"name": "x"}]),
}
CALL = {"type": "call", "happened_at": "2026-03-05 10:00", "rep_id": "Ann", "outcome": "connected", "lead_id": "1"}
CALLS = log(activities=[CALL] * 3)


def won(amount: float | None, closed: str | None = "2026-03-20") -> dict[str, object]:
    return {"status": "won", "created_at": "2026-03-02", "closed_at": closed, "amount": amount}


def test_that_rows_without_an_amount_are_counted_as_what_is_missing() -> None:
    found = filled(BY_ID["K38"], Book(log(opportunities=[won(100.0), won(200.0), won(300.0), won(None)])))
    assert (found.kpi.key, found.n) == ("average_deal_size", 3)
    assert found.gaps == {"no amount": 1}
    assert found.coverage == pytest.approx(0.75)
    assert coverage_text(found) == "75 %"
    assert missing_text(found) == gaps_text(found) == "no amount (1)"


def test_that_leads_without_a_time_of_day_have_no_response_time() -> None:
    answered = {"created_at": "2026-03-02 09:00", "first_response_at": "2026-03-02 09:30", "source": "website"}
    undated = {**answered, "created_at": "2026-03-02"}
    leads = [{**row, "lead_id": str(place)} for place, row in enumerate([answered] * 5 + [undated] * 2)]
    found = filled(BY_ID["K25"], Book(log(leads=leads)))
    assert found.n == 5
    assert coverage_text(found) == "71 %"
    assert gaps_text(found) == "a date without a time of day (2)"


def test_that_what_may_not_count_is_no_gap() -> None:
    lost = {"status": "lost", "created_at": "2026-03-02", "closed_at": "2026-03-20"}
    found = filled(BY_ID["K38"], Book(log(opportunities=[won(100.0), lost])))
    assert (found.n, found.gaps, found.coverage) == (1, {}, 1.0)


@pytest.mark.parametrize(
    ("coverage", "text"),
    [
        (None, ""),
        (0.0, "0 %"),
        (0.004, "under 1 %"),
        (0.714, "71 %"),
        (0.9951, "99 %"),
        (0.99999, "99 %"),
        (1.0, "100 %"),
    ],
)
def test_that_nothing_is_rounded_to_all_or_to_nothing(coverage: float | None, text: str) -> None:
    assert coverage_text(Filled(ALL[0], Fill.FIGURE, coverage=coverage)) == text


def test_that_a_kpi_withheld_by_its_rule_cannot_be_worked_out() -> None:
    answers = BY_ID["K30"]
    assert missing(answers, CALLS) == ()
    found = filled(answers, Book(CALLS))
    assert found.fill is Fill.LACKING
    assert not found.can_be_worked_out
    assert (found.lacking, found.columns) == (("Activities: meetings",), ())
    assert team(CALLS, "K30", "all").status == "not_available"


@pytest.mark.parametrize("kind", LOGS)
def test_that_what_can_be_worked_out_is_what_is_scored_and_what_check_says(kind: str) -> None:
    chosen: SalesLog = LOGS[kind]()
    found = all_filled(Book(chosen))
    can = {each.kpi.id for each in found if each.can_be_worked_out}
    assert can == {kpi.id for kpi in ALL if team(chosen, kpi, "all").status != "not_available"}
    told = json.loads(json.dumps(report(chosen, found)))["kpis"]
    assert can == {each["id"] for each in told if each["available"]}
    assert counted_text(found).startswith(f"{len(can)} of {len(ALL)} KPIs can be worked out")
    for each in found:
        assert bool(each.lacking) is not each.can_be_worked_out
        assert all(count > 0 for count in each.gaps.values())
        assert each.coverage is None or 0 <= each.coverage <= 1
        if each.gaps:
            assert each.coverage is None or each.coverage < 1, each.kpi.id


def test_that_figures_are_told_from_too_few_cases_and_from_nothing() -> None:
    found = {each.kpi.id: each.fill for each in all_filled(Book(LOGS["sparse"]()))}
    assert found["K15"] is Fill.FIGURE  # two deals won
    assert found["K33"] is Fill.FEW  # two of three are few for a rate
    assert found["K25"] is Fill.LACKING
    bare = log(opportunities=[{"status": "open", "created_at": "2026-03-02", "closed_at": None, "amount": 5.0}])
    assert filled(BY_ID["K33"], Book(bare)).fill is Fill.NOTHING


def test_that_one_sentence_counts_all_of_them() -> None:
    fills = [Fill.FIGURE] * 3 + [Fill.FEW] + [Fill.NOTHING] * 2 + [Fill.LACKING]
    found = [Filled(ALL[0], fill) for fill in fills]
    assert counted_text(found) == (
        "6 of 7 KPIs can be worked out; of these 1 has too few cases and 2 have nothing to count."
    )
    assert counted_text(found[:3]) == "3 of 3 KPIs can be worked out."
    assert Counter(each.fill for each in found)[Fill.FIGURE] == 3


def test_that_columns_are_named_table_by_table() -> None:
    lacking = ("Quotas: Rep", "Order lines: Amount", "Quotas: Amount", "Reps")
    assert lacking_text(Filled(ALL[0], Fill.LACKING, lacking=lacking)) == (
        "Quotas: Rep, Amount; Order lines: Amount; Reps"
    )
