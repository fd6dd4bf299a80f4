"""Lists of the stages of a CRM, beside deals that tell their stage by its id only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesdesk.models.names import name_key
from salesdesk.reading.derive_deals import WORDS
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import squeeze
from salesdesk.reading.piece import Piece
from salesdesk.reading.types_choices import read_flag
from salesdesk.reading.types_distinct import is_text, whole
from salesdesk.reading.types_text import as_text, categorical

STAGES = "it lists the stages of deals, whose names are taken from it"
_IDS = ("stageid", "pipelinestageid", "dealstageid", "id", "apiname")
_NAMES = ("label", "stagelabel", "masterlabel", "stagename", "stage", "name")
_WON = ("closedwon", "iswon", "isclosedwon")
_LOST = ("closedlost", "islost", "isclosedlost")
_CLOSED = ("isclosed", "closed")
_MOST = 2_000  # no CRM has more stages
_TOLD = frozenset({"status", "is_won", "is_lost", "is_closed"})  # deals that say themselves how they stand


@dataclass(frozen=True)
class StageList:
    """``names`` by id; ``status`` (open, won, lost) by id and by name. Keys as `name_key` makes them."""

    names: Mapping[str, str]
    status: Mapping[str, str]


def stage_list(grid: Grid) -> StageList | None:
    """A list of stages has an id and a name for each, and says which of them end a deal; None if it is no such list."""
    places = {squeeze(name): place for place, name in enumerate(grid.names)}
    ids, names = _texts(grid, places, _IDS), _texts(grid, places, _NAMES)
    won, lost, closed = (_marks(grid, places, heads) for heads in (_WON, _LOST, _CLOSED))
    if not 0 < len(grid) <= _MOST or ids is None or names is None or won is None or (lost is None and closed is None):
        return None
    if len(set(filter(None, ids))) < len(ids):
        return None
    gone = np.zeros(len(grid), dtype=bool)
    for marks in (lost, closed):
        gone |= marks if marks is not None else False
    told = [WORDS[code] for code in np.where(won, 1, np.where(gone, 2, 0))]
    status = {name_key(name): word for name, word in zip(names, told, strict=True) if name}
    status |= {name_key(key): word for key, word in zip(ids, told, strict=True) if key}
    return StageList({name_key(key): name for key, name in zip(ids, names, strict=True) if key and name}, status)


def _texts(grid: Grid, places: Mapping[str, int], heads: Iterable[str]) -> list[str | None] | None:
    place = next((places[head] for head in heads if head in places), None)
    if place is None:
        return None
    cells = whole(grid.columns[place])
    texts: list[str | None] = (cells if is_text(cells.type) else as_text(cells)).to_pylist()
    return [text.strip() if text else None for text in texts]


def _marks(grid: Grid, places: Mapping[str, int], heads: Iterable[str]) -> np.ndarray | None:
    place = next((places[head] for head in heads if head in places), None)
    if place is None or (found := read_flag(grid.columns[place])).lost or not found.filled:
        return None
    return found.values.to_numpy(dtype=bool, na_value=False)


def with_stages(piece: Piece, lists: Iterable[StageList]) -> Piece:
    """The stages of deals, or of their history, by name; and how a deal stands in each, where it does not say so."""
    names = {key: name for one in lists for key, name in one.names.items()}
    status = {key: word for one in lists for key, word in one.status.items()}
    if not names or piece.table not in {"opportunities", "opp_stage_history"} or "stage" not in piece.columns:
        return piece
    cells = piece.columns["stage"].astype("category").cat
    keys = [name_key(str(stage)) for stage in cells.categories]
    called = [names.get(key, str(stage)) for key, stage in zip(keys, cells.categories, strict=True)]
    found = piece.with_columns(stage=_spread(called, cells.codes.to_numpy()))
    if _TOLD & piece.columns.keys() or not any(key in status for key in keys):
        return found
    return found.with_columns(status=_spread([status.get(key) for key in keys], cells.codes.to_numpy()))


def _spread(meant: list[str | None] | list[str], codes: np.ndarray) -> pd.Series:
    words = list(dict.fromkeys(word for word in meant if word))
    place = np.array([*(words.index(word) if word else -1 for word in meant), -1], dtype=np.int32)
    return pd.Series(categorical(words, place[codes]))
