"""How the window was left for logs of one layout: what was filtered, which page was in front, the tables' columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salesdesk.store.database import Database
from salesdesk.store.keyed import KeyedValues

MOST = 50  # layouts; those left longest ago are forgotten
_NUMBER, _VIEW = "number", "view"


class ViewsKeeper:
    """Layout → JSON object; what it means is the window's business."""

    def __init__(self, database: Database) -> None:
        self._values = KeyedValues(database, "views")

    def all(self) -> dict[str, dict[str, Any]]:
        return {layout: each[_VIEW] for layout, each in self._kept().items()}

    def set(self, layout: str, view: Mapping[str, Any]) -> None:
        kept = self._kept()
        kept.pop(layout, None)
        oldest_first = sorted(kept, key=lambda other: kept[other][_NUMBER])
        number = kept[oldest_first[-1]][_NUMBER] + 1 if oldest_first else 1
        gone = oldest_first[: max(0, len(kept) + 1 - MOST)]
        self._values.update({layout: {_NUMBER: number, _VIEW: dict(view)}}, gone)

    def _kept(self) -> dict[str, dict[str, Any]]:
        """What makes no sense is passed over."""
        return {
            layout: each
            for layout, each in self._values.all().items()
            if isinstance(each, dict) and isinstance(each.get(_VIEW), dict) and isinstance(each.get(_NUMBER), int)
        }
