"""The logs opened last."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from salesdesk.store.database import Database

ENTRIES = 10


@dataclass(frozen=True)
class RecentLog:
    """The files that were opened together, what the window called them, and when."""

    paths: tuple[Path, ...]
    title: str
    opened_at: datetime


class RecentKeeper:
    """Newest first, by the order of opening and not by the clock; the same files appear once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[RecentLog, ...]:
        rows = self._database.rows("SELECT paths, title, opened_at FROM recent ORDER BY place DESC")
        return tuple(
            RecentLog(tuple(map(Path, json.loads(str(paths)))), str(title), datetime.fromisoformat(str(when)))
            for paths, title, when in rows
        )

    def add(self, paths: Iterable[Path], title: str, opened_at: datetime) -> None:
        key = json.dumps([str(path) for path in paths])
        when = opened_at.astimezone(UTC).isoformat()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM recent WHERE paths = ?", (key,))
            connection.execute("INSERT INTO recent (paths, title, opened_at) VALUES (?, ?, ?)", (key, title, when))
            connection.execute(
                "DELETE FROM recent WHERE place NOT IN (SELECT place FROM recent ORDER BY place DESC LIMIT ?)",
                (ENTRIES,),
            )

    def clear(self) -> None:
        self._database.write("DELETE FROM recent")
