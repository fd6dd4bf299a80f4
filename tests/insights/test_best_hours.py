from typing import Any

import numpy as np
import pytest

from salesdesk.insights.best_hours import MOST, best_hours, judge
from salesdesk.stats.shrink import shrink_rates, smooth
from tests.company import board_of, company_board
from tests.kpis.building import log


def test_that_a_cell_is_pulled_towards_the_average() -> None:
    assert smooth([9, 2], [20, 20], 0.12, 40).tolist() == pytest.approx([0.23, 0.1133], abs=1e-4)


def call(day: str, outcome: str) -> dict[str, Any]:
    return {"type": "call", "happened_at": day, "rep_id": "Ann", "outcome": outcome, "lead_id": "x"}


def calls(day: str, reached: int, missed: int) -> list[dict[str, Any]]:
    return [call(day, "connected")] * reached + [call(day, "no_answer")] * missed


def test_that_only_hours_with_dials_enough_are_judged_and_the_best_lie_above_chance() -> None:
    acts = [
        *(row for hour in range(9, 17) for row in calls(f"2026-01-05 {hour:02d}:00", 10, 90)),
        *calls("2026-01-06 10:00", 60, 40),
        *calls("2026-01-07 11:00", 9, 1),  # nine of ten dials: too few to be judged
    ]
    rows = [{**act, "happened_at": f"{act['happened_at']}", "activity_id": f"a{n}"} for n, act in enumerate(acts)]
    found = best_hours(board_of(log(as_of="2026-01-31", activities=rows), "2026-01", "dial_to_contact_rate"))
    assert found is not None
    assert (found.days[0], found.days[-1], found.hours[0], found.hours[-1]) == ("Monday", "Friday", "09:00", "16:00")
    assert np.argwhere(found.judged.best).tolist() == [[1, 1]]
    assert (found.dials[2, 2], bool(found.judged.enough[2, 2])) == (10, False)
    assert found.untried == 5 * 8 - 10
    assert found.judged.average == pytest.approx(149 / 910)


def test_that_no_more_than_three_hours_are_best() -> None:
    reached = np.array([[60.0] * 5 + [10.0] * 35])
    judged = judge(reached, np.full((1, 40), 100.0))
    assert judged.best.sum() == MOST
    assert (judged.low[judged.best] > judged.average).all()


def test_that_chance_makes_no_hour_best() -> None:
    assert not judge(np.array([[12.0, 13.0, 11.0, 12.0]]), np.full((1, 4), 100.0)).best.any()


def test_that_calls_without_a_time_of_day_show_nothing() -> None:
    rows = [{**call("2026-01-05", "connected"), "activity_id": f"a{n}"} for n in range(40)]
    assert best_hours(board_of(log(as_of="2026-01-31", activities=rows), "2026-01", "dial_to_contact_rate")) is None


def test_that_the_cells_add_up_to_the_figure() -> None:
    found, now = best_hours(company_board()), company_board().kpis["dial_to_contact_rate"].now
    assert found is not None
    assert (found.reached.sum(), found.dials.sum()) == (now.numerator, now.denominator)


def test_that_the_normal_curve_says_the_same_of_many_dials() -> None:
    dials = np.array([[300.0, 350.0, 900.0, 2000.0]])
    reached = np.round(dials * [0.1, 0.2, 0.12, 0.15])
    judged, exact = judge(reached, dials), shrink_rates(reached[0], dials[0]).interval()
    assert np.abs(np.array([judged.low[0], judged.high[0]]) - np.array(exact)).max() < 0.004
