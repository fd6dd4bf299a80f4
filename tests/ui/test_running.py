"""Work beside the window: shown, cancelled, and never in the way of what is open."""

import threading
from pathlib import Path

import pytest

from salesdesk.ui import work
from salesdesk.ui.pages import PAGES
from salesdesk.ui.running import Running
from salesdesk.ui.tasks import Tasks
from salesdesk.ui.widgets.progress import TaskProgress
from tests.company import company_log
from tests.ui.driving import PATIENCE, Driver, driver

__all__ = ["driver"]


def held(progress, until: threading.Event) -> None:
    while not until.wait(0.005):
        progress(1, 10, "reading")


def test_that_opening_can_be_cancelled_and_what_is_open_stays(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.put(company_log())
    board, until = driver.desk.board, threading.Event()
    monkeypatch.setattr(work, "open_files", lambda *asked: held(asked[-1], until))
    driver.desk.open([Path("endless.xlsx")])
    assert driver.window.running.lane == "opening"
    driver.window.status.progress.cancelled.emit()
    driver.settle()
    until.set()
    assert driver.desk.board is board
    assert driver.window.running.lane == ""
    assert not driver.reasons
    assert not driver.window.status.progress.running


def test_that_a_cancelled_filter_goes_back_to_the_figures_that_are_shown(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.put(company_log())
    shown, until = driver.desk.board.selection, threading.Event()
    monkeypatch.setattr(work, "score_selection", lambda *asked: held(asked[-1], until))
    driver.desk.select(shown.only("region", frozenset({"East"})))
    assert driver.window.filters.slices["region"].value == "East"
    driver.desk.tasks.cancel("scoring")
    driver.settle()
    until.set()
    assert driver.desk.selection is shown
    assert driver.window.filters.slices["region"].value.startswith("All")


def test_that_a_failure_says_one_sentence_and_keeps_the_details_for_who_asks(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("cell 17")

    driver.put(company_log())
    monkeypatch.setattr(work, "open_files", fail)
    driver.desk.open([Path("odd.xlsx")])
    driver.settle()
    data = driver.window.notice.data
    assert "ZeroDivisionError" not in data.text
    assert dict(data.actions) == {"details": "Copy details"}


def test_that_the_work_started_last_is_shown_then_the_one_before(qtbot) -> None:
    tasks, progress = Tasks(), TaskProgress()
    qtbot.addWidget(progress)
    running, first, second = Running(tasks, progress), threading.Event(), threading.Event()
    tasks.start("exporting", lambda progress: held(progress, first), title="Exporting")
    tasks.start("scoring", lambda progress: held(progress, second), title="Adding up")
    tasks.start("looking", lambda _: None)
    assert running.lane == "scoring"
    second.set()
    qtbot.waitUntil(lambda: running.lane == "exporting", timeout=PATIENCE)
    first.set()
    qtbot.waitUntil(lambda: running.lane == "" and tasks.idle, timeout=PATIENCE)
    assert not progress.running


def test_that_ctrl_tab_turns_the_pages_round(driver: Driver) -> None:
    driver.put(company_log())
    last = len(PAGES) - 1
    for expected in (*range(1, last + 1), 0):
        driver.window.menus.actions["next_page"].trigger()
        assert driver.window.tabs.currentIndex() == expected
    driver.window.menus.actions["previous_page"].trigger()
    assert driver.window.tabs.currentIndex() == last
    driver.settle()
