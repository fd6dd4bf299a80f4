"""The list below a chip: choosing one or several, searching, keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from salesdesk.ui.widgets.chip import Chip
from salesdesk.ui.widgets.choice import Choice, ChoiceList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
REPS = tuple(Choice(str(i), f"Rep {i}", f"{i} deals", "Mine" if i < 3 else "Others", i != 4) for i in range(15))


def opened(qtbot: QtBot, *, multi: bool, chosen: frozenset[str] = frozenset()) -> ChoiceList:
    made = ChoiceList(multi=multi)
    qtbot.addWidget(made)
    made.set_choices(REPS, chosen)
    made.open_at(QPoint(5, 5))
    return made


def click(qtbot: QtBot, made: ChoiceList, row: int) -> None:
    view = made.findChild(QListView)
    at = view.visualRect(view.model().index(row, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.bottomLeft() + QPoint(30, -5))


def test_that_one_choice_answers_and_closes(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=False)
    with qtbot.waitSignal(made.chosen) as told:
        click(qtbot, made, 2)
    assert told.args == [("2",)]
    assert made.isHidden()


def test_that_several_choices_answer_at_each_check_in_their_order(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=True, chosen=frozenset({"5"}))
    heard: list[tuple[str, ...]] = []
    made.chosen.connect(heard.append)
    for row in (2, 5, 1):
        click(qtbot, made, row)
    assert heard == [("2", "5"), ("2",), ("1", "2")]
    assert made.isVisible()


def test_that_a_disabled_choice_cannot_be_taken(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=True)
    with qtbot.assertNotEmitted(made.chosen):
        click(qtbot, made, 4)


def test_that_all_means_none_in_particular(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=True, chosen=frozenset({"5"}))
    with qtbot.waitSignal(made.chosen) as told:
        made._all.click()
    assert told.args == [()]
    assert made.isHidden()


def test_that_the_search_narrows_the_list_and_enter_takes_the_first(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=False)
    qtbot.keyClicks(made._search, "rep 1")
    assert [each.text for each in made._model.rows] == ["Rep 1", "Rep 10", "Rep 11", "Rep 12", "Rep 13", "Rep 14"]
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.keyClick(made._search, Qt.Key.Key_Return)
    assert told.args == [("1",)]


def test_that_a_search_without_result_says_so(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=False)
    qtbot.keyClicks(made._search, "nobody")
    assert not made._none.isHidden()


def test_that_a_short_list_has_no_search_line(qtbot: QtBot) -> None:
    made = ChoiceList()
    qtbot.addWidget(made)
    made.set_choices(REPS[:3])
    assert made._search.isHidden()


def test_that_arrows_and_space_choose(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=True)
    qtbot.keyClick(made._search, Qt.Key.Key_Down)
    qtbot.keyClick(made._list, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.keyClick(made._list, Qt.Key.Key_Space)
    assert told.args == [("1",)]


def test_that_a_screen_reader_hears_whether_a_line_is_chosen(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=True, chosen=frozenset({"1"}))
    texts = [made._model.data(made._model.index(i), Qt.ItemDataRole.AccessibleTextRole) for i in (0, 1)]
    assert texts == ["Rep 0, 0 deals, not chosen", "Rep 1, 1 deals, chosen"]


def test_that_qts_own_model_test_finds_nothing(qtbot: QtBot) -> None:
    made = opened(qtbot, multi=True)
    tester = QAbstractItemModelTester(made._model, QAbstractItemModelTester.FailureReportingMode.Warning)
    qtbot.keyClicks(made._search, "rep 1")
    made._pick(made._model.index(0))
    assert tester.model() is made._model
    assert not made.grab().isNull()


def test_that_a_chip_opens_its_list_below_itself(qtbot: QtBot) -> None:
    chip, made = Chip("Reps", "All"), ChoiceList(multi=True)
    qtbot.addWidget(chip)
    made.set_choices(REPS)
    chip.set_popup(made)
    chip.show()
    chip.click()
    assert made.isVisible()
    assert made.accessibleName() == "Reps"
    made.hide()
