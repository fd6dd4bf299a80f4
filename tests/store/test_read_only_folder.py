"""A folder that cannot be written to: a sentence, and what is there can still be read."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salesdesk.store.opening import FILE
from salesdesk.store.refusals import WorkspaceRefused
from salesdesk.store.workspace import Workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no read-only folders")

NOBODY = 65534
Lock = Callable[[Path], None]


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user of the machine can enter; pytest's own is closed to others."""
    place = Path(tempfile.mkdtemp(prefix="salesdesk-test-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def take_rights() -> Iterator[Lock]:
    """Takes the right to write away from a folder and its files; the administrator becomes nobody for the time."""
    locked: list[Path] = []
    administrator = os.geteuid() == 0

    def take(folder: Path) -> None:
        locked.append(folder)
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        if administrator:
            os.seteuid(NOBODY)

    yield take
    if administrator:
        os.seteuid(0)
    for folder in locked:
        folder.chmod(stat.S_IRWXU)
        for path in folder.rglob("*"):
            path.chmod(stat.S_IRWXU)


def test_that_a_workspace_there_can_be_read_and_says_that_nothing_is_saved(open_place: Path, take_rights: Lock) -> None:
    folder = open_place / "workspace"
    workspace = Workspace.open(folder)
    workspace.settings.set("currency", "EUR")
    workspace.close()
    take_rights(folder)
    workspace = Workspace.open(folder)
    assert workspace.read_only
    assert workspace.notice == "The workspace folder cannot be written to: nothing you change here is saved."
    assert workspace.settings.get("currency") == "EUR"
    with pytest.raises(WorkspaceRefused, match="can only be read"):
        workspace.settings.set("currency", "USD")
    workspace.close()


def test_that_no_workspace_can_be_made_there(open_place: Path, take_rights: Lock) -> None:
    (open_place / "empty").mkdir()
    take_rights(open_place / "empty")
    with pytest.raises(WorkspaceRefused, match="folder cannot be made"):
        Workspace.open(open_place / "empty" / "workspace")
    with pytest.raises(WorkspaceRefused, match="cannot be written to"):
        Workspace.open(open_place / "empty")


def test_that_rights_taken_away_while_it_is_open_are_said_and_lose_nothing(open_place: Path, take_rights: Lock) -> None:
    folder = open_place / "workspace"
    workspace = Workspace.open(folder)
    workspace.settings.set("currency", "EUR")
    take_rights(folder)
    with pytest.raises(WorkspaceRefused, match="cannot be written to"):
        workspace.settings.set("currency", "USD")
    assert workspace.settings.get("currency") == "EUR"
    workspace.close()
    assert (folder / FILE).exists()
