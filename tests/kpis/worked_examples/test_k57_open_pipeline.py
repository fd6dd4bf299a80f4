from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

CHANCES = (("Negotiation", 0.6), ("Demo", 0.3), ("Contacted", 0.1))


def deal(name: str, amount: float | None, stage: str, **cells: Any) -> dict[str, Any]:
    return {"opportunity_id": name, "created_at": "2026-01-10", "amount": amount, "stage": stage, "closed_at": None,
            "owner_rep_id": "Ann", **cells}  # fmt: skip


DEALS = [deal("a", 20_000, "Negotiation"), deal("b", 15_000, "Demo"), deal("c", 5_000, "Contacted")]
WON = deal("w", 9_000, "Closed Won", closed_at="2026-03-20")
LOST = deal("l", 1_000, "Closed Lost", closed_at="2026-02-20")


def book(*deals: dict[str, Any], chances: tuple[tuple[str, float], ...] = (), **tables: Any):
    return log(opportunities=list(deals), as_of="2026-03-31", settings={"stage_chances": chances}, **tables)


def test_that_open_deals_add_up_and_weigh_by_the_chance_of_their_stage():
    found = team(book(*DEALS, WON, chances=CHANCES), "K57")
    assert (found.value, found.n, found.status) == (40_000, 3, Status.OK)
    assert found.details == {"weighted": 17_000}


def test_that_without_history_the_teams_win_rate_weighs():
    found = team(book(*DEALS, WON, LOST), "K57")
    assert (found.value, found.details["weighted"]) == (40_000, 20_000)
    assert "no stage history" in " ".join(found.notes)


def test_that_the_pipeline_of_a_past_month_is_what_was_open_at_its_end():
    assert team(book(*DEALS, WON, LOST), "K57", "2026-02").value == 49_000
    assert team(book(*DEALS, WON, LOST), "K57", "2026-01").value == 50_000


def test_that_stages_are_told_apart():
    found = table(book(*DEALS), "K57", by=("stage",))
    assert found.at(stage="Demo").value == 15_000


def entered(name: str, *stages: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"opportunity_id": name, "stage": stage, "entered_at": f"{day} 10:00"} for stage, day in stages]


def test_that_a_past_pipeline_stands_in_the_stages_of_then():
    history = entered("a", ("Demo", "2026-01-12"), ("Negotiation", "2026-03-05"))
    found = book(DEALS[0], opp_stage_history=history)
    assert of(found, "K57", "2026-02", stage="Demo").value == 20_000
    assert of(found, "K57", "2026-03", stage="Negotiation").value == 20_000


def test_that_a_deal_is_not_open_between_its_closing_and_its_reopening():
    history = entered("a", ("Demo", "2026-01-12"), ("Lost", "2026-02-10"), ("Demo", "2026-03-05"))
    found = book(DEALS[0], *DEALS[1:], opp_stage_history=history)
    assert [team(found, "K57", month).value for month in ("2026-01", "2026-02", "2026-03")] == [40_000, 20_000, 40_000]


def test_that_chances_come_from_the_deals_that_reached_a_stage():
    deals = [deal(f"w{place}", 1.0, "Closed Won", closed_at="2026-03-20") for place in range(30)]
    deals += [deal(f"l{place}", 1.0, "Closed Lost", closed_at="2026-03-20") for place in range(30)]
    history = [
        row for place in range(30) for row in entered(f"w{place}", ("Demo", "2026-02-02"), ("Talk", "2026-03-02"))
    ]
    history += [row for place in range(30) for row in entered(f"l{place}", ("Demo", "2026-02-02"))]
    history += entered("a", ("Talk", "2026-02-02")) + entered("b", ("Demo", "2026-02-02"))
    found = book(*DEALS[:2], *deals, opp_stage_history=history)
    talk, demo = (of(found, "K57", stage=stage) for stage in ("Talk", "Demo"))
    pulled = (20 * 60 / 90 + 30) / (20 + 30), (20 * 60 / 90 + 30) / (20 + 60)
    pulled = (20 * 2 / 3 + 30) / 50, (20 * 2 / 3 + 30) / 80
    assert talk.details["weighted"] == pytest.approx(20_000 * pulled[0], abs=0.001)
    assert demo.details["weighted"] == pytest.approx(15_000 * pulled[1], abs=0.001)


def test_that_a_split_deal_is_one_deal_and_its_money_is_shared():
    splits = [{"opportunity_id": "a", "rep_id": rep, "percent": 50} for rep in ("Ann", "Ben")]
    found = book(*DEALS, deal_splits=splits)
    assert (team(found, "K57").value, team(found, "K57").n) == (40_000, 3)
    assert of(found, "K57", rep="Ben").value == 10_000


def test_that_a_past_pipeline_belongs_to_the_owner_of_then():
    history = [
        {"object_type": "opportunity", "object_id": "a", "rep_id": rep, "from_at": f"{day} 00:00"}
        for rep, day in (("Ben", "2026-01-10"), ("Ann", "2026-03-05"))
    ]
    found = book(DEALS[0], owner_history=history)
    assert of(found, "K57", "2026-02", rep="Ben").value == 20_000
    assert of(found, "K57", "2026-03", rep="Ann").value == 20_000


def test_that_open_deals_without_an_opening_day_have_always_been_open():
    assert team(book({**DEALS[0], "created_at": None}), "K57").value == 20_000


def test_that_an_unknown_amount_counts_as_a_deal():
    found = team(book(*DEALS, deal("d", None, "Demo")), "K57")
    assert (found.value, found.n, found.details["valued"]) == (40_000, 4, 3)
