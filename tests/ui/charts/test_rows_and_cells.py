"""Bands, dots, waterfalls, bullets and grids: where their marks lie and what they tell."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.charts.rows import two_lines
from salesdesk.ui.charts.values_columns import Band, BandRow, BandsData
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.charts.values_plane import Axis
from salesdesk.ui.charts.values_rows import BulletData, BulletRow, Dot, RangeData, RangeRow, Stage, WaterfallData
from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.theme import LIGHT
from tests.ui.charts.samples import BULLETS, FALL, GRID, STRIP

Chart = Callable[..., QWidget]
LONG = "A department store with a very long name that nobody can remember " * 3


def areas(made: QWidget) -> list[QRectF]:
    return [made.row_area(QRectF(made.rect()), row) for row in range(made.row_count())]


@pytest.mark.parametrize("kind", ["dots", "waterfall", "bullets", "bands", "grid"])
def test_that_a_click_picks_what_lies_there(chart: Chart, kind: str, qtbot: QtBot) -> None:
    made = chart(kind)
    for row in (0, made.row_count() - 1):
        with qtbot.waitSignal(made.picked) as told:
            qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=areas(made)[row].center().toPoint())
        assert told.args == [row]


@pytest.mark.parametrize("kind", ["dots", "waterfall", "bullets", "bands", "grid"])
@pytest.mark.parametrize("width", [360, 700])
def test_that_rows_and_cells_lie_apart_and_within_the_chart(chart: Chart, kind: str, width: int) -> None:
    made = chart(kind, width=width)
    assert all(QRectF(made.rect()).adjusted(-1, -1, 1, 1).contains(area) for area in areas(made))
    shrunk = [area.adjusted(0.01, 0.01, -0.01, -0.01) for area in areas(made)]
    assert not any(one.intersects(other) for one, other in itertools.combinations(shrunk, 2))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("dots", RangeData("x", (RangeRow(LONG, (Dot(1.0, LONG),), LONG), RangeRow("b", (Dot(2.0),))))),
        ("bullets", BulletData("x", (BulletRow(LONG, 1.0, 2.0, 1.5, note=LONG),))),
        ("bands", BandsData("x", (Band(LONG),), (BandRow(LONG, (1.0,)),), LONG)),
        ("waterfall", WaterfallData("x", (Stage(LONG, 3.0, total=True), Stage(LONG, -9.0)), upright=True)),
        ("grid", GridData("x", (LONG,), (LONG, LONG), ((GridCell(1.0, LONG), GridCell()),), corner=LONG)),
    ],
)
def test_that_long_names_are_cut(chart: Chart, kind: str, data: object) -> None:
    for width in (260, 360, 700):
        assert not chart(kind, data, width=width).grab().isNull()


def test_that_bands_share_the_whole_bar(chart: Chart) -> None:
    made = chart("bands")
    parts = made.parts((100.0, 300.0), made._data.rows[0])
    assert parts == [(100.0, 166.0), (166.0, 210.0), (210.0, 300.0)]
    assert made.parts((0.0, 100.0), BandRow("too much", (0.9, 0.9, 0.2)))[-1][1] == 100.0


def test_that_bands_tell_score_shares_and_sample(chart: Chart) -> None:
    made = chart("bands")
    assert made.hover_text(0) == "Team: +12\ndetractors: 33 of 100\npassives: 22%\npromoters: 45%\nn = 100"
    assert made.hover_text(2) == "West\ndetractors: no data\npassives: no data\npromoters: no data\nn = 0"


def test_that_a_strip_picks_its_dots_and_a_table_of_dots_its_rows(chart: Chart) -> None:
    assert chart("strip").row_count() == 12
    assert chart("strip").hover_text(3) == "Rep 3: 93%"
    assert chart("dots").row_count() == 3
    assert chart("dots").hover_text(0) == "Internet: 97\nown: €100\nRival: €95\nThird: €110"
    assert chart("dots").hover_text(1) == "Voice: 105\nown: €50\nfrom €40 to €70"
    assert chart("dots").hover_text(2) == "Nothing\nno data"


def test_that_the_dots_of_a_strip_do_not_cover_each_other(chart: Chart) -> None:
    made = chart("strip", width=360, height=200)
    spots = made.strip(QRectF(made.rect()))
    assert all((one - other).manhattanLength() >= 8 for one, other in itertools.combinations(spots, 2))
    assert set(made.names(QRectF(made.rect()))) == {3, 9}


def test_that_a_hit_in_a_strip_is_the_nearest_dot(chart: Chart) -> None:
    made = chart("strip", height=200)
    spots = made.strip(QRectF(made.rect()))
    assert [made.row_at(spot) for spot in spots] == list(range(12))
    assert made.row_at(QPointF(2, 190)) == -1


def test_that_dots_can_lie_on_a_logarithmic_axis(chart: Chart) -> None:
    data = replace(STRIP, rows=(RangeRow("", (Dot(1.0), Dot(10.0), Dot(100.0))),), axis=Axis(log=True), guides=())
    left, middle, right = (spot.x() for spot in chart("strip", data).strip(QRectF(0, 0, 400, 200)))
    assert middle - left == pytest.approx(right - middle)


def test_that_changes_hang_between_levels_and_totals_start_at_zero(chart: Chart) -> None:
    falls = [(fall.start, fall.end) for fall in chart("waterfall")._falls()]
    assert falls == [(0.0, 100.0), (100.0, 112.0), (112.0, 112.0), (112.0, 99.0), (0.0, 99.0)]


def test_that_a_waterfall_tells_signs_and_what_is_not_known(chart: Chart) -> None:
    made = chart("waterfall")
    assert [made.hover_text(i) for i in range(4)] == [
        "January: 100",
        "Upsell: +12",
        "Not known: no data",
        "Lost customers: -13",
    ]


def test_that_stages_stand_upright_only_where_they_have_room(chart: Chart) -> None:
    made = chart("waterfall", replace(FALL, upright=True))
    assert made.is_upright(700)
    assert not made.is_upright(180)
    assert not chart("waterfall").is_upright(700)


def test_that_bullets_hold_zero_and_every_level(chart: Chart) -> None:
    made = chart("bullets")
    low, high = made.ends(BULLETS.rows[1])
    assert low == 0
    assert high >= 100
    own = chart("bullets", replace(BULLETS, shared=False))
    assert own.ends(BULLETS.rows[2]) == (0.0, pytest.approx(52.0))
    assert own.ends(BulletRow("nothing", None)) == (0.0, 1.0)


def test_that_bullets_tell_target_pace_and_range(chart: Chart) -> None:
    made = chart("bullets")
    assert made.hover_text(0) == "E. Novak: €80k\nquota 100\npace 60\nmiddle half 50 to 90\n80% of quota"
    assert made.hover_text(2) == "Nobody: no data\nquota 50"


def test_that_a_cell_is_told_as_row_times_columns_plus_column(chart: Chart) -> None:
    made = chart("grid")
    assert made.row_count() == 6
    assert made.hover_text(5) == "Tue, 11: 20%"
    assert made.hover_text(1) == "Mon, 10: no data"
    assert made.hover_text(3) == "Tue, 9: 50%, too few to compare"
    assert made.accessibleDescription() == "2 rows by 3 columns; Mon, 11: 30%"


def test_that_arrows_walk_through_rows_and_columns(chart: Chart, qtbot: QtBot) -> None:
    made, heard = chart("grid"), []
    made.picked.connect(heard.append)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
    for key in keys:
        qtbot.keyClick(made, key)
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert heard == [1, 4, 4, 3, 0]


def test_that_cells_with_few_observations_are_not_shaded(chart: Chart, holds: Callable[[QImage, QColor], bool]) -> None:
    cells = ((GridCell(0.5, "50%", 3, few=True), GridCell(0.4, "40%", -3)),)
    picture = chart("grid", GridData("x", ("r",), ("a", "b"), cells)).grab().toImage()
    assert holds(picture, LIGHT.heat_at(-3))
    assert not holds(picture, LIGHT.heat_at(3))


def test_that_numbers_that_do_not_fit_are_left_out_together(chart: Chart) -> None:
    made = chart("grid", GridData("x", ("r",), tuple("abcdefghijkl"), ((GridCell(1.0, "€1,234,567"),) * 12,)))
    assert made._writing(made._layout(QRectF(0, 0, 360, 100))) is None
    small = chart("grid")
    assert small._writing(small._layout(QRectF(0, 0, 360, 100))) is not None


def test_that_heads_of_ordered_columns_are_thinned_and_others_stand_upright(chart: Chart) -> None:
    columns = tuple(f"column {i}" for i in range(24))
    cells = ((GridCell(1.0, "1"),) * 24,)
    ordered = chart("grid", GridData("x", ("r",), columns, cells, ordered=True))
    assert ordered._layout(QRectF(0, 0, 700, 200)).every > 1
    assert chart("grid", GridData("x", ("r",), columns, cells))._layout(QRectF(0, 0, 700, 200)).heads == "upright"


def test_that_bars_in_cells_start_at_one_zero(chart: Chart) -> None:
    made = chart("grid", replace(GRID, style="bars"))
    area = QRectF(0, 0, 100, 30)
    plus, minus = made._bar(area, 0.5, None), made._bar(area, -0.6, None)
    assert plus.left() == minus.right()
    assert minus.left() >= 0
    assert made._bar(area, 1.0, None).right() <= 100


def test_that_names_are_broken_between_words() -> None:
    face = faces().small
    assert two_lines("Consulting and Project Services", face, face.width("Consulting and P")) == [
        "Consulting and",
        "Project Services",
    ]
    assert two_lines("Short", face, 500) == ["Short"]
    assert two_lines("", face, 500) == []
