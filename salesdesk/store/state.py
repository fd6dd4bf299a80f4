"""How the window was left: sizes, sorted columns, last folders; nothing that a figure depends on."""

from __future__ import annotations

from salesdesk.store.database import Database
from salesdesk.store.keyed import KeyedValues


class StateKeeper(KeyedValues):
    """Name → JSON value."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "state")
