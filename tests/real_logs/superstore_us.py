"""Four years of a shop's order lines, with the manager of each region and a list of returned orders."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.real_logs.oracles import Check, Real, all_same, of_family, same

NO_COST = "Costs and profit have no figure yet."
PARTS_WITHOUT = {
    "totals": {
        "orders": "Orders have no count of their own.",
        "profit": NO_COST,
        "profit_ratio": NO_COST,
    },
    "by_person": {
        "region": "Is the manager's region, not a figure.",
        "profit": NO_COST,
        "orders": "Orders have no count of their own.",
        "return_rate": "Returns without amounts are said on net sales, not counted.",
    },
    "returns": {
        "in_orders": "Returns without amounts are said on net sales, not counted.",
        "rate": "Returns without amounts are said on net sales, not counted.",
    },
}
OTHER = {
    "cross_category_orders": "The cross-sell rate counts customers who bought another family, not orders with several.",
    "repeat_customer_rate": "The retention rate asks who is still a customer, not who ever came again.",
}


def totals(real: Real, told: Any) -> None:
    sold = real.team("K01")
    ours = {
        "rows": sold.n,
        "customers": real.team("K44").value,
        "sales": sold.value,
        "aov": real.team("K43").details["order_value"],
    }
    assert all_same(ours, told)
    assert told.keys() - ours.keys() == PARTS_WITHOUT["totals"].keys()
    assert same(real.team("K50").details["buyers"], told["customers"])


def by_person(real: Real, told: Any) -> None:
    for person, figures in told.items():
        assert same(real.of("K01", rep=person).value, figures["sales"])
        assert same(real.of("K47", region=figures["region"]).value, figures["sales"])
        assert figures.keys() - {"sales"} == PARTS_WITHOUT["by_person"].keys()


def by_year_region(real: Real, told: Any) -> None:
    for year, regions in told.items():
        assert all_same({region: real.of("K47", year, region=region).value for region in regions}, regions)


def by_category_segment(real: Real, told: Any) -> None:
    for family, segments in told.items():
        assert all_same({segment: of_family(real, family, segment=segment) for segment in segments}, segments)


def returns(real: Real, told: Any) -> None:
    assert f"{told['returned']} orders are marked as returned" in " ".join(real.team("K01").notes)
    assert told.keys() - {"returned"} == PARTS_WITHOUT["returns"].keys()


def top_customers(real: Real, told: Any) -> None:
    table = real.table("K01", "customer")
    best = np.argsort(-np.nan_to_num(table.value[0]), kind="stable")[: len(told)]
    for place, (name, sales) in zip(best, told, strict=True):
        assert table.labels[0][place] == name
        assert same(table.value[0][place], sales)


def new_customers_by_year(real: Real, told: Any) -> None:
    assert all_same({year: real.team("K44", year).value for year in told}, told)


AGREES: dict[str, Check] = {
    check.__name__: check
    for check in (
        totals, by_person, by_year_region, by_category_segment, returns, top_customers, new_customers_by_year,
    )
}  # fmt: skip
