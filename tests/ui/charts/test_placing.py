"""Words beside marks: never over a mark, a line if it can be helped, or each other."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from salesdesk.ui.charts.placing import aside, beside

VIEW = QRectF(0, 0, 300, 200)
SPOTS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 200)), min_size=1, max_size=25)


@given(SPOTS)
def test_that_names_cover_neither_marks_nor_each_other(spots: list[tuple[int, int]]) -> None:
    marks = [QPointF(*spot) for spot in spots]
    found = beside(marks, [(i, QSizeF(60, 14)) for i in range(len(marks))], VIEW, [QRectF(0, 0, 80, 20)], 6)
    assert all(VIEW.contains(area) for area in found.values())
    assert not any(area.contains(mark) for area in found.values() for mark in marks)
    assert not any(one.intersects(other) for one, other in itertools.combinations(found.values(), 2))
    assert not any(area.intersects(QRectF(0, 0, 80, 20)) for area in found.values())


def test_that_a_name_stands_at_the_right_where_it_can_and_off_lines_where_it_can() -> None:
    mark, size = QPointF(100, 100), QSizeF(50, 14)
    assert beside([mark], [(0, size)], VIEW, [], 6)[0].left() > 100
    line = [QPointF(x, 100) for x in range(100, 300, 5)]
    assert beside([mark], [(0, size)], VIEW, [], 6, line)[0].right() < 100


def test_that_no_room_leaves_the_name_out() -> None:
    assert beside([QPointF(10, 10)], [(0, QSizeF(500, 14))], VIEW, [], 6) == {}


@given(st.lists(st.floats(0, 300), max_size=40))
def test_that_dots_that_are_moved_aside_do_not_cover_each_other(xs: list[float]) -> None:
    ways = aside(xs, 10, 1000)
    spots = list(zip(xs, ways, strict=True))
    assert all(
        abs(one[0] - other[0]) >= 10 or abs(one[1] - other[1]) >= 10 for one, other in itertools.combinations(spots, 2)
    )


def test_that_dots_stay_within_the_room_they_have() -> None:
    assert max(abs(way) for way in aside([1.0] * 50, 10, 25)) <= 25
