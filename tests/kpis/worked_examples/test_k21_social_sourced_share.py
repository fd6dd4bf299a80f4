from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def won(source: str | None, amount: float | None, **cells: Any) -> dict[str, Any]:
    return {"source": source, "amount": amount, "status": "won", "closed_at": "2026-03-10", "owner_rep_id": "Ann",
            **cells}  # fmt: skip


DEALS = [won("LinkedIn", 12_000.0), won("Cold call", 28_000.0), won(None, 10_000.0)]


def book(*rows: dict[str, Any], **more: Any):
    return log(opportunities=list(rows), as_of="2026-03-31", **more)


def test_that_value_won_from_social_is_divided_by_value_of_known_source():
    found = team(book(*DEALS), "K21")
    assert (found.value, found.numerator, found.denominator) == (0.3, 12_000, 40_000)
    assert found.details["unknown_source"] == 0.2


@pytest.mark.parametrize("source", ["Facebook", "twitter", "Organic social", "social"])
def test_that_every_social_network_counts(source: str):
    assert team(book(won(source, 1.0), DEALS[1]), "K21").numerator == 1


def test_that_a_source_that_nobody_knows_is_none():
    found = team(book(*DEALS, won("Unknown", 10_000.0)), "K21")
    assert (found.value, found.details["unknown_source"]) == (0.3, 1 / 3)


def test_that_only_unknown_sources_give_no_data():
    found = team(book(DEALS[2]), "K21")
    assert (found.value, found.status, found.details) == (None, Status.NO_DATA, {"unknown_source": 1})


def test_that_lost_and_open_deals_do_not_count():
    rows = [{**DEALS[0], "status": "lost"}, {**DEALS[0], "status": "open"}]
    assert team(book(*DEALS, *rows), "K21").value == 0.3


def test_that_a_deal_without_a_rate_is_set_aside():
    found = team(book(*DEALS, won("LinkedIn", 9.0, currency="USD"), settings={"currency": "EUR"}), "K21")
    assert (found.value, found.excluded) == (0.3, {"fx_missing": 1})


def test_that_split_deals_count_for_those_who_share_them():
    deal = won("LinkedIn", 100.0, opportunity_id="d")
    splits = [{"opportunity_id": "d", "rep_id": rep, "percent": part} for rep, part in (("Ann", 75.0), ("Ben", 25.0))]
    found = book(deal, won("Website", 75.0), deal_splits=splits)
    assert of(found, "K21", rep="Ann").value == 0.5
    assert of(found, "K21", rep="Ben").value == 1
    assert team(found, "K21").n == 2
