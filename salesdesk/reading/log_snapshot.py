"""A finished sales log on disk: Arrow files for its tables, JSON for what was said about them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

from salesdesk.models.issue import ColumnMatch, Effect, Issue, Source
from salesdesk.models.log import Mask, Origins, SalesLog
from salesdesk.models.rewritten import Rewriting, Rewritten, RewrittenCell
from salesdesk.models.settings import Settings
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.types_text import text_series

_FACTS = "log.json"
_SOURCE, _ROW, _MARK = "origin/source", "origin/row", "mark/"


def write_log(log: SalesLog, folder: Path) -> None:
    """Raises TypeError for a column of a kind that no reader makes."""
    for number, (table, frame) in enumerate(log.tables.items()):
        columns = {name: _to_arrow(frame[name]) for name in frame.columns}
        if table in log.origins:
            columns[_SOURCE] = pa.array(log.origins[table].source)
            columns[_ROW] = pa.array(log.origins[table].row)
        for (where, name), mask in log.date_only.items():
            if where == table:
                columns[_MARK + name] = pa.array(mask.view(np.uint8))
        whole = pa.table(columns)
        with pa.ipc.new_file(str(folder / f"{number}.arrow"), whole.schema) as file:
            file.write_table(whole, max_chunksize=max(1, len(whole)))
    facts = {
        "tables": {table: len(frame) for table, frame in log.tables.items()},
        "sources": [asdict(source) for source in log.sources],
        "issues": [asdict(issue) for issue in log.issues],
        "rewritten": [asdict(found) for found in log.rewritten],
    }
    (folder / _FACTS).write_text(json.dumps(facts), encoding="utf-8")


def read_log(folder: Path, settings: Settings) -> SalesLog | None:
    """The log with memory-mapped columns, on these settings; None if there is none that can be read."""
    try:
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        return _log(facts, folder, settings)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def _log(facts: Mapping[str, Any], folder: Path, settings: Settings) -> SalesLog:
    tables: dict[str, pd.DataFrame] = {}
    origins: dict[str, Origins] = {}
    marks: dict[tuple[str, str], Mask] = {}
    for number, (table, rows) in enumerate(facts["tables"].items()):
        whole = pa.ipc.open_file(pa.memory_map(str(folder / f"{number}.arrow"))).read_all()
        if len(whole) != rows or not set(whole.column_names) <= _names(table):
            raise ValueError(table)
        arrays = {name: _one(whole.column(name)) for name in whole.column_names}
        if _SOURCE in arrays:
            origins[table] = Origins(_numbers(arrays.pop(_SOURCE)), _numbers(arrays.pop(_ROW)))
        for name in [name for name in arrays if name.startswith(_MARK)]:
            marks[table, name.removeprefix(_MARK)] = _numbers(arrays.pop(name)).view(np.bool_)
        columns = {name: _to_pandas(array) for name, array in arrays.items()}
        tables[table] = pd.DataFrame(columns, index=pd.RangeIndex(rows), copy=False)
    return SalesLog(
        tables=tables,
        settings=settings,
        date_only=marks,
        origins=origins,
        sources=tuple(_source(source) for source in facts["sources"]),
        issues=tuple(Issue(**{**issue, "effect": Effect(issue["effect"])}) for issue in facts["issues"]),
        rewritten=tuple(_rewritten(found) for found in facts["rewritten"]),
    )


def _names(table: str) -> frozenset[str]:
    columns = {column.name for column in BY_NAME[table].columns}
    return frozenset({*columns, *(_MARK + name for name in columns), _SOURCE, _ROW})


def _source(facts: Mapping[str, Any]) -> Source:
    matches = tuple(ColumnMatch(**match) for match in facts["matches"])
    return Source(**{**facts, "matches": matches, "notes": tuple(facts["notes"])})


def _rewritten(facts: Mapping[str, Any]) -> Rewritten:
    cells = tuple(RewrittenCell(**cell) for cell in facts["cells"])
    return Rewritten(**{**facts, "sort": Rewriting(facts["sort"]), "cells": cells})


def _one(column: pa.ChunkedArray) -> pa.Array:
    """A file is written in one piece, so this copies nothing."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _numbers(array: pa.Array) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = array.to_numpy(zero_copy_only=True)
    return found


def _to_arrow(column: pd.Series) -> pa.Array:
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy()
        texts = pa.array(column.cat.categories, type=pa.large_string())
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), _whole(texts))
    if isinstance(kind, pd.DatetimeTZDtype):
        moments = column.dt.tz_convert("UTC").dt.tz_localize(None).dt.as_unit("us").to_numpy()
        return pa.array(moments.view(np.int64)).view(pa.timestamp("us", "UTC"))
    if isinstance(kind, pd.BooleanDtype):
        return _whole(pa.array(column, type=pa.bool_()))
    if isinstance(kind, pd.StringDtype):
        return _whole(pa.array(column, type=pa.large_string()))
    if kind == np.float64:
        return pa.array(column.to_numpy(), from_pandas=False)
    raise TypeError(f"a column of {kind} cannot be kept")


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _to_pandas(array: pa.Array) -> pd.Series:
    kind = array.type
    if pa.types.is_dictionary(kind):
        indices = array.indices
        if indices.null_count:
            indices = pc.fill_null(indices, -1)
        texts = text_series(array.dictionary)
        return pd.Series(pd.Categorical.from_codes(_numbers(indices), categories=pd.Index(texts), validate=False))
    if pa.types.is_timestamp(kind):
        moments = _numbers(array.view(pa.int64())).view("datetime64[us]")
        return pd.Series(pd.array(moments, dtype=pd.DatetimeTZDtype("us", "UTC"), copy=False))
    if pa.types.is_boolean(kind):
        known = array.is_valid().to_numpy(zero_copy_only=False)
        flags = pc.fill_null(array, pa.scalar(False)).to_numpy(zero_copy_only=False)  # noqa: FBT003
        return pd.Series(pd.arrays.BooleanArray(flags, ~known))
    if pa.types.is_large_string(kind):
        return text_series(array)
    return pd.Series(_numbers(array), copy=False)
