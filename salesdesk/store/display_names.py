"""The names to show for owners that a file gives as e-mails or ids."""

from __future__ import annotations

from collections.abc import Mapping

from salesdesk.store.database import Database


class DisplayNamesKeeper:
    """Owner as it stands in a file → name to show."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, str]:
        rows = self._database.rows("SELECT owner, name FROM display_names ORDER BY owner")
        return {str(owner): str(name) for owner, name in rows}

    def get(self, owner: str) -> str | None:
        return self.all().get(owner)

    def set(self, names: Mapping[str, str]) -> None:
        """Adds or replaces these; others stay."""
        self._database.write_many([("INSERT OR REPLACE INTO display_names VALUES (?, ?)", list(names.items()))])

    def remove(self, *owners: str) -> None:
        self._database.write_many([("DELETE FROM display_names WHERE owner = ?", [(owner,) for owner in owners])])
