"""A month of a bicycle maker's sales to resellers, and a sheet of targets with a column for each month."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same, same

NO_ORDERS = "Orders are counted among a customer's lifetime, not by rep."
PARTS_WITHOUT = {
    "sales_total": {"cost": "Costs have no figure of their own.", "orders": "Orders have no count of their own."},
    "sales_by_employee": {"orders": NO_ORDERS, "aov": NO_ORDERS},
}
OTHER = {
    "rows": "Counts rows and blank cells of the targets, which are shown where files are checked.",
    "unshipped": "When goods are shipped has no figure.",
    "ship_days": "When goods are shipped has no figure.",
}


def target_by_year(real: Real, told: Any) -> None:
    assert all_same({year: real.team("K06", year).denominator for year in told}, told)


def target_by_employee_2019(real: Real, told: Any) -> None:
    assert all_same({employee: real.of("K06", "2019", rep=employee).denominator for employee in told}, told)


def target_2020_06(real: Real, told: Any) -> None:
    june = real.team("K06", "2020-06")
    assert all_same({"sum": june.denominator, "n": june.n}, told)


def sales_total(real: Real, told: Any) -> None:
    sold, life = real.team("K01"), real.team("K43").details
    ours = {"sales": sold.value, "lines": sold.n, "margin": life["margin"], "aov": life["order_value"]}
    assert all_same(ours, told)
    assert told.keys() - ours.keys() == PARTS_WITHOUT["sales_total"].keys()


def sales_by_employee(real: Real, told: Any) -> None:
    for employee, figures in told.items():
        assert same(real.of("K01", rep=employee).value, figures["sales"])
        assert figures.keys() - {"sales"} == PARTS_WITHOUT["sales_by_employee"].keys()


def sales_by_territory(real: Real, told: Any) -> None:
    assert all_same({territory: real.of("K47", region=territory).value for territory in told}, told)


def daily_sales_extremes(real: Real, told: Any) -> None:
    """Each day of the month asked for by itself; days without sales are no worst days."""
    days = {f"2020-06-{day:02d}": real.team("K01", f"2020-06-{day:02d}..2020-06-{day:02d}") for day in range(1, 31)}
    sold = {day: found.value for day, found in days.items() if found.n and found.value is not None}
    ends = [min(sold, key=lambda day: sold[day]), max(sold, key=lambda day: sold[day])]
    assert ends == [day for day, _ in told]
    assert all(same(sold[day], value) for day, value in told)


AGREES: dict[str, Check] = {
    check.__name__: check
    for check in (
        target_by_year, target_by_employee_2019, target_2020_06, sales_total, sales_by_employee, sales_by_territory,
        daily_sales_extremes,
    )
}  # fmt: skip
