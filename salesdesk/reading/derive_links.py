"""Rows that name a deal where its id is looked for: exports tell people the names of deals, not their numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from salesdesk.models.names import name_key
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.types_text import categorical

_DEALS, _KEY, _NAME = "opportunities", "opportunity_id", "name"


def with_deal_ids(stacks: Mapping[str, Stack]) -> dict[str, Stack]:
    """A name that exactly one deal has becomes the deal's id."""
    found = dict(stacks)
    deals = found.get(_DEALS)
    if deals is None or not {_KEY, _NAME} <= deals.columns.keys():
        return found
    ids = frozenset(map(str, deals.columns[_KEY].dropna().unique()))
    for table, stack in stacks.items():
        if table != _DEALS and _KEY in stack.columns:
            linked = _linked(stack.columns[_KEY], deals, ids)
            if linked is not None:
                found[table] = stack.with_columns(**{_KEY: linked})
    return found


def _linked(column: pd.Series, deals: Stack, ids: frozenset[str]) -> pd.Series | None:
    """None if there is no cell that names a deal."""
    codes, values = pd.factorize(column.astype(object))
    texts = [str(value) for value in values]
    if ids.issuperset(texts):
        return None
    of_name = _ids_by_name(deals)
    meant = [text if text in ids else of_name.get(name_key(text), text) for text in texts]
    if meant == texts:
        return None
    words = list(dict.fromkeys(meant))
    place = {word: code for code, word in enumerate(words)}
    return pd.Series(categorical(words, np.array([*map(place.__getitem__, meant), -1], dtype=np.int32)[codes]))


def _ids_by_name(deals: Stack) -> dict[str, str]:
    """Only the names that one deal alone has."""
    both = pd.DataFrame({"key": deals.columns[_NAME].astype(object), "id": deals.columns[_KEY].astype(object)}).dropna()
    both["key"] = [name_key(str(name)) for name in both["key"]]
    alone = both[~both["key"].duplicated(keep=False)]
    return dict(zip(alone["key"], map(str, alone["id"]), strict=True))
