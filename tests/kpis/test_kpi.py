"""A declared KPI: how its changes are marked, and which measure answers for whom."""

import pytest

from salesdesk.kpis.kpi import Figure, Mark, MeasureKind, Unit
from salesdesk.kpis.measures import Count, Mean, Ratio, Share, Total
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.sources import Side, Sum
from tests.kpis.test_score import kpi_of, simple

SIDE = Side(simple(1).facts_of())


@pytest.mark.parametrize(
    ("measure", "mark"),
    [
        (Count(SIDE), Mark.COUNT),
        (Total(SIDE, "amount"), Mark.SUM),
        (Total(SIDE, "amount", MeasureKind.SNAPSHOT), Mark.NONE),
        (Mean(SIDE, "amount"), Mark.MEAN),
        (Share(SIDE, "won"), Mark.RATE),
        (Ratio(Sum(SIDE), Sum(SIDE)), Mark.NONE),
        (Ratio(Sum(SIDE), Sum(SIDE), 1000, MeasureKind.PER_THOUSAND), Mark.COUNT),
        (Quantile(SIDE, "days"), Mark.DURATION),
        (SurvivalMedian(SIDE, "days", "ended"), Mark.DURATION),
    ],
)
def test_that_the_kind_of_measure_decides_how_changes_are_marked(measure: Count, mark: Mark) -> None:
    assert kpi_of(measure).marked_by is mark


def test_that_a_kpi_may_declare_its_mark() -> None:
    assert kpi_of(Ratio(Sum(SIDE), Sum(SIDE)), mark=Mark.RATE).marked_by is Mark.RATE


def test_that_reps_told_apart_have_the_measure_meant_for_them() -> None:
    team, own = Count(SIDE), Count(SIDE)
    kpi = kpi_of(team, rep_measure=own, figures={"mean": Figure("Mean", Unit.MONEY, Mean(SIDE, "amount"))})
    assert kpi.measure_of(None) is kpi.measure_of(None, ("team",)) is team
    assert kpi.measure_of(None, ("rep",)) is own
    assert kpi.measure_of("mean", ("rep",)) is kpi.figures["mean"].measure
    assert (kpi.unit_of(None), kpi.unit_of("mean")) == (Unit.COUNT, Unit.MONEY)
