"""Spellings that were said to be one name: of reps, of customers."""

from __future__ import annotations

from collections.abc import Iterable

from salesdesk.store.database import Database
from salesdesk.store.keyed import KeyedValues

Joined = tuple[str, str, str]  # dimension, spelling, the name it stands for


class JoinedNamesKeeper:
    """By dimension, spelling → name."""

    def __init__(self, database: Database) -> None:
        self._values = KeyedValues(database, "joined names")

    def all(self) -> tuple[Joined, ...]:
        """Sorted; what makes no sense is passed over."""
        found = []
        for dim, names in self._values.all().items():
            pairs = names.items() if isinstance(names, dict) else ()
            found += [(dim, spelling, name) for spelling, name in pairs if isinstance(name, str) and name.strip()]
        return tuple(sorted(found))

    def set(self, joined: Iterable[Joined]) -> None:
        """Replaces them all."""
        names: dict[str, dict[str, str]] = {}
        for dim, spelling, name in joined:
            names.setdefault(dim, {})[spelling] = name
        self._values.update(
            {dim: dict(own) for dim, own in names.items()}, gone=self._values.all().keys() - names.keys()
        )
