"""Cards, notices, progress, the status bar, changed lines and empty states."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.ui.widgets.button import Button
from salesdesk.ui.widgets.card import Card, LegendEntry
from salesdesk.ui.widgets.changed import ChangedLine, ChangedList
from salesdesk.ui.widgets.empty import EmptyData, EmptyState
from salesdesk.ui.widgets.label import Label
from salesdesk.ui.widgets.notice import NoticeBar, NoticeData
from salesdesk.ui.widgets.progress import TaskProgress
from salesdesk.ui.widgets.status import LinkButton, StatusBar


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    return widget


def button(parent: QWidget, text: str) -> QAbstractButton:
    return next(each for each in parent.findChildren(QAbstractButton) if each.text() == text and not each.isHidden())


# Cards


def test_that_a_legend_that_does_not_fit_goes_below_the_title(qtbot: QtBot) -> None:
    card = Card()
    card.set_title("Revenue by month against target", "", (LegendEntry("this period"), LegendEntry("target", "line")))
    card.add(Label("body"))
    shown(qtbot, card, 700)
    assert card._legend.y() < card._title.height()
    card.resize(card._title.width() + 90, 300)
    QApplication.processEvents()
    assert card._legend.y() >= card._title.height()
    assert card._title.width() >= card._title.sizeHint().width()


def test_that_spare_height_collects_at_the_bottom_of_a_card(qtbot: QtBot) -> None:
    card = Card("Title")
    label = Label("body")
    card.add(label)
    shown(qtbot, card, 300, 500)
    assert label.geometry().bottom() < 100


def test_that_a_control_in_the_head_stands_at_the_right(qtbot: QtBot) -> None:
    card, control = Card("Title", "note"), Button("More")
    card.add_to_head(control)
    shown(qtbot, card, 500)
    assert control.mapTo(card, control.rect().topRight()).x() == 500 - 14 - 1
    assert card.accessibleName() == card.title == "Title"


@pytest.mark.parametrize("shape", ["bar", "edged", "line", "dash", "dot"])
def test_that_every_mark_of_a_legend_can_be_drawn(qtbot: QtBot, shape: str) -> None:
    card = Card()
    card.set_title("A", "note", (LegendEntry("this", shape), LegendEntry("before", shape, "earlier")))
    assert not shown(qtbot, card).grab().isNull()
    assert card._legend.accessibleName() == "note, this, before"


# Notices


def test_that_a_notice_shows_tells_its_action_and_goes_away(qtbot: QtBot) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    bar = NoticeBar()
    column.addWidget(bar)
    shown(qtbot, holder)
    assert bar.isHidden()
    bar.show_notice(NoticeData("The file changed.", "worse", (("reload", "Reload"), ("later", "R&D"))))
    QApplication.processEvents()
    assert bar.accessibleName() == "The file changed."
    with qtbot.waitSignal(bar.action) as told:
        button(bar, "Reload").click()
    assert told.args == ["reload"]
    assert not bar.grab().isNull()
    with qtbot.waitSignal(bar.closed):
        bar.dismiss()
    assert bar.isHidden()


def test_that_a_second_notice_replaces_the_first(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice(NoticeData("One", actions=(("a", "First"),)))
    bar.show_notice(NoticeData("Two", "good", (("b", "Second"),), closable=False))
    QApplication.processEvents()
    texts = [each.text() for each in bar.findChildren(Button) if not each.isHidden()]
    assert (texts, bar.data.text) == (["Second"], "Two")


# Progress and status


def test_that_short_work_never_shows_its_progress(qtbot: QtBot) -> None:
    progress = TaskProgress()
    qtbot.addWidget(progress)
    progress.start("Opening")
    assert progress.running
    progress.finish()
    assert progress.isHidden()
    assert not progress.running


def test_that_long_work_shows_what_is_going_on_and_can_be_stopped(qtbot: QtBot) -> None:
    progress = TaskProgress()
    qtbot.addWidget(progress)
    progress.start("Opening crm.xlsx")
    progress.set_progress(3, 10, "reading rows")
    qtbot.waitUntil(progress.isVisible)
    assert progress.accessibleName() == "Opening crm.xlsx: reading rows, 30 %"
    assert not progress.grab().isNull()
    with qtbot.waitSignal(progress.cancelled):
        button(progress, "Cancel").click()
    assert "stopping" in progress.accessibleName()


def test_that_work_of_unknown_length_has_no_share(qtbot: QtBot) -> None:
    progress = TaskProgress()
    qtbot.addWidget(progress)
    progress.start("")
    progress.set_progress(5, 0, "sorting")
    assert progress.accessibleName() == "sorting"


def test_that_the_status_bar_says_what_is_loaded_and_leads_to_what_needs_a_look(qtbot: QtBot) -> None:
    bar = StatusBar()
    shown(qtbot, bar, 900, 30)
    bar.set_loaded("crm.xlsx · 148,220 rows", "37 rows need a look")
    bar.set_saved("Saved 14:02")
    bar.set_selection("Count 3 · Sum 12")
    with qtbot.waitSignal(bar.attention_clicked):
        bar.findChild(LinkButton).click()
    bar.set_loaded("crm.xlsx")
    assert bar.findChild(LinkButton).isHidden()
    bar.set_selection("")
    assert not bar.grab().isNull()


# What changed


LINES = (
    ChangedLine("a", "M. Okafor", "answers leads in 38 min, was 3.1 h", "Leads", "better"),
    ChangedLine("b", "<b>North</b>", "fell from 34 to 22 opportunities per 1,000 dials", "Activity", "worse"),
    ChangedLine("c", "2 reps", "have fewer than 10 deals"),
)


def test_that_a_line_tells_its_key(qtbot: QtBot) -> None:
    made = ChangedList()
    shown(qtbot, made)
    made.set_lines(LINES)
    QApplication.processEvents()
    with qtbot.waitSignal(made.line_clicked) as told:
        qtbot.mouseClick(made._lines[1], Qt.MouseButton.LeftButton)
    assert told.args == ["b"]


def test_that_a_line_says_whether_it_is_better_or_worse(qtbot: QtBot) -> None:
    made = ChangedList()
    qtbot.addWidget(made)
    made.set_lines(LINES)
    names = [line.accessibleName() for line in made._lines]
    assert names[0].startswith("Better: M. Okafor answers")
    assert names[1].startswith("Worse: <b>North</b> fell")
    assert names[2].startswith("2 reps have")


def test_that_lines_are_replaced_and_an_empty_list_says_so(qtbot: QtBot) -> None:
    made = ChangedList()
    shown(qtbot, made)
    made.set_lines(LINES, foot="Click a line to open it.")
    assert len(made._lines) == 4
    made.set_lines((), "Nothing changed beyond noise.")
    assert [each.text() for each in made._lines] == ["Nothing changed beyond noise."]
    assert not made.grab().isNull()


def test_that_a_narrow_line_is_taller(qtbot: QtBot) -> None:
    made = ChangedList()
    qtbot.addWidget(made)
    made.set_lines(LINES)
    assert made._lines[1].heightForWidth(160) > made._lines[1].heightForWidth(900)


# Empty states


def test_that_an_empty_state_says_what_is_missing_and_offers_what_can_be_done(qtbot: QtBot) -> None:
    made = EmptyState(EmptyData("No activities yet", "They come from the dialler.", ("Day", "Rep"),
                                (("open", "Open sales log…"), ("sample", "Try with sample data"))))  # fmt: skip
    shown(qtbot, made)
    assert made.accessibleDescription() == "They come from the dialler. Day Rep"
    with qtbot.waitSignal(made.action) as told:
        button(made, "Try with sample data").click()
    assert told.args == ["sample"]
    made.set_data(EmptyData("Nothing"))
    assert not made.grab().isNull()
