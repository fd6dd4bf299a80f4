"""KPI tiles: what they say, where the sparkline stands, what a click asks for."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.ui.look.theme import DARK, LIGHT
from salesdesk.ui.widgets.tile import ChangeText, Tile, TileData, _Places

FULL = TileData(
    "Quota attainment",
    "104",
    "%",
    ChangeText("6 pp vs Q1", "good", "up"),
    "13 of 18 reps at or above quota",
    (1.0, 2.0, 3.0),
    2.5,
    info="Won amount ÷ quota",
)


def shown(qtbot: QtBot, data: TileData, width: int = 330) -> Tile:
    tile = Tile(data)
    qtbot.addWidget(tile)
    tile.resize(width, tile.sizeHint().height())
    tile.show()
    return tile


def test_that_a_click_asks_for_the_records(qtbot: QtBot) -> None:
    tile = shown(qtbot, FULL)
    with qtbot.waitSignal(tile.opened):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_that_space_asks_for_the_records(qtbot: QtBot) -> None:
    tile = shown(qtbot, FULL)
    with qtbot.waitSignal(tile.opened):
        qtbot.keyClick(tile, Qt.Key.Key_Space)


def test_that_the_i_asks_for_the_definition_and_not_for_the_records(qtbot: QtBot) -> None:
    tile = shown(qtbot, FULL)
    with qtbot.assertNotEmitted(tile.opened), qtbot.waitSignal(tile.info_requested):
        qtbot.mouseClick(tile.info_button, Qt.MouseButton.LeftButton)


def test_that_a_screen_reader_hears_the_arrow_as_a_word(qtbot: QtBot) -> None:
    tile = shown(qtbot, FULL)
    assert tile.accessibleName() == "Quota attainment: 104 %. Up 6 pp vs Q1. 13 of 18 reps at or above quota"


def test_that_ready_words_for_a_screen_reader_are_taken(qtbot: QtBot) -> None:
    assert shown(qtbot, TileData("A", "1", accessible="Quite another text")).accessibleName() == "Quite another text"


def test_that_a_tile_without_a_definition_has_no_i(qtbot: QtBot) -> None:
    assert shown(qtbot, TileData("Calls", "12")).info_button.isHidden()


def test_that_markup_in_a_definition_stays_text(qtbot: QtBot) -> None:
    tile = shown(qtbot, TileData("Calls", "12", info="<b>a</b>"))
    assert "&lt;b&gt;" in tile.info_button.toolTip()


def test_that_cut_texts_are_shown_on_hover_and_whole_ones_are_not(qtbot: QtBot) -> None:
    assert shown(qtbot, FULL).toolTip() == ""
    long = TileData("A name that is much longer than any tile could ever be on any screen at all", "1")
    assert "at all" in shown(qtbot, long, 220).toolTip()


def spark_of(data: TileData, width: float) -> QRectF | None:
    return _Places(QRectF(0, 0, width, 110), data).spark


def test_that_the_sparkline_stands_beside_value_and_change_where_the_words_fit(qtbot: QtBot) -> None:
    places = _Places(QRectF(0, 0, 400, 110), FULL)
    assert places.spark is not None
    assert places.spark.bottom() == pytest.approx(places.change.bottom())


def test_that_a_long_change_pushes_the_sparkline_up_beside_the_value(qtbot: QtBot) -> None:
    words = TileData("A", "38", "days", ChangeText("4 days vs Q1, slower than any quarter so far", "worse", "up"), "",
                     (1.0, 2.0))  # fmt: skip
    places = _Places(QRectF(0, 0, 300, 110), words)
    assert places.spark is not None
    assert places.spark.bottom() < places.change.top() + 4


def test_that_words_are_never_cut_for_the_sparkline(qtbot: QtBot) -> None:
    huge = TileData("A", "€11,640,333,120.50", series=(1.0, 2.0))
    places = _Places(QRectF(0, 0, 230, 110), huge)
    assert places.spark is None
    assert places.shown_value == "€11,640,333,120.50"


def test_that_a_single_point_draws_no_sparkline() -> None:
    assert spark_of(TileData("A", "1", series=(None, 2.0, None)), 400) is None


def test_that_an_answer_in_words_is_not_written_as_a_figure() -> None:
    few = _Places(QRectF(0, 0, 300, 110), TileData("A", "not enough data (4 of 10)", status="few"))
    assert few.is_words
    assert not _Places(QRectF(0, 0, 300, 110), TileData("A", "12", status="indicative")).is_words


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_that_every_kind_of_tile_can_be_painted(qtbot: QtBot, look: object) -> None:
    for data in (FULL, TileData("", ""), TileData("A", "no data", status="no_data"), TileData("A", "1", greyed=True),
                 TileData("A", "1", series=(2.0, 2.0), hollow=True)):  # fmt: skip
        assert not shown(qtbot, data).grab().isNull()


def test_that_the_focus_ring_is_drawn_only_for_the_keyboard(qtbot: QtBot) -> None:
    tile = shown(qtbot, FULL)
    tile.setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    assert not tile.ring
    tile.clearFocus()
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert tile.ring
    tile.clearFocus()
    assert not tile.ring
