"""The tables of the workspace, version by version; an entry that was released is never changed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

from salesdesk.store.database import transaction

APPLICATION = int.from_bytes(b"SDsk", "big")

_ABOUT = "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
_JSON_VALUES = """CREATE TABLE json_values (
    area TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (area, key))"""
_TARGETS = """CREATE TABLE targets (
    kpi TEXT NOT NULL, scope TEXT NOT NULL, who TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
    amount REAL NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (kpi, scope, who, first_day, last_day))"""
_RECENT = """CREATE TABLE recent (
    place INTEGER PRIMARY KEY, paths TEXT NOT NULL UNIQUE, title TEXT NOT NULL, opened_at TEXT NOT NULL)"""
_MATCHES = """CREATE TABLE matches (
    signature TEXT PRIMARY KEY, table_key TEXT NOT NULL, columns TEXT NOT NULL, answers TEXT NOT NULL)"""
_DISPLAY_NAMES = "CREATE TABLE display_names (owner TEXT PRIMARY KEY, name TEXT NOT NULL)"
_MY_TEAM = "CREATE TABLE my_team (rep TEXT PRIMARY KEY)"
_IMPORTS = """CREATE TABLE imports (
    place INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, read_at TEXT)"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION}",
        _ABOUT,
        _JSON_VALUES,
        _TARGETS,
        _RECENT,
        _MATCHES,
        _DISPLAY_NAMES,
        _MY_TEAM,
    ),
    (_IMPORTS,),
)


def latest() -> int:
    """The newest version that this program knows."""
    return len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def has_known_schema(connection: sqlite3.Connection) -> bool:
    """Whether exactly the tables of the file's own version are there: no trigger, view or column more."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as blank:
        for version in range(1, version_of(connection) + 1):
            _apply(blank, version)
        application = connection.execute("PRAGMA application_id").fetchone()
        same_kind = application == blank.execute("PRAGMA application_id").fetchone()
        return same_kind and _schema(connection) == _schema(blank)


def _schema(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def migrate(connection: sqlite3.Connection, before: Callable[[int], None]) -> None:
    """Brings the file to the latest version; `before(version)` is called outside any transaction, before each step."""
    for version in range(version_of(connection) + 1, latest() + 1):
        before(version)
        with transaction(connection):
            _apply(connection, version)


def _apply(connection: sqlite3.Connection, version: int) -> None:
    for statement in MIGRATIONS[version - 1]:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
