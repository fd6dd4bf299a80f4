"""Type: sizes follow the application's font, figures have equal widths, too long a text is cut."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from salesdesk.ui.look.fonts import faces, scaled
from salesdesk.ui.look.switch import picture_font
from salesdesk.ui.look.units import line, row_height, u


def test_that_faces_follow_the_applications_font(qapp: QApplication) -> None:
    before, small = line(), faces().small.height
    qapp.setFont(scaled(qapp.font(), 2.0))
    assert line() == pytest.approx(2 * before, rel=0.1)
    assert faces().small.height > 1.5 * small
    assert u() == line() / 2
    assert row_height() > line()


def test_that_nothing_is_written_smaller_than_four_fifths_of_the_font() -> None:
    body = faces().body.font.pointSizeF()
    assert min(face.font.pointSizeF() for face in vars(faces()).values()) >= 0.8 * body


def test_that_figures_have_equal_widths(qapp: QApplication) -> None:
    inter = picture_font()
    if inter is not None:
        qapp.setFont(inter)
    face = faces().figures
    assert face.width("11111") == pytest.approx(face.width("88888"))


def test_that_a_font_in_pixels_is_scaled_too() -> None:
    font = QFont()
    font.setPixelSize(20)
    assert scaled(font, 1.5).pixelSize() == 30


def test_that_a_long_text_is_cut_and_a_short_one_is_not() -> None:
    face = faces().body
    assert face.elided("Sales", face.width("Sales")) == "Sales"
    assert face.elided("Opportunities per 1,000 dials", 60).endswith("…")
    assert face.width(face.elided("Opportunities per 1,000 dials", 60)) <= 60
