"""The distinct values of a column and which row has which, so that each value is looked at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int32]
Values = npt.NDArray[Any]

_SAMPLE = 20_000
_FEW = 0.2  # encoding a column with more distinct values than this costs more than it saves


@dataclass(frozen=True, eq=False)
class Distinct:
    """``codes`` lead from rows to ``values``, -1 = empty cell. Not ``encoded``: every row is its own value."""

    values: pa.Array
    codes: Codes
    encoded: bool = True

    def counts(self) -> npt.NDArray[np.int64]:
        """How many rows have each value."""
        if not self.encoded:
            return np.ones(len(self.values), dtype=np.int64)
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))

    def spread(self, of_value: Values, empty: object) -> Values:
        """What was found out about each value, row by row; ``empty`` for empty cells."""
        if not self.encoded and not self.values.null_count:
            return of_value
        return np.append(of_value, np.asarray([empty], dtype=of_value.dtype))[self.codes]


def whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column in one piece."""
    if isinstance(column, pa.Array):
        return column
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def filled(values: pa.Array) -> npt.NDArray[np.bool_]:
    """Which cells are not empty."""
    mask: npt.NDArray[np.bool_] = np.asarray(pc.is_valid(values))
    return mask


def is_text(kind: pa.DataType) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(inner) or pa.types.is_large_string(inner))


def distinct(column: pa.ChunkedArray | pa.Array, *, always: bool = False) -> Distinct:
    """Encodes a text column where that pays, or ``always``; cells are trimmed, blank ones are empty."""
    cells = whole(column)
    if not pa.types.is_dictionary(cells.type):
        cells = trimmed(cells)
        sample = cells.slice(0, _SAMPLE)
        if not always and pc.count_distinct(sample).as_py() > _FEW * len(sample):
            return each_its_own(cells)
        cells = pc.dictionary_encode(cells)
        return Distinct(cells.dictionary, _codes(cells.indices))
    values = trimmed(cells.dictionary)
    codes = _codes(cells.indices)
    if values.null_count:  # blank texts
        codes = np.append(np.where(filled(values), np.arange(len(values)), -1), -1).astype(np.int32)[codes]
        values = pc.fill_null(values, "")
    return Distinct(values, codes)


def worth_encoding(found: Distinct) -> bool:
    """Whether few enough values stand for the rows."""
    return len(found.values) <= _FEW * len(found.codes)


def each_its_own(cells: pa.Array) -> Distinct:
    """A column whose values are not worth encoding."""
    rows = np.arange(len(cells), dtype=np.int32)
    return Distinct(cells, np.where(filled(cells), rows, -1) if cells.null_count else rows, encoded=False)


def _codes(indices: pa.Array) -> Codes:
    if indices.null_count:
        indices = pc.fill_null(indices, -1)
    codes: Codes = np.asarray(indices).astype(np.int32, copy=False)
    return codes


def trimmed(cells: pa.Array) -> pa.Array:
    """Texts without white space around them and invisible marks in them; what is left empty is null."""
    if not len(cells):
        return cells
    if pc.all(pc.string_is_ascii(cells)).as_py() is not False:
        cells = pc.ascii_trim_whitespace(cells)
    else:
        marks = "[\u200b-\u200f\u2060\ufeff\u00ad]"
        cells = pc.utf8_trim_whitespace(pc.replace_substring_regex(cells, marks, ""))
    if pc.any(pc.starts_with(cells, "'")).as_py():
        # our own text exports put an apostrophe before what a spreadsheet would take for a formula
        # and people put one before a number that is to stay as it is typed
        cells = pc.replace_substring_regex(cells, r"^'([=+\-@\t\r]|\d[\d.,:/ -]*$)", r"\1")
    if pc.min(pc.binary_length(cells)).as_py() == 0:
        cells = pc.if_else(pc.equal(cells, ""), pa.scalar(None, cells.type), cells)
    return cells
