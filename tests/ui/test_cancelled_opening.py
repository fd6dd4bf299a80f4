"""Cancelling in the window while real files are being opened: the open log, the workspace and the files stay."""

import hashlib
import random
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.company import company_log
from tests.ui.driving import PATIENCE, Driver, driver

__all__ = ["driver"]

pytestmark = pytest.mark.usefixtures("reading_child")

AT_ONCE = 0.5


def export(folder: Path) -> Path:
    path = folder / "calls.csv"
    rows = (f"A{row},2026-03-{row % 28 + 1:02} 09:{row % 60:02},Call,Rep {row % 40},Connected" for row in range(60_000))
    path.write_text("\n".join(("Activity ID,Date,Type,Owner,Outcome", *rows)), encoding="utf-8")
    return path


def test_that_cancelling_at_any_moment_leaves_everything_as_it_was(
    driver: Driver, qtbot: QtBot, tmp_path: Path, temp: Path
) -> None:
    path, desk = export(tmp_path), driver.desk
    driver.put(company_log())
    board, log = desk.board, desk.log
    before = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
    recent = [entry.paths for entry in desk.workspace.recent.all()]
    for seed in range(6):
        desk.open([path])
        qtbot.wait(random.Random(seed).randrange(1, 250))  # starting the reading process alone takes about as long
        asked = time.monotonic()
        driver.window.status.progress.cancelled.emit()
        assert not desk.tasks.busy("opening")
        assert time.monotonic() - asked < AT_ONCE
        assert (desk.board, desk.log) == (board, log)
        qtbot.waitUntil(lambda: list(temp.iterdir()) == [], timeout=PATIENCE)
    driver.settle()
    assert (desk.board, desk.log) == (board, log)
    assert [entry.paths for entry in desk.workspace.recent.all()] == recent
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before
    assert not driver.reasons
