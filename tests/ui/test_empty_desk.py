"""A desk on which nothing is open: without its last file, and until a backup is brought back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping import bring_back, open_workspace
from salesdesk.ui.look.switch import Look
from salesdesk.ui.pages import PAGES
from salesdesk.ui.window import MainWindow
from tests.ui.driving import PATIENCE, Driver
from tests.ui.exports import do, files, folder, start, titles, won

__all__ = ["files", "folder", "start"]


def test_that_without_its_last_file_nothing_is_open_until_that_is_taken_back(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    window, undo, redo = driver.window, *(driver.window.menus.actions[key] for key in ("undo", "redo"))
    driver.open(files["2026-05"])
    files["2026-05"].unlink()
    for page in PAGES:
        driver.page(page.key)
    for act in (lambda: driver.desk.remove_import("deals-2026-05-31.csv"), redo.trigger):
        do(driver, act)
        assert (driver.desk.log, driver.desk.board, titles(driver)) == (None, None, [])
        assert window.stack.currentWidget() is window.welcome
        assert not any(part.isVisible() for part in (window.tabs, window.filters, window.changed_files))
        assert window.windowTitle() == "SalesDesk"
        assert not window.menus.actions["reload"].isEnabled()
        assert undo.text() == "&Undo remove deals-2026-05-31.csv"
        do(driver, undo.trigger)
        assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)
        assert window.stack.currentWidget() is not window.welcome
        assert window.tabs.isVisible()
    do(driver, redo.trigger)
    driver.open(files["2026-06"])
    assert undo.text() == "&Undo open deals-2026-06-30.csv"
    do(driver, undo.trigger)
    assert driver.desk.log is None
    assert not driver.reasons
    driver = start()
    assert (driver.desk.log, titles(driver)) == (None, [])


def test_that_removing_the_last_file_ends_what_is_on_its_way(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    do(driver, lambda: driver.desk.remove_import("deals-2026-06-30.csv"))
    driver.desk.undo.undo()  # its log is on its way
    do(driver, lambda: driver.desk.remove_import("deals-2026-05-31.csv"))
    assert driver.desk.log is None
    do(driver, driver.desk.undo.undo)
    assert titles(driver) == ["deals-2026-05-31.csv"]
    do(driver, driver.desk.undo.undo)
    driver.desk.undo.setIndex(0)
    driver.settle()
    driver.desk.undo.setIndex(driver.desk.undo.count())
    driver.settle()
    assert (driver.desk.log, titles(driver), driver.reasons) == (None, [], [])


def test_that_a_backup_that_is_brought_back_shows_its_log(
    start: Callable[[], Driver], files: dict[str, Path], folder: Path, qtbot: QtBot, look: Look
) -> None:
    start().open(files["2026-05"])
    driver = start()
    driver.desk.workspace._backups.make(driver.desk.workspace._database.connection, datetime.now(UTC))
    driver.window.close()
    (folder / "workspace.sqlite").write_bytes(b"no longer what it was")
    files["2026-05"].unlink()
    kept = open_workspace(folder)
    assert kept.damaged
    window = MainWindow(Desk(kept.workspace), look)
    qtbot.addWidget(window)
    bring_back(window, kept)
    qtbot.waitUntil(lambda: window.desk.tasks.idle, timeout=PATIENCE)
    assert window.desk.log is not None
    assert "backup" in window.notice.data.text
    assert not window.notice.isHidden()
    assert [one.title for one in window.desk.workspace.imports.all()] == ["deals-2026-05-31.csv"]
    window.close()
