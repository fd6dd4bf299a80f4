"""Funnel, intervals and category bars: rows, hover, clicks, columns that fit."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.charts.values import CategoryData, CategoryRow, FunnelData, FunnelStep, IntervalData, IntervalRow

Chart = Callable[..., QWidget]
PAINTED = pytest.mark.parametrize("painted", ["funnel", "intervals", "categories"])


def middle(made: QWidget, row: int) -> QPoint:
    return made.row_area(QRectF(made.rect()), row).center().toPoint()


@PAINTED
def test_that_a_click_on_a_row_is_told(chart: Chart, painted: str, qtbot: QtBot) -> None:
    made = chart(painted)
    with qtbot.waitSignal(made.picked) as told:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=middle(made, 1))
    assert told.args == [1]


@PAINTED
def test_that_rows_lie_below_each_other_within_the_chart(chart: Chart, painted: str) -> None:
    made = chart(painted)
    areas = [made.row_area(QRectF(made.rect()), row) for row in range(made.row_count())]
    assert all(below.top() >= above.bottom() - 1e-6 for above, below in itertools.pairwise(areas))
    assert areas[-1].bottom() <= made.height() + 1e-6
    assert made.row_at(QPointF(5, -5)) == -1


@PAINTED
def test_that_the_pointer_lights_a_row_up_and_leaving_puts_it_out(chart: Chart, painted: str, qtbot: QtBot) -> None:
    made = chart(painted)
    qtbot.mouseMove(made, middle(made, 1))
    qtbot.waitUntil(lambda: made._lit == 1)
    assert made.cursor().shape() == Qt.CursorShape.PointingHandCursor


@PAINTED
def test_that_long_names_are_cut_and_do_not_push_the_bars_out(chart: Chart, painted: str) -> None:
    name = "A department store with a very long name that nobody can remember " * 3
    data = {
        "funnel": FunnelData("x", (FunnelStep(name, 9.0), FunnelStep(name, 3.0, 0.3, 0.3))),
        "intervals": IntervalData("x", (IntervalRow(name, 0.4, 0.1, 0.5, "n = 4"),)),
        "categories": CategoryData("x", (CategoryRow(name, 3.0, "3", 0.3, "30%"),)),
    }
    assert not chart(painted, data[painted], width=260).grab().isNull()


def test_that_the_funnel_tells_count_and_both_shares(chart: Chart) -> None:
    made = chart("funnel")
    assert made.hover_text(0) == "Dials: 12,480"
    assert made.hover_text(2) == "Won: 92, 7.02% of Contacts, 0.74% of Dials"
    assert made.hover_text(3) == "Paid: –"


def test_that_the_bar_of_a_step_is_its_share_of_the_track(chart: Chart) -> None:
    made = chart("funnel", width=600)
    columns = made._columns(QRectF(made.rect()))
    assert columns.name[1] < columns.count[0] < columns.bar[0] < columns.bar[1] < columns.before[0]
    assert columns.before[1] < columns.first[0] < columns.first[1] == 600


def test_that_a_narrow_funnel_leaves_out_the_share_of_the_first_step(chart: Chart) -> None:
    columns = chart("funnel", width=210)._columns(QRectF(0, 0, 210, 300))
    assert columns.first[0] == columns.first[1]


def test_that_a_share_above_one_does_not_leave_its_track(chart: Chart) -> None:
    data = FunnelData("x", (FunnelStep("a", 2.0), FunnelStep("b", 5.0, 2.5, 2.5)))
    assert not chart("funnel", data).grab().isNull()


def test_that_the_interval_plot_tells_what_differs_beyond_chance(chart: Chart) -> None:
    made = chart("intervals")
    assert made.hover_text(0) == "E. Novak: 33%, between 27% and 39%, better than the team beyond chance, n = 96"
    assert made.hover_text(1) == "P. Kaur: 28%, between 21% and 35%, n = 8"
    assert made.hover_text(3) == "Nobody: no data"


def test_that_the_scale_ends_where_shares_end(chart: Chart) -> None:
    data = IntervalData("x", (IntervalRow("a", 0.95, 0.7, 1.0), IntervalRow("b", 0.02, 0.0, 0.3)), low=0.0, high=1.0)
    scale = chart("intervals", data)._scale(QRectF(0, 0, 400, 200))
    assert (scale.low, scale.high) == (0.0, 1.0)
    assert scale.x(0.0) == scale.left
    assert scale.x(1.0) == scale.right


def test_that_category_bars_begin_at_zero_on_both_sides(chart: Chart) -> None:
    made = chart("categories")
    assert made.hover_text(0) == "Berlin: €400, 80%"
    assert made.hover_text(2) == "Hamburg: no data"
    assert made.sizeHint().height() > made._head_row()
