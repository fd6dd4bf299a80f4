import pytest

from salesdesk.insights.glossary import about, definition_lines, glossary_text
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.kpi import Kpi, Standing


@pytest.mark.parametrize("kpi", ALL, ids=lambda kpi: kpi.key)
def test_that_every_kpi_says_what_it_is_how_it_is_worked_out_and_what_it_needs(kpi: Kpi) -> None:
    told = dict(definition_lines(kpi))
    assert {"What it is", "How it is worked out", "Unit", "Needs", "Ask"} <= told.keys()
    assert about(kpi) in glossary_text()
    assert all(text and "_" not in text for text in told.values())


@pytest.mark.parametrize("kpi", [kpi for kpi in ALL if kpi.benchmark], ids=lambda kpi: kpi.key)
def test_that_a_benchmark_says_how_far_it_can_be_trusted(kpi: Kpi) -> None:
    assert kpi.benchmark is not None
    told = dict(definition_lines(kpi))["Benchmark"]
    words = {Standing.STUDY: "study", Standing.QUOTED: "doubtful", Standing.EXAMPLE: "not research"}
    assert words[kpi.benchmark.standing] in told
