from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

FEBRUARY = "2026-02"


def line(order: str, location: str | None, amount: float, day: str = "2026-02-10", **cells: Any) -> dict[str, Any]:
    return {"order_id": order, "location_id": location, "amount": amount, "order_date": day, "qty": 1.0, **cells}


LINES = [
    line("1", "L1", 30_000, "2026-02-01"),
    line("2", "L1", 22_000, "2026-02-26"),
    line("3", "L2", 45_000),
    line("4", "online", 24_000),
    line("5", "L2", -1_000, "2026-02-20", original_order_id="1"),
]


def book(*more: dict[str, Any], **tables: Any):
    return log(order_lines=[*LINES, *more], as_of="2026-02-28", **tables)


def test_that_a_refund_counts_where_the_sale_was_made():
    places = table(book(), "K47", FEBRUARY, ("location",))
    found = {place: places.at(location=place) for place in ("L1", "L2", "online")}
    assert [cell.value for cell in found.values()] == [51_000, 45_000, 24_000]
    assert [cell.details["share"] for cell in found.values()] == [0.425, 0.375, 0.2]
    assert [cell.n for cell in found.values()] == [3, 1, 1]
    assert found["L1"].status == Status.OK


def test_that_sales_without_a_location_are_shown_and_counted_in_the_whole():
    found = book(line("6", None, 30_000))
    assert of(found, "K47", FEBRUARY, location="Unassigned").value == 30_000
    assert of(found, "K47", FEBRUARY, location="online").details["share"] == 24 / 150


def test_that_a_refund_without_a_known_sale_counts_where_it_was_booked():
    found = book(line("6", "L2", -500, original_order_id="nowhere"))
    assert of(found, "K47", FEBRUARY, location="L2").value == 44_500


def test_that_units_are_net_of_those_given_back():
    assert team(book(), "K47", FEBRUARY).details["units"] == 3


def test_that_days_with_sales_are_the_trading_days():
    assert of(book(), "K47", FEBRUARY, location="L1").details["per_trading_day"] == 51_000 / 2


def test_that_the_region_of_a_sale_is_that_of_its_location():
    places = [{"location_id": "L1", "region": "North"}, {"location_id": "L2", "region": "South"}]
    found = book(locations=places)
    assert of(found, "K47", FEBRUARY, region="North").value == 51_000
    assert of(found, "K47", FEBRUARY, region="Unassigned").value == 24_000


def test_that_without_order_lines_the_region_is_the_customers_else_the_owners():
    deal = {"status": "won", "closed_at": "2026-02-10", "amount": 10.0}
    deals = [{**deal, "customer_id": "c", "owner_rep_id": "Ann"}, {**deal, "customer_id": "d", "owner_rep_id": "Ann"}]
    customers = [{"customer_id": "c", "territory": "South"}, {"customer_id": "d", "territory": None}]
    found = log(opportunities=deals, customers=customers, reps=[{"name": "Ann", "territory": "North"}])
    assert [of(found, "K47", FEBRUARY, region=region).value for region in ("South", "North")] == [10, 10]
    assert "won opportunities" in team(found, "K47", FEBRUARY).notes[0]


def test_that_shares_add_up_to_the_whole():
    places = table(book(line("6", None, 30_000)), "K47", FEBRUARY, ("location",))
    assert places.figures["share"].value.sum() == pytest.approx(1)


def test_that_equal_shops_sell_equally_much():
    lines = [line("1", "A", 50.0), line("2", "B", 50.0), line("3", "C", 20.0)]
    found = table(log(order_lines=lines, as_of="2026-02-28"), "K47", FEBRUARY, ("location",))
    assert [found.at(location=place).value for place in "ABC"] == [50, 50, 20]


@pytest.mark.parametrize(("stated", "days"), [(5, 20), (24, 24), (300, 28 * 300 / 365), (None, 2), (0, 2), (900, 2)])
def test_that_a_location_with_closed_days_is_measured_by_the_days_it_states(stated: float | None, days: float):
    places = [{"location_id": "L1", "trading_days": stated}, {"location_id": "L2", "trading_days": None}]
    found = log(order_lines=[*LINES, line("0", "L2", 1.0, "2026-02-01")], locations=places, as_of="2026-02-28")
    assert of(found, "K47", FEBRUARY, location="L1").details["per_trading_day"] == pytest.approx(51_000 / days)
    assert of(found, "K47", FEBRUARY, location="L2").details["per_trading_day"] == 45_001 / 2
    assert any("Trading days" in note for note in team(found, "K47", FEBRUARY).notes) == (stated in (5, 24, 300))


def test_that_stated_days_make_up_a_whole_year_and_none_before_or_after_the_log():
    places = [{"location_id": "L1", "trading_days": 300.0}]
    lines = [line("1", "L1", 300.0, day) for day in ("2024-01-01", "2024-12-31")]
    found = log(order_lines=lines, locations=places, as_of="2024-12-31")
    assert of(found, "K47", "2024", location="L1").details["per_trading_day"] == pytest.approx(2)
    assert of(found, "K47", "2024-01-01..2025-12-31", location="L1").details["per_trading_day"] == pytest.approx(2)
