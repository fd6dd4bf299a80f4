"""A small CRM without any rep: leads, activities, opportunities and orders with their lines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real_logs.oracles import Check, Real, all_same, every_oracle_is_told, of_family, same

PARTS_WITHOUT = {
    "win": {
        "opp_to_win": "Divides by all opportunities; without opening days there is no opportunity-to-win ratio.",
        "won_without_sale": "Deals are not compared with orders.",
        "not_won_with_sale": "Deals are not compared with orders.",
    },
    "sales": {
        "orders": "Orders have no count of their own.",
        "aov": "The mean order has no figure yet.",
        "price_mismatch": "The amount of a line is taken as it stands.",
    },
}
NO_COUNTERPART = {
    "lead_status_share": "Belongs to the leads per lifecycle stage, which come later.",
    "lead_to_won": "Belongs to the lead-to-customer rate, which comes later.",
    "touches": "Belongs to the second-contact rate, which comes later.",
}


def stage_counts(real: Real, told: Any) -> None:
    closed = real.team("K33")
    ours = {stage: real.of("K57", stage=stage).n for stage in told if not stage.startswith("Closed")}
    ours |= {"Closed Won": closed.numerator, "Closed Lost": closed.n - (closed.numerator or 0)}
    assert ours.keys() == told.keys()
    assert all_same(ours, told)


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
    assert told.keys() - {"total", "by_category"} == PARTS_WITHOUT["sales"].keys()


CHECKS: dict[str, Check] = {check.__name__: check for check in (stage_counts, win, activities, sales)}


@pytest.fixture(scope="module")
def real(real_data) -> Real:
    return Real.opened(real_data("filemaker_crm"))


def test_that_every_oracle_is_compared_or_has_a_reason(real: Real):
    every_oracle_is_told(real, CHECKS, NO_COUNTERPART)


@pytest.mark.parametrize("oracle", CHECKS)
def test_that_figures_agree(real: Real, oracle: str):
    CHECKS[oracle](real, real.oracles[oracle])
