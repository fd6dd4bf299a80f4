from typing import Any

import pytest

from salesdesk.insights.price_gaps import PriceGaps, price_gaps
from tests.company import board_of
from tests.kpis.building import Row, log


def price(competitor: str, amount: float, product: str = "P", day: str = "2026-03-10", **cells: Any) -> Row:
    return {"product_id": product, "competitor": competitor, "price": amount, "observed_at": day, **cells}


PRICES = [price("A", 95), price("B", 110), price("C", 105), price("D", 80, day="2025-03-10")]
PRODUCTS = [{"product_id": "P", "list_price": 100.0}, {"product_id": "Q", "list_price": 50.0}]


def gaps(*more: Row, **options: Any) -> PriceGaps | None:
    sold = log(competitor_prices=[*PRICES, *more], products=PRODUCTS, as_of="2026-03-31", **options)
    return price_gaps(board_of(sold, "2026-03", "price_index"))


def test_that_a_product_stands_among_the_fresh_prices_of_its_competitors():
    found = gaps()
    assert found is not None
    (row,) = found.rows
    assert (row.own, round(row.reference, 2), round(row.index, 1)) == (100, 103.33, 96.8)
    assert row.gap == pytest.approx(row.index / 100 - 1)
    assert [(rival.name, rival.price) for rival in row.rivals] == [("A", 95), ("B", 110), ("C", 105)]
    assert [rival.gap for rival in row.rivals] == pytest.approx([100 / 95 - 1, 100 / 110 - 1, 100 / 105 - 1])
    assert found.names == ("A", "B", "C")


def test_that_a_gap_within_the_limit_can_be_matched():
    found, wider = gaps(), gaps(settings={"price_match": 0.04})
    assert found is not None
    assert wider is not None
    assert (found.matching, wider.matching) == (0, 1)


def test_that_prices_of_promotions_stand_beside_the_regular_ones():
    found = gaps(price("B", 90, is_promo=True))
    assert found is not None
    assert [(rival.name, rival.price) for rival in found.rows[0].rivals if rival.promo] == [("B", 90)]
    assert round(found.rows[0].index, 1) == 96.8


def test_that_the_dearest_against_its_competitors_comes_first_and_the_basket_is_weighted():
    lines = [{"product_id": name, "qty": pieces, "amount": 1.0, "order_date": "2026-03-10"}
             for name, pieces in (("P", 200), ("Q", 100))]  # fmt: skip
    one = [price("A", 100), price("A", 55, "Q")]
    sold = log(competitor_prices=one, products=PRODUCTS, order_lines=lines, as_of="2026-03-31")
    found = price_gaps(board_of(sold, "2026-03", "price_index"))
    assert found is not None
    assert [row.product for row in found.rows] == ["P", "Q"]
    assert round(found.basket or 0, 1) == 98.0


def test_that_there_is_nothing_without_fresh_prices():
    stale = log(competitor_prices=PRICES[3:], products=PRODUCTS, as_of="2026-03-31")
    assert price_gaps(board_of(stale, "2026-03", "price_index")) is None
