"""Files that somebody looks at before they are opened, in a workspace that keeps what was read from them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salesdesk.reading import shelf
from salesdesk.reading.reasons import KEPT_AS_READ
from salesdesk.ui.dialogs.import_assistant import ImportAssistant
from tests.reading.sheets import cells, days
from tests.ui.driving import Driver
from tests.ui.exports import HEAD, do, files, folder, prints, start, titles, won

__all__ = ["files", "folder", "start"]

UNCLEAR = "Date,Rep,Type,Outcome,Call ID\n03/04/2026 10:00,Ann,Call,Connected,C1\n05/06/2026 10:00,Bo,Call,Busy,C2\n"


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(UNCLEAR)
    return path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files whose cells are read, one after the other."""
    found: list[str] = []
    really = shelf.read_into

    def noted(place: Path, request: Any, progress: Any) -> Any:
        found.append(request.path.name)
        return really(place, request, progress)

    monkeypatch.setattr(shelf, "read_into", noted)
    return found


def assistant(driver: Driver) -> ImportAssistant:
    (dialog,) = (found for found in driver.window.findChildren(ImportAssistant) if found.isVisible())
    return dialog


def answer(driver: Driver, order: str) -> None:
    dialog = assistant(driver)
    ((_, place, _),) = dialog.draft.questions
    dialog.sheet.answered.emit(place, "dates", order)
    driver.settle()


def test_that_adding_a_file_that_asks_reads_it_once_and_the_others_not_at_all(
    start: Callable[[], Driver], files: dict[str, Path], calls: Path, parsed: list[str]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    files["2026-05"].unlink()
    do(driver, lambda: driver.desk.add([calls]))
    assert titles(driver) == ["deals-2026-05-31.csv"]
    answer(driver, "dmy")
    do(driver, assistant(driver).accept)
    assert not driver.reasons
    assert titles(driver) == ["deals-2026-05-31.csv", "calls.csv"]
    assert parsed == ["deals-2026-05-31.csv", "calls.csv"]
    assert days(driver.desk.log.tables["activities"]["happened_at"]) == ["2026-04-03", "2026-06-05"]
    undo = driver.window.menus.actions["undo"]
    assert undo.text() == "&Undo add calls.csv"
    do(driver, undo.trigger)
    assert undo.text() == "&Undo change how files are read"
    assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)


def test_that_who_looks_and_leaves_leaves_everything_as_it_was(
    start: Callable[[], Driver], files: dict[str, Path], calls: Path, folder: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    before, log = prints(folder), driver.desk.log
    do(driver, lambda: driver.desk.add([calls]))
    assistant(driver).sheet.form_chosen.emit("encoding", "cp1252")
    driver.settle()
    QTest.keyClick(assistant(driver), Qt.Key.Key_Escape)
    driver.settle()
    assert driver.desk.log is log
    assert prints(folder) == before
    driver.window.menus.actions["check_reading"].trigger()
    driver.settle()
    do(driver, assistant(driver).reject)
    assert prints(folder) == before
    assert won(driver) == 5_500


def test_that_how_files_were_read_can_be_changed_when_their_sources_are_gone(
    start: Callable[[], Driver], files: dict[str, Path], calls: Path, parsed: list[str]
) -> None:
    driver = start()
    driver.open(files["2026-05"], calls)
    answer(driver, "dmy")
    do(driver, assistant(driver).accept)
    calls.unlink()
    files["2026-05"].write_text(HEAD)
    driver = start()
    parsed.clear()
    driver.window.menus.actions["check_reading"].trigger()
    driver.settle()
    dialog = assistant(driver)
    assert [sheet.source for sheet in dialog.draft.sheets] == ["deals-2026-05-31.csv", "calls.csv"]
    dialog.parts.setCurrentRow(1)
    when = next(column.place for column in dialog.draft.sheets[1].columns if column.header == "Date")
    dialog.sheet.form_chosen.emit("encoding", "cp1250")
    driver.settle()
    assert dialog.sentence.text() == f"calls.csv: {KEPT_AS_READ}"
    dialog.sheet.answered.emit(when, "dates", "mdy")
    driver.settle()
    do(driver, dialog.accept)
    assert not parsed
    assert days(driver.desk.log.tables["activities"]["happened_at"]) == ["2026-03-04", "2026-05-06"]
    assert cells(driver.desk.log, "opportunities", "amount")[0] == 100
    do(driver, driver.desk.undo.undo)
    assert days(driver.desk.log.tables["activities"]["happened_at"]) == ["2026-04-03", "2026-06-05"]


def test_that_two_states_of_one_file_are_both_looked_at(start: Callable[[], Driver], calls: Path) -> None:
    driver = start()
    driver.open(calls)
    answer(driver, "dmy")
    do(driver, assistant(driver).accept)
    calls.write_text(UNCLEAR.replace("C1", "C3").replace("C2", "C4"))
    do(driver, lambda: driver.desk.add([calls]))
    assert titles(driver) == ["calls.csv", "calls (2).csv"]
    driver.window.menus.actions["check_reading"].trigger()
    driver.settle()
    samples = [sheet.columns[-1].samples for sheet in assistant(driver).draft.sheets]
    assert samples == [("C1", "C2"), ("C3", "C4")]
    do(driver, assistant(driver).reject)
