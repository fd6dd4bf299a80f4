"""Buttons, check boxes, labels, chips, entries, tabs: what they show, say and do."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.look.fonts import faces
from salesdesk.ui.look.switch import Look
from salesdesk.ui.look.units import control_height
from salesdesk.ui.widgets.button import Button, CheckBox, GlyphButton, without_mnemonic
from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.entry import LineEdit, SearchBox
from salesdesk.ui.widgets.filterrow import FilterRow
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.status import LinkButton
from salesdesk.ui.widgets.tabs import TabBar


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


# Buttons


@pytest.mark.parametrize("text", ["Copy page", "Export scorecards…", "Smith && Sons", "&Open", "i"])
@pytest.mark.parametrize("primary", [False, True])
def test_that_a_button_is_wide_enough_for_its_text(qtbot: QtBot, text: str, primary: bool) -> None:
    button = Button(text, primary=primary)
    qtbot.addWidget(button)
    face = faces().semi if primary else faces().body
    assert button.sizeHint().width() > face.width(without_mnemonic(text)) + 10
    assert button.sizeHint().height() == control_height()


def test_that_a_mnemonic_is_not_written_and_a_doubled_sign_is_one() -> None:
    assert without_mnemonic("Smith && &Sons") == "Smith & Sons"


def test_that_a_click_is_told_and_a_disabled_button_stays_silent(qtbot: QtBot) -> None:
    button = shown(qtbot, Button("Copy"))
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.grab().isNull()


def test_that_a_button_with_a_menu_has_room_for_its_chevron(qtbot: QtBot) -> None:
    plain, opening = Button("Copy page"), Button("Copy page")
    opening.set_menu(QMenu(opening))
    for button in (plain, opening):
        qtbot.addWidget(button)
    assert opening.sizeHint().width() > plain.sizeHint().width()


def test_that_a_check_box_is_checked_by_a_click_on_its_text(qtbot: QtBot) -> None:
    box = shown(qtbot, CheckBox("Hide other reps' names"))
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 6, box.height() // 2))
    assert box.isChecked()
    box.setTristate()
    box.setCheckState(Qt.CheckState.PartiallyChecked)
    assert not box.grab().isNull()


@pytest.mark.parametrize("sign", ["info", "cross", "chevron"])
def test_that_a_sign_has_a_name_for_screen_readers(qtbot: QtBot, sign: str) -> None:
    button = shown(qtbot, GlyphButton(sign, "About this figure"))
    assert button.accessibleName() == "About this figure"
    assert not button.grab().isNull()


def test_that_a_link_can_be_clicked(qtbot: QtBot) -> None:
    link = shown(qtbot, LinkButton("37 rows need a look"))
    with qtbot.waitSignal(link.clicked):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


# Labels


def test_that_markup_in_a_label_is_only_text(qtbot: QtBot) -> None:
    label = shown(qtbot, Label("<b>Acme</b>"))
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>Acme</b>"


def test_that_a_cut_label_shows_its_text_on_hover_and_a_whole_one_does_not(qtbot: QtBot) -> None:
    label = shown(qtbot, Label("Opportunities per 1,000 dials"))
    label.resize(60, 20)
    assert "Opportunities" in label.toolTip()
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_that_a_wrapping_label_grows_downwards(qtbot: QtBot) -> None:
    label = Label("Small samples are pulled towards the team. " * 4, wraps=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(200) > label.heightForWidth(800) > 0
    assert Label("short").heightForWidth(200) == -1


def test_that_a_label_follows_the_size_of_text(qtbot: QtBot, look: Look) -> None:
    label = shown(qtbot, Label("Words"))
    before = label.sizeHint()
    look.set_zoom(2.0)
    assert label.sizeHint().width() > 1.7 * before.width()


# Chips


def test_that_a_chip_says_its_name_and_value(qtbot: QtBot) -> None:
    chip = shown(qtbot, Chip("Period", "Q2 2026"))
    assert chip.accessibleName() == "Period: Q2 2026"
    chip.set_value("All\nyears", active=True)
    assert chip.value == "All years"
    assert not chip.grab().isNull()


def test_that_a_very_long_value_is_cut_and_told_on_hover(qtbot: QtBot) -> None:
    chip = Chip("Product", "x" * 400)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() < 600
    assert "xxx" in chip.toolTip()


# Entries


def test_that_a_search_is_told_once_typing_pauses(qtbot: QtBot) -> None:
    box = shown(qtbot, SearchBox())
    heard: list[str] = []
    box.searched.connect(heard.append)
    qtbot.keyClicks(box, "acme ")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["acme"])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: heard == ["acme", ""])


def test_that_an_entry_is_as_tall_as_a_chip_and_named_by_its_placeholder(qtbot: QtBot) -> None:
    line = LineEdit("Search…")
    qtbot.addWidget(line)
    assert line.sizeHint().height() == control_height()
    assert line.accessibleName() == "Search"


# Tabs


def tab_bar(qtbot: QtBot, width: int = 1200) -> TabBar:
    bar = TabBar()
    for name in ("Overview", "Pipeline", "Team", "R&D"):
        bar.add(name)
    bar.resize(width, bar.sizeHint().height())
    shown(qtbot, bar)
    return bar


def test_that_no_tab_moves_when_another_is_chosen(qtbot: QtBot) -> None:
    bar = tab_bar(qtbot)
    before = [bar.tabRect(i) for i in range(bar.count())]
    bar.setCurrentIndex(2)
    assert [bar.tabRect(i) for i in range(bar.count())] == before


def test_that_tabs_close_up_before_they_need_scroll_buttons(qtbot: QtBot) -> None:
    bar = tab_bar(qtbot)
    generous = bar.tabRect(1).width()
    bar.resize(bar.tabRect(3).right() - 30, bar.height())
    QApplication.processEvents()
    assert bar.tabRect(1).width() < generous
    assert bar.tabRect(3).right() <= bar.width()


def test_that_the_wheel_does_not_change_the_page(qtbot: QtBot, turn_wheel: Callable[..., bool]) -> None:
    bar = tab_bar(qtbot)
    assert not turn_wheel(bar)
    assert bar.currentIndex() == 0


def test_that_an_ampersand_in_a_tab_is_written(qtbot: QtBot) -> None:
    bar = tab_bar(qtbot)
    assert without_mnemonic(bar.tabText(3)) == "R&D"
    qtbot.mouseMove(bar, bar.tabRect(1).center())
    assert not bar.grab().isNull()


# The row of filters


def test_that_actions_go_to_a_line_of_their_own_at_the_right_where_they_do_not_fit(qtbot: QtBot) -> None:
    row = FilterRow()
    chips, action = [Chip("Period", "Q2 2026") for _ in range(3)], Button("Export scorecards…")
    for chip in chips:
        row.add_chip(chip)
    row.add_action(action)
    row.resize(1400, row.heightForWidth(1400))
    shown(qtbot, row)
    assert action.geometry().top() == chips[0].geometry().top()
    narrow = row.sizeHint().width() - 20
    row.resize(narrow, row.heightForWidth(narrow))
    assert action.geometry().top() > chips[2].geometry().bottom()
    assert action.geometry().right() == narrow - 16 - 1
    assert row.heightForWidth(narrow) > row.heightForWidth(1400)
    assert row.minimumSizeHint().width() < 400
