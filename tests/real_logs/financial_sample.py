"""Sixteen months of sales by country, segment and product, without reps or customers."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same

NO_COST = "Costs and profit have no figure yet."
PARTS_WITHOUT = {
    "totals": {
        "Gross Sales": "Amounts are what is paid after the discount; gross means before refunds.",
        "Discounts": "The discounts are the file's own, against another price than that of its lines.",
        "COGS": NO_COST,
        "Profit": NO_COST,
        "margin": NO_COST,
    },
    "by": {"profit": NO_COST},
}
OTHER = {
    "by_discount_band": "Sales are not split by the file's own bands of discount.",
    "identity": "Checks the file's own arithmetic, not a figure.",
    "loss_making_rows": NO_COST,
}


def totals(real: Real, told: Any) -> None:
    sold = real.team("K50")
    ours = {"rows": sold.n, "Sales": sold.value, "Units Sold": sold.details["units"]}
    assert all_same(ours, told)
    assert told.keys() - ours.keys() == PARTS_WITHOUT["totals"].keys()


def _by(real: Real, kpi: str, dim: str, told: Any) -> None:
    for name, figures in told.items():
        cell = real.of(kpi, **{dim: name})
        assert all_same({"rows": cell.n, "sales": cell.value}, figures)
        assert figures.keys() - {"rows", "sales"} == PARTS_WITHOUT["by"].keys()


def by_country(real: Real, told: Any) -> None:
    _by(real, "K47", "region", told)


def by_segment(real: Real, told: Any) -> None:
    _by(real, "K50", "segment", told)


def by_product(real: Real, told: Any) -> None:
    _by(real, "K50", "product", told)


def by_month(real: Real, told: Any) -> None:
    assert all_same({month: real.team("K01", month).value for month in told}, told)


AGREES: dict[str, Check] = {check.__name__: check for check in (totals, by_country, by_segment, by_product, by_month)}
