"""Style sheets of stock controls: in the colours of the theme in force, also for controls that nobody holds."""

import pytest
from PySide6.QtWidgets import QApplication, QMenuBar, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.look.sheets import dress, dress_anew
from salesdesk.ui.look.switch import apply_theme
from salesdesk.ui.look.theme import DARK, LIGHT


@pytest.mark.parametrize("kind", ["menu_bar", "menu", "status_bar", "scroll_bar", "entry"])
def test_that_a_sheet_follows_the_theme(qapp: QApplication, qtbot: QtBot, kind: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    dress(widget, kind)
    light = widget.styleSheet()
    apply_theme(qapp, DARK)
    assert widget.styleSheet() != light != ""
    apply_theme(qapp, LIGHT)
    assert widget.styleSheet() == light


def test_that_a_scroll_bar_that_qt_made_follows_too(qapp: QApplication, qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    dress(area.verticalScrollBar(), "scroll_bar")
    apply_theme(qapp, DARK)
    assert DARK.control.name() in area.verticalScrollBar().styleSheet()


def test_that_controls_that_are_gone_do_no_harm(qapp: QApplication, qtbot: QtBot) -> None:
    for kind in (QMenuBar, QPlainTextEdit):
        holder = QWidget()
        dress(kind(holder), "entry")
        holder.deleteLater()
    qtbot.wait(1)
    dress_anew(DARK)
