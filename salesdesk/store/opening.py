"""Opening a workspace folder: who may write, is the file sound and known, is it up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from salesdesk.store import seal
from salesdesk.store.backups import Backups
from salesdesk.store.database import Database, connect, deadline, header_version, is_sound
from salesdesk.store.files import sweep
from salesdesk.store.lock import FolderLock
from salesdesk.store.migrations import has_known_schema, latest, migrate, version_of
from salesdesk.store.refusals import BUSY, FOLDER_READ_ONLY, WorkspaceDamaged, WorkspaceRefused, is_damage, reason_for

FILE = "workspace.sqlite"
Clock = Callable[[], datetime]

_SECONDS = 30.0
SECOND_WINDOW = (
    "Another window has this workspace open, so this one can only read it: nothing you change here is saved."
)
_CANNOT_WRITE = "The workspace folder cannot be written to: nothing you change here is saved."
_NEWER = "This workspace was made by a newer SalesDesk, so it was left as it is. Update the program to open it."
_OLDER = "Another window has this workspace open in an older form. Close it there first."
_NO_FOLDER = "The workspace folder cannot be made. Choose another folder for it."
_MISSING = "The workspace file is gone."
_DAMAGED = "The workspace file is damaged."
_FOREIGN = "The workspace file holds parts that are not SalesDesk's."


@dataclass(frozen=True, eq=False)
class Opened:
    """`lock` None: read-only, and `notice` says why."""

    database: Database
    backups: Backups
    lock: FolderLock | None
    notice: str | None


def open_folder(folder: Path, clock: Clock) -> Opened:
    """Raises WorkspaceRefused, or WorkspaceDamaged when there is something to go back to or to put aside."""
    path, backups = folder / FILE, Backups(folder / "backups")
    try:
        refuse_newer(path)
        if not path.exists():
            _make(folder)
        lock, notice = take_lock(folder)
        with ExitStack() as undo:
            if lock:
                undo.callback(lock.release)
                database = _open_to_write(path, backups, clock)
            else:
                database = _open_to_read(path, backups, notice)
            undo.pop_all()
    except (OSError, sqlite3.Error) as error:
        raise WorkspaceRefused(reason_for(error)) from error
    return Opened(database, backups, lock, notice)


def refuse_newer(path: Path) -> None:
    """Looks at the file without opening it as a database: what a newer program wrote stays as it is."""
    version = header_version(path)
    if version and version > latest():
        raise WorkspaceRefused(_NEWER)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceRefused(_NO_FOLDER) from error


def take_lock(folder: Path) -> tuple[FolderLock | None, str | None]:
    """The lock, or None and the sentence that says why not."""
    path = folder / FILE
    if not os.access(path if path.exists() else folder, os.W_OK) or not os.access(folder, os.W_OK):
        return None, _CANNOT_WRITE
    try:
        lock = FolderLock.take(folder / "workspace.lock")
    except OSError:
        return None, _CANNOT_WRITE
    return lock, None if lock else SECOND_WINDOW


def _open_to_write(path: Path, backups: Backups, clock: Clock) -> Database:
    sweep(path.parent)
    if _is_blank(path) and backups.all():
        raise WorkspaceDamaged(_DAMAGED if path.exists() else _MISSING, backups.newest_good())
    with ExitStack() as undo:
        connection = undo.enter_context(closing(connect(path, "rwc")))
        _refuse_faulty(connection, path, backups, sealed=True)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        if version_of(connection):
            migrate(connection, lambda version: _copy_before(version, connection, backups, clock))
        else:
            migrate(connection, lambda _: None)  # there is nothing yet to copy
        undo.pop_all()
    return Database(connection, path)


def _open_to_read(path: Path, backups: Backups, notice: str | None) -> Database:
    if _is_blank(path):
        raise WorkspaceRefused(BUSY if notice == SECOND_WINDOW else FOLDER_READ_ONLY)
    with ExitStack() as undo:
        connection = undo.enter_context(closing(connect(path, "ro")))
        # The other window may be writing while this one looks, so bytes and seal need not fit together.
        _refuse_faulty(connection, path, backups, sealed=False)
        if version_of(connection) != latest():
            raise WorkspaceRefused(_OLDER)
        undo.pop_all()
    return Database(connection, path, read_only=True)


def _is_blank(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def _copy_before(version: int, connection: sqlite3.Connection, backups: Backups, clock: Clock) -> None:
    backups.make(connection, clock(), f"before-v{version}")


def make_empty(path: Path) -> None:
    """A new workspace file with nothing in it."""
    with closing(connect(path, "rwc")) as connection:
        migrate(connection, lambda _: None)


def _refuse_faulty(connection: sqlite3.Connection, path: Path, backups: Backups, *, sealed: bool) -> None:
    what = _fault(connection, path, sealed=sealed)
    if what:
        raise WorkspaceDamaged(what, backups.newest_good())


def _fault(connection: sqlite3.Connection, path: Path, *, sealed: bool) -> str | None:
    """What is wrong with the file's content, in one sentence."""
    try:
        with deadline(connection, _SECONDS):
            if not is_sound(connection):
                return _DAMAGED
            if not has_known_schema(connection):
                return _FOREIGN
            if sealed and version_of(connection) and seal.is_broken(connection, path):
                return _DAMAGED
    except sqlite3.Error as error:
        if is_damage(error):
            return _DAMAGED
        raise
    return None
