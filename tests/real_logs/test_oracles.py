"""Figures of real logs agree with those worked out independently, or it is said why there is nothing to compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from salesdesk.kpis.catalogue import ALL
from tests.real_logs import (
    adventureworks_pl300,
    awesome_chocolates,
    bank_marketing,
    edtech_leads,
    filemaker_crm,
    financial_sample,
    hubspot_dummy,
    ibm_hr_attrition,
    maven_crm,
    olist_funnel,
    pwc_call_centre,
    retail_price_competitors,
    superstore_us,
    xeducation_leads,
)
from tests.real_logs.oracles import Real, oracles_of

pytestmark = pytest.mark.usefixtures("reading_here")

LOGS: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        adventureworks_pl300, awesome_chocolates, bank_marketing, edtech_leads, filemaker_crm, financial_sample,
        hubspot_dummy, ibm_hr_attrition, maven_crm, olist_funnel, pwc_call_centre, retail_price_competitors,
        superstore_us, xeducation_leads,
    )
}  # fmt: skip
CHECKS = [(name, oracle) for name, log in LOGS.items() for oracle in log.AGREES]


@pytest.fixture(scope="module")
def opened(real_data: Callable[[str], Path]) -> Callable[[str], Real]:
    return cache(lambda name: Real.explained(real_data(name)))


@pytest.mark.parametrize("name", LOGS)
def test_that_every_oracle_is_compared_or_has_a_reason(real_data: Callable[[str], Path], name: str) -> None:
    agrees, other = LOGS[name].AGREES, LOGS[name].OTHER
    assert agrees.keys().isdisjoint(other)
    assert agrees.keys() | other.keys() == oracles_of(real_data(name)).keys()
    assert all(reason.endswith(".") for reason in other.values())


@pytest.mark.parametrize(("name", "oracle"), CHECKS)
def test_that_figures_agree(opened: Callable[[str], Real], name: str, oracle: str) -> None:
    real = opened(name)
    LOGS[name].AGREES[oracle](real, real.oracles[oracle])


def test_that_both_copies_of_maven_give_the_same_figures(opened: Callable[[str], Real]) -> None:
    real = opened("maven_crm")
    iso = Real.opened(real.folder, real.folder / "original_zip" / "CRM+Sales+Opportunities")
    for kpi in ALL:
        for period in ("all", *maven_crm.QUARTERS):
            ours, theirs = real.table(kpi, "rep", period=period), iso.table(kpi, "rep", period=period)
            assert ours.labels == theirs.labels
            assert (ours.status == theirs.status).all()
            for one, other in ((ours.value, theirs.value), (ours.n, theirs.n), (ours.lo, theirs.lo)):
                np.testing.assert_array_equal(one, other)
