"""Whenever somebody gives up while files are being opened: within half a second everything is as it was."""

import hashlib
import os
import random
import threading
import time
from pathlib import Path

import pytest

from salesdesk.reading.open import open_log
from tests.reading.workbooks import table, workbook

AT_ONCE = 0.5
SLACK = 4.0  # a machine that runs all tests at once is slow
SEEDS = range(8)


class GivenUpError(Exception):
    pass


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Take a second or two together, most of it in the reading process."""
    folder = tmp_path_factory.mktemp("exports")
    calls = folder / "calls.csv"
    rows = (f"A{row},2026-03-{row % 28 + 1:02} 09:{row % 60:02},Call,Rep {row % 40},Connected" for row in range(60_000))
    calls.write_text("\n".join(("Activity ID,Date,Type,Owner,Outcome", *rows)), encoding="utf-8")
    return [calls, workbook(folder / "quotas.xlsx", table(3000))]


def fingerprints(files: list[Path]) -> list[tuple[str, int]]:
    return [(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files]


def children() -> set[str]:
    """Of this process, where the system tells."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    return {child for task in tasks.glob("*/children") for child in task.read_text().split()}


@pytest.mark.parametrize("seed", SEEDS)
def test_that_giving_up_at_any_moment_leaves_everything_as_it_was(files: list[Path], temp: Path, seed: int):
    before, running, threads = fingerprints(files), children(), threading.active_count()
    asked = time.monotonic() + random.Random(seed).uniform(0, 1.5)

    def progress(done: int, total: int, note: str) -> None:
        if time.monotonic() >= asked:
            raise GivenUpError

    try:
        open_log(files, progress=progress)
    except GivenUpError:
        assert time.monotonic() - asked < AT_ONCE * SLACK
    assert fingerprints(files) == before
    assert list(temp.iterdir()) == []
    assert children() <= running
    assert threading.active_count() <= threads + 1  # the thread that listened ends when its pipe is closed


def test_that_every_step_of_opening_can_be_the_last(files: list[Path], temp: Path):
    """Not by the clock but by the steps: the first, the second and so on, in both processes."""
    notes: list[str] = []
    for stop in ("Reading calls.csv", "Reading the rows", "Packing", "Understanding", "Putting the tables together"):

        def progress(done: int, total: int, note: str, stop: str = stop) -> None:
            notes.append(note)
            if stop in note:
                raise GivenUpError

        with pytest.raises(GivenUpError):
            open_log(files, progress=progress)
        assert list(temp.iterdir()) == []
