"""Value axes: numbers and durations, linear and logarithmic, whole and zoomed."""

import pytest

from salesdesk.ui.charts.scale import Scale, duration, log_ticks, scale_of, whole
from salesdesk.ui.charts.ticks import worded_ticks
from salesdesk.ui.charts.values_plane import DAYS, Axis


def texts(scale: Scale) -> list[str]:
    return [text for _, text in scale.ticks]


def test_that_an_axis_is_widened_to_round_numbers_only_if_wanted() -> None:
    assert whole(Axis(), [3.0, 47.0]) == (0.0, 60.0)
    assert whole(Axis(), [3.0, None, 47.0], to_ticks=False) == (3.0, 47.0)
    assert whole(Axis(from_zero=True), [3.0, 47.0], to_ticks=False) == (0.0, 47.0)


def test_that_natural_ends_are_kept() -> None:
    assert whole(Axis(low=0.0, high=1.0), [0.2, 0.97]) == (0.0, 1.0)


def test_that_nothing_and_one_value_have_a_span() -> None:
    for axis in (Axis(), Axis(log=True)):
        for levels in ([], [None], [0.0], [5.0]):
            low, high = whole(axis, levels)
            assert low < high


def test_that_values_and_pixels_are_each_others_inverse() -> None:
    for axis in (Axis(), Axis(log=True)):
        scale = scale_of(axis, (2.0, 400.0), (10.0, 210.0))
        assert scale.at(2.0) == pytest.approx(10.0)
        assert scale.at(400.0) == pytest.approx(210.0)
        assert scale.value_at(scale.at(33.0)) == pytest.approx(33.0)


def test_that_zero_lies_at_the_low_end_of_a_logarithmic_axis() -> None:
    scale = scale_of(Axis(log=True), (1.0, 100.0), (0.0, 100.0))
    assert scale.at(0.0) == scale.at(-3.0) == 0.0
    assert scale.at(10.0) == pytest.approx(50.0)


def test_that_a_window_shows_its_part_of_the_axis() -> None:
    scale = scale_of(Axis(), (0.0, 100.0), (0.0, 10.0), (0.5, 1.0))
    assert (scale.low, scale.high) == (50.0, 100.0)
    assert all(50 <= tick <= 100 for tick, _ in scale.ticks)


def test_that_times_on_a_logarithmic_axis_are_those_people_name() -> None:
    scale = scale_of(Axis(log=True, minutes=1.0), (1.0, 20_160.0), (0.0, 500.0))
    assert texts(scale) == ["1 min", "5 min", "15 min", "1 h", "4 h", "1 d", "3 d", "1 w"]


@pytest.mark.parametrize(
    ("unit", "high", "wanted"),
    [
        (1.0, 60.0, ["0", "15 min", "30 min", "45 min", "60 min"]),
        (1.0, 480.0, ["0", "2 h", "4 h", "6 h", "8 h"]),
        (DAYS, 90.0, ["0", "30 d", "60 d", "90 d"]),
        (DAYS, 1460.0, ["0", "1 y", "2 y", "3 y", "4 y"]),
    ],
)
def test_that_times_on_a_linear_axis_are_in_one_unit(unit: float, high: float, wanted: list[str]) -> None:
    assert texts(scale_of(Axis(minutes=unit), (0.0, high), (0.0, 500.0))) == wanted


def test_that_a_duration_is_named_in_its_largest_whole_unit() -> None:
    assert [duration(minutes) for minutes in (15, 60, 1440, 10080, 525600, 90)] == [
        "15 min", "1 h", "1 d", "1 w", "1 y", "90 min",
    ]  # fmt: skip


def test_that_logarithmic_ticks_thin_out_with_the_decades() -> None:
    assert log_ticks(1, 100, 8) == [1, 2, 5, 10, 20, 50, 100]
    assert log_ticks(1, 100, 5) == [1, 3, 10, 30, 100]
    assert log_ticks(1, 1e6, 4) == [1, 100, 10_000, 1_000_000]
    assert len(log_ticks(11, 14, 4)) >= 2


def test_that_no_two_ticks_read_alike() -> None:
    assert worded_ticks(0, 1, 5, lambda value: f"{value:.0f}") == [(0.0, "0"), (1.0, "1")]
    assert [text for _, text in worded_ticks(0, 4, 4, lambda value: f"{value:.0f}")] == ["0", "1", "2", "3", "4"]
