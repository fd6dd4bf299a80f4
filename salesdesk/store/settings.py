"""The settings a manager has changed; whatever is absent has its default."""

from __future__ import annotations

from salesdesk.store.database import Database
from salesdesk.store.keyed import KeyedValues


class SettingsKeeper(KeyedValues):
    """Setting name → JSON value."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "setting")
