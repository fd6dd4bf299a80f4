from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log


def line(qty: float | None, price: float | None, **cells: Any) -> dict[str, Any]:
    amount = None if price is None or qty is None else qty * price
    return {"product_id": "P", "qty": qty, "amount": amount, "order_date": "2026-03-10", **cells}


LINES = [
    line(100, 10.0, order_id="1"), line(60, 9.0, order_id="2"), line(40, 8.0, order_id="3"), line(-5, 10.0),
    line(20, 0.0),
]  # fmt: skip


def book(*more: dict[str, Any], **tables: Any):
    return log(order_lines=[*LINES, *more], as_of="2026-03-31", **tables)


def test_that_the_price_is_what_was_paid_per_unit_kept():
    found = of(book(), "K49", product="P")
    assert (round(found.value, 2), found.numerator, found.denominator) == (9.28, 1_810, 195)
    assert (found.n, found.status, found.details["units"]) == (4, Status.OK, 195)


def test_that_free_samples_are_left_out_and_counted():
    assert of(book(), "K49", product="P").excluded == {"sample": 1}
    marked = line(3, 10.0, line_type="sample")
    assert of(book(marked), "K49", product="P").excluded == {"sample": 2}


@pytest.mark.parametrize("given_back", [195, 200])
def test_that_no_units_left_give_no_price(given_back: float):
    found = of(book(line(-given_back, 9.0)), "K49", product="P")
    assert (found.value, found.status) == (None, Status.NO_DATA)


def test_that_what_was_given_back_counts_against_both_however_it_is_signed():
    back = {**line(5, 10.0), "line_type": "refund"}
    found = log(order_lines=[*LINES[:3], back], as_of="2026-03-31")
    assert team(found, "K49").value == 1_810 / 195


def test_that_lines_without_a_quantity_or_an_amount_are_gaps():
    blank = {**line(None, None), "amount": 50.0}
    found = of(book(blank, {**line(3, None), "amount": None}), "K49", product="P")
    assert found.value == 1_810 / 195
    assert found.excluded == {"sample": 1, "no_quantity": 1, "no_amount": 1}
    assert found.coverage == 4 / 6


def test_that_a_discount_on_the_order_lowers_the_price():
    off = {"order_id": "1", "amount": -100.0, "order_date": "2026-03-10"}
    found = of(book(off), "K49", product="P")
    assert (found.numerator, found.denominator, found.n) == (1_710, 195, 4)


PROMOTIONS = [{"location_id": "L", "start": "2026-03-05", "end": "2026-03-08", "kind": "price"}]


def promoted(*promotions: dict[str, Any]) -> float | None:
    lines = [
        line(10, 10.0, location_id="L", order_date="2026-03-04", order_id="1"),
        line(10, 6.0, location_id="L", order_date="2026-03-05", order_id="2"),
        line(10, 6.5, location_id="L", order_date="2026-03-08 18:00", order_id="3"),
        line(10, 9.0, location_id="M", order_date="2026-03-08", order_id="4"),
        line(-5, 6.0, location_id="L", order_date="2026-03-20", original_order_id="2"),
    ]
    found = of(log(order_lines=lines, promotions=list(promotions), as_of="2026-03-31"), "K49", product="P")
    assert found.value == 285 / 35
    return found.details.get("base_price")


def test_that_the_price_without_promotions_stands_beside_it():
    assert promoted(*PROMOTIONS) == 190 / 20
    assert promoted({**PROMOTIONS[0], "product_id": "P"}) == 190 / 20


def test_that_a_promotion_of_another_product_or_on_other_days_changes_nothing():
    assert promoted({**PROMOTIONS[0], "product_id": "Q"}) == 285 / 35
    assert promoted({**PROMOTIONS[0], "start": "2026-02-05", "end": "2026-02-08"}) == 285 / 35


def test_that_a_promotion_without_a_location_runs_everywhere():
    assert promoted({**PROMOTIONS[0], "location_id": None}) == 100 / 10


def test_that_without_promotions_there_is_no_price_without_them():
    found = of(book(), "K49", product="P")
    assert "base_price" not in found.details
    assert "no promotions" in found.notes[0]


def test_that_the_discount_is_measured_against_the_list_price_of_the_line_else_of_the_product():
    own = [{**row, "list_price": 10.0} for row in LINES[:3]]
    found = log(order_lines=own, as_of="2026-03-31")
    assert team(found, "K49").details["discount"] == pytest.approx(1 - 1_860 / 2_000)
    products = [{"product_id": "P", "list_price": 10.0}, {"product_id": "Q", "list_price": None}]
    found = book({**line(7, 3.0), "product_id": "Q"}, products=products)
    assert team(found, "K49").details["discount"] == pytest.approx(1 - 1_810 / 1_950)
    assert "discount" not in of(found, "K49", product="Q").details


def test_that_the_discount_can_be_told_by_rep():
    own = [
        {**row, "list_price": 10.0, "rep_id": rep} for row, rep in zip(LINES[:3], ("Ann", "Ben", "Ann"), strict=True)
    ]
    found = table(log(order_lines=own, as_of="2026-03-31"), "K49", by=("rep",)).figures["discount"]
    assert [round(found.at(rep=rep).value, 4) for rep in ("Ann", "Ben")] == [round(80 / 1_400, 4), 0.1]


def test_that_list_prices_in_another_currency_are_converted():
    rates = [{"date": "2026-03-10", "currency": "USD", "rate_to_base": 0.5}]
    row = {**line(10, 8.0), "currency": "USD", "list_price": 10.0}
    found = log(order_lines=[row], fx_rates=rates, settings={"currency": "EUR"}, as_of="2026-03-31")
    assert (team(found, "K49").value, team(found, "K49").details["discount"]) == (4, pytest.approx(0.2))


def test_that_a_price_of_several_products_is_called_a_mix():
    found = book({**line(1, 3.0), "product_id": "Q"})
    mix = "A mix of products: it also changes with what is bought."
    assert mix in team(found, "K49").notes
    assert mix not in of(found, "K49", product="P").notes
    assert mix not in team(found, "K49", product="P").notes
    assert mix not in team(book(), "K49").notes
