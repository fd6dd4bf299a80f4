"""What accounts are worth and how they grow."""

from __future__ import annotations

from typing import Any

from salesdesk.insights.account_growth import growth, new_and_back, shrunk, spreads
from tests.company import board_of
from tests.kpis.building import log


def _sales(*sold: tuple[str, str, float]) -> list[dict[str, Any]]:
    return [
        {"order_id": f"o{row}", "customer_id": who, "order_date": day, "amount": amount, "rep_id": "Ann"}
        for row, (who, day, amount) in enumerate(sold)
    ]


BEFORE = (("a", "2024-07-15", 60_000.0), ("b", "2024-09-15", 32_000.0), ("c", "2025-03-15", 8_000.0))
NOW = (("a", "2025-08-15", 72_000.0), ("b", "2026-01-15", 27_000.0), ("d", "2026-02-15", 5_000.0))
LOG = log(as_of="2026-06-30", order_lines=_sales(("z", "2024-01-02", 1.0), *BEFORE, *NOW))


def test_that_the_fall_leads_from_the_year_before_to_now() -> None:
    found = growth(board_of(LOG, "2026-06"))
    assert found is not None
    assert (found.before, found.expansion, found.contraction, found.churn, found.now) == (
        100_000, 12_000, 5_000, 8_000, 99_000,
    )  # fmt: skip
    assert found.customers == 3


def test_that_the_largest_losses_come_first_and_nobody_who_grew_is_listed() -> None:
    found = shrunk(board_of(LOG, "2026-06"))
    assert found is not None
    assert [(each.name, each.before, each.now, each.manager) for each in found] == [
        ("c", 8_000, 0, "Ann"),
        ("b", 32_000, 27_000, "Ann"),
    ]


def test_that_a_year_that_is_not_known_in_full_has_no_fall() -> None:
    young = board_of(log(as_of="2026-06-30", order_lines=_sales(*BEFORE[2:], *NOW)), "2026-06")
    assert growth(young) is None
    assert shrunk(young) is None


def test_that_a_spread_has_the_middle_half_and_the_best() -> None:
    sold = [(f"c{n}", "2026-01-15", 100.0 * n) for n in range(1, 10)]
    found = spreads(board_of(log(as_of="2026-06-30", order_lines=_sales(*sold)), "2026-06"), "rep")
    assert found is not None
    (ann,) = found
    assert (ann.name, ann.n, ann.low, ann.median, ann.high) == ("Ann", 9, 300, 500, 700)
    assert ann.top[:2] == (("c9", 900), ("c8", 800))
    assert len(ann.top) == 5


def test_that_months_tell_new_customers_from_those_who_came_back() -> None:
    sold = (("a", "2023-01-15", 5.0), ("a", "2026-05-15", 5.0), ("b", "2026-05-16", 5.0), ("b", "2026-06-16", 5.0))
    found = new_and_back(board_of(log(as_of="2026-06-30", order_lines=_sales(*sold)), "2026-06"))
    assert found is not None
    assert found[-2:] == ((1, 1), (0, 0))
