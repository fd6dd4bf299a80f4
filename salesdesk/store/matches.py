"""Which column is which: what was confirmed once is known when a file with the same header comes again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from salesdesk.store.database import Database


@dataclass(frozen=True)
class Match:
    """`columns` leads from a column's header to a field of the table; left-out columns are not in it.

    `answers` holds what was asked once about such a file, for instance {"dates": "dmy"}.
    """

    table: str
    columns: Mapping[str, str]
    answers: Mapping[str, str] = field(default_factory=dict)


class MatchesKeeper:
    """Header signature → confirmed match."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, signature: str) -> Match | None:
        rows = self._database.rows("SELECT table_key, columns, answers FROM matches WHERE signature = ?", signature)
        return _match(*rows[0]) if rows else None

    def all(self) -> dict[str, Match]:
        rows = self._database.rows("SELECT signature, table_key, columns, answers FROM matches ORDER BY signature")
        return {str(signature): _match(*rest) for signature, *rest in rows}

    def confirmed(self) -> dict[str, dict[str, tuple[str, str]]]:
        """By header signature, which table and field each header stands for: what the reader is told."""
        return {
            signature: {header: (match.table, field) for header, field in match.columns.items()}
            for signature, match in self.all().items()
            if match.columns
        }

    def answers(self) -> dict[str, dict[str, str]]:
        """By header signature, what was answered about such files."""
        return {signature: dict(match.answers) for signature, match in self.all().items() if match.answers}

    def replace(self, matches: Mapping[str, Match | None]) -> None:
        """Keeps these, forgets those that are None; all of them, or after a failure none."""
        kept = [
            (signature, match.table, json.dumps(dict(match.columns)), json.dumps(dict(match.answers)))
            for signature, match in matches.items()
            if match is not None
        ]
        gone = [(signature,) for signature, match in matches.items() if match is None]
        self._database.write_many(
            [
                ("DELETE FROM matches WHERE signature = ?", gone),
                ("INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?)", kept),
            ]
        )

    def set(self, signature: str, match: Match) -> None:
        columns, answers = json.dumps(dict(match.columns)), json.dumps(dict(match.answers))
        self._database.write(
            "INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?)", signature, match.table, columns, answers
        )

    def remove(self, signature: str) -> None:
        self._database.write("DELETE FROM matches WHERE signature = ?", signature)


def _match(table: object, columns: object, answers: object) -> Match:
    return Match(str(table), json.loads(str(columns)), json.loads(str(answers)))
