"""One log of several files: added, added again, newer, removed, taken back, and what is left when sources go."""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.models.rewritten import Rewriting
from salesdesk.paths import sample_log
from salesdesk.reading import open_imports, shelf
from salesdesk.store.workspace import Workspace
from salesdesk.ui import work
from salesdesk.ui.app import _after_first_paint
from salesdesk.ui.look.switch import Look
from tests.ui.driving import PATIENCE, Driver

HEAD = "Deal ID,Deal Name,Deal Owner,Deal Stage,Create Date,Close Date,Amount\n"
MAY = "".join(f"D{n},Deal {n},Ann,Won,2026-01-{n:02d},2026-05-{n:02d},{n}00\n" for n in range(1, 11))
JUNE = MAY.replace("D2,Deal 2,Ann", "D2,Deal 2,Bo").replace(",300\n", ",350\n") + (
    "D11,Deal 11,Bo,Won,2026-02-01,2026-06-02,1000\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def start(folder: Path, qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Driver]]:
    """A window on the workspace, as after a start of the program; the one before is closed."""
    windows: list[Driver] = []

    def begin() -> Driver:
        for window in windows:
            window.window.close()
        windows.append(Driver(qtbot, look, monkeypatch, Workspace.open(folder)))
        _after_first_paint(windows[-1].desk, (), sample=False)
        windows[-1].settle()
        return windows[-1]

    yield begin
    for window in windows:
        window.window.close()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    found = {}
    for name, rows in (("deals-2026-05-31.csv", MAY), ("deals-2026-06-30.csv", JUNE)):
        found[name[6:13]] = tmp_path / name
        found[name[6:13]].write_text(HEAD + rows)
    return found


def won(driver: Driver) -> float:
    """What the deals of the log are worth, all of them."""
    return float(driver.desk.log.tables["opportunities"]["amount"].sum())


def titles(driver: Driver) -> list[str]:
    return [one.title for one in driver.desk.workspace.imports.all()]


def prints(folder: Path) -> dict[str, str]:
    """All that the workspace keeps, but for the time of the day's backup and the lock."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def do(driver: Driver, act: Callable[[], object]) -> None:
    act()
    driver.settle()


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
    monkeypatch.setattr(open_imports, "understand", lambda *_: pytest.fail("a log was put together"))
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
    assert driver.window.notice.data.text.startswith("No file has changed since it was read. deals-2026-05-31.csv and ")
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
    do(driver, driver.desk.undo.undo)
    assert (titles(driver), won(driver)) == (["deals-2026-05-31.csv"], 5_500)


def test_that_the_sample_leaves_the_log_of_the_workspace_alone(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    driver.open(sample_log())
    assert titles(driver) == ["deals-2026-05-31.csv"]
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    assert (won(driver), driver.desk.is_sample) == (6_550, False)
    assert len(titles(driver)) == 2


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
    module = {"read_into": shelf, "understand": open_imports, "board": work}[place]
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


# The cards of the Data page


def test_that_the_data_page_lists_the_files_and_what_can_be_done_with_them(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    card = driver.page("data").imports
    assert card.isVisible()
    column = {each.key: each for each in card.table.frame.columns}
    assert list(column["file"].values) == ["deals-2026-05-31.csv"]
    assert list(column["rows"].values) == [10]
    assert list(column["state"].values) == ["as it was read"]
    assert not card.again.isEnabled()
    card.table.select_row(0)
    assert (card.again.isEnabled(), card.remove.isEnabled()) == (True, False)  # the only file stays
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    files["2026-05"].write_text("no more")
    files["2026-06"].unlink()
    card.refresh()
    driver.settle()
    states = {each.key: each for each in card.table.frame.columns}["state"]
    assert list(states.values) == ["changed since", "no longer there; what was read from it stays"]
    card.table.select_row(1)
    do(driver, card.remove.click)
    assert titles(driver) == ["deals-2026-05-31.csv"]
    driver.open(sample_log())
    assert not driver.page("data").imports.isVisible()


def test_that_the_data_page_lists_what_the_last_export_changed(
    start: Callable[[], Driver], files: dict[str, Path]
) -> None:
    driver = start()
    driver.open(files["2026-05"])
    card = driver.page("data").rewritten
    assert not card.isVisible()
    do(driver, lambda: driver.desk.add([files["2026-06"]]))
    assert card.isVisible()
    assert card.note.text() == "deals-2026-06-30.csv, opportunities: 1 changed, 1 another owner."
    rows = list(zip(*([str(value) for value in column.values] for column in card.table.frame.columns), strict=True))
    assert rows == [
        ("changed", "Opportunities", "D3", "Amount", "300", "350", "deals-2026-06-30.csv", "4.0"),
        ("another owner", "Opportunities", "D2", "Owner", "Ann", "Bo", "deals-2026-06-30.csv", "3.0"),
    ]
