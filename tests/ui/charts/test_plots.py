"""Bars and trends: zero, ticks, zoom, clicks, hover, and what happens after closing."""

import dataclasses
import itertools
from collections.abc import Callable

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.charts.colours import mark_colour, text_colour
from salesdesk.ui.charts.placing import spread
from salesdesk.ui.charts.trend import TrendChart
from salesdesk.ui.charts.values import BarData, TrendData, TrendLine
from salesdesk.ui.look.switch import apply_theme
from salesdesk.ui.look.theme import DARK, LIGHT

Chart = Callable[..., QWidget]


def spot(made: QWidget, place: float, share: float = 0.5) -> QPoint:
    """A point in the column of a place, `share` of the way down."""
    view = made._view()
    return QPointF(made._x_of(place), view.top() + share * view.height()).toPoint()


def axis_texts(made: QWidget, side: str) -> list[str]:
    return [text for _, text in made.plotItem.getAxis(side)._tickLevels[0]]


def test_that_bars_start_at_zero(chart: Chart) -> None:
    made = chart("bars")
    assert made.plotItem.vb.viewRange()[1][0] == 0
    assert axis_texts(made, "left")[0] == "€0"


def test_that_bars_below_zero_have_zero_in_sight(chart: Chart) -> None:
    made = chart("bars", BarData("x", ("a", "b"), (-3.0, 5.0), current=(True, True), inside=("−3", "5")))
    low, high = made.plotItem.vb.viewRange()[1]
    assert low < -2 < 5 < high
    assert not made.grab().isNull()


def test_that_axis_texts_are_written_by_the_page(chart: Chart) -> None:
    assert axis_texts(chart("trend"), "left")[-1] == "50%"
    assert axis_texts(chart("bars"), "bottom") == ["Jan", "Feb", "Mar", "Apr"]


def test_that_labels_are_thinned_until_they_fit_and_the_last_one_stays(chart: Chart) -> None:
    labels = tuple(f"Month {i}" for i in range(60))
    made = chart("bars", BarData("x", labels, (1.0,) * 60))
    shown = axis_texts(made, "bottom")
    assert 2 <= len(shown) < 15
    assert shown[-1] == "Month 59"


def test_that_a_click_in_a_column_picks_it_even_above_its_bar(chart: Chart, qtbot: QtBot) -> None:
    made = chart("bars")
    with qtbot.waitSignal(made.picked) as told:
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=spot(made, 2, 0.02))
    assert told.args == [2]


def test_that_a_click_beside_the_plot_picks_nothing(chart: Chart, qtbot: QtBot) -> None:
    made = chart("bars")
    with qtbot.assertNotEmitted(made.picked):
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, made.height() - 3))


def test_that_a_trend_tells_the_place_that_was_clicked(chart: Chart, qtbot: QtBot) -> None:
    made = chart("trend")
    with qtbot.waitSignal(made.picked) as told:
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=spot(made, 3))
    assert told.args == [3]


def test_that_ctrl_and_wheel_zoom_and_a_double_click_shows_all_again(
    chart: Chart, qtbot: QtBot, turn_wheel: Callable[..., bool]
) -> None:
    made = chart("bars", BarData("x", tuple("abcdefghijkl"), (1.0,) * 12))
    whole = made.plotItem.vb.viewRange()[0]
    assert turn_wheel(made.viewport(), 2, ctrl=True)
    first, last = made.plotItem.vb.viewRange()[0]
    assert made.zoomed
    assert last - first < whole[1] - whole[0]
    with qtbot.assertNotEmitted(made.picked, wait=QApplication.doubleClickInterval() + 50):
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=spot(made, 6))
        qtbot.mouseDClick(made.viewport(), Qt.MouseButton.LeftButton, pos=spot(made, 6))
    assert not made.zoomed
    assert made.plotItem.vb.viewRange()[0] == pytest.approx(whole)


def test_that_zooming_stays_within_the_data_and_shows_three_places_at_least(chart: Chart) -> None:
    made = chart("bars", BarData("x", tuple("abcdefghijkl"), (1.0,) * 12))
    whole = made.plotItem.vb.viewRange()[0]
    for _ in range(30):
        made.zoom(0.5, 11)
    first, last = made.plotItem.vb.viewRange()[0]
    assert last - first == pytest.approx(3)
    assert last <= whole[1] + 1e-6
    for _ in range(30):
        made.zoom(2, 0)
    assert made.plotItem.vb.viewRange()[0] == pytest.approx(whole)
    assert not made.zoomed


def test_that_a_click_while_zoomed_is_told_after_a_moment(chart: Chart, qtbot: QtBot) -> None:
    made = chart("bars", BarData("x", tuple("abcdefghijkl"), (1.0,) * 12))
    made.zoom(0.5, 6)
    with qtbot.waitSignal(made.picked, timeout=5000) as told:
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=spot(made, 6))
    assert told.args == [6]


def test_that_new_data_is_shown_whole(chart: Chart) -> None:
    made = chart("bars")
    made.zoom(0.5, 2)
    made.set_data(BarData("y", ("a", "b"), (1.0, 2.0)))
    assert not made.zoomed
    assert axis_texts(made, "bottom") == ["a", "b"]


def test_that_hover_tells_the_exact_value_and_the_target(chart: Chart) -> None:
    made = chart("bars")
    assert made.hover_text(0) == "Jan: €400\ntarget €450"
    assert made.hover_text(1) == "Feb: no data\ntarget €450"
    ready = dataclasses.replace(made._data, hover=("All of January",))
    made.set_data(ready)
    assert made.hover_text(0) == "All of January"


def test_that_hover_on_a_trend_tells_every_line_and_the_band(chart: Chart) -> None:
    assert chart("trend").hover_text(0) == "Jan\nA. B.: 40%\nteam: 40%\nmiddle half: 30% to 50%"
    assert "no data" in chart("trend").hover_text(1)
    assert "middle half" not in chart("trend").hover_text(2)


def test_that_the_pointer_lights_a_column_up(chart: Chart, qtbot: QtBot) -> None:
    made = chart("bars")
    before = made.grab().toImage()
    qtbot.mouseMove(made.viewport(), spot(made, 1, 0.1))
    qtbot.waitUntil(lambda: made._lit == 1)
    assert made.grab().toImage() != before


def test_that_a_closed_plot_bears_a_change_of_theme_and_a_second_close(chart: Chart, qapp: QApplication) -> None:
    made = chart("bars")
    assert made.close()
    apply_theme(qapp, DARK)
    assert made.close()
    assert not made.image().isNull()


def test_that_a_plot_that_pyqtgraph_took_apart_bears_a_change_of_theme(chart: Chart, qapp: QApplication) -> None:
    made = chart("bars")
    pg.PlotWidget.close(made)
    apply_theme(qapp, DARK)
    made.restyle()
    made.reset_zoom()
    assert made.plotItem is None


def test_that_marks_take_the_colours_of_the_theme(chart: Chart, holds: Callable[[QImage, QColor], bool]) -> None:
    picture = chart("bars").grab().toImage()
    assert holds(picture, LIGHT.better)
    assert holds(picture, LIGHT.earlier_edge)
    assert holds(picture, LIGHT.text)


def test_that_picked_reps_have_their_own_colours() -> None:
    assert mark_colour("series3", LIGHT) == LIGHT.series[3]
    assert text_colour("series3", DARK) == DARK.series_text[3]
    assert mark_colour("worse", LIGHT) == LIGHT.worse
    assert text_colour("worse", LIGHT) == LIGHT.worse_text


def test_that_names_at_line_ends_never_cover_each_other(chart: Chart) -> None:
    lines = tuple(TrendLine(f"Rep {k}", (1.0, 2.0), f"series{k}", f"Rep {k}") for k in range(7))
    made: TrendChart = chart("trend", TrendData("x", ("a", "b"), lines))
    view = made._view()
    tops = sorted(spread([view.center().y()] * 7, 14, view))
    assert all(after - before >= 14 - 1e-9 for before, after in itertools.pairwise(tops))
    assert not made.grab().isNull()


def test_that_room_for_names_is_kept_at_the_right(chart: Chart) -> None:
    named, bare = chart("trend"), chart("trend", TrendData("x", ("a", "b"), (TrendLine("r", (1.0, 2.0)),)))
    assert named.right_room() > 0
    assert bare.right_room() == 0
    assert named._x_of(3) < named._view().right() - named.right_room() * 0.9
