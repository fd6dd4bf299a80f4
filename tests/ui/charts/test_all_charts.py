"""What holds for every chart: pictures, data, names, keys, both themes, no data."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.look.switch import Look, apply_theme
from salesdesk.ui.look.theme import DARK, LIGHT

Chart = Callable[..., QWidget]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_that_a_chart_is_named_and_summed_up_for_screen_readers(chart: Chart, kind: str) -> None:
    made = chart(kind)
    assert made.accessibleName() == made.title() != ""
    assert made.accessibleDescription() or kind == "intervals"


def test_that_a_chart_without_data_says_so_and_can_still_be_used(chart: Chart, kind: str, qtbot: QtBot) -> None:
    made = chart(kind, empty=True)
    assert not made.grab().isNull()
    assert not made.image().isNull()
    with qtbot.assertNotEmitted(made.picked):
        qtbot.keyClick(made, Qt.Key.Key_Return)
    headers, rows = made.data_rows()
    assert headers
    assert rows == []


def test_that_the_copied_picture_is_twice_as_sharp_and_light_in_a_dark_window(
    chart: Chart, kind: str, qapp: QApplication, qtbot: QtBot
) -> None:
    made = chart(kind)
    light = made.image()
    apply_theme(qapp, DARK)
    QApplication.processEvents()
    dark_window = made.grab().toImage()
    assert made.image() == light
    assert made.grab().toImage() == dark_window
    assert light.devicePixelRatio() == 2
    assert light.deviceIndependentSize().toSize().width() > made.width()
    assert light.pixelColor(2, 2) == LIGHT.surface


def test_that_the_picture_lands_on_the_clipboard(chart: Chart, kind: str, qtbot: QtBot) -> None:
    made = chart(kind)
    with qtbot.waitSignal(made.said) as told:
        made.copy_image()
    assert told.args == ["Image copied"]
    assert not QApplication.clipboard().image().isNull()


def test_that_the_data_lands_on_the_clipboard_with_headers(chart: Chart, kind: str) -> None:
    made = chart(kind)
    made.copy_data()
    lines = QApplication.clipboard().text().split("\n")
    headers, rows = made.data_rows()
    assert lines[0].split("\t") == headers
    assert len(lines) == 1 + len(rows)
    assert all(len(line.split("\t")) == len(headers) for line in lines)


def test_that_a_picture_can_be_saved(chart: Chart, kind: str, tmp_path: Path) -> None:
    made = chart(kind)
    assert made.save_image(tmp_path / "chart")
    assert QImage(str(tmp_path / "chart.png")).size() == made.image().size()


def test_that_a_drawing_holds_real_text_and_no_bitmap(chart: Chart, kind: str, tmp_path: Path) -> None:
    made = chart(kind)
    assert made.save_image(tmp_path / "chart.svg")
    content = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "<text" in content
    assert "<image" not in content


def test_that_a_picture_that_cannot_be_saved_is_told_plainly(
    chart: Chart, kind: str, qtbot: QtBot, tmp_path: Path
) -> None:
    made = chart(kind)
    with qtbot.waitSignal(made.said) as told:
        assert not made.save_image(tmp_path / "missing" / "chart.png")
    assert told.args[0].startswith("chart.png could not be saved")
    assert str(tmp_path) not in told.args[0].removeprefix("chart.png could not be saved")


def test_that_arrows_and_enter_pick(chart: Chart, kind: str, qtbot: QtBot) -> None:
    made = chart(kind)
    heard: list[int] = []
    made.picked.connect(heard.append)
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Return,
        Qt.Key.Key_End,
        Qt.Key.Key_Space,
        Qt.Key.Key_Home,
        Qt.Key.Key_Enter,
    ):
        qtbot.keyClick(made, key)
    # Cells and curves are picked, not rows of data.
    last = made.place_count() - 1 if hasattr(made, "place_count") else len(made.data_rows()[1]) - 1
    assert heard == [1, last, 0]
    assert not made.grab().isNull()


def test_that_the_plain_wheel_is_left_to_the_page(chart: Chart, kind: str, turn_wheel: Callable[..., bool]) -> None:
    made = chart(kind)
    assert not turn_wheel(made.viewport() if hasattr(made, "viewport") else made)


def test_that_the_menu_offers_picture_and_data_and_nothing_for_developers(chart: Chart, kind: str) -> None:
    texts = [action.text().replace("&", "") for action in chart(kind).chart_menu().actions()]
    assert texts[:3] == ["Copy image", "Save image…", "Copy data"]
    assert set(texts[3:]) <= {"Reset zoom"}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_that_a_chart_is_painted_on_the_surface_of_the_theme(
    chart: Chart, kind: str, qapp: QApplication, look: object, holds: Callable[[QImage, QColor], bool]
) -> None:
    made = chart(kind)
    apply_theme(qapp, look)
    QApplication.processEvents()
    picture = made.grab().toImage()
    # What is painted row by row leaves its ground to the card.
    assert holds(picture, look.surface) or not hasattr(made, "viewport")
    assert picture.size() == QSize(made.size()) * picture.devicePixelRatio()


def test_that_a_narrow_chart_can_be_painted(chart: Chart, kind: str) -> None:
    for width, height in ((120, 80), (40, 30), (1400, 900)):
        assert not chart(kind, width=width, height=height).grab().isNull()


def test_that_a_change_of_theme_and_text_size_ends_like_a_chart_made_anew(chart: Chart, kind: str, look: Look) -> None:
    made = chart(kind)
    look.choose("dark")
    look.set_zoom(1.25)
    QApplication.processEvents()
    assert made.grab().toImage() == chart(kind).grab().toImage()


def test_that_new_data_is_named_and_summed_up_anew(chart: Chart, kind: str) -> None:
    made, other = chart(kind, empty=True), chart(kind)
    made.set_data(other._data)
    QApplication.processEvents()
    assert made.accessibleName() == other.accessibleName()
    assert made.accessibleDescription() == other.accessibleDescription()
    assert made.image() == other.image()


def test_that_every_place_can_be_pointed_at_and_told(chart: Chart, kind: str) -> None:
    made = chart(kind)
    count = made.place_count() if hasattr(made, "place_count") else len(made.data_rows()[1])
    assert all(made.hover_text(place) for place in range(count))
