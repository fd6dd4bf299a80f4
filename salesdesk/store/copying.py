"""A checked copy of a workspace that is open."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from salesdesk.store.database import is_sound
from salesdesk.store.files import part_of, put_in_place
from salesdesk.store.migrations import version_of
from salesdesk.store.refusals import WorkspaceRefused

_DIFFERS = "The copy of the workspace could not be checked, so it was not kept. Check the disk and try again."


def copy_database(source: sqlite3.Connection, path: Path) -> None:
    """What `source` holds now, as a whole and checked file at `path`; nothing stays behind after a failure."""
    part = part_of(path)
    part.unlink(missing_ok=True)
    with ExitStack() as undo:
        undo.callback(part.unlink, missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            # The part is thrown away if anything goes wrong, so it needs no journal beside it.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy)
            if not is_sound(copy) or _sizes(copy) != _sizes(source):
                raise WorkspaceRefused(_DIFFERS)
        put_in_place(part, path)


def _sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """The version and the number of rows of each table."""
    sizes = {"PRAGMA user_version": version_of(connection)}
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        table = name.replace('"', '""')
        sizes[name] = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
    return sizes
