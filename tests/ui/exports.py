"""What tests of a log of several files stand on: a workspace on the disk, two exports, windows started anew."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.store.workspace import Workspace
from salesdesk.ui.app import _after_first_paint
from salesdesk.ui.look.switch import Look
from tests.ui.driving import Driver

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
