"""Scatters and step curves: places in pixels, guides, names, steps, zoom."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.charts.plane import Frame
from salesdesk.ui.charts.steps import height_at, step_path
from salesdesk.ui.charts.values_plane import Axis, Point, ScatterData, StepData, Steps
from salesdesk.ui.look.theme import LIGHT
from tests.ui.charts.samples import SCATTER, STEPS

Chart = Callable[..., QWidget]
PLANES = pytest.mark.parametrize("kind", ["scatter", "steps"])


def frame(made: QWidget) -> Frame:
    return made.frame(QRectF(made.rect()))


def test_that_a_point_is_hit_near_its_middle_only(chart: Chart, qtbot: QtBot) -> None:
    made = chart("scatter")
    spot = frame(made).at(600.0, 9.0).toPoint()
    with qtbot.waitSignal(made.picked) as told:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [3]
    assert made.row_at(QPointF(spot) + QPointF(0, 60)) == -1
    assert made.row_at(QPointF(-5, -5)) == -1


def test_that_a_point_without_a_value_is_not_drawn_but_told(chart: Chart) -> None:
    made = chart("scatter")
    assert made.row_area(QRectF(made.rect()), 2).isEmpty()
    assert made.hover_text(2) == "Nobody\ncalls: no data\nopportunities: 4"
    assert made.hover_text(0) == "E. Novak\n800 calls\ncalls: 800\nopportunities: 40"


def test_that_all_points_and_guides_are_in_sight(chart: Chart) -> None:
    shown = frame(chart("scatter"))
    assert all(shown.plane.contains(shown.at(x, y)) for x, y in ((800.0, 40.0), (90.0, 2.0), (0.0, 20.0)))


def test_that_a_slanted_guide_goes_through_zero(chart: Chart) -> None:
    made = chart("scatter")
    shown = frame(made)
    path = made.guide_path(shown, SCATTER.guides[0])
    ends = [(shown.x.value_at(at.x()), shown.y.value_at(at.y())) for at in (path[0], path[-1])]
    assert all(y == pytest.approx(0.032 * x, abs=0.1) for x, y in ends)


def test_that_words_in_a_scatter_do_not_cover_each_other(chart: Chart) -> None:
    for width in (360, 700):
        made = chart("scatter", width=width)
        shown = frame(made)
        words = [spot for spot, _ in made.guide_words(shown)] + list(made.names(shown).values())
        words += [spot for spot, *_ in made._corners(shown, SCATTER.quarters)]
        assert not any(one.intersects(other) for one, other in itertools.combinations(words, 2))
        assert set(made.names(shown)) == {0, 3}


def test_that_a_scatter_of_thousands_is_painted(chart: Chart) -> None:
    points = tuple(Point(f"Deal {i}", 1.0 + i % 90, 10.0 ** (i % 5), named=i % 50 == 0) for i in range(3000))
    made = chart("scatter", ScatterData("x", points, Axis(log=True), Axis(log=True)))
    assert not made.grab().isNull()


def test_that_curves_keep_their_height_until_the_next_step() -> None:
    curve = Steps("x", (10.0, 20.0), (0.1, 0.4), start=0.0)
    assert [height_at(curve, x) for x in (9.9, 10.0, 19.9, 20.0, 99.0)] == [0.0, 0.1, 0.1, 0.4, 0.4]


def test_that_curves_go_only_across_and_upright(chart: Chart) -> None:
    made = chart("steps")
    path = step_path(frame(made), STEPS.lines[0], -float("inf"), 2880.0)
    assert all(one.x() == other.x() or one.y() == other.y() for one, other in itertools.pairwise(path))
    assert path[0].x() == frame(made).plane.left()


def test_that_the_nearest_curve_is_picked_and_told_at_the_pointer(chart: Chart) -> None:
    made = chart("steps")
    shown = frame(made)
    assert made.row_at(shown.at(60.0, 0.62)) == 0
    assert made.row_at(shown.at(60.0, 0.35)) == 1
    assert made.hover_text_at(0, 60.0) == "A. Haddad: 60% at 60 min"
    assert made.hover_text_at(1, 200.0) == "team: 70% at 200 min\n4 at risk\ntoo few left to rely on"
    assert made.hover_text(0) == "A. Haddad 90%"


def test_that_a_curve_is_grey_where_too_few_are_left(chart: Chart, holds: Callable[[QImage, QColor], bool]) -> None:
    line = Steps("x", (10.0, 40.0), (0.2, 0.5), "worse", until=90.0)
    whole = StepData("x", (line,), y=Axis(low=0.0, high=1.0))
    thin = replace(whole, lines=(replace(line, thin_from=0.0),))
    assert holds(chart("steps", whole).grab().toImage(), LIGHT.worse)
    assert not holds(chart("steps", thin).grab().toImage(), LIGHT.worse)


def test_that_names_stand_at_the_ends_of_curves_in_room_of_their_own(chart: Chart) -> None:
    made = chart("steps", width=360)
    assert frame(made).plane.right() <= 360 - made.right_room()
    bare = chart("steps", replace(STEPS, lines=tuple(replace(each, end_text="") for each in STEPS.lines)))
    assert bare.right_room() == 0


@PLANES
def test_that_ctrl_and_wheel_zoom_around_the_pointer_and_a_double_click_shows_all(
    chart: Chart, kind: str, qtbot: QtBot, turn_wheel: Callable[..., bool]
) -> None:
    made = chart(kind)
    middle, whole = made.plane().center().toPoint(), frame(made)
    assert turn_wheel(made, 2, ctrl=True)
    assert made.zoomed
    assert frame(made).x.high - frame(made).x.low < whole.x.high - whole.x.low
    with qtbot.assertNotEmitted(made.picked, wait=QApplication.doubleClickInterval() + 50):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseDClick(made, Qt.MouseButton.LeftButton, pos=middle)
    assert not made.zoomed
    assert frame(made) == whole


@PLANES
def test_that_a_zoomed_plane_is_dragged_and_picks_nothing_then(chart: Chart, kind: str, qtbot: QtBot) -> None:
    made = chart(kind)
    start = made.plane().center()
    made.zoom(0.3, start)
    before = frame(made).x.low
    with qtbot.assertNotEmitted(made.picked, wait=QApplication.doubleClickInterval() + 50):
        qtbot.mousePress(made, Qt.MouseButton.LeftButton, pos=start.toPoint())
        for way in (20, 40):
            made.mouseMoveEvent(_move(start + QPointF(way, 0)))
        qtbot.mouseRelease(made, Qt.MouseButton.LeftButton, pos=(start + QPointF(40, 0)).toPoint())
    assert frame(made).x.low < before


@PLANES
def test_that_zooming_ends_at_the_whole_and_new_data_is_shown_whole(chart: Chart, kind: str) -> None:
    made = chart(kind)
    for factor in (0.1, 0.1, 0.1, 3.0, 100.0):
        made.zoom(factor, made.plane().center())
    assert not made.zoomed
    made.zoom(0.5, made.plane().center())
    made.set_data(made._data)
    assert not made.zoomed


def test_that_a_click_while_zoomed_is_told_after_a_moment(chart: Chart, qtbot: QtBot) -> None:
    made = chart("scatter")
    spot = frame(made).at(600.0, 9.0)
    made.zoom(0.5, spot)
    with qtbot.waitSignal(made.picked, timeout=5000) as told:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=frame(made).at(600.0, 9.0).toPoint())
    assert told.args == [3]


def _move(at: QPointF) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, at, at, left, left, Qt.KeyboardModifier.NoModifier)
