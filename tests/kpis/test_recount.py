"""Every KPI counted once more from the raw rows, one by one and without any of the program's arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from salesdesk.kpis.catalogue import ALL
from tests.kpis.asking import team
from tests.kpis.recounts import PARTS, RECOUNTS
from tests.kpis.recounts.plain_rows import counting

SPANS = {
    "2025-Q3": (date(2025, 7, 1), date(2025, 9, 30)),
    "2025": (date(2025, 1, 1), date(2025, 12, 31)),
    "2026-02-03..2026-02-20": (date(2026, 2, 3), date(2026, 2, 20)),
}
SEEDS = (7, 8, 9)


def test_that_every_kpi_is_counted_once_more():
    assert RECOUNTS.keys() == {kpi.id for kpi in ALL}


@pytest.mark.parametrize("kpi", RECOUNTS)
@pytest.mark.parametrize("period", SPANS)
@pytest.mark.parametrize("seed", SEEDS)
def test_that_the_figure_equals_the_recount(kpi: str, period: str, seed: int):
    with counting(seed) as log:
        found, recounted = team(log, kpi, period).value, RECOUNTS[kpi](SPANS[period])
    assert (found is None) == (recounted is None)
    assert found is None or found == pytest.approx(recounted, rel=1e-9)


@pytest.mark.parametrize("kpi", PARTS)
@pytest.mark.parametrize("period", SPANS)
@pytest.mark.parametrize("seed", SEEDS)
def test_that_the_parts_equal_the_recount(kpi: str, period: str, seed: int):
    with counting(seed) as log:
        details, recounted = team(log, kpi, period).details, PARTS[kpi](SPANS[period])
    assert {name: details[name] for name in recounted} == pytest.approx(recounted, rel=1e-9)
