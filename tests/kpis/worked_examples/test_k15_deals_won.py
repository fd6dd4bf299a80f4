from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def deal(name: str, amount: float | None, day: str | None, status: str = "won", **cells: Any) -> dict[str, Any]:
    return {"opportunity_id": name, "created_at": "2026-01-10", "amount": amount, "status": status, "closed_at": day,
            "owner_rep_id": "Ann", **cells}  # fmt: skip


DEALS = [
    deal("a", 10_000, "2026-03-02"),
    deal("b", 4_000, "2026-03-10", created_at="2026-03-10"),
    deal("c", 5_000, "2026-03-28", "lost"),
    deal("d", 6_000, "2026-03-25"),
    deal("e", 0, "2026-03-11"),
    deal("f", 9_000, None, "open"),
]
HISTORY = [
    {"opportunity_id": name, "stage": stage, "entered_at": f"{day} 10:00"}
    for name, stage, day in (
        ("c", "Won", "2026-03-12"), ("c", "Demo", "2026-03-15"), ("c", "Lost", "2026-03-28"),
        ("d", "Lost", "2026-02-15"), ("d", "Demo", "2026-03-01"), ("d", "Won", "2026-03-25"),
    )
]  # fmt: skip
BOOK = log(opportunities=DEALS, opp_stage_history=HISTORY, as_of="2026-03-31")


def test_that_deals_count_once_by_their_final_outcome():
    found = team(BOOK, "K15")
    assert (found.value, found.n, found.status) == (4, 4, Status.OK)
    assert found.details["value"] == 20_000
    assert (found.details["zero_amount"], found.details["no_amount"]) == (1, 0)
    assert team(BOOK, "K15", "2026-02").value == 0


def test_that_a_split_deal_counts_once_for_its_owner_and_its_money_is_shared():
    splits = [{"opportunity_id": "a", "rep_id": rep, "percent": 50} for rep in ("Ann", "Ben")]
    book = log(opportunities=DEALS, opp_stage_history=HISTORY, deal_splits=splits, as_of="2026-03-31")
    assert team(book, "K15").value == 4
    ann, ben = (of(book, "K15", rep=rep) for rep in ("Ann", "Ben"))
    assert (ann.value, ann.details["value"]) == (4, 15_000)
    assert (ben.value, ben.details["value"]) == (0, 5_000)


def test_that_a_won_deal_without_a_day_counts_only_under_all():
    book = log(opportunities=[*DEALS, deal("u", 1_000, None)], opp_stage_history=HISTORY, as_of="2026-03-31")
    assert team(book, "K15").excluded == {"no_date": 1}
    found = team(book, "K15", "all")
    assert (found.value, found.details["value"]) == (5, 21_000)
    assert "Without a date, but included: 1" in found.notes


def test_that_a_foreign_amount_without_a_rate_still_counts_as_a_deal():
    deals = [{**row, "currency": "EUR"} for row in DEALS]
    deals.append(deal("g", 500, "2026-03-03", currency="GBP"))
    found = team(log(opportunities=deals, opp_stage_history=HISTORY, as_of="2026-03-31"), "K15")
    assert (found.value, found.details["value"]) == (5, 20_000)
