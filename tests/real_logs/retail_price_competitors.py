"""Twenty months of a shop's products, a line for each product and month, with the prices of three competitors."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same, of_family

PRICES = "The prices of competitors stand in columns of their own: a person must say so when files are matched."
UNTOLD = ("mean_unit", "mean_comp_avg", "mean_gap_vs_comp_avg", "cheapest_share", "matched_share", "dearest_share")
PARTS_WITHOUT = {
    "total": dict.fromkeys(UNTOLD, PRICES),
    "by_category": {
        **dict.fromkeys(UNTOLD, PRICES),
        "rows": "Lines are counted by product.",
        "qty": "Units are counted by product.",
    },
}
OTHER = {
    "by_month": PRICES,
    "month_check": "Is about reading dates, which the tests of reading compare.",
}


def total(real: Real, told: Any) -> None:
    sold = real.team("K50")
    assert all_same({"rows": sold.n, "revenue": sold.value, "qty": sold.details["units"]}, told)
    assert told.keys() - {"rows", "revenue", "qty"} == PARTS_WITHOUT["total"].keys()


def by_category(real: Real, told: Any) -> None:
    revenue = {family: figures["revenue"] for family, figures in told.items()}
    assert all_same({family: of_family(real, family) for family in told}, revenue)
    for figures in told.values():
        assert figures.keys() - {"revenue"} == PARTS_WITHOUT["by_category"].keys()


AGREES: dict[str, Check] = {check.__name__: check for check in (total, by_category)}
