"""Wrapped text: lines fit, markup is only text, the beginning may be bold."""

from PySide6.QtGui import QColor, QFont, QImage, QPainter

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.textflow import flow

TEXT = "North-East opportunities per 1,000 dials fell from 34 to 22"


def test_that_no_line_is_wider_than_the_room() -> None:
    layout, _ = flow(TEXT, faces().body, 120).layouts[0]
    assert layout.lineCount() > 1
    assert all(layout.lineAt(i).naturalTextWidth() <= 121 for i in range(layout.lineCount()))


def test_that_a_word_longer_than_the_room_is_broken() -> None:
    assert flow("M" * 60, faces().body, 80).layouts[0][0].lineCount() > 1


def test_that_markup_is_only_text() -> None:
    assert flow("<b>Acme</b>", faces().body, 500).layouts[0][0].text() == "<b>Acme</b>"


def test_that_paragraphs_stand_below_each_other() -> None:
    both = flow("one\ntwo", faces().body, 500)
    assert len(both.layouts) == 2
    assert both.layouts[1][1] >= faces().body.height - 1
    assert both.height >= 2 * faces().body.height - 2


def test_that_the_beginning_is_bold_and_the_rest_is_not() -> None:
    layout, _ = flow(TEXT, faces().body, 500, bold=10).layouts[0]
    (span,) = layout.formats()
    assert (span.start, span.length) == (0, 10)
    assert span.format.fontWeight() == QFont.Weight.DemiBold


def test_that_it_can_be_drawn() -> None:
    image = QImage(200, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    blank = image.copy()
    painter = QPainter(image)
    flow(TEXT, faces().body, 190).draw(painter, 2, 2, QColor("black"))
    painter.end()
    assert image != blank
