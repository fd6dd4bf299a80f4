import numpy as np
import pytest

from salesdesk.insights.numbers import rounded
from salesdesk.stats.hazard import hazards


def percent(values: np.ndarray) -> list[float]:
    return [float(rounded(100 * value, 1)) for value in values]


def test_the_chance_at_each_attempt_and_no_drop_where_too_few_are_left() -> None:
    found = hazards([100, 80, 60, 45, 30, 18, 10], [4, 5, 5, 4, 3, 1, 0])
    assert percent(found.hazard) == [4.0, 6.3, 8.3, 8.9, 10.0, 5.6, 0.0]
    assert percent(found.pooled) == [5.0, 5.8, 7.6, 8.9, 8.6, 6.9, 3.6]
    assert percent(found.cumulative)[-1] == 36.1
    assert (found.judged, found.benchmark) == (5, None)


def test_that_the_last_attempt_before_the_knee_is_named() -> None:
    found = hazards([400, 380, 350, 330, 310, 290, 280], [20, 30, 20, 20, 6, 3, 2])
    assert percent(found.pooled) == [6.4, 6.2, 6.6, 4.6, 3.1, 1.3, 0.9]
    assert (found.judged, found.benchmark) == (7, 4)


def test_that_early_winners_do_not_make_the_first_attempt_look_best() -> None:
    found = hazards([100, 80], [4, 5])
    assert found.hazard[0] == pytest.approx(0.04)  # and not 4 of the 20 people with one touch
    assert found.hazard[1] > found.hazard[0]


@pytest.mark.parametrize(("at_risk", "conversions"), [([], []), ([0, 0], [0, 0]), ([50, 40], [0, 0]), ([5], [1])])
def test_that_nothing_is_named_where_nothing_converts_or_nobody_is_left(
    at_risk: list[int], conversions: list[int]
) -> None:
    assert hazards(at_risk, conversions).benchmark is None


def test_that_an_attempt_nobody_received_has_no_chance_and_changes_nothing() -> None:
    found = hazards([30, 0, 25], [3, 0, 1])
    assert np.isnan(found.hazard[1])
    assert found.cumulative[1] == pytest.approx(0.1)
    assert found.judged == 1
