"""The tables, version by version."""

import sqlite3
from collections.abc import Iterator

import pytest

from salesdesk.store import migrations
from salesdesk.store.migrations import has_known_schema, latest, migrate, version_of


@pytest.fixture
def blank() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def test_that_an_empty_file_is_brought_to_the_latest_version(blank: sqlite3.Connection) -> None:
    steps: list[int] = []
    migrate(blank, steps.append)
    assert version_of(blank) == latest()
    assert steps == list(range(1, latest() + 1))
    assert has_known_schema(blank)
    migrate(blank, steps.append)
    assert len(steps) == latest()


def test_that_a_step_that_fails_leaves_the_version_before(
    blank: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = ("CREATE TABLE sessions (id)", "CREATE TABLE sessions (id)")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
    with pytest.raises(sqlite3.OperationalError):
        migrate(blank, lambda _: None)
    assert version_of(blank) == latest() - 1
    assert has_known_schema(blank)


def test_that_each_older_version_is_known(blank: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(blank, lambda _: None)
    more = (*migrations.MIGRATIONS, ("CREATE TABLE sessions (id)",))
    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    assert has_known_schema(blank)
    blank.execute(f"PRAGMA user_version = {latest()}")
    assert not has_known_schema(blank)


def test_that_released_versions_have_not_been_rewritten(blank: sqlite3.Connection) -> None:
    # Workspaces of version 1 lie on users' disks: whoever changes this hash locks them out.
    assert len(migrations.MIGRATIONS[0]) == 8
    migrate(blank, lambda _: None)
    columns = {
        table: [row[1] for row in blank.execute(f"PRAGMA table_info({table})")]
        for (table,) in blank.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    }
    assert columns == {
        "about": ["key", "value"],
        "json_values": ["area", "key", "value"],
        "targets": ["kpi", "scope", "who", "first_day", "last_day", "amount", "unit"],
        "recent": ["place", "paths", "title", "opened_at"],
        "matches": ["signature", "table_key", "columns", "answers"],
        "display_names": ["owner", "name"],
        "my_team": ["rep"],
        "imports": ["place", "path", "title", "digest", "size", "mtime_ns", "read_at"],
    }
