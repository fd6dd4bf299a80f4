"""By what a record is recognised as the same one, within a sheet and in several exports."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.names import name_key
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.merge_stack import Stack

Numbers = npt.NDArray[np.int64]

# A line number counts within its order, a version within its proposal.
_WITHIN = {"order_lines": "order_id", "proposals": "version"}
_NAMED = frozenset({"reps", "customers", "products", "locations"})  # here a name identifies; two leads may share one
_MINUTE_US = 60_000_000
_ROOM = 2**62


def record_ids(stack: Stack) -> Numbers | None:
    """A number for each id, -1 for rows without one; None if no two rows can have the same id."""
    table = BY_NAME[stack.table]
    ids = _named(stack, table.naming) if table.naming and table.name in _NAMED else None
    if table.key is not None and table.key in stack.columns:
        column = stack.columns[table.key]
        within = _WITHIN.get(stack.table, "")
        if ids is None and within not in stack.columns and _rising(column):
            return None
        own = numbers_of(column)
        if within in stack.columns:
            own = np.where(own >= 0, combined([own, numbers_of(stack.columns[within])]), -1)
        ids = own if ids is None else np.where(own >= 0, own, np.where(ids >= 0, ids + own.max(initial=-1) + 1, -1))
    return ids


def _named(stack: Stack, naming: str) -> Numbers | None:
    if naming not in stack.columns:
        return None
    return numbers_of(stack.columns[naming].astype(object).map(name_key, na_action="ignore"))


def _rising(column: pd.Series) -> bool:
    """Whether ids only grow, as in exports sorted by id: then no two are equal, and that is quick to see."""
    if isinstance(column.dtype, pd.CategoricalDtype) or column.hasnans:
        return False
    texts = pa.array(column, type=pa.large_string())
    return bool(pc.all(pc.less(texts.slice(0, len(texts) - 1), texts.slice(1))).as_py())


def touch_keys(stack: Stack) -> Numbers:
    """For activities without an id: the same rep, person, kind and minute; -1 where that cannot be told."""
    nothing = np.full(len(stack), -1, dtype=np.int64)
    if stack.table != "activities" or "happened_at" not in stack.columns:
        return nothing
    moments = stack.columns["happened_at"]
    untimed = stack.date_only.get("happened_at", np.zeros(len(stack), dtype=bool)) | moments.isna().to_numpy()
    minute = moments.dt.tz_localize(None).dt.as_unit("us").to_numpy().view(np.int64) // _MINUTE_US
    person = _first_known(stack, ("lead_id", "person_id", "customer_id"))
    rep = _first_known(stack, ("rep_id",))
    known = ~untimed & (person >= 0) & (rep >= 0)
    return np.where(known, combined([rep, person, _first_known(stack, ("type",)), minute]), -1)


def _first_known(stack: Stack, names: Iterable[str]) -> Numbers:
    found = np.full(len(stack), -1, dtype=np.int64)
    for name in names:
        if name in stack.columns:
            own = numbers_of(stack.columns[name])
            found = np.where(found >= 0, found, np.where(own >= 0, own + found.max(initial=-1) + 1, -1))
    return found


def cell_keys(stack: Stack) -> Numbers:
    """Equal rows have equal numbers."""
    return combined([numbers_of(column) for column in stack.columns.values()])


def numbers_of(column: pd.Series) -> Numbers:
    """Equal cells have equal numbers, blank ones -1."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.int64)
    return np.asarray(pd.factorize(column)[0], dtype=np.int64)


def combined(parts: list[Numbers]) -> Numbers:
    """One number for each combination."""
    whole, size = parts[0] + 1, int(parts[0].max(initial=-1)) + 2
    for part in parts[1:]:
        low = int(part.min(initial=0))
        width = int(part.max(initial=-1)) - low + 1
        if size > _ROOM // max(1, width):
            whole = np.asarray(pd.factorize(whole)[0], dtype=np.int64)
            size = int(whole.max(initial=0)) + 1
        whole, size = whole * width + (part - low), size * width
    return np.asarray(pd.factorize(whole)[0], dtype=np.int64)


def occurrences(keys: Numbers, piece: npt.NDArray[np.int16]) -> Numbers:
    """The how-manieth row of its key each row is within its piece."""
    found: Numbers = pd.Series(keys).groupby([keys, piece], sort=False).cumcount().to_numpy().astype(np.int64)
    return found
