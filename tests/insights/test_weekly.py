from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from salesdesk.insights.weekly import FEWEST, variation, weekly_parts, weeks_of
from salesdesk.models.period import day_date, day_number
from tests.company import board_of, company_board
from tests.kpis.building import log

MONDAY = day_number(day_date(20_458))  # 5 January 2026
BASE = (42, 45, 39, 47, 44, 40, 46, 43, 41, 48)


def calls(per_week: tuple[int, ...]) -> list[dict[str, Any]]:
    return [
        {"type": "call", "rep_id": "Ann", "happened_at": f"{day_date(MONDAY + 7 * week).isoformat()} 10:{n % 60:02d}",
         "lead_id": f"l{n}"}
        for week, count in enumerate(per_week) for n in range(count)
    ]  # fmt: skip


def worked(per_week: tuple[int, ...], period: str, as_of: str = "2026-03-22"):
    return board_of(log(as_of=as_of, reps=[{"name": "Ann"}], activities=calls(per_week)), period)


def test_that_a_week_beyond_the_limits_of_the_weeks_before_is_a_signal() -> None:
    found = variation(worked((*BASE, 62), "2026-03-16..2026-03-22"), "touches_per_day")
    assert found is not None
    assert (found.base, found.weeks[0].label) == (10, "5 Jan")
    per_week = [
        5 * value for value in (found.limits.mean, found.limits.moving_range, found.limits.low, found.limits.high)
    ]
    assert per_week == pytest.approx([43.5, 14 / 3, 31.09, 55.91], abs=0.01)
    assert found.signals.tolist() == [False] * 10 + [True]


def test_that_without_eight_weeks_nothing_is_called_unusual() -> None:
    found = variation(worked((42, 45, 39, 90), "2026-01", as_of="2026-02-01"), "touches_per_day")
    assert found is not None
    assert not found.known
    assert not found.signals.any()


def test_that_a_log_without_any_activity_has_no_weeks_to_show() -> None:
    quiet = log(as_of="2026-03-22", reps=[{"name": "Ann"}], activities=[{"type": "note", "happened_at": "2026-01-05"}])
    assert variation(board_of(quiet, "2026-Q1"), "touches_per_day") is None
    assert weekly_parts(board_of(quiet, "2026-Q1"), "activity_volume", ("calls",)) is None


def test_that_weeks_cover_the_period_once() -> None:
    weeks = weeks_of(company_board())
    period = company_board().period
    assert (weeks[0].period.start, weeks[-1].period.end) == (period.start, period.end)
    assert all(one.period.end == other.period.start for one, other in pairwise(weeks))
    assert [week.whole for week in weeks].count(False) <= 2


def test_that_the_parts_of_a_count_add_up_to_the_figure() -> None:
    found = weekly_parts(company_board(), "activity_volume", ("calls", "emails", "meetings", "others"))
    assert found is not None
    assert sum(table.value for table in found.parts.values()).tolist() == found.total.value.tolist()
    assert np.nansum(found.total.value) == company_board().kpis["activity_volume"].now.value


def test_that_a_short_period_is_shown_with_the_weeks_before_it() -> None:
    weeks = weeks_of(worked(BASE, "2026-03-09..2026-03-13"))
    assert len(weeks) == FEWEST
    assert (weeks[-1].label, weeks[-1].whole) == ("9 Mar", False)


def test_that_the_log_and_not_the_period_ends_the_weeks() -> None:
    weeks = weeks_of(worked(BASE, "2026", as_of="2026-03-17"))
    assert (weeks[-1].period.last.isoformat(), weeks[-1].whole) == ("2026-03-17", False)
