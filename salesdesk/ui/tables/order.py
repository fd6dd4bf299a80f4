"""The order and choice of a table's rows: stable sorting with blanks last, and finding words."""

import math
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.ui.plain import one_line
from salesdesk.ui.tables.columns import Frame, TableColumn, blanks, is_blank

# Up to here every different value is written out and searched as it is shown.
_WRITTEN_VALUES = 50_000


def sorted_rows(column: TableColumn, rows: np.ndarray, *, descending: bool) -> np.ndarray:
    """The rows by this column: numbers as numbers, texts without regard to case; equal ones keep their order."""
    values = (column.values if column.sorted_as is None else column.sorted_as)[rows]
    empty = blanks(values)
    filled, values = (rows[~empty], values[~empty]) if empty.any() else (rows, values)
    keys = _keys(column, values)
    # Arrow's sort is stable, counts small whole numbers instead of comparing them, and leaves the window its turn.
    order = pc.sort_indices(pa.array(-keys if descending else keys)).to_numpy().astype(np.intp)
    return np.concatenate([filled[order], rows[empty]]) if empty.any() else filled[order]


def _keys(column: TableColumn, values: np.ndarray) -> np.ndarray:
    if column.kind == "date":
        return values.astype("datetime64[us]").astype(np.int64)
    if column.kind == "number":
        return values.astype(np.int64 if values.dtype.kind in "biu" else np.float64)
    coded = _texts(values).dictionary_encode()
    rank = pc.rank(fold_all(coded.dictionary), tiebreaker="dense").to_numpy().astype(np.int64)
    return rank[coded.indices.to_numpy()]


def _texts(values: np.ndarray) -> pa.Array:
    try:
        return pa.array(values, type=pa.string(), from_pandas=True)
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        return pa.array([None if is_blank(each) else str(each) for each in values], type=pa.string())


def fold_all(texts: pa.Array) -> pa.Array:
    """Texts as they are compared: without case and accents."""
    if not pc.all(pc.string_is_ascii(texts)).as_py():
        parts = pc.utf8_normalize(texts, form="NFKD")
        texts = pc.replace_substring_regex(parts, pattern=r"\p{Mn}+", replacement="")
    return pc.utf8_lower(texts)


def fold(text: str) -> str:
    return str(fold_all(pa.array([text], type=pa.string()))[0].as_py())


class _ColumnSearch:
    """Finds a word in one column; what that needs is made once."""

    def __init__(self, column: TableColumn) -> None:
        self._column = column

    @cached_property
    def _coded(self) -> tuple[np.ndarray, np.ndarray]:
        text = self._column.text
        ready = text is not None and not callable(text)
        return pd.factorize(np.asarray(text, dtype=object) if ready else self._column.values)

    @cached_property
    def _written(self) -> list[str]:
        text = self._column.text
        ready = text is not None and not callable(text)
        _, different = self._coded
        texts = [one_line(str(each)) if ready else self._column.write_value(each) for each in different]
        return list(fold_all(pa.array(texts, type=pa.string())).to_pylist())

    @cached_property
    def _folded(self) -> pa.Array:
        return fold_all(_texts(self._column.values))

    def rows_with(self, word: str) -> np.ndarray:
        codes, different = self._coded
        if len(different) <= _WRITTEN_VALUES:
            hits = np.array([word in text for text in self._written], dtype=bool)
            return hits[codes] & (codes >= 0) if len(different) else np.zeros(len(codes), dtype=bool)
        if self._column.kind == "text":
            found = pc.match_substring(self._folded, word)
            return np.asarray(pc.fill_null(found, False).to_numpy(zero_copy_only=False))  # noqa: FBT003
        return self._equal_to(word)

    def _equal_to(self, word: str) -> np.ndarray:
        """With very many different numbers only the number itself is found, not a part of it."""
        try:
            number = float(word.replace(",", "."))
        except ValueError:
            number = math.nan
        if self._column.kind != "number" or not math.isfinite(number):
            return np.zeros(len(self._column.values), dtype=bool)
        return np.isclose(self._column.values.astype(np.float64), number, rtol=1e-12, atol=1e-9)


class Search:
    """Finds rows of one frame that hold every word, each in any of its columns."""

    def __init__(self, frame: Frame) -> None:
        self._columns = [_ColumnSearch(column) for column in frame.columns]
        self._rows = frame.rows

    def rows(self, needle: str) -> np.ndarray:
        """A mask over the frame's rows; everything is found by nothing."""
        found = np.ones(self._rows, dtype=bool)
        for word in fold(needle).split():
            hits = np.zeros(self._rows, dtype=bool)
            for column in self._columns:
                hits |= column.rows_with(word)
            found &= hits
        return found
