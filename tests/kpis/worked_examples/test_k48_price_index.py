from typing import Any

import pytest

from salesdesk.kpis.kpi import Direction
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import Row, log


def price(competitor: str, amount: float | None, day: str | None = "2026-03-10", **cells: Any) -> Row:
    return {"product_id": "P", "competitor": competitor, "price": amount, "observed_at": day, **cells}


PRICES = [price("A", 95), price("B", 110), price("C", 105), price("D", 80, "2025-03-10")]
PRODUCTS = [{"product_id": "P", "list_price": 100.0}]


def book(*more: Row, products: list[Row] | None = None, **options: Any):
    listed = PRODUCTS if products is None else products
    options.setdefault("as_of", "2026-03-31")
    return log(competitor_prices=[*PRICES, *more], products=listed, **options)


def test_that_the_index_is_the_own_price_in_percent_of_the_competitors():
    found = of(book(), "K48", product="P")
    assert (round(found.value, 1), found.numerator, found.n, found.status) == (96.8, 100, 1, Status.OK)
    assert found.denominator == pytest.approx(310 / 3)
    details = {name: round(found.details[name], 1) for name in ("mean", "median", "lowest")}
    assert details == {"mean": 96.8, "median": 95.2, "lowest": 105.3}
    assert found.details["gap"] == pytest.approx(100 / (310 / 3) - 1)


def test_that_prices_that_have_grown_stale_are_set_aside():
    assert of(book(), "K48", product="P").excluded == {"stale": 1}


@pytest.mark.parametrize(("reference", "value"), [("mean", 96.8), ("median", 95.2), ("lowest", 105.3)])
def test_that_the_reference_is_a_setting(reference: str, value: float):
    found = of(book(settings={"price_reference": reference}), "K48", product="P")
    assert round(found.value, 1) == value
    assert f"the {reference}" in found.notes[0]


def test_that_one_competitor_can_be_chosen():
    found = table(book(), "K48", by=("competitor",))
    assert [found.at(competitor=name).value for name in "ABC"] == pytest.approx([100 / 0.95, 100 / 1.1, 100 / 1.05])
    assert found.at(competitor="D").status == Status.NO_DATA
    assert team(book(), "K48", competitor="B").value == pytest.approx(100 / 1.1)


def test_that_without_a_fresh_price_there_is_no_index():
    stale = log(competitor_prices=PRICES[3:], products=PRODUCTS, as_of="2026-03-31")
    found = team(stale, "K48")
    assert (found.value, found.status, found.excluded) == (None, Status.NO_DATA, {"stale": 1})


@pytest.mark.parametrize(("day", "known"), [("2026-01-30", True), ("2026-01-29", False)])
def test_that_a_price_is_fresh_for_sixty_days(day: str, known: bool):
    found = log(competitor_prices=[price("A", 80, day)], products=PRODUCTS, as_of="2026-03-31")
    assert (team(found, "K48").value == 125) is known
    longer = log(competitor_prices=[price("A", 80, day)], products=PRODUCTS, as_of="2026-03-31",
                 settings={"price_stale_days": 61})  # fmt: skip
    assert team(longer, "K48").value == 125


def test_that_the_latest_price_of_a_competitor_takes_the_place_of_the_earlier_one():
    later = (price("A", 120, "2026-03-20"), price("A", 90, "2026-03-20 12:00"))
    assert of(book(*later), "K48", competitor="A").denominator == 90
    assert of(book(price("A", 60, "2026-04-02"), as_of="2026-04-30"), "K48", competitor="A").denominator == 95
    assert of(book(price("A", 60, "2026-03-02")), "K48", competitor="A").denominator == 95


def test_that_an_earlier_month_is_compared_with_the_prices_of_its_end():
    before = book(price("A", 50, "2026-02-10"))
    assert of(before, "K48", "2026-02", competitor="A").value == 200
    assert of(before, "K48", competitor="A").value == pytest.approx(100 / 0.95)


def test_that_promotion_prices_stand_apart():
    found = of(book(price("A", 50, "2026-03-20", is_promo=True)), "K48", product="P")
    assert round(found.value, 1) == 96.8
    assert found.details["promotions"] == 200
    assert "promotions" not in of(book(), "K48", product="P").details


SOLD = [{"product_id": name, "qty": qty, "amount": 1.0, "order_date": "2026-03-05"} for name, qty in
        (("P", 200.0), ("Q", 100.0))]  # fmt: skip


def basket(**options: Any):
    prices = [price("A", 100), {**price("A", 55), "product_id": "Q"}, {**price("A", 9), "product_id": "R"}]
    products = [{"product_id": name, "list_price": own} for name, own in (("P", 100.0), ("Q", 50.0), ("S", 7.0))]
    return log(competitor_prices=prices, products=products, order_lines=SOLD, as_of="2026-03-31", **options)


def test_that_a_basket_weighs_products_by_what_was_sold_of_them():
    found = team(basket(), "K48")
    assert round(found.details["basket"], 1) == 98.0
    assert found.details["basket"] == pytest.approx(100 * 25_000 / 25_500)
    assert (found.value, found.n) == (pytest.approx(100 * 150 / 155), 2)


@pytest.mark.parametrize(("match", "share"), [(0.03, 0.5), (0.10, 1.0), (0.0, 0.5)])
def test_that_a_small_gap_can_be_matched(match: float, share: float):
    assert team(basket(settings={"price_match": match}), "K48").details["price_match"] == share


def test_that_a_gap_of_exactly_the_limit_can_be_matched():
    at_limit = log(competitor_prices=[price("A", 100)], products=[{"product_id": "P", "list_price": 103.0}])
    assert team(at_limit, "K48").details["price_match"] == 1


def test_that_without_a_list_price_the_own_price_is_what_was_paid_in_the_period():
    lines = [{"product_id": "P", "qty": 10.0, "amount": amount, "order_date": day}
             for amount, day in ((900.0, "2026-03-05"), (500.0, "2026-02-05"))]  # fmt: skip
    found = book(products=[], order_lines=lines)
    assert of(found, "K48", product="P").numerator == 90
    assert [of(found, "K48", competitor=name).numerator for name in "AB"] == [90, 90]
    assert of(book(order_lines=lines), "K48", product="P").numerator == 100


def test_that_prices_in_another_currency_are_converted_and_those_without_a_rate_set_aside():
    rates = [{"date": "2026-03-09", "currency": "USD", "rate_to_base": 0.5}]
    prices = [price("A", 160, currency="USD"), price("B", 5, currency="GBP")]
    found = log(competitor_prices=prices, products=PRODUCTS, fx_rates=rates, settings={"currency": "EUR"},
                as_of="2026-03-31")  # fmt: skip
    assert (team(found, "K48").value, team(found, "K48").excluded) == (125, {"fx_missing": 1})


def test_that_prices_are_compared_by_location_and_a_competitor_counts_once_over_all_of_them():
    prices = [price("A", 80, location_id="L1"), price("A", 100, location_id="L2"), price("B", 110, location_id="L1")]
    found = log(competitor_prices=prices, products=PRODUCTS, as_of="2026-03-31")
    assert team(found, "K48").denominator == (90 + 110) / 2
    assert [of(found, "K48", location=name).denominator for name in ("L1", "L2")] == [95, 100]


def test_that_a_price_without_a_product_an_amount_or_a_day_is_a_gap():
    blank = ({**price("A", 10), "product_id": None}, price("B", None), price("C", 10, None))
    found = team(book(*blank), "K48")
    assert round(found.value, 1) == 96.8
    gaps = {name: count for name, count in found.excluded.items() if name != "stale"}
    assert {name: gaps[name] for name in ("no_product", "no_price")} == {"no_product": 1, "no_price": 1}


def test_that_no_price_is_better_or_worse():
    assert table(book(), "K48").kpi.direction is Direction.NEUTRAL
