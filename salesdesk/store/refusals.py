"""What the workspace says when it cannot do something: one plain sentence, never a library's words."""

from __future__ import annotations

import errno
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salesdesk.store.backups import Backup

FULL = "The disk is full, so nothing was saved. Make some room and try again."
READ_ONLY = "This workspace can only be read here, so nothing was saved."
FOLDER_READ_ONLY = "The workspace folder cannot be written to, so nothing was saved. Choose another folder for it."
BUSY = "The workspace is in use by another program, so nothing was saved. Try again in a moment."
SLOW = "The workspace did not answer in time. Try again; if it happens often, go back to a backup."
DAMAGED = "The workspace file is damaged, so nothing was saved. Start again to go back to a backup."
MOVED = (
    "The workspace file was removed or replaced while it was open, so nothing was saved. Save a copy, then start again."
)
CLOSED = "The workspace is already closed, so nothing was saved."
UNKNOWN = "The workspace could not be read or written. Check the disk and try again."

# SQLite's primary result codes; the upper bytes of a code only say more about the same.
_BY_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: FOLDER_READ_ONLY,
    sqlite3.SQLITE_PERM: FOLDER_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: FOLDER_READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_INTERRUPT: SLOW,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: FOLDER_READ_ONLY,
    errno.EACCES: FOLDER_READ_ONLY,
    errno.EPERM: FOLDER_READ_ONLY,
}


class WorkspaceRefused(Exception):  # noqa: N818 - it is an answer to the user, not a fault of the program
    """`reason` is one plain sentence of at most 140 characters."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def reason_for(error: Exception) -> str:
    """The sentence for an error of SQLite or of the operating system."""
    if isinstance(error, WorkspaceRefused):
        return error.reason
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        moved = code == sqlite3.SQLITE_READONLY_DBMOVED
        return MOVED if moved else _BY_CODE.get(code & 0xFF, UNKNOWN)
    return _BY_ERRNO.get(error.errno or 0, UNKNOWN) if isinstance(error, OSError) else UNKNOWN


_NOT_THE_CONTENT = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
}


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error while a file was checked is the content's fault, not the disk's or the moment's."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _NOT_THE_CONTENT


class WorkspaceDamaged(WorkspaceRefused):
    """`backup` is the newest good one, None if there is none; `Workspace.restore` takes either."""

    def __init__(self, what: str, backup: Backup | None) -> None:
        self.backup = backup
        if backup:
            rest = f"The backup of {local_time(backup.made_at)} is good; what was saved after it would be lost."
        else:
            rest = "There is no good backup. You can start with an empty one; this file is kept."
        super().__init__(f"{what} {rest}")


def local_time(moment: datetime) -> str:
    """A moment as the computer's clock on the wall shows it: 3 Mar 2026, 14:05."""
    local = moment.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"
