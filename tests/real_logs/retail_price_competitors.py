"""Twenty months of a shop's products, a line for each product and month, with the prices of three competitors."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real_logs.oracles import Check, Real, all_same, of_family

PRICES = "Compares what a piece is listed at; the price gap takes what was paid for one, and adds up before dividing."
UNTOLD = ("mean_unit", "mean_gap_vs_comp_avg", "cheapest_share", "matched_share", "dearest_share")
EXACT = 1e-5  # money is kept to ten-thousandths
PARTS_WITHOUT = {
    "total": dict.fromkeys(UNTOLD, PRICES),
    "by_month": {"unit": PRICES},
    "by_category": {
        **dict.fromkeys((*UNTOLD, "mean_comp_avg"), PRICES),
        "rows": "Lines are counted by product.",
        "qty": "Units are counted by product.",
    },
}
OTHER = {
    "month_check": "Is about reading dates, which the tests of reading compare.",
}


def total(real: Real, told: Any) -> None:
    sold = real.team("K50")
    assert all_same({"rows": sold.n, "revenue": sold.value, "qty": sold.details["units"]}, told)
    assert told.keys() - {"rows", "revenue", "qty", "mean_comp_avg"} == PARTS_WITHOUT["total"].keys()


def by_month(real: Real, told: Any) -> None:
    """The mean of the competitors' prices, of each product that was sold in the month."""
    gaps = {month: real.team("K48", month) for month in told}
    for month, gap in gaps.items():
        assert (gap.denominator or 0) / gap.n == pytest.approx(float(told[month]["comp"]), abs=EXACT)
        assert told[month].keys() - {"comp"} == PARTS_WITHOUT["by_month"].keys()
    whole = sum(gap.denominator or 0 for gap in gaps.values()) / sum(gap.n for gap in gaps.values())
    assert whole == pytest.approx(float(real.oracles["total"]["mean_comp_avg"]), abs=EXACT)


def by_category(real: Real, told: Any) -> None:
    revenue = {family: figures["revenue"] for family, figures in told.items()}
    assert all_same({family: of_family(real, family) for family in told}, revenue)
    for figures in told.values():
        assert figures.keys() - {"revenue"} == PARTS_WITHOUT["by_category"].keys()


AGREES: dict[str, Check] = {check.__name__: check for check in (total, by_month, by_category)}
