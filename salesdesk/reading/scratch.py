"""A private folder for one reading, gone afterwards even if the program was killed meanwhile."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "salesdesk-reading-"
_LOCK = "in-use"


@contextlib.contextmanager
def scratch_folder(place: Path | None = None) -> Iterator[Path]:
    """A folder only this user can enter. Removed on leaving; on Windows, files still mapped go at the next start.

    ``place`` None: among the temporary files.
    """
    remove_left_overs(place)
    folder, lock = _locked_folder(place)
    try:
        yield folder
    finally:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def remove_left_overs(place: Path | None = None) -> None:
    """Empties the temp folder, or another one, of what killed runs left there; folders in use elsewhere stay."""
    for folder in (place or Path(tempfile.gettempdir())).glob(PREFIX + "*"):
        if _abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(place: Path | None) -> tuple[Path, IO[bytes]]:
    """The folder gets its final name when it is locked: nobody may take it for a left-over before."""
    if sys.platform == "win32":
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
        return folder, (folder / _LOCK).open("wb")
    start = Path(tempfile.mkdtemp(prefix="." + PREFIX, dir=place))
    lock = (start / _LOCK).open("wb")
    _hold(lock)
    return start.rename(start.with_name(start.name[1:])), lock


def _hold(lock: IO[bytes]) -> None:
    """Windows needs no more than the open file: it cannot be removed by anybody else."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _abandoned(folder: Path) -> bool:
    lock = folder / _LOCK
    try:
        if sys.platform == "win32":
            lock.unlink()
            return True
        with lock.open("rb") as file:
            _hold(file)
            return True
    except OSError:
        return False  # held by a living run, or not ours
