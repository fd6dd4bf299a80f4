"""Stacked and grouped columns: zero, sums, keys, marks in grey, words that fit."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from salesdesk.ui.charts.pixels import PixelScale
from salesdesk.ui.charts.values_columns import ColumnData, Series, StackData
from salesdesk.ui.look.theme import LIGHT
from tests.ui.charts.samples import COLUMNS, STACK

Chart = Callable[..., QWidget]
SERIES = pytest.mark.parametrize("kind", ["stacked", "columns"])


def scale_of(made: QWidget) -> PixelScale:
    (first, last), (low, high) = made.plotItem.vb.viewRange()
    return PixelScale(made._view(), first, last, low, high)


@SERIES
def test_that_columns_start_at_zero(chart: Chart, kind: str) -> None:
    assert chart(kind).plotItem.vb.viewRange()[1][0] == 0


def test_that_the_parts_of_a_column_stand_on_each_other(chart: Chart) -> None:
    made = chart("stacked")
    (calls, _), (mails, _) = made._parts(scale_of(made), 0)
    assert calls.top() == mails.bottom()
    assert calls.height() == pytest.approx(2 * mails.height(), abs=2)


def test_that_negative_parts_hang_below_zero(chart: Chart) -> None:
    data = StackData("x", ("a",), (Series("up", (3.0,)), Series("down", (-2.0,), "worse"), Series("more", (-1.0,))))
    made = chart("stacked", data)
    scale = scale_of(made)
    up, down, more = (area for area, _ in made._parts(scale, 0))
    assert up.bottom() == down.top() == round(scale.y(0))
    assert more.top() == down.bottom()
    assert made.plotItem.vb.viewRange()[1][0] <= -3


def test_that_the_axis_reaches_the_sum_of_the_parts(chart: Chart) -> None:
    assert chart("stacked").plotItem.vb.viewRange()[1][1] > 30


@SERIES
def test_that_room_for_the_key_is_kept_above_the_columns(chart: Chart, kind: str) -> None:
    made = chart(kind)
    assert scale_of(made).y(max(made._ticks)) - made._view().top() >= made.head_room() - 1


def test_that_a_narrow_chart_breaks_its_key(chart: Chart) -> None:
    names = tuple(Series(f"a rather long name {i}", (1.0,), f"series{i}") for i in range(5))
    data = StackData("x", ("a",), names)
    assert chart("stacked", data, width=360).head_room() > 1.5 * chart("stacked", data, width=900).head_room()


def test_that_hover_tells_every_series_and_the_words_above(chart: Chart) -> None:
    assert chart("stacked").hover_text(0) == "W1\ncalls: 20\ne-mails: 10 e-mails\nopportunities: 2\n30"
    assert "calls: no data" in chart("stacked").hover_text(1)
    assert chart("columns").hover_text(2).endswith("80% is often quoted")
    assert chart("stacked", replace(STACK, hover=("ready",))).hover_text(0) == "ready"


def test_that_published_figures_are_grey(chart: Chart, holds: Callable[[QImage, QColor], bool]) -> None:
    assert holds(chart("columns").grab().toImage(), LIGHT.neutral)


def test_that_hollow_columns_are_not_filled(chart: Chart) -> None:
    made = chart("columns", ColumnData("x", ("a",), (Series("s", (3.0,), "worse", hollow=(True,)),)))
    scale = scale_of(made)
    middle = made.grab().toImage().pixelColor(round(scale.x(0)), round(scale.y(1.5)))
    assert middle == LIGHT.surface


def test_that_a_column_of_zero_is_not_drawn_and_a_gap_is_none(chart: Chart) -> None:
    data = ColumnData("x", ("a", "b"), (Series("s", (0.0, None), "worse"),))
    picture = chart("columns", data).grab().toImage()
    assert all(picture.pixelColor(x, y) != LIGHT.worse for x in range(picture.width()) for y in range(picture.height()))


def test_that_one_series_alone_needs_no_key(chart: Chart) -> None:
    assert chart("columns", ColumnData("x", ("a",), (Series("s", (1.0,)),))).key() == ()
    assert [entry.text for entry in chart("columns").key()] == ["won", "lost", "own curve", "often quoted"]


def test_that_every_upright_mark_has_a_line_for_its_words(chart: Chart) -> None:
    bare = chart("columns", replace(COLUMNS, marks=()))
    assert chart("columns").head_room() > bare.head_room()
