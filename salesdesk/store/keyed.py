"""Values kept under a name, in one area of the workspace."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from salesdesk.store.database import Database

Json = None | bool | int | float | str | list[Any] | dict[str, Any]


class KeyedValues:
    """A dictionary of JSON values; what they mean is the caller's business."""

    def __init__(self, database: Database, area: str) -> None:
        self._database = database
        self._area = area

    def get(self, key: str, default: Any = None) -> Any:
        found = self._database.rows("SELECT value FROM json_values WHERE area = ? AND key = ?", self._area, key)
        return json.loads(str(found[0][0])) if found else default

    def all(self) -> dict[str, Any]:
        rows = self._database.rows("SELECT key, value FROM json_values WHERE area = ? ORDER BY key", self._area)
        return {str(key): json.loads(str(value)) for key, value in rows}

    def set(self, key: str, value: Json) -> None:
        """Raises TypeError or ValueError for what JSON cannot hold, NaN included."""
        self.update({key: value})

    def update(self, values: Mapping[str, Json], gone: Collection[str] = ()) -> None:
        """All of them, or after a failure none; the keys that are ``gone`` are forgotten."""
        rows = [(self._area, key, json.dumps(value, allow_nan=False)) for key, value in values.items()]
        forgotten = [(self._area, key) for key in gone]
        self._database.write_many(
            [
                ("DELETE FROM json_values WHERE area = ? AND key = ?", forgotten),
                ("INSERT OR REPLACE INTO json_values VALUES (?, ?, ?)", rows),
            ]
        )

    def remove(self, key: str) -> None:
        self._database.write("DELETE FROM json_values WHERE area = ? AND key = ?", self._area, key)
