"""A small CRM without any rep: leads, activities, opportunities and orders with their lines."""

from __future__ import annotations

from typing import Any

from tests.real_logs.oracles import Check, Real, all_same, of_family, same, stage_counts

PARTS_WITHOUT = {
    "win": {
        "opp_to_win": "Divides by all opportunities; without opening days there is no opportunity-to-win ratio.",
        "won_without_sale": "Deals are not compared with orders.",
        "not_won_with_sale": "Deals are not compared with orders.",
    },
    "sales": {
        "orders": "Orders have no count of their own.",
        "price_mismatch": "The amount of a line is taken as it stands.",
    },
}
OTHER = {
    "lead_to_won": "The MQL-to-customer rate goes by the day a lead became qualified, which this log does not have.",
    "touches": "The second-contact rate asks whether a second attempt came in time; the oracle counts all there are.",
}


def win(real: Real, told: Any) -> None:
    ours = {
        "win_ratio": real.team("K33").value,
        "won_value": real.team("K15").details["value"],
        "mean_won": real.team("K38").value,
    }
    assert all_same(ours, told)
    assert told.keys() - ours.keys() == PARTS_WITHOUT["win"].keys()


def activities(real: Real, told: Any) -> None:
    """Calls, e-mails and follow-ups count when completed; demos and meetings when booked, completed or not."""
    details = real.team("K08").details
    completed = {kind: round(row["n"] * float(row["completed"])) for kind, row in told.items()}
    ours = {"Call": details["calls"], "Email": details["emails"], "Follow-up": details["others"]}
    assert all_same(ours, {kind: completed[kind] for kind in ours})
    assert same(details["meetings"], told["Demo"]["n"] + told["Meeting"]["n"])
    assert told.keys() == {*ours, "Demo", "Meeting"}


def sales(real: Real, told: Any) -> None:
    assert same(real.team("K01").value, told["total"])
    assert all_same({family: of_family(real, family) for family in told["by_category"]}, told["by_category"])
    assert same(real.team("K43").details["order_value"], told["aov"])
    assert told.keys() - {"total", "by_category", "aov"} == PARTS_WITHOUT["sales"].keys()


def lead_status_share(real: Real, told: Any) -> None:
    """Lost leads stand outside; those that are worked on are at a stage of the company's own."""
    found = real.team("K53")
    ours = {name: round(found.details[stage] * found.n) for name, stage in
            (("New", "lead"), ("Qualified", "sql"), ("Working", "other"))}  # fmt: skip
    assert all_same(ours, {name: figures["n"] for name, figures in told.items()})
    assert found.n == sum(figures["n"] for figures in told.values()) - told["Lost"]["n"]


AGREES: dict[str, Check] = {
    check.__name__: check for check in (stage_counts, win, activities, sales, lead_status_share)
}
