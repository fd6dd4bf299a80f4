"""The pipeline of Maven: 8,800 deals of 35 agents, in two copies whose dates are written differently."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.kpis.building import without
from tests.real_logs.oracles import Check, Real, all_same, same

QUARTERS = ("2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4")
# Parts of an oracle that no figure answers yet.
PARTS_WITHOUT = {
    "by_agent": {"cycle_closed_mean": "The cycle is that of won deals; of lost ones there is a median."},
    "by_product": {"realised_price_ratio": "What is paid against the list price belongs to the average retail price."},
    "cycle_total": {
        "lost_mean": "Of lost deals there is a median.",
        "closed_mean": "The cycle is that of won deals.",
    },
    "open_pipeline": {
        "blank_account": "Counts of blank cells are shown where files are checked.",
        "blank_engage_date": "Counts of blank cells are shown where files are checked.",
        "blank_close_date": "Counts of blank cells are shown where files are checked.",
    },
}
OTHER = {
    "opportunity_to_win_total": (
        "Divides by all opportunities ever opened; the opportunity-to-win ratio counts only those old enough to judge "
        "and wins within the usual time."
    ),
}


def stage_counts(real: Real, told: Any) -> None:
    closed = real.team("K33")
    ours = {"Won": closed.numerator, "Lost": closed.n - (closed.numerator or 0)}
    ours |= {stage: real.of("K57", stage=stage).n for stage in ("Engaging", "Prospecting")}
    assert all_same(ours, told)


def win_ratio_total(real: Real, told: Any) -> None:
    assert same(real.team("K33").value, told)


def win_loss_ratio_total(real: Real, told: Any) -> None:
    assert same(real.team("K35").value, told)


def by_agent(real: Real, told: Any) -> None:
    for agent, figures in told.items():
        closed, cycle = real.of("K33", rep=agent), real.of("K36", rep=agent)
        ours = {
            "opps": real.of("K13", rep=agent).value,
            "won": real.of("K15", rep=agent).value,
            "lost": closed.n - (closed.numerator or 0),
            "open": real.of("K57", rep=agent).n,
            "win_ratio": closed.value,
            "won_value": real.of("K15", rep=agent).details["value"],
            "avg_deal": real.of("K38", rep=agent).value,
            "cycle_won_mean": cycle.details["mean"],
            "cycle_won_median": cycle.value,
        }
        assert all_same(ours, figures)
        assert figures.keys() - ours.keys() == PARTS_WITHOUT["by_agent"].keys()


def by_quarter(real: Real, told: Any) -> None:
    for quarter, figures in told.items():
        closed = real.team("K33", quarter)
        ours = {
            "won": real.team("K15", quarter).value,
            "lost": closed.n - (closed.numerator or 0),
            "win_ratio": closed.value,
            "won_value": real.team("K01", quarter).value,
        }
        assert ours.keys() == figures.keys()
        assert all_same(ours, figures)


def win_ratio_by_agent_quarter(real: Real, told: Any) -> None:
    for agent, quarters in told.items():
        assert all_same({quarter: real.of("K33", quarter, rep=agent).value for quarter in quarters}, quarters)


def _sales(real: Real, dim: str, told: Any) -> None:
    for name, figures in told.items():
        closed = real.of("K33", **{dim: name})
        ours = {
            "won": real.of("K15", **{dim: name}).value,
            "lost": closed.n - (closed.numerator or 0),
            "win_ratio": closed.value,
            "won_value": real.of("K47", **{dim: name}).value,
        }
        assert all_same(ours, figures)
        assert figures.keys() - ours.keys() == PARTS_WITHOUT.get(f"by_{dim}", {}).keys()


def by_office(real: Real, told: Any) -> None:
    _sales(real, "region", told)
    _sales(real, "team", told)


def by_manager(real: Real, told: Any) -> None:
    _sales(real, "manager", told)


def by_product(real: Real, told: Any) -> None:
    _sales(real, "product", told)


def cycle_total(real: Real, told: Any) -> None:
    cycle = real.team("K36")
    ours = {"won_mean": cycle.details["mean"], "won_median": cycle.value, "lost_median": cycle.details["lost_median"],
            "negative_count": cycle.excluded.get("negative", 0)}  # fmt: skip
    assert all_same(ours, told)
    means = {quarter: real.team("K36", quarter).details["mean"] for quarter in QUARTERS}
    assert all_same(means, told["won_mean_by_quarter"])
    assert told.keys() - ours.keys() - {"won_mean_by_quarter"} == PARTS_WITHOUT["cycle_total"].keys()


def avg_deal_total(real: Real, told: Any) -> None:
    size = real.team("K38")
    ours = {"won_value": size.numerator, "mean": size.value, "median": size.details["median"]}
    assert ours.keys() == told.keys()
    assert all_same(ours, told)


def product_mix_by_sector(real: Real, told: Any) -> None:
    for sector, products in told.items():
        for product, figures in products.items():
            cell = real.of("K50", product=product, segment=sector)
            assert all_same({"won": cell.n, "won_value": cell.value}, figures)


def open_pipeline(real: Real, told: Any) -> None:
    for stage in ("Engaging", "Prospecting"):
        assert real.of("K57", stage=stage).n == told[stage]["n"]
        assert told[stage].keys() - {"n"} == PARTS_WITHOUT["open_pipeline"].keys()
    assert real.team("K57").n == sum(told[stage]["n"] for stage in ("Engaging", "Prospecting"))


def new_logos_by_quarter(real: Real, told: Any) -> None:
    """The oracle counts accounts: as the program does where no account names a parent."""
    alone = Real(real.folder, without(real.log, "customers", "parent_id"))
    assert all_same({quarter: alone.team("K44", quarter).value for quarter in told}, told)
    groups = {quarter: real.team("K44", quarter).value for quarter in QUARTERS}
    assert groups["2017-Q1"] == 85 - 15  # fifteen accounts are subsidiaries of others


def customer_value_top10(real: Real, told: Any) -> None:
    table = real.table("K01", "customer")
    best = np.argsort(-np.nan_to_num(table.value[0]), kind="stable")[: len(told)]
    assert [(table.labels[0][place], f"{table.value[0][place]:.0f}") for place in best] == [tuple(row) for row in told]


def agents_without_opportunities(real: Real, told: Any) -> None:
    table = real.table("K13", "rep")
    assert sorted(label for label, n in zip(table.labels[0], table.n[0], strict=True) if n == 0) == sorted(told)


def new_opportunities_by_month(real: Real, told: Any) -> None:
    assert all_same({month: real.team("K13", month).value for month in told}, told)


AGREES: dict[str, Check] = {
    check.__name__: check
    for check in (
        stage_counts, win_ratio_total, win_loss_ratio_total, by_agent, by_quarter, win_ratio_by_agent_quarter,
        by_office, by_manager, by_product, cycle_total, avg_deal_total, product_mix_by_sector, open_pipeline,
        new_logos_by_quarter, customer_value_top10, agents_without_opportunities, new_opportunities_by_month,
    )
}  # fmt: skip
