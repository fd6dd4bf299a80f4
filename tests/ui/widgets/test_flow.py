"""The flowing layout: which cells share a row, how wide and tall they are."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.look.units import grown
from salesdesk.ui.widgets.flow import FlowLayout

GAP = 12


class Box(QWidget):
    """A cell that counts how often it is asked for its height."""

    def __init__(self, height: int = 50) -> None:
        super().__init__()
        self.tall, self.asked = height, 0
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(100, self.tall)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, _: int) -> int:  # noqa: N802
        self.asked += 1
        return self.tall


Lay = Callable[[FlowLayout, int, int], QWidget]


@pytest.fixture
def laid(qtbot: QtBot) -> Lay:
    """Shows a layout in a widget of that size."""
    holders = []

    def lay(flow: FlowLayout, width: int, height: int) -> QWidget:
        holder = QWidget()
        holders.append(holder)
        qtbot.addWidget(holder)
        holder.setLayout(flow)
        holder.resize(width, height)
        holder.show()
        return holder

    return lay


def wide(pixels_at_usual_font: float, times: int = 1, gaps: int = 0) -> int:
    return int(grown(pixels_at_usual_font) * times + GAP * gaps + 2)


@pytest.mark.parametrize(("fitting", "columns"), [(4, 4), (3, 2), (2, 2), (1, 1), (9, 4)])
def test_that_tiles_stand_in_four_two_or_one_columns(laid: Lay, fitting: int, columns: int) -> None:
    flow = FlowLayout(columns=(4, 2, 1))
    boxes = [Box() for _ in range(8)]
    for box in boxes:
        flow.add(box, 212)
    laid(flow, wide(212, fitting, fitting - 1), 900)
    assert len({box.geometry().left() for box in boxes}) == columns


def test_that_a_short_last_row_of_tiles_keeps_its_columns(laid: Lay) -> None:
    flow = FlowLayout(columns=(4, 2, 1))
    boxes = [Box() for _ in range(6)]
    for box in boxes:
        flow.add(box, 100)
    laid(flow, 1000, 300)
    assert boxes[4].geometry().left() == boxes[0].geometry().left()
    assert boxes[5].width() == boxes[1].width()


def test_that_widths_are_shared_by_weight_but_never_below_the_minimum(laid: Lay) -> None:
    flow = FlowLayout()
    light, heavy, least = Box(), Box(), Box()
    flow.add(light, 10, weight=1)
    flow.add(heavy, 10, weight=2)
    flow.add(least, 300, weight=0.1)
    laid(flow, 1024, 300)
    assert least.width() == pytest.approx(grown(300), abs=1)
    assert heavy.width() == pytest.approx(2 * light.width(), abs=2)
    assert light.width() + heavy.width() + least.width() + 2 * GAP == 1024


def test_that_a_cell_that_does_not_fit_goes_to_the_next_row_and_takes_it_whole(laid: Lay) -> None:
    flow = FlowLayout()
    first, second, third = Box(), Box(), Box()
    for box, minimum in ((first, 440), (second, 380), (third, 330)):
        flow.add(box, minimum)
    laid(flow, wide(440 + 380, 1, 1), 600)
    assert first.geometry().top() == second.geometry().top()
    assert third.geometry().top() == first.geometry().bottom() + 1 + GAP
    assert third.width() == wide(440 + 380, 1, 1)


def test_that_spare_height_goes_to_the_last_row_up_to_the_cap(laid: Lay) -> None:
    flow = FlowLayout(cap=200)
    top, bottom = Box(60), Box(50)
    flow.add(top, 500)
    flow.add(bottom, 500)
    holder = laid(flow, wide(500), 60 + GAP + 100)
    assert (top.height(), bottom.height()) == (60, 100)
    holder.resize(wide(500), 2000)
    assert (top.height(), bottom.height()) == (60, round(grown(200)))


def test_that_cells_of_a_row_are_equally_tall(laid: Lay) -> None:
    flow = FlowLayout()
    low, high = Box(20), Box(90)
    flow.add(low, 50)
    flow.add(high, 50)
    laid(flow, 400, 90)
    assert low.height() == high.height() == 90


def test_that_a_nested_flow_takes_part_as_one_cell(laid: Lay) -> None:
    outer, inner = FlowLayout(), FlowLayout()
    table, upper, lower = Box(300), Box(100), Box(100)
    outer.add(table, 760, weight=3)
    outer.add_flow(inner, 400, weight=1)
    inner.add(upper, 390)
    inner.add(lower, 390)
    holder = laid(outer, wide(760 + 400, 1, 1), 300)
    assert upper.geometry().left() == lower.geometry().left() > table.geometry().right()
    assert lower.geometry().bottom() == table.geometry().bottom()
    holder.resize(wide(390, 2, 1), 1000)
    assert upper.geometry().top() == lower.geometry().top() > table.geometry().bottom()


def test_that_heights_are_asked_once_per_width(qapp: QApplication) -> None:
    outer, inner = FlowLayout(), FlowLayout(columns=(4, 2, 1))
    boxes = [Box() for _ in range(8)]
    outer.add_flow(inner, 10_000)
    for box in boxes:
        inner.add(box, 100)
    outer.setGeometry(QRect(0, 0, 800, 400))
    before = [box.asked for box in boxes]
    for _ in range(50):
        outer.heightForWidth(800)
        outer.sizeHint()
    assert [box.asked for box in boxes] == before


def test_that_a_hidden_cell_takes_no_room(laid: Lay) -> None:
    flow = FlowLayout()
    shown, hidden = Box(), Box()
    flow.add(shown, 100)
    flow.add(hidden, 100)
    hidden.hide()
    laid(flow, 500, 50)
    assert shown.width() == 500


def test_that_a_cleared_layout_is_empty_and_can_be_filled_again(laid: Lay) -> None:
    flow = FlowLayout()
    flow.add(Box(), 100)
    laid(flow, 500, 50)
    flow.clear()
    assert flow.count() == 0
    again = Box()
    flow.add(again, 100)
    QApplication.processEvents()
    assert again.width() == 500


def test_that_an_empty_layout_has_no_height(qapp: QApplication) -> None:
    assert FlowLayout().heightForWidth(500) == 0
    assert FlowLayout().itemAt(0) is None
    assert FlowLayout().takeAt(3) is None
