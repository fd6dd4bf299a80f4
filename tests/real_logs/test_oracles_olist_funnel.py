"""The funnel of a marketplace: 8,000 qualified leads, whose dates put the day first, and 842 deals won from them."""

from __future__ import annotations

from typing import Any

import pytest

from salesdesk.models.selection import nobody
from tests.real_logs.oracles import Check, Real, all_same, every_oracle_is_told, same

LATER = "Belongs to the lead-to-customer rate, which comes later."
NO_CYCLE = "The deals have no opening day; the days count from the lead's first contact, which is no sales cycle."
PARTS_WITHOUT = {
    "counts": {"mql": "Leads have no count of their own.", "matched": LATER},
    "by_sr": {"mean": NO_CYCLE, "median": NO_CYCLE},
}
NO_COUNTERPART = {
    "mql_to_won": LATER,
    "mql_to_won_by_origin": LATER,
    "mql_cohort_conversion": LATER,
    "days_to_win": NO_CYCLE,
    "by_sdr": "Won deals are credited to their owner, not to whoever found the lead.",
    "mql_by_month": "The volume of new leads has no figure yet.",
    "wrong_if_month_first": "Is about reading dates, which the tests of reading compare.",
}


def counts(real: Real, told: Any) -> None:
    assert same(real.team("K15").value, told["won"])
    assert told.keys() - {"won"} == PARTS_WITHOUT["counts"].keys()


def by_sr(real: Real, told: Any) -> None:
    for rep, figures in told.items():
        assert same(real.of("K15", rep=rep).value, figures["won"])
        assert figures.keys() - {"won"} == PARTS_WITHOUT["by_sr"].keys()
    assert sum(figures["won"] for figures in told.values()) == real.team("K15").value


def won_by_month(real: Real, told: Any) -> None:
    assert all_same({month: real.team("K15", month).value for month in told}, told)


def won_by_segment(real: Real, told: Any) -> None:
    ours = {name: real.of("K15", segment=name or nobody("segment")).value for name in told}
    assert all_same(ours, told)


CHECKS: dict[str, Check] = {check.__name__: check for check in (counts, by_sr, won_by_month, won_by_segment)}


@pytest.fixture(scope="module")
def real(real_data) -> Real:
    return Real.opened(real_data("olist_funnel"))


def test_that_every_oracle_is_compared_or_has_a_reason(real: Real):
    every_oracle_is_told(real, CHECKS, NO_COUNTERPART)


@pytest.mark.parametrize("oracle", CHECKS)
def test_that_figures_agree(real: Real, oracle: str):
    CHECKS[oracle](real, real.oracles[oracle])
