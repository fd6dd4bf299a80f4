"""Ids for records that came without one, and names for people who came in two parts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.tables import BY_NAME
from salesdesk.reading.grid import Grid
from salesdesk.reading.merge_stack import Stack
from salesdesk.reading.types_text import text_series

_SPACE = pa.scalar(" ", pa.large_string())

# Records that others refer to; an activity or an order line is found by its row.
_REFERRED = frozenset({"opportunities", "leads", "customers", "reps", "products", "locations"})


def with_names(stack: Stack) -> Stack:
    """A lead's name from first and last name where there is none."""
    parts = [stack.columns[name] for name in ("first_name", "last_name") if name in stack.columns]
    if stack.table != "leads" or not parts:
        return stack
    texts = [pc.fill_null(_arrow(part), "") for part in parts]  # told to skip gaps, Arrow leaves whole rows out
    joined = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*texts, _SPACE))
    joined = pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.large_string()), joined)
    if "name" in stack.columns:
        joined = pc.coalesce(_arrow(stack.columns["name"]), joined)
    return stack.with_columns(name=text_series(joined))


def with_ids(stack: Stack, grids: Sequence[Grid]) -> Stack:
    """Blank ids become the name if it is the only one of its kind, else source, sheet and row."""
    table = BY_NAME[stack.table]
    key = table.key
    if key is None or (key not in stack.columns and stack.table not in _REFERRED):
        return stack
    ids = _arrow(stack.columns[key]) if key in stack.columns else pa.nulls(len(stack), pa.large_string())
    if not ids.null_count:
        return stack
    if table.naming and table.naming in stack.columns:
        names = stack.columns[table.naming]
        ids = pc.coalesce(ids, _arrow(names.mask(names.duplicated(keep=False))))
    if ids.null_count:
        ids = pc.coalesce(ids, _places(stack, grids))
    return stack.with_columns(**{key: text_series(ids)})


def _places(stack: Stack, grids: Sequence[Grid]) -> pa.Array:
    titles = pa.array([" ".join(part for part in (grid.source, grid.sheet, "row") if part) for grid in grids])
    rows = pc.cast(pa.array(stack.row), pa.large_string())
    return pc.binary_join_element_wise(pc.cast(titles.take(pa.array(stack.source)), pa.large_string()), rows, _SPACE)


def _arrow(column: pd.Series) -> pa.Array:
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy()
        places = pa.array(codes, mask=codes < 0)
        return pa.array(column.cat.categories, type=pa.large_string()).take(places)
    found = pa.array(column, type=pa.large_string())
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
