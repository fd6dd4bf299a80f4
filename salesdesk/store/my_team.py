"""The reps of a company-wide log that are the manager's own."""

from __future__ import annotations

from collections.abc import Iterable

from salesdesk.store.database import Database


class MyTeamKeeper:
    """A set of rep names; empty means that nobody was picked, so everybody is shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> frozenset[str]:
        return frozenset(str(rep) for (rep,) in self._database.rows("SELECT rep FROM my_team"))

    def set(self, reps: Iterable[str]) -> None:
        """Replaces the whole set."""
        self._database.write_many(
            [
                ("DELETE FROM my_team", [()]),
                ("INSERT INTO my_team VALUES (?)", [(rep,) for rep in sorted(set(reps))]),
            ]
        )
