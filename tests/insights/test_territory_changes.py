from typing import Any

import pytest

from salesdesk.insights.territory_changes import MOST, TerritoryChanges, territory_changes
from tests.company import board_of
from tests.kpis.building import log

KEY = "territory_growth"


def line(place: str | None, amount: float, day: str) -> dict[str, Any]:
    return {"region": place, "amount": amount, "order_date": day}


LINES = [
    line("North", 100_000, "2025-03-10"), line("North", 110_000, "2026-03-10"), line("West", 30_000, "2026-03-31"),
    line("South", 60_000, "2025-03-31"), line("South", 45_000, "2026-03-02"),
]  # fmt: skip


def changes(*more: dict[str, Any], period: str = "2026-03", as_of: str = "2026-03-31") -> TerritoryChanges | None:
    return territory_changes(board_of(log(order_lines=[*LINES, *more], as_of=as_of), period, KEY))


def test_that_territories_come_from_the_largest_gain_to_the_largest_loss():
    found = changes()
    assert found is not None
    assert [row.name for row in found.rows] == ["West", "North", "South"]
    assert [row.growth for row in found.rows] == [None, 0.1, -0.25]
    assert [row.part for row in found.rows] == [30 / 160, 10 / 160, -15 / 160]
    assert [row.is_new for row in found.rows] == [True, False, False]
    assert found.whole.value == pytest.approx(sum(row.part for row in found.rows)) == 25 / 160
    assert found.before.label == "Mar 2025"


def test_that_a_running_period_is_compared_with_as_many_days():
    found = changes(as_of="2026-03-13")
    assert found is not None
    assert found.before.label == "Mar 2025, same days"
    assert found.whole.denominator == 100_000


def test_that_the_smallest_changes_are_put_together():
    many = [line(f"T{number:02}", 1_000.0 + number * (year == 2026), f"{year}-03-05")
            for number in range(20) for year in (2025, 2026)]  # fmt: skip
    found = changes(*many)
    assert found is not None
    assert len(found.rows) == MOST
    rest = found.rows[-1]
    assert (rest.name, len(rest.names)) == ("12 others", 12)
    assert rest.growth == pytest.approx((rest.now - rest.before) / rest.before)
    assert sum(row.part for row in found.rows) == pytest.approx(found.whole.value)


@pytest.mark.parametrize("period", ["2025-03", "all", "2027-01"])
def test_that_without_a_year_before_there_are_no_changes(period: str):
    assert changes(period=period) is None
