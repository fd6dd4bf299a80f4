"""Background work: what arrives, what is dropped, what is told when it fails."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.ui.tasks import Cancelled, Failure, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.shut_down()


def waits_for(gate: threading.Event, answer: Any) -> Callable[..., Any]:
    def work(progress: Callable[..., None]) -> Any:
        gate.wait(10)
        progress(1, 1)
        return answer

    return work


def test_that_every_result_arrives_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[tuple[int, bool]] = []
    here = threading.get_ident()
    for i in range(200):
        tasks.start(
            f"lane {i % 4} {i}", lambda _, i=i: i, lambda value: got.append((value, threading.get_ident() == here))
        )
    qtbot.waitUntil(lambda: len(got) == 200, timeout=10_000)
    assert sorted(value for value, _ in got) == list(range(200))
    assert all(same for _, same in got)


def test_that_a_newer_piece_replaces_the_older_one(qtbot: QtBot, tasks: Tasks) -> None:
    gate, got = threading.Event(), []
    tasks.start("scoring", waits_for(gate, "old"), got.append)
    tasks.start("scoring", lambda _: "new", got.append)
    gate.set()
    qtbot.waitUntil(lambda: got != [])
    assert got == ["new"]
    assert not tasks.busy("scoring")


def test_that_a_result_that_comes_late_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    gate, got = threading.Event(), []
    tasks.start("opening", lambda _: gate.wait(10), got.append)
    tasks.cancel("opening")
    gate.set()
    assert tasks.shut_down()
    qtbot.wait(20)
    assert got == []


def test_that_only_the_newest_of_many_waiting_pieces_runs(qtbot: QtBot, tasks: Tasks) -> None:
    gate, ran, got = threading.Event(), [], []
    tasks.start("scoring", waits_for(gate, 0), got.append)
    for i in range(1, 6):
        tasks.start("scoring", lambda _, i=i: ran.append(i) or i, got.append)
    gate.set()
    qtbot.waitUntil(lambda: got != [])
    assert (ran, got) == ([5], [5])


def test_that_the_exporting_lane_refuses_work_while_it_is_busy(qtbot: QtBot, tasks: Tasks) -> None:
    gate, got = threading.Event(), []
    assert tasks.start("exporting", waits_for(gate, "first"), got.append) > 0
    assert tasks.start("exporting", lambda _: "second", got.append) == 0
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy("exporting"))
    assert got == ["first"]


def test_that_cancelling_stops_the_work_at_its_next_report(qtbot: QtBot, tasks: Tasks) -> None:
    begun, seen = threading.Event(), []

    def work(progress: Callable[..., None]) -> None:
        begun.set()
        try:
            while True:
                progress(1, 10, "reading")
        except Cancelled:
            seen.append("stopped")
            raise

    tasks.start("exporting", work)
    assert begun.wait(10)
    with qtbot.waitSignal(tasks.cancelled):
        tasks.cancel("exporting")
    assert tasks.shut_down()
    assert seen == ["stopped"]
    assert not tasks.busy("exporting")


def test_that_progress_tells_done_total_and_note(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.progressed) as told:
        tasks.start("opening", lambda progress: progress(3, 3, "checking dates"))
    assert told.args == ["opening", 3.0, 3.0, "checking dates"]


def test_that_a_failure_is_one_plain_sentence_with_details_apart(qtbot: QtBot, tasks: Tasks) -> None:
    def work(_: Callable[..., None]) -> None:
        raise ZeroDivisionError("division by zero")

    with qtbot.waitSignal(tasks.failed) as told:
        tasks.start("scoring", work, title="Working out the figures")
    lane, failure = told.args
    assert lane == "scoring"
    assert failure.sentence == "Working out the figures did not finish because of an unexpected problem."
    assert "ZeroDivisionError: division by zero" in failure.details
    assert "/test_tasks.py" not in failure.details
    assert "test_tasks.py" in failure.details


def test_that_an_error_meant_for_people_is_told_in_its_own_words(qtbot: QtBot, tasks: Tasks) -> None:
    class LockedError(Exception):
        for_people = True

    def work(_: Callable[..., None]) -> None:
        raise LockedError("The file is protected with a password.")

    told: list[Failure] = []
    tasks.start("opening", work, failed=told.append)
    qtbot.waitUntil(lambda: told != [])
    assert told[0].sentence == "The file is protected with a password."


def test_that_a_file_error_names_the_file_without_its_folder(qtbot: QtBot, tasks: Tasks) -> None:
    def work(_: Callable[..., None]) -> None:
        raise PermissionError(13, "Permission denied", "somewhere/deep/scores.xlsx")

    told: list[Failure] = []
    tasks.start("exporting", work, failed=told.append, title="Writing scorecards")
    qtbot.waitUntil(lambda: told != [])
    assert told[0].sentence == "Writing scorecards did not finish: scores.xlsx: Permission denied."
