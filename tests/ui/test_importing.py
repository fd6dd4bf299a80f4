"""One log of several files: added, added again, newer, removed, taken back, and what is left when sources go."""

import os
import shutil
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.models.rewritten import Rewriting
from salesdesk.paths import sample_log
from salesdesk.reading import open as opening
from salesdesk.reading import shelf
from salesdesk.store.workspace import Workspace
from salesdesk.ui import work
from salesdesk.ui.app import _after_first_paint
from salesdesk.ui.look.switch import Look
from tests.company import company_log
from tests.ui.driving import PATIENCE, Driver
from tests.ui.exports import HEAD, JUNE, do, files, folder, prints, start, titles, won

__all__ = ["files", "folder", "start"]


@pytest.mark.usefixtures("reading_child")
def test_the_walk_from_may_to_june_and_back(start: Callable[[], Driver], files: dict[str, Path]) -> None:
    driver = start()
    desk, undo = driver.desk, driver.window.menus.actions["undo"]
    driver.open(files["2026-05"])
    assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)
    assert not undo.isEnabled()
    do(driver, lambda: desk.add([files["2026-06"]]))
    assert not driver.reasons
    assert titles(driver) == ["deals-2026-05-31.csv", "deals-2026-06-30.csv"]
    assert won(driver) == 5_500 + 50 + 1_000
    assert {(each.sort, each.count) for each in desk.log.rewritten} == {(Rewriting.CHANGED, 1), (Rewriting.REOWNED, 1)}
    assert undo.text() == "&Undo add deals-2026-06-30.csv"
    assert [entry.paths for entry in desk.workspace.recent.all()] == [(files["2026-05"],)]  # what was opened
    do(driver, undo.trigger)
    assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)
    do(driver, driver.window.menus.actions["redo"].trigger)
    assert won(driver) == 6_550
    do(driver, lambda: desk.remove_import("deals-2026-05-31.csv"))
    assert (titles(driver), won(driver), desk.log.rewritten) == (["deals-2026-06-30.csv"], 6_550, ())
    assert undo.text() == "&Undo remove deals-2026-05-31.csv"
    do(driver, undo.trigger)
    do(driver, undo.trigger)
    assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)


def test_that_adding_the_same_content_again_changes_nothing(
    start: Callable[[], Driver], files: dict[str, Path], folder: Path, tmp_path: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    copy = tmp_path / "copy.csv"
    shutil.copyfile(files["2026-05"], copy)
    before, log = prints(folder), driver.desk.log
    do(driver, lambda: driver.desk.add([copy]))
    assert driver.desk.log is log
    assert prints(folder) == before
    assert driver.desk.undo.count() == 0
    assert driver.window.notice.data.text == "copy.csv is in this log already: nothing has changed."


def test_that_files_of_one_name_are_told_apart(
    start: Callable[[], Driver], files: dict[str, Path], tmp_path: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    other = tmp_path / "other" / files["2026-05"].name
    other.parent.mkdir()
    other.write_text(HEAD + JUNE)
    do(driver, lambda: driver.desk.add([other]))
    assert titles(driver) == ["deals-2026-05-31.csv", "deals-2026-05-31 (2).csv"]
    assert won(driver) == 6_550


def test_that_the_log_comes_back_with_the_next_start_and_without_its_sources(
    start: Callable[[], Driver], files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    for path in files.values():
        path.unlink()
    monkeypatch.setattr(shelf, "read_into", lambda *_: pytest.fail("a file was parsed"))
    monkeypatch.setattr(opening, "understand", lambda *_: pytest.fail("a log was put together"))
    driver = start()
    assert won(driver) == 6_550
    assert len(driver.desk.log.rewritten) == 2
    assert driver.window.tabs.isVisible()
    monkeypatch.undo()
    do(driver, lambda: driver.desk.remove_import("deals-2026-06-30.csv"))
    assert won(driver) == 5_500
    do(driver, driver.desk.undo.undo)
    assert won(driver) == 6_550
    do(driver, driver.desk.reload)
    assert driver.window.notice.data.text.startswith("deals-2026-05-31.csv and deals-2026-06-30.csv are no ")
    assert not driver.reasons


def test_that_damaged_copies_of_what_was_read_are_made_anew_from_the_sources(
    start: Callable[[], Driver], files: dict[str, Path], folder: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    for path in (folder / "imports").rglob("*.arrow"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    driver = start()
    assert (won(driver), driver.reasons) == (5_500, [])
    files["2026-05"].unlink()
    shutil.rmtree(folder / "imports")
    driver = start()
    assert driver.desk.log is None
    (reason,) = driver.reasons
    assert reason.startswith("deals-2026-05-31.csv: The file is no longer there")
    assert driver.window.stack.currentWidget() is driver.window.welcome


def test_that_reading_again_takes_what_stands_in_the_file_now(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    do(driver, lambda: driver.desk.reread_import("deals-2026-05-31.csv"))
    assert driver.window.notice.data.text == "deals-2026-05-31.csv has not changed."
    files["2026-05"].write_text(HEAD + JUNE)
    do(driver, lambda: driver.desk.reread_import("deals-2026-05-31.csv"))
    assert won(driver) == 6_550
    assert {(each.sort, each.count) for each in driver.desk.log.rewritten} == {
        (Rewriting.CHANGED, 1),
        (Rewriting.REOWNED, 1),
    }
    said = [issue.text for issue in driver.desk.log.issues]
    assert "Opportunities: 1 record was changed since the last reading (row 4)" in said
    do(driver, driver.desk.undo.undo)
    assert won(driver) == 5_500  # the file of then is gone, what was read from it is kept
    do(driver, driver.desk.reload)
    assert won(driver) == 6_550
    files["2026-05"].unlink()
    do(driver, lambda: driver.desk.reread_import("deals-2026-05-31.csv"))
    assert "no longer in its place" in driver.window.notice.data.text
    assert won(driver) == 6_550


def test_that_open_replaces_and_can_be_taken_back(start: Callable[[], Driver], files: dict[str, Path]) -> None:
    driver = start()
    driver.open(files["2026-05"])
    driver.open(files["2026-06"])
    assert titles(driver) == ["deals-2026-06-30.csv"]
    notice = driver.window.notice
    assert notice.data.text == "deals-2026-06-30.csv is open in place of the log before."
    assert notice.data.actions == (("add", "Add to it instead"),)
    do(driver, driver.desk.undo.undo)
    assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)


def test_that_what_was_opened_can_be_added_instead(start: Callable[[], Driver], files: dict[str, Path]) -> None:
    driver = start()
    driver.open(files["2026-05"])
    driver.open(files["2026-06"])
    do(driver, lambda: driver.window.notice.action.emit("add"))
    assert titles(driver) == ["deals-2026-05-31.csv", "deals-2026-06-30.csv"]
    assert won(driver) == 6_550
    do(driver, driver.desk.undo.undo)
    do(driver, driver.desk.undo.undo)
    assert titles(driver) == ["deals-2026-05-31.csv"]


def test_that_the_sample_leaves_the_log_of_the_workspace_alone(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    driver.put(company_log(), str(sample_log()))
    assert driver.desk.is_sample
    assert titles(driver) == ["deals-2026-05-31.csv"]
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    assert (won(driver), driver.desk.is_sample) == (6_550, False)
    assert len(titles(driver)) == 2


@pytest.mark.usefixtures("reading_child")
def test_that_a_refused_file_leaves_log_and_workspace_as_they_were(
    start: Callable[[], Driver], files: dict[str, Path], folder: Path, tmp_path: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    log, before = driver.desk.log, prints(folder)
    picture, poem = tmp_path / "picture.xlsx", tmp_path / "poem.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    poem.write_text("Roses,are,red\nViolets,are,blue\n")
    for bad in ([picture], [files["2026-06"], picture], [tmp_path / "gone.csv"]):
        do(driver, lambda bad=bad: driver.desk.add(bad))
        assert driver.reasons
        driver.reasons.clear()
    do(driver, lambda: driver.desk.open([poem]))
    assert driver.reasons
    assert driver.desk.log is log
    assert prints(folder) == before
    assert driver.desk.undo.count() == 0


@pytest.mark.parametrize("place", ["read_into", "understand", "board"])
def test_that_giving_up_leaves_everything_as_it_was_at_once(
    place: str, start: Callable[[], Driver], files: dict[str, Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    log, before = driver.desk.log, prints(folder)
    module = {"read_into": shelf, "understand": opening, "board": work}[place]
    really, reached = getattr(module, place), []

    def slowly(*args: object, **named: object) -> object:
        reached.append(place)
        progress = named.get("progress") or next(one for one in reversed(args) if callable(one))
        for _ in range(1_000):
            progress(0, 1, "")
            time.sleep(0.01)
        return really(*args, **named)

    monkeypatch.setattr(module, place, slowly)
    driver.desk.add([files["2026-06"]])
    driver._qtbot.waitUntil(lambda: bool(reached), timeout=PATIENCE)
    begun = time.monotonic()
    driver.desk.tasks.cancel("opening")
    driver._qtbot.waitUntil(lambda: prints(folder) == before, timeout=PATIENCE)
    assert time.monotonic() - begun < 0.5
    driver.settle()
    assert driver.desk.log is log
    assert driver.desk.undo.count() == 0
    assert not driver.reasons


def test_that_a_step_that_cannot_be_taken_back_stays_in_the_menu(
    start: Callable[[], Driver], files: dict[str, Path], folder: Path
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    do(driver, lambda: driver.desk.remove_import("deals-2026-05-31.csv"))
    shutil.rmtree(folder / "imports")
    files["2026-05"].unlink()
    do(driver, driver.desk.undo.undo)
    assert driver.reasons
    assert (driver.desk.undo.index(), driver.desk.undo.count()) == (2, 2)
    assert titles(driver) == ["deals-2026-06-30.csv"]


def test_that_a_kill_between_the_copy_and_the_list_leaves_the_log_of_before(
    start: Callable[[], Driver], files: dict[str, Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    with monkeypatch.context() as killed:
        killed.setattr(driver.desk.workspace.imports, "set", lambda _: None)  # as if it had not come to that
        do(driver, lambda: driver.desk.add([files["2026-06"]]))
    assert len([path for path in (folder / "imports").iterdir() if not path.name.startswith("log-")]) == 2
    driver = start()
    assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)
    assert len([path for path in (folder / "imports").iterdir() if not path.name.startswith("log-")]) == 1


def test_that_the_window_itself_does_not_ask_the_disk_about_files(
    start: Callable[[], Driver], files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start()
    really, asked = os.stat, []
    sources = {str(path) for path in files.values()}

    def noted(path: object, *args: object, **named: object) -> os.stat_result:
        if threading.current_thread() is threading.main_thread() and str(path) in sources:
            asked.append("".join(traceback.format_stack(limit=6)))
        return really(path, *args, **named)

    monkeypatch.setattr(os, "stat", noted)
    actions = driver.window.menus.actions
    driver.open(files["2026-05"])
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    do(driver, driver.page("data").imports.refresh)
    files["2026-05"].write_text(HEAD + JUNE)
    do(driver, actions["reload"].trigger)
    do(driver, lambda: driver.desk.reread_import("deals-2026-06-30.csv"))
    do(driver, driver.window.menus.recent.aboutToShow.emit)
    do(driver, actions["undo"].trigger)
    driver.open(files["2026-06"])
    do(driver, driver.window.changed_files.look)
    assert not driver.reasons
    assert not asked, asked[0]


def test_that_a_second_window_shows_the_log_and_changes_nothing(
    start: Callable[[], Driver], files: dict[str, Path], folder: Path, qtbot: QtBot, look: Look,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    start().open(files["2026-05"])
    before = prints(folder)
    second = Driver(qtbot, look, monkeypatch, Workspace.open(folder))
    _after_first_paint(second.desk, (), sample=False)
    second.settle()
    assert won(second) == 5_500
    do(second, lambda: second.desk.add([files["2026-06"]]))
    assert won(second) == 6_550
    do(second, second.desk.undo.undo)
    assert won(second) == 5_500
    assert prints(folder) == before
    second.window.close()


def test_that_a_window_that_keeps_nothing_still_adds_and_takes_back(
    files: dict[str, Path], qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = Driver(qtbot, look, monkeypatch, Workspace.in_memory())
    driver.open(files["2026-05"])
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    assert won(driver) == 6_550
    do(driver, driver.desk.undo.undo)
    assert won(driver) == 5_500
    driver.window.close()


def test_that_the_chosen_period_and_reps_stay(start: Callable[[], Driver], files: dict[str, Path]) -> None:
    driver = start()
    driver.open(files["2026-06"])
    driver.desk.select(driver.desk.selection.only("rep", frozenset({"Bo"})))
    driver.settle()
    do(driver, lambda: driver.desk.add([files["2026-05"]]))
    assert driver.desk.selection.keep == {"rep": frozenset({"Bo"})}
    do(driver, lambda: driver.desk.remove_import("deals-2026-06-30.csv"))
    assert driver.desk.selection.keep == {}  # Bo has no deals in May
