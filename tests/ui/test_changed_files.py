"""The bar that says when an open file has changed on disk."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from salesdesk.ui.changed_files import ChangedFilesBar
from salesdesk.ui.stamps import Fate, Stamp, fates, fates_text, stamps
from tests.ui.driving import PATIENCE, Driver, driver

__all__ = ["driver"]

DEALS = """Opportunity ID,Owner,Created,Closed,Stage,Amount
1,Ann Lee,2026-01-05,2026-02-20,Closed Won,1000.50
2,Ann Lee,2026-01-20,2026-03-22,Closed Lost,
"""
MORE = f"{DEALS}3,Ben Ode,2026-02-01,2026-03-10,Closed Won,500\n"


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    file = tmp_path / "sales" / "deals.csv"
    file.parent.mkdir()
    file.write_text(DEALS, encoding="utf-8")
    return file


def look(driver: Driver, qtbot: QtBot, *, twice: bool = True) -> ChangedFilesBar:
    """As if the window had come to the front, and the second look had come after it."""
    bar = driver.window.changed_files
    for _ in range(2 if twice else 1):
        bar._again.stop()
        bar.look()
        qtbot.waitUntil(lambda: bar.idle, timeout=PATIENCE)
        QCoreApplication.processEvents()
    return bar


def test_that_nothing_is_said_of_files_that_are_as_they_were(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    driver.open(deals)
    assert look(driver, qtbot).isHidden()


def test_that_a_changed_file_is_read_anew_if_asked(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    driver.open(deals)
    deals.write_text(MORE, encoding="utf-8")
    bar = look(driver, qtbot)
    assert bar.isVisible()
    assert bar.data.text == "“deals.csv” has changed since it was read."
    assert bar.data.actions == (("reload", "Reload"),)
    assert driver.desk.log.rows("opportunities") == 2
    bar.action.emit("reload")
    driver.settle()
    assert driver.desk.log.rows("opportunities") == 3
    assert look(driver, qtbot).isHidden()


def test_that_a_file_that_is_still_being_written_is_not_told_of(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    driver.open(deals)
    deals.write_text(MORE, encoding="utf-8")
    assert look(driver, qtbot, twice=False).isHidden()
    deals.write_text(MORE * 2, encoding="utf-8")
    assert look(driver, qtbot, twice=False).isHidden()
    assert driver.window.changed_files._again.isActive()
    assert look(driver, qtbot, twice=False).isVisible()


def test_that_a_file_put_in_the_place_of_another_is_noticed(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    driver.open(deals)
    beside = deals.with_name("new.tmp")
    beside.write_text(MORE, encoding="utf-8")
    beside.replace(deals)
    assert "has changed" in look(driver, qtbot).data.text


def test_that_a_file_that_is_gone_keeps_its_figures_and_offers_nothing(
    driver: Driver, qtbot: QtBot, deals: Path
) -> None:
    driver.open(deals)
    log = driver.desk.log
    deals.unlink()
    bar = look(driver, qtbot)
    assert bar.data.text == "“deals.csv” is no longer where it was opened. The figures stay as they are."
    assert not bar.data.actions
    assert driver.desk.log is log
    deals.write_text(DEALS, encoding="utf-8")
    assert "has changed" in look(driver, qtbot).data.text


def test_that_a_folder_out_of_reach_is_told_from_a_file_that_is_gone(
    driver: Driver, qtbot: QtBot, deals: Path, tmp_path: Path
) -> None:
    driver.open(deals)
    away = deals.parent.rename(tmp_path / "away")
    assert look(driver, qtbot).data.text == "“deals.csv” cannot be reached at the moment. The figures stay as they are."
    away.rename(deals.parent)
    assert look(driver, qtbot).isHidden()


def test_that_what_was_closed_stays_closed_until_something_else_happens(
    driver: Driver, qtbot: QtBot, deals: Path
) -> None:
    driver.open(deals)
    deals.write_text(MORE, encoding="utf-8")
    look(driver, qtbot).dismiss()
    assert look(driver, qtbot).isHidden()
    deals.write_text(MORE * 2, encoding="utf-8")
    assert look(driver, qtbot).isVisible()


def test_that_opening_other_files_ends_it(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    other = deals.with_name("other.csv")
    other.write_text(MORE, encoding="utf-8")
    driver.open(deals)
    deals.write_text(MORE, encoding="utf-8")
    assert look(driver, qtbot).isVisible()
    driver.open(other)
    assert look(driver, qtbot).isHidden()


def test_that_it_looks_when_the_window_comes_to_the_front(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    driver.open(deals)
    bar = driver.window.changed_files
    bar._front(Qt.ApplicationState.ApplicationInactive)
    assert not bar._timer.isActive()
    deals.write_text(MORE, encoding="utf-8")
    bar._front(Qt.ApplicationState.ApplicationActive)
    assert bar._timer.isActive()
    qtbot.waitUntil(bar.isVisible, timeout=PATIENCE)


def test_that_it_looks_soon_after_a_log_was_opened(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    bar = driver.window.changed_files
    bar._again.setInterval(PATIENCE)
    driver.open(deals)
    assert bar._again.isActive()
    deals.write_text(MORE, encoding="utf-8")
    for _ in range(2):
        bar._again.timeout.emit()
        qtbot.waitUntil(lambda: bar.idle, timeout=PATIENCE)
    qtbot.waitUntil(bar.isVisible, timeout=PATIENCE)


def test_that_each_fate_is_told(tmp_path: Path) -> None:
    same, changed, gone = (tmp_path / name for name in ("same.csv", "changed.csv", "gone.csv"))
    far = tmp_path / "drive" / "far.csv"
    far.parent.mkdir()
    files = (same, changed, gone, far)
    for file in files:
        file.write_text("a", encoding="utf-8")
    before = stamps(files)
    os.utime(changed, ns=(0, 1_000_000_000))
    gone.unlink()
    shutil.rmtree(far.parent)
    found = fates(before, stamps(files))
    assert found == {changed: Fate.CHANGED, gone: Fate.GONE, far: Fate.OUT_OF_REACH}
    assert fates_text(found) == (
        "“changed.csv” has changed since it was read. “gone.csv” is no longer where it was opened. “far.csv” "
        "cannot be reached at the moment. The figures stay as they are."
    )
    two = {same: Fate.CHANGED, changed: Fate.CHANGED}
    assert fates_text(two) == "“same.csv” and “changed.csv” have changed since they were read."
    assert fates_text({**two, gone: Fate.CHANGED}).startswith("“same.csv” and 2 more files have changed")
    assert fates({same: None}, {same: Stamp(1, 1)}) == {}


def test_that_the_data_page_says_it_as_soon_as_the_bar_does(driver: Driver, qtbot: QtBot, deals: Path) -> None:
    driver.open(deals)
    card = driver.page("data").imports
    deals.write_text(MORE, encoding="utf-8")
    look(driver, qtbot)
    driver.settle()
    frame = card.table.frame
    assert frame.columns[frame.place("state")].written(0) == "changed since"
