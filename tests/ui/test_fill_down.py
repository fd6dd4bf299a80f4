"""The question whether to fill names down over the rows of their group, answered with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk.insights.reading_report import DONE, issues_in_order
from tests.reading.sheets import cells
from tests.ui.assistant import KEYS, asked, checked, dialogs, focused, press, tab_to, written
from tests.ui.driving import Driver, driver

__all__ = ["driver"]

HEAD = "Rep,Deal ID,Deal Name,Created Date,Amount,Stage\n"
REPORT = HEAD + (
    "Ann Lee,D1,A,2026-03-01,5,Open\n,D2,B,2026-03-02,6,Won\n,D3,C,2026-03-03,7,Open\nSubtotal,,,,18,\n"
    "Bea,D4,D,2026-03-04,8,Open\n,D5,E,2026-03-05,9,Won\nTotal,,,,35,\n"
)
FILLED, ALONE = ["Ann Lee"] * 3 + ["Bea"] * 2, ["Ann Lee", None, None, "Bea", None]


def owners(driver: Driver) -> list[str | None]:
    return cells(driver.desk.log, "opportunities", "owner_rep_id")


@pytest.mark.usefixtures("reading_child")
def test_the_walk_to_names_filled_down_and_back(driver: Driver, tmp_path: Path) -> None:
    path = written(tmp_path, REPORT)
    dialog = asked(driver, path)
    assert driver.desk.log is None
    assert dialog.sentence.text() == (
        "Please check before you open: Column “Rep” stands in the first row of each group only, "
        "and 3 rows below have none."
    )
    assert dialog.main.isEnabled()  # an answer is offered, not asked for
    assert dialog.sheet.column.title.text() == "“Rep”"
    assert focused(dialog).text() == "Fill down: rows 3–4 become Ann Lee, 3 cells in all"
    press(dialog, driver, KEYS.Key_Return)
    assert dialog.sentence.text().startswith("Nothing is asked.")
    assert dialog.sheet.column.fill.value == "Fill down"
    assert focused(dialog) is dialog.main
    press(dialog, driver, KEYS.Key_Return)
    assert not dialogs(driver)
    assert owners(driver) == FILLED
    told = [(DONE[each.effect], each.text) for each in issues_in_order(driver.desk.log) if each.column == "Rep"]
    assert told == [("cells filled down", "Column “Rep”: 3 cells were filled down, as you said (rows 3, 4 and 7)")]
    driver.open(written(tmp_path, REPORT.replace("Bea", "Cy"), "next month.csv"))
    assert not dialogs(driver)
    assert owners(driver) == [*FILLED[:3], "Cy", "Cy"]
    for _ in range(2):  # the second file, then what was decided
        driver.window.menus.actions["undo"].trigger()
        driver.settle()
    assert not driver.desk.workspace.matches.all()
    assert owners(driver) == ALONE
    driver.window.menus.actions["redo"].trigger()
    driver.settle()
    assert owners(driver) == FILLED


def test_that_they_are_left_empty_when_asked_to_and_changed_later(driver: Driver, tmp_path: Path) -> None:
    path = written(tmp_path, REPORT)
    dialog = asked(driver, path)
    press(dialog, driver, KEYS.Key_Tab)
    assert focused(dialog).text() == "Leave them empty"
    press(dialog, driver, KEYS.Key_Space)
    assert dialog.sheet.column.fill.value == "Leave empty"
    press(dialog, driver, KEYS.Key_Return)
    assert owners(driver) == ALONE
    driver.open(path)
    assert not dialogs(driver)
    dialog = checked(driver)
    tab_to(dialog, driver, dialog.sheet.column.fill)
    press(dialog, driver, KEYS.Key_Space, "fill", KEYS.Key_Return)
    assert dialog.sheet.column.fill.value == "Fill down"
    tab_to(dialog, driver, dialog.main)
    press(dialog, driver, KEYS.Key_Return)
    assert owners(driver) == FILLED


def test_that_who_opens_without_an_answer_fills_nothing_and_is_asked_once(driver: Driver, tmp_path: Path) -> None:
    path = written(tmp_path, REPORT)
    dialog = asked(driver, path)
    tab_to(dialog, driver, dialog.main)
    press(dialog, driver, KEYS.Key_Return)
    assert owners(driver) == ALONE
    told = [each.text for each in issues_in_order(driver.desk.log) if each.column == "Rep"]
    assert told[0].startswith("Column “Rep”: its value stands in the first row of each group only: “Check or change…”")
    driver.open(path)
    assert not dialogs(driver)
