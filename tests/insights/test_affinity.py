"""Families owned together: the worked numbers, and what counts as owned."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.insights.affinity import Pair, affinities
from salesdesk.stats.intervals import wilson
from tests.company import board_of
from tests.kpis.building import log

Rows = list[dict[str, Any]]


def test_that_banks_give_the_worked_example() -> None:
    pair = Pair(customers=310, first=290, second=201, both=190)
    low, high = wilson(190, 310)
    assert (round(pair.support, 3), round(float(low), 3), round(float(high), 3)) == (0.613, 0.558, 0.665)
    assert (round(pair.confidence, 3), round(pair.lift, 2)) == (0.655, 1.01)
    assert round(pair.difference, 3) == 0.105
    assert [round(end, 3) for end in pair.interval] == [-0.095, 0.320]
    assert pair.is_enough
    assert not pair.is_affinity
    assert pair.first - pair.both == 100  # those to call


def test_that_a_rare_pair_is_an_affinity_as_in_the_worked_example() -> None:
    pair = Pair(customers=1000, first=80, second=300, both=60)
    assert (pair.confidence, pair.lift) == (0.75, 2.5)
    assert round(pair.difference, 3) == 0.489
    assert [round(end, 3) for end in pair.interval] == [0.380, 0.576]
    assert pair.is_affinity


@pytest.mark.parametrize("pair", [Pair(19, 8, 8, 8), Pair(60, 6, 6, 4)])
def test_that_a_pair_of_few_customers_is_no_affinity(pair: Pair) -> None:
    assert pair.interval[0] > 0
    assert not pair.is_enough
    assert not pair.is_affinity


def _lines(*bought: tuple[str, str, str]) -> Rows:
    return [
        {"order_id": f"o{row}", "customer_id": who, "product_family": what, "order_date": day, "amount": 10.0}
        for row, (who, what, day) in enumerate(bought)
    ]


def test_that_customers_are_counted_and_not_orders() -> None:
    lines = _lines(
        ("a", "Lines", "2026-01-05"), ("a", "Lines", "2026-02-05"), ("a", "Phones", "2026-02-05"),
        ("b", "lines", "2026-01-05"), ("c", "Phones", "2026-03-05"),
    )  # fmt: skip
    found = affinities(board_of(log(as_of="2026-06-30", order_lines=lines), "2026-03", "cross_sell_rate"))
    assert found is not None
    assert found.names == ("Lines", "Phones")
    assert found.customers == 3
    assert found.owned.tolist() == [[2, 1], [1, 2]]
    assert found.pair(0, 1) == Pair(3, 2, 2, 1)


def test_that_only_what_was_bought_by_the_end_of_the_period_is_owned() -> None:
    lines = _lines(("a", "Lines", "2026-01-05"), ("b", "Phones", "2026-02-05"), ("a", "Phones", "2026-05-05"))
    found = affinities(board_of(log(as_of="2026-06-30", order_lines=lines), "2026-03", "cross_sell_rate"))
    assert found is not None
    assert found.owned.tolist() == [[1, 0], [0, 1]]


def test_that_what_was_given_back_in_full_is_not_owned() -> None:
    lines = _lines(("a", "Lines", "2026-01-05"), ("a", "Phones", "2026-01-06"))
    back = {"order_id": "r", "original_order_id": "o1", "customer_id": "a", "product_family": "Phones"}
    lines.append({**back, "order_date": "2026-02-01", "amount": -10.0, "line_type": "refund"})
    assert affinities(board_of(log(as_of="2026-06-30", order_lines=lines), "2026-03", "cross_sell_rate")) is None


def test_that_a_segment_can_be_looked_at_alone() -> None:
    lines = _lines(("a", "Lines", "2026-01-05"), ("a", "Phones", "2026-01-05"), ("b", "Lines", "2026-01-05"))
    customers = [{"customer_id": "a", "segment": "Banks"}, {"customer_id": "b", "segment": "Shops"}]
    of = log(as_of="2026-06-30", order_lines=lines, customers=customers)
    found = affinities(board_of(of, "2026-03", "cross_sell_rate", segment=frozenset({"Banks"})))
    assert found is not None
    assert found.customers == 1
