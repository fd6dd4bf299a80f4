from typing import Any

import pytest

from salesdesk.insights.board import Board
from salesdesk.insights.paid import FEWEST, Discount, discounts, price_and_volume
from tests.company import board_of
from tests.kpis.building import log

KEY = "average_retail_price"


def line(qty: float, price: float, day: str = "2026-03-10", product: str = "P", **cells: Any) -> dict[str, Any]:
    return {"product_id": product, "qty": qty, "amount": qty * price, "order_date": day, **cells}


LINES = [line(100, 10.0), line(60, 9.0), line(40, 8.0, "2026-03-11"), line(-5, 10.0, "2026-03-12"), line(20, 0.0)]
EARLIER = line(1, 10.0, "2025-01-08")


def board(*more: dict[str, Any], period: str = "2026-03", as_of: str = "2026-03-31", **tables: Any):
    return board_of(log(order_lines=[*LINES, EARLIER, *more], as_of=as_of, **tables), period, KEY)


def test_that_a_week_has_its_price_and_its_pieces():
    found = price_and_volume(board())
    assert found is not None
    (every,) = found.products  # of a single product there is no second line
    place = next(i for i, week in enumerate(found.periods) if week.label == "9 to 15 Mar 2026")
    assert round(every.price[place] or 0, 2) == 9.28
    assert (every.units[place], every.lines[place]) == (195, 4)
    assert every.price[place - 1] is None
    assert every.base is None


def test_that_weeks_begin_on_monday_and_are_cut_off_at_the_ends_of_the_period():
    found = price_and_volume(board(period="2026-03-04..2026-06-30", as_of="2026-06-30"))
    assert found is not None
    labels = [week.label for week in found.periods]
    assert (labels[0], labels[1], labels[-1]) == ("4 to 8 Mar 2026", "9 to 15 Mar 2026", "29 to 30 Jun 2026")
    assert (found.whole[0], found.whole[1], found.whole[-1]) == (False, True, False)


def test_that_a_short_period_is_shown_with_the_weeks_before_it():
    found = price_and_volume(board(period="2026-03-09..2026-03-13"))
    assert found is not None
    assert len(found.periods) == FEWEST
    assert found.periods[-1].label == "9 to 13 Mar 2026"


@pytest.mark.parametrize("period", ["2026", "all"])
def test_that_a_long_period_is_shown_by_months(period: str):
    lasting = line(1, 10.0, "2026-12-30")
    found = price_and_volume(board(lasting, period=period, as_of="2026-12-31"))
    assert found is not None
    assert not found.weekly
    assert found.periods[-1].label == "Dec 2026"
    assert all(found.whole)


def test_that_products_come_by_their_sales_after_all_together():
    found = price_and_volume(board(line(1, 5.0, product="Q"), line(1, 99_999.0, product="R")))
    assert found is not None
    assert [each.product for each in found.products] == ["", "R", "P", "Q"]


def test_that_pieces_without_a_promotion_are_told_apart():
    promotions = [{"start": "2026-03-11", "end": "2026-03-12"}]
    found = price_and_volume(board(promotions=promotions))
    assert found is not None
    every = found.products[0]
    place = next(i for i, week in enumerate(found.periods) if week.label == "9 to 15 Mar 2026")
    assert every.base is not None
    assert every.base_units is not None
    assert (every.base[place], every.base_units[place]) == (1540 / 160, 160)


def test_that_there_is_nothing_where_nothing_was_sold():
    assert price_and_volume(board(period="2025-09")) is None
    assert price_and_volume(board(period="2027-01")) is None


def rows(found: Board, dim: str) -> tuple[Discount, ...]:
    there = discounts(found, dim)
    assert there is not None
    return there.rows


def test_that_discounts_of_reps_come_by_name_and_of_products_by_size():
    listed = [{"product_id": name, "list_price": 10.0} for name in "PQ"]
    more = [line(10, 5.0, product="Q", rep_id="Zoe"), line(10, 10.0, rep_id="Ann")]
    found = board(*more, products=listed)
    assert [(each.name, each.score.value) for each in rows(found, "product")] == [
        ("Q", 0.5),
        ("P", pytest.approx(1 - 1910 / 2050)),
    ]
    assert [each.name for each in rows(found, "rep")] == ["Ann", "Zoe", "(no rep)"]
    assert [each.score.value for each in rows(found, "rep")][:2] == [0, 0.5]


def test_that_without_list_prices_there_is_no_discount():
    assert discounts(board(), "product") is None
