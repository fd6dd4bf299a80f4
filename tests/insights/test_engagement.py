"""Time as a customer against touches: who is a point, what the ten oldest are told with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from salesdesk.insights.engagement import engagement, longest_standing
from tests.company import board_of, company_board
from tests.kpis.building import log

CUSTOMERS = [
    {"customer_id": "old", "first_order_date": "2020-07-01", "owner_rep_id": "Ann"},
    {"customer_id": "gone", "first_order_date": "2019-07-01", "churned_at": "2026-02-01"},
    {"customer_id": "quiet", "first_order_date": "2023-07-01"},
    {"customer_id": "new", "first_order_date": "2026-06-20"},
]


def _calls(*days: tuple[str, str, bool]) -> list[dict[str, Any]]:
    told = {"type": "call", "outcome": "connected", "rep_id": "Ben"}
    return [{**told, "customer_id": who, "happened_at": day, "issue_found": bad} for who, day, bad in days]


CALLS = _calls(
    ("old", "2025-09-01", False), ("old", "2026-01-01", True), ("old", "2026-05-01", False),
    ("old", "2026-06-01", False), ("old", "2024-01-01", True), ("gone", "2025-12-01", False),
    ("new", "2026-06-25", False),
)  # fmt: skip
LOG = log(as_of="2026-06-30", customers=CUSTOMERS, activities=CALLS)


def test_that_a_point_is_a_customer_of_now_with_a_quarter_behind_it() -> None:
    found = engagement(board_of(LOG, "2026-06"))
    assert found is not None
    assert found.names == ("old", "quiet")
    assert found.years.tolist() == pytest.approx([6, 3], abs=0.01)
    assert found.touches.tolist() == pytest.approx([1, 0])
    assert found.rho is None
    assert found.until == date(2026, 6, 30)


def test_that_the_longest_standing_are_told_with_their_touches_and_problems() -> None:
    found = longest_standing(board_of(LOG, "2026-06"))
    assert found is not None
    old, quiet = found
    assert (old.name, old.issues, old.last, old.manager) == ("old", 0.25, date(2026, 6, 1), "Ann")
    assert (quiet.name, quiet.issues, quiet.last, quiet.touches) == ("quiet", None, None, 0)


def test_that_an_earlier_period_sees_the_twelve_months_up_to_its_end() -> None:
    found = longest_standing(board_of(LOG, "2025-12"))
    assert found is not None
    assert [(each.name, each.last) for each in found] == [
        ("gone", date(2025, 12, 1)),
        ("old", date(2025, 9, 1)),
        ("quiet", None),
    ]


def test_that_many_customers_have_a_correlation() -> None:
    found = engagement(company_board())
    assert found is not None
    assert found.rho is not None
    assert -1 <= found.rho <= 1
    assert len(found.named) == 10
    assert list(found.years) == sorted(found.years, reverse=True)
