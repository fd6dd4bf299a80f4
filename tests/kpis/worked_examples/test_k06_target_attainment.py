from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log
from tests.kpis.recounts.plain_rows import closed, counting
from tests.kpis.recounts.quota import units_sold
from tests.kpis.test_recount import SPANS

MARCH = {"period_start": "2026-03-01", "period_end": "2026-03-31"}
PLACE = {"location_id": "Mitte", **MARCH, "amount": 120.0, "measure": "units"}


def sold(qty: float, place: str = "Mitte", day: str = "2026-03-05", **cells: Any) -> dict[str, Any]:
    return {"qty": qty, "location_id": place, "order_date": day, "amount": 10.0 * qty, **cells}


LINES = [sold(50), sold(40, day="2026-03-20"), sold(-6, day="2026-03-25"), sold(30, "Wien"), sold(9, day="2026-04-01")]


def book(*quotas: dict[str, Any], lines: list[dict[str, Any]] | None = None, **tables: Any):
    return log(order_lines=LINES if lines is None else lines, quotas=list(quotas), as_of="2026-04-05", **tables)


def test_that_units_sold_are_held_against_a_target_in_units():
    found = team(book(PLACE), "K06")
    assert (found.value, found.numerator, found.denominator, found.n) == (0.7, 84, 120, 1)
    assert found.details == {"actual": 84, "target": 120}
    assert of(book(PLACE), "K06", location="Mitte").value == 0.7
    assert of(book(PLACE), "K06", location="Wien").status == Status.NO_DATA


def test_that_a_target_of_nothing_has_no_data():
    assert team(book({**PLACE, "amount": 0.0}), "K06").status == Status.NO_DATA


def test_that_a_target_is_prorated_by_working_days_and_counts_what_was_sold_meanwhile():
    quarter = {**PLACE, "period_start": "2026-01-01", "period_end": "2026-03-31", "amount": 640.0}  # 64 working days
    assert team(book(quarter), "K06").denominator == 220
    assert team(book(PLACE), "K06", "2026-03-16..2026-03-31").value == pytest.approx(34 / (120 * 12 / 22))
    assert team(book(PLACE), "K06", "2026").numerator == 84  # what was sold in April counts towards nothing


def test_that_each_measure_has_its_own_actual():
    deals = [{"opportunity_id": f"d{place}", "status": "won", "closed_at": "2026-03-09", "owner_rep_id": "Ann",
              "amount": 5.0} for place in range(3)]  # fmt: skip
    quotas = [PLACE, {"team": "East", **MARCH, "amount": 4.0, "measure": "deals"},
              {"product_id": "Pen", **MARCH, "amount": 500.0}]  # fmt: skip
    lines = [{**line, "product_id": "Pen"} for line in LINES]
    found = book(*quotas, lines=lines, opportunities=deals, reps=[{"name": "Ann", "team": "East"}])
    assert of(found, "K06", team="East").value == 0.75
    assert of(found, "K06", location="Mitte").value == 0.7
    assert of(found, "K06", product="Pen").value == pytest.approx(1140 / 500)
    assert team(found, "K06", location="Mitte").value == 0.7


def test_that_targets_in_different_measures_are_not_added_up():
    """The team's come first; of targets for the same in two measures there is no figure."""
    deals = {"team": "East", **MARCH, "amount": 4.0, "measure": "count"}
    found = team(book(PLACE, deals, reps=[{"name": "Ann", "team": "East"}]), "K06")
    assert found.denominator == 4
    assert "split by team or location" in found.notes[-1]
    assert "one measure only" in found.notes[-1]
    found = team(book(deals, {**deals, "measure": "units"}), "K06")
    assert (found.value, found.status) == (None, Status.NOT_AVAILABLE)
    assert not found.details


def test_that_what_is_in_one_measure_adds_up_and_no_sale_counts_twice():
    reps = [{"name": "Ann", "team": "East"}, {"name": "Ben", "team": "East"}]
    lines = [{**line, "rep_id": rep} for line, rep in zip(LINES, ("Ann", "Ann", "Ann", "Ben", "Ann"), strict=True)]
    money = [{"rep_id": rep, **MARCH, "amount": amount} for rep, amount in (("Ann", 1_000.0), ("Ben", 500.0))]
    found = book(*money, {"team": "East", **MARCH, "amount": 2_000.0}, lines=lines, reps=reps)
    assert [of(found, "K06", rep=rep).value for rep in ("Ann", "Ben")] == [0.84, 0.6]
    assert of(found, "K06", team="East").value == 0.57
    assert team(found, "K06").value == 0.57
    without = book(*money, lines=lines, reps=reps)
    assert team(without, "K06").value == pytest.approx(1_140 / 1_500)
    assert of(without, "K06", team="East").value == pytest.approx(1_140 / 1_500)


def test_that_a_rep_carries_less_when_new():
    quota = {"rep_id": "Ann", **MARCH, "amount": 2_200.0}
    reps = [{"name": "Ann", "start_date": "2026-03-16"}]
    assert of(book(quota, reps=reps), "K06", rep="Ann").denominator == 1_200


def test_that_a_target_for_a_product_at_a_place_counts_only_that():
    quota = {"location_id": "Mitte", "product_id": "Pen", **MARCH, "amount": 100.0, "measure": "units"}
    found = book(quota, lines=[sold(30, product_id="Pen"), sold(50, product_id="Ink"), sold(20, "Wien")])
    for by in ({"location": "Mitte"}, {"product": "Pen"}):
        assert of(found, "K06", **by).value == 0.3
    assert team(found, "K06").value == 0.3


def test_that_orders_count_where_there_are_no_deals():
    quota = {"location_id": "Mitte", **MARCH, "amount": 4.0, "measure": "count"}
    lines = [sold(1, order_id=name) for name in ("a", "a", "b", "c")]
    assert team(book(quota, lines=lines), "K06").value == 0.75


def test_that_a_rep_who_opens_deals_is_measured_by_those():
    deals = [{"opportunity_id": f"d{place}", "created_at": "2026-03-09", "created_by_rep_id": "Sue", "status": "open",
              "closed_at": None} for place in range(3)]  # fmt: skip
    quota = {"rep_id": "Sue", **MARCH, "amount": 4.0, "measure": "count"}
    found = book(quota, opportunities=deals, reps=[{"name": "Sue", "role": "SDR"}])
    assert of(found, "K06", rep="Sue").value == 0.75
    assert of(book(quota, opportunities=deals, reps=[{"name": "Sue", "role": "AE"}]), "K06", rep="Sue").value == 0


def test_that_without_quantities_a_target_in_units_is_not_available():
    lines = [{"location_id": "Mitte", "order_date": "2026-03-05", "amount": 10.0}]
    found = team(book(PLACE, lines=lines), "K06")
    assert (found.value, found.status) == (None, Status.NOT_AVAILABLE)
    assert "nothing in the log to measure it by" in found.notes[-1]


def test_that_a_target_in_another_currency_needs_a_rate():
    lines = [{**line, "currency": "EUR"} for line in LINES]
    quota = {"location_id": "Mitte", **MARCH, "amount": 1_000.0, "currency": "USD"}
    found = team(book(quota, lines=lines), "K06")
    assert (found.status, list(found.excluded)) == (Status.NOT_AVAILABLE, ["fx_missing"])
    assert team(book({**quota, "plan_rate": 0.8}, lines=lines), "K06").value == pytest.approx(840 / 800)


def test_that_a_sale_without_a_rate_is_told():
    lines = [{"currency": "EUR", **line} for line in (*LINES, sold(5, currency="GBP"))]
    found = team(book({"location_id": "Mitte", **MARCH, "amount": 1_000.0}, lines=lines), "K06")
    assert (found.value, found.excluded) == (0.84, {"fx_missing": 1})


@pytest.mark.parametrize("seed", [7, 8])
@pytest.mark.parametrize("period", ["2025-Q3", "2025"])
def test_that_the_targets_of_a_large_log_are_reached_as_counted_row_by_row(seed: int, period: str):
    with counting(seed) as everything:
        shops = table(everything, "K06", period, ("location",))
        teams = table(everything, "K06", period, ("team",))
        assert shops.at(location="Mitte").numerator == units_sold("Mitte", SPANS[period])
        assert teams.at(team="East").numerator == sum(
            row["owner_rep_id"] in ("Ann", "Cem", "Zoe") for row in closed(SPANS[period], "won")
        )
    assert shops.at(location="Mitte").denominator == (480 if period == "2025" else 120)


def test_that_pieces_without_an_exchange_rate_are_pieces():
    lines = [{"currency": "EUR", **line} for line in (*LINES, sold(5, currency="GBP"))]
    assert team(book(PLACE, lines=lines), "K06").numerator == 89


def test_that_targets_of_reps_under_other_names_are_held_against_nothing():
    """A rep who sold nothing beside others who did has reached nothing; if none of them did, the names differ."""
    lines = [{**line, "rep_id": "Ann"} for line in LINES]
    of_numbers = [{"rep_id": number, **MARCH, "amount": 100.0} for number in ("7", "8")]
    found = team(book(*of_numbers, lines=lines), "K06")
    assert (found.value, found.status) == (None, Status.NOT_AVAILABLE)
    assert any("No sale names a rep who has a target" in note for note in found.notes)
    known = book(*of_numbers, {"rep_id": "Ann", **MARCH, "amount": 1140.0}, lines=lines)
    assert of(known, "K06", rep="Ann").value == 1
    assert of(known, "K06", rep="7").value == 0
