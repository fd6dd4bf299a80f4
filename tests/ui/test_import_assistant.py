"""The import assistant, walked through with the keyboard alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from salesdesk.ui.look.theme import DARK
from tests.company import company_log
from tests.reading.drafts import FAR_BELOW, book
from tests.reading.sheets import cells, days
from tests.ui.assistant import CLEAN, DEALS, KEYS, UNCLEAR, asked, checked, dialogs, focused, press, tab_to, written
from tests.ui.driving import PATIENCE, Driver, driver

__all__ = ["driver"]


def amounts(driver: Driver) -> list[float]:
    return cells(driver.desk.log, "opportunities", "amount")


@pytest.mark.usefixtures("reading_child")
def test_the_walk_from_ambiguous_columns_to_the_right_numbers(driver: Driver, tmp_path: Path) -> None:
    path = written(tmp_path, UNCLEAR)
    dialog = asked(driver, path)
    assert driver.desk.log is None
    assert dialog.sentence.text() == (
        "3 answers are needed before this file can be opened: “Amount”, “Create Date”, “Close Date”."
    )
    assert not dialog.main.isEnabled()
    assert focused(dialog).text() == "Decimal comma: 1.234 is 1234"
    press(dialog, driver, KEYS.Key_Return)
    assert focused(dialog).text() == "Day first: 03/04/2026 is 3 April 2026"
    press(dialog, driver, KEYS.Key_Tab)
    assert focused(dialog).text() == "Month first: 03/04/2026 is 4 March 2026"
    press(dialog, driver, KEYS.Key_Space)
    assert dialog.main.isEnabled()
    assert focused(dialog) is dialog.main
    press(dialog, driver, KEYS.Key_Return)
    assert not dialogs(driver)
    assert amounts(driver) == [1234, 2500]
    assert days(driver.desk.log.tables["opportunities"]["created_at"]) == ["2026-03-04", "2026-05-06"]
    driver.open(written(tmp_path, UNCLEAR.replace("2.500", "7.500"), "next month.csv"))
    assert not dialogs(driver)
    assert amounts(driver) == [1234, 7500]
    for _ in range(2):  # the second file, then what was decided
        driver.window.menus.actions["undo"].trigger()
        driver.settle()
    assert not driver.desk.workspace.matches.all()
    driver.window.menus.actions["redo"].trigger()
    driver.settle()
    assert amounts(driver) == [1234, 2500]


def test_that_title_rows_above_the_header_ask_nothing_and_are_shown(driver: Driver, tmp_path: Path) -> None:
    driver.open(written(tmp_path, "Deals of April\n\n" + CLEAN))
    assert amounts(driver) == [5, 6]
    dialog = checked(driver)
    assert dialog.sheet.header.value == "3"
    assert dialog.sheet.preview.frame.columns[1].written(0) == "Deals of April"
    assert dialog.sentence.text().startswith("Nothing is asked.")
    press(dialog, driver, KEYS.Key_Escape)
    assert not dialogs(driver)


def test_the_walk_to_a_header_row_chosen_by_hand(driver: Driver, tmp_path: Path) -> None:
    path = written(tmp_path, FAR_BELOW + CLEAN)
    driver.open(path)
    assert driver.window.notice.isVisible()
    driver.window.notice.action.emit("look")
    driver.settle()
    (dialog,) = dialogs(driver)
    assert "Holds" in dialog.sentence.text()
    tab_to(dialog, driver, dialog.sheet.header)
    press(dialog, driver, KEYS.Key_Space)
    assert dialog.sheet.header.choices.isVisible()
    press(dialog, driver, "32: deal", KEYS.Key_Return)
    assert dialog.sheet.header.value == "32"
    assert dialog.sheet.table.value == "Opportunities"
    tab_to(dialog, driver, dialog.main)
    press(dialog, driver, KEYS.Key_Return)
    assert amounts(driver) == [5, 6]
    driver.open(path)
    assert not dialogs(driver)
    assert amounts(driver) == [5, 6]


def test_that_semicolons_and_decimal_commas_need_no_answer(driver: Driver, tmp_path: Path) -> None:
    text = CLEAN.replace(",", ";").replace(";5;", ";1.234,50;").replace(";6;", ";0,5;")
    driver.open(written(tmp_path, text))
    assert amounts(driver) == [1234.5, 0.5]
    dialog = checked(driver)
    assert dialog.sheet.delimiter.value == "Semicolon"
    frame = dialog.sheet.columns.frame
    assert frame.columns[frame.place("decided")].written(2) == "amount: decimal comma (“1.234,50” in row 2)"
    assert frame.columns[frame.place("after")].written(2) == "1,234.5 · 0.5"
    dialog.reject()


def test_the_walk_to_a_sheet_that_is_left_out(driver: Driver, tmp_path: Path) -> None:
    head = ["Deal ID", "Deal Name", "Amount", "Deal Stage"]
    path = book(tmp_path / "book.xlsx", {"Now": [head, [1, "a", 5, "Won"]], "Old": [head, [2, "b", 6, "Won"]]})
    driver.open(path)
    assert amounts(driver) == [5, 6]
    dialog = checked(driver)
    tab_to(dialog, driver, dialog.parts)
    press(dialog, driver, KEYS.Key_Down)
    assert dialog.sheet.title.text() == "book.xlsx · Old"
    assert not dialog.sheet.encoding.isVisible()
    tab_to(dialog, driver, dialog.sheet.table)
    press(dialog, driver, KEYS.Key_Space, "not used", KEYS.Key_Return)
    assert dialog.sheet.table.value == "Not used"
    tab_to(dialog, driver, dialog.main)
    press(dialog, driver, KEYS.Key_Return)
    assert amounts(driver) == [5]
    driver.open(path)
    assert amounts(driver) == [5]


def test_that_a_sheet_that_fits_two_tables_asks_which(driver: Driver, tmp_path: Path) -> None:
    deals, leads = written(tmp_path, CLEAN), written(tmp_path, "Name,Owner,Status,Source\nx,Ann,Open,Web\n", "list.csv")
    dialog = asked(driver, deals, leads)
    assert dialog.sentence.text() == "1 answer is needed before these files can be opened: list.csv."
    assert [dialog.parts.item(row).text().split("\n")[1] for row in range(2)] == ["Opportunities", "1 question"]
    press(dialog, driver, KEYS.Key_Tab, KEYS.Key_Return)
    assert dialog.sheet.table.value == "Leads"
    press(dialog, driver, KEYS.Key_Return)
    assert driver.desk.log.rows("leads") == 1
    driver.open(deals, leads)
    assert driver.desk.log.rows("leads") == 1
    assert not dialogs(driver)


def test_that_enter_on_a_column_chooses_what_it_is_read_as(driver: Driver, tmp_path: Path) -> None:
    driver.open(written(tmp_path, CLEAN.replace("Owner", "Who did it")))
    dialog = checked(driver)
    assert focused(dialog) is dialog.sheet.columns.grid
    press(dialog, driver, *[KEYS.Key_Down] * 6, KEYS.Key_Return, "owner", KEYS.Key_Return)
    frame = dialog.sheet.columns.frame
    assert frame.columns[frame.place("read_as")].written(6) == "Owner"
    assert frame.columns[frame.place("reason")].written(6) == "chosen by you"
    tab_to(dialog, driver, dialog.main)
    press(dialog, driver, KEYS.Key_Return)
    assert driver.desk.board.rep_names() == ("J. Smith", "John Smith")


def test_that_names_are_joined_when_asked_to_and_taken_apart_by_undo(driver: Driver, tmp_path: Path) -> None:
    path = written(tmp_path, CLEAN)
    driver.open(path)
    assert driver.desk.board.rep_names() == ("J. Smith", "John Smith")
    dialog = checked(driver)
    tab_to(dialog, driver, dialog.parts)
    press(dialog, driver, KEYS.Key_End)
    tab_to(dialog, driver, dialog.names.list)
    item = dialog.names.list.item(0)
    assert item.text().startswith("Rep: count “J. Smith” as “John Smith” (the same last name, and the initial fits")
    assert item.checkState() is Qt.CheckState.Unchecked
    dialog.names.take_focus()
    press(dialog, driver, KEYS.Key_Space, KEYS.Key_Return)
    assert driver.desk.board.rep_names() == ("John Smith",)
    driver.open(path)
    assert driver.desk.board.rep_names() == ("John Smith",)
    driver.window.menus.actions["undo"].trigger()
    driver.settle()
    assert driver.desk.board.rep_names() == ("J. Smith", "John Smith")


def test_that_cancel_leaves_everything_as_it_was(driver: Driver, tmp_path: Path) -> None:
    driver.put(company_log())
    board, kept = driver.desk.board, driver.desk.workspace.matches.all()
    dialog = asked(driver, written(tmp_path, UNCLEAR))
    press(dialog, driver, KEYS.Key_Return, KEYS.Key_Escape)
    assert not dialogs(driver)
    assert driver.desk.board is board
    assert driver.desk.workspace.matches.all() == kept
    assert not driver.desk.undo.count()
    assert not [entry for entry in driver.desk.workspace.recent.all() if entry.paths[0].name == "deals.csv"]


@pytest.mark.parametrize("while_", ["reading", "opening"])
def test_that_cancel_comes_at_once_while_files_are_read(driver: Driver, tmp_path: Path, while_: str) -> None:
    driver.put(company_log())
    board = driver.desk.board
    rows = "".join(f"{n},d{n},1.{n % 900 + 100},03/04/2026,05/06/2026,Won,Ann\n" for n in range(40_000))
    dialog = asked(driver, written(tmp_path, DEALS + rows))
    press(dialog, driver, KEYS.Key_Return)
    press(dialog, driver, KEYS.Key_Return)
    if while_ == "reading":
        dialog.sheet.form_chosen.emit("encoding", "cp1250")
    else:
        dialog.accept()
    QCoreApplication.processEvents()
    assert driver.desk.tasks.busy("assisting" if while_ == "reading" else "opening")
    started = time.monotonic()
    QTest.keyClick(dialog, KEYS.Key_Escape)
    driver._qtbot.waitUntil(lambda: driver.desk.tasks.idle and not dialogs(driver), timeout=PATIENCE)
    assert time.monotonic() - started < 0.5
    driver.settle()
    assert driver.desk.board is board
    assert not driver.desk.workspace.matches.all()


def test_that_a_choice_that_cannot_be_read_is_said_and_dropped(driver: Driver, tmp_path: Path) -> None:
    dialog = asked(driver, written(tmp_path, UNCLEAR))
    (path,) = dialog.look.paths
    path.write_text("")
    dialog.sheet.form_chosen.emit("encoding", "cp1250")
    driver.settle()
    assert "the file has changed since" in dialog.sentence.text()
    assert dialog.isVisible()
    assert dialog.sheet.encoding.key == "utf-8"
    dialog.reject()


def test_that_a_quick_second_choice_does_not_lose_the_first(driver: Driver, tmp_path: Path) -> None:
    dialog = asked(driver, written(tmp_path, UNCLEAR))
    dialog.sheet.answered.emit(2, "decimal", "comma")
    dialog.sheet.answered.emit(3, "dates", "dmy")
    driver.settle()
    assert not dialog.draft.questions
    dialog.reject()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
def test_that_it_fits_the_window_and_everything_has_a_name(
    driver: Driver, tmp_path: Path, size: tuple[int, int]
) -> None:
    driver.window.resize(*size)
    wide = DEALS.strip() + "".join(f",Field {n}" for n in range(53))
    row = "1,a,1.234,2026-04-03,,Won,Ann" + ",x" * 53
    path = written(tmp_path, f"{wide}\n{row}\n", "a long name " * 12 + ".csv")
    dialog = asked(driver, path)
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    assert dialog.minimumSizeHint().height() <= size[1] - 48
    for kind in (QAbstractButton, QAbstractItemView):
        for part in dialog.findChildren(kind):
            if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert part.accessibleName() or getattr(part, "text", str)(), part
    dialog.reject()


def test_that_it_follows_the_theme(driver: Driver, tmp_path: Path) -> None:
    dialog = asked(driver, written(tmp_path, UNCLEAR))
    driver.window.choose_theme("dark")
    driver.settle()
    assert dialog.grab().toImage().pixelColor(4, 4).name() == DARK.window.name()
    dialog.reject()


def test_that_the_sheet_to_look_at_is_shown_first(driver: Driver, tmp_path: Path) -> None:
    calls = "Stamp,Kind,Result,Number\n13/04/2026 09:15,Call,Connected,555 1\n14/04/2026 10:15,Call,Busy,555 2\n"
    dialog = asked(driver, written(tmp_path, CLEAN), written(tmp_path, calls, "later.csv"))
    assert dialog.sentence.text().startswith("Please check before you open: Column “Stamp” holds dates")
    assert dialog.parts.currentItem().text().startswith("later.csv")
    dialog.reject()
