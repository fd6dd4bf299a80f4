from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

RATE = {"date": "2026-03-19", "currency": "USD", "rate_to_base": 0.9}


def line(amount: float, day: str, currency: str = "EUR", **cells: Any) -> dict[str, Any]:
    return {"amount": amount, "order_date": day, "currency": currency, "status": None, **cells}


LINES = [
    line(1000, "2026-03-02"),
    line(500, "2026-03-10"),
    line(-200, "2026-03-15"),
    line(300, "2026-03-20", "USD"),
    line(400, "2026-03-31 23:30Z"),
    line(700, "2026-03-05", status="Cancelled"),
    line(100, "2026-03-12", "GBP"),
]


def book(lines: list[dict[str, Any]], **tables: Any):
    return log(zone="Europe/Berlin", order_lines=lines, fx_rates=[RATE], as_of="2026-04-30", **tables)


def test_that_net_sales_are_the_lines_of_the_month_less_refunds():
    found = team(book(LINES), "K01")
    assert (found.value, found.n, found.status) == (1570, 4, Status.OK)
    assert (found.details["gross"], found.details["refunds"]) == (1770, -200)
    assert found.excluded == {"fx_missing": 1}


def test_that_a_line_just_before_midnight_counts_on_its_local_day():
    assert team(book(LINES), "K01", "2026-04").value == 400


def test_that_samples_are_worth_nothing():
    found = team(book([*LINES, line(50, "2026-03-03", line_type="sample")]), "K01")
    assert (found.value, found.n) == (1570, 4)
    assert found.excluded == {"fx_missing": 1, "sample": 1}


def test_that_a_refund_stated_without_a_minus_is_subtracted():
    found = team(book([*LINES, line(70, "2026-03-03", line_type="Credit note")]), "K01")
    assert (found.value, found.details["refunds"]) == (1500, -270)


def test_that_without_order_lines_won_deals_count_by_share_and_this_is_said():
    won = {"status": "won", "closed_at": "2026-03-05", "opportunity_id": "d", "owner_rep_id": "Ann", "amount": 100.01}
    splits = [{"opportunity_id": "d", "rep_id": rep, "percent": 50} for rep in ("Ann", "Ben")]
    deals = log(opportunities=[won, {**won, "opportunity_id": "e", "status": "lost"}], deal_splits=splits)
    found = team(deals, "K01")
    assert (found.value, found.n) == (100.01, 1)
    assert "won opportunities" in found.notes[0]
    assert of(deals, "K01", rep="Ben").value == pytest.approx(50.005)


def test_that_amounts_of_orders_and_of_deals_are_never_mixed():
    won = {"status": "won", "closed_at": "2026-03-05", "amount": 9999.0}
    found = team(book(LINES, opportunities=[won]), "K01")
    assert found.value == 1570
    assert found.notes[0] == "Taken from order lines."


def test_that_returns_without_amounts_are_said_and_not_subtracted():
    found = team(book(LINES, orders=[{"order_id": "a", "returned": True}, {"order_id": "b", "returned": None}]), "K01")
    assert found.value == 1570
    assert "One order is marked as returned" in " ".join(found.notes)


def test_that_an_order_is_credited_to_its_rep_else_to_the_owner_of_its_deal():
    deals = [{"opportunity_id": "d", "owner_rep_id": "Ann", "status": "won"}]
    lines = [line(10, "2026-03-02", opportunity_id="d"), line(5, "2026-03-02", rep_id="Ben")]
    sold = book(lines, opportunities=deals)
    assert [of(sold, "K01", rep=rep).value for rep in ("Ann", "Ben")] == [10, 5]
    assert of(book(LINES), "K01", rep="(no rep)").value == 1570
