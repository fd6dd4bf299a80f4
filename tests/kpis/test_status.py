"""Enough data? The rule of each kind, at its limits."""

import numpy as np
import pytest

from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import Cols
from salesdesk.kpis.needs import Covered
from salesdesk.kpis.status import STATUSES, Status, statuses, with_periods
from salesdesk.models.settings import Limits
from salesdesk.stats.intervals import wilson


def _cols(n: list[float], **more: object) -> Cols:
    array = np.array(n, dtype=float)
    value = np.where(array > 0, 0.5, np.nan)
    return Cols(value, value, array, array, **more)  # type: ignore[arg-type]


def _words(kind: MeasureKind, cols: Cols, limits: Limits | None = None) -> list[str]:
    return [STATUSES[code].value for code in statuses(kind, cols, limits or Limits())]


@pytest.mark.parametrize(
    ("kind", "few", "enough"),
    [
        (MeasureKind.RATE, 10, 30),
        (MeasureKind.PER_THOUSAND, 200, 1000),
        (MeasureKind.DURATION, 5, 20),
        (MeasureKind.MEAN, 5, 20),
        (MeasureKind.SURVIVAL, 5, 20),
        (MeasureKind.SCORE, 10, 50),
    ],
)
def test_that_a_status_turns_at_the_limits_of_its_kind(kind: MeasureKind, few: int, enough: int) -> None:
    words = _words(kind, _cols([0, few - 1, few, enough - 1, enough]))
    assert words == ["no_data", "not_enough_data", "indicative", "indicative", "ok"]


@pytest.mark.parametrize(
    ("hits", "n", "word"), [(3, 50, "ok"), (4, 9, "not_enough_data"), (12, 20, "indicative"), (20, 40, "indicative")]
)
def test_that_a_rate_needs_a_narrow_interval_too(hits: int, n: int, word: str) -> None:
    lo, hi = wilson(np.array([hits]), np.array([n]))
    assert _words(MeasureKind.RATE, _cols([n], lo=lo, hi=hi), Limits(rate_half_width=0.14)) == [word]


def test_that_the_limits_are_a_setting() -> None:
    assert _words(MeasureKind.RATE, _cols([5]), Limits(rate=(2, 5))) == ["ok"]


@pytest.mark.parametrize("kind", [MeasureKind.COUNT, MeasureKind.SUM, MeasureKind.RATIO, MeasureKind.SNAPSHOT])
def test_that_one_row_is_enough_to_count(kind: MeasureKind) -> None:
    assert _words(kind, _cols([1])) == ["ok"]


def test_that_a_ratio_of_counts_is_judged_as_a_rate() -> None:
    assert _words(MeasureKind.RATIO, _cols([9, 30], judged_as=MeasureKind.RATE)) == ["not_enough_data", "ok"]


def test_that_a_survival_median_is_judged_by_those_that_ended_and_may_not_be_reached() -> None:
    cols = Cols(
        value=np.array([7.0, np.nan, np.nan]),
        numerator=np.zeros(3),
        denominator=np.zeros(3),
        n=np.array([40.0, 40.0, 0.0]),
        observed=np.array([4.0, 20.0, 0.0]),
        answered=np.array([True, True, False]),
    )
    assert _words(MeasureKind.SURVIVAL, cols) == ["not_enough_data", "not_enough_data", "no_data"]


def test_that_parts_of_a_whole_are_an_answer_without_a_value() -> None:
    none = np.full(2, np.nan)
    cols = Cols(none, none, none, np.array([3.0, 0.0]), answered=np.array([True, False]))
    assert _words(MeasureKind.SNAPSHOT, cols) == ["ok", "no_data"]


def test_that_a_young_cohort_is_immature_whatever_its_size() -> None:
    assert _words(MeasureKind.RATE, _cols([0, 100], immature=np.array([True, True]))) == ["immature"] * 2


def _with_periods(kind: MeasureKind) -> list[str]:
    """Periods: covered, running, running and in part, in part, after the table, before it, of a table without dates."""
    status = np.array([Status.OK.code] * 7, dtype=np.int8)
    marks = np.eye(7, dtype=bool)
    known = Covered(marks[1] | marks[2], marks[2] | marks[3], marks[4] | marks[5], marks[5], marks[6])
    return [STATUSES[code].value for code in with_periods(status, kind, known)]


def test_that_a_count_is_as_good_as_its_period_is_covered() -> None:
    expected = ["ok", "indicative", "not_enough_data", "not_enough_data", "no_data", "no_data", "no_data"]
    assert _with_periods(MeasureKind.COUNT) == _with_periods(MeasureKind.SUM) == expected


def test_that_a_snapshot_only_needs_a_table_that_has_begun_and_a_rate_only_its_rows() -> None:
    assert _with_periods(MeasureKind.SNAPSHOT) == ["ok"] * 5 + ["no_data", "ok"]
    assert _with_periods(MeasureKind.RATE) == ["ok"] * 7


def test_that_only_ok_and_indicative_are_fit_for_ranks_and_colours() -> None:
    assert [status for status in Status if status.is_shown] == [Status.OK, Status.INDICATIVE]
    assert [STATUSES[status.code] for status in Status] == list(Status)
