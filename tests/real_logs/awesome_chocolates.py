"""A tutorial workbook of a chocolate seller: two tables side by side and a sheet of tables made from them; no dates."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same, best, same

NO_COST = "Costs and profit have no figure."
PARTS_WITHOUT = {
    "totals": {"cost": NO_COST, "profit": NO_COST},
    "by_person": {"units": "Units are told by place and product.", "mean_amount": "The mean line has no figure.",
                  "profit": NO_COST},
}  # fmt: skip
OTHER: dict[str, str] = {}


def totals(real: Real, told: Any) -> None:
    sold = real.team("K50")
    assert all_same({"rows": sold.n, "amount": sold.value, "units": sold.details["units"]}, told)
    assert told.keys() - {"rows", "amount", "units"} == PARTS_WITHOUT["totals"].keys()


def by_person(real: Real, told: Any) -> None:
    for person, figures in told.items():
        sold = real.of("K01", rep=person)
        assert all_same({"rows": sold.n, "amount": sold.value}, figures)
        assert figures.keys() - {"rows", "amount"} == PARTS_WITHOUT["by_person"].keys()


def by_geography(real: Real, told: Any) -> None:
    assert all_same({place: real.of("K47", location=place).value for place in told}, told)


def by_product_top5(real: Real, told: Any) -> None:
    ours = best(real.table("K50", "product"), len(told))
    assert [name for name, _ in ours] == [name for name, _ in told]
    assert all(same(value, expected) for (_, value), (_, expected) in zip(ours, told, strict=True))


def best_person_per_geography(real: Real, told: Any) -> None:
    table = real.table("K01", "rep", "location")
    for place, person in told.items():
        sold = {name: table.at(rep=name, location=place).value or 0.0 for name in table.labels[0]}
        assert max(sold, key=lambda name: sold[name]) == person


AGREES: dict[str, Check] = {
    check.__name__: check for check in (totals, by_person, by_geography, by_product_top5, best_person_per_geography)
}
