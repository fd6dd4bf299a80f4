"""The one connection to a workspace file: how it is opened, read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from time import monotonic

from salesdesk.store.refusals import CLOSED, MOVED, READ_ONLY, WorkspaceRefused, reason_for

Row = tuple[object, ...]

SECONDS = 10.0
_STEPS_BETWEEN_LOOKS_AT_THE_TIME = 10_000
_HEADER = 100
_MAGIC = b"SQLite format 3\x00"


def header_version(path: Path) -> int | None:
    """`user_version` from the file's first bytes, so that not even a journal is touched; None: no SQLite file."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        return None
    return int.from_bytes(head[60:64], "big")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """`mode` is one of SQLite's: ro, rw, rwc; nothing in the file is trusted."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=5.0,
        check_same_thread=False,  # Database's own lock lets one thread in at a time
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if mode == "ro":
            connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def is_sound(connection: sqlite3.Connection) -> bool:
    """SQLite's own check of the file's structure."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


class Database:
    """Reads and writes for the keepers; every failure comes out as a WorkspaceRefused."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None, *, read_only: bool = False) -> None:
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.seconds = SECONDS
        self.before_write: Callable[[], None] = lambda: None
        self.written = False
        self._identity = _identity(path) if path else None
        self._lock = RLock()
        self._closed = False

    def rows(self, sql: str, *values: object) -> list[Row]:
        with self.answering() as connection:
            return connection.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: after the block all of it is on the disk, or after an exception none of it."""
        if self.read_only:
            raise WorkspaceRefused(READ_ONLY)
        with self._lock:
            if not self._closed:
                self.check_place()
                self.before_write()
            with self.answering() as connection, transaction(connection):
                yield connection
            self.written = True

    def write(self, sql: str, *values: object) -> None:
        """One statement in a transaction of its own."""
        with self.writing() as connection:
            connection.execute(sql, values)

    def write_many(self, statements: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Each statement once per row of values, all in one transaction."""
        with self.writing() as connection:
            for sql, rows in statements:
                connection.executemany(sql, rows)

    def check_place(self) -> None:
        """Raises when the file at the path is no longer the one that is open."""
        if self.path and _identity(self.path) != self._identity:
            raise WorkspaceRefused(MOVED)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self.connection.close()

    @contextmanager
    def answering(self) -> Iterator[sqlite3.Connection]:
        """The connection for one thread at a time and for `seconds` at most."""
        with self._lock:
            if self._closed:
                raise WorkspaceRefused(CLOSED)
            try:
                with deadline(self.connection, self.seconds):
                    yield self.connection
            except (sqlite3.Error, OSError) as error:
                raise WorkspaceRefused(reason_for(error)) from error


@contextmanager
def deadline(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Whatever runs longer is interrupted, so that a tampered file cannot hold the window."""
    end = monotonic() + seconds
    connection.set_progress_handler(lambda: monotonic() > end, _STEPS_BETWEEN_LOOKS_AT_THE_TIME)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has already rolled back after some failures
            connection.execute("ROLLBACK")
        raise


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
