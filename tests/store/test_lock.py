"""One writer per folder, across processes and within one."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salesdesk.store.lock import FolderLock
from salesdesk.store.refusals import WorkspaceRefused
from salesdesk.store.workspace import Workspace

HOLDER = """
import sys
from pathlib import Path
from salesdesk.store.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
print(workspace.read_only, flush=True)
sys.stdin.read()
"""


@contextmanager
def other_window(folder: Path) -> Iterator[tuple[subprocess.Popen[str], bool]]:
    """A second process with the workspace open, and whether it may only read."""
    arguments = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        try:
            yield child, child.stdout.readline() == "True\n"
        finally:
            child.kill()


def test_that_a_window_of_another_process_keeps_this_one_reading_until_it_is_killed(folder: Path) -> None:
    with other_window(folder) as (child, reads_only):
        assert not reads_only
        second = Workspace.open(folder)
        assert second.read_only
        assert "Another window" in (second.notice or "")
        with pytest.raises(WorkspaceRefused):
            second.my_team.set({"Ann"})
        second.close()
        child.kill()
        child.wait()
        third = Workspace.open(folder)
        assert not third.read_only
        assert third.notice is None
        third.my_team.set({"Ann"})
        third.close()


def test_that_this_window_keeps_another_process_reading(folder: Path) -> None:
    workspace = Workspace.open(folder)
    with other_window(folder) as (_, reads_only):
        assert reads_only
    workspace.settings.set("currency", "EUR")
    workspace.close()


def test_that_a_lock_is_held_once_and_free_after_release(tmp_path: Path) -> None:
    first = FolderLock.take(tmp_path / "lock")
    assert first
    assert FolderLock.take(tmp_path / "lock") is None
    first.release()
    first.release()
    again = FolderLock.take(tmp_path / "lock")
    assert again
    again.release()


def test_that_a_lock_in_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FolderLock.take(tmp_path / "missing" / "lock")
