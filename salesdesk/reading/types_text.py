"""Text columns: ids exactly as they stand, names with one spelling each."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.columns import Column, Kind
from salesdesk.models.issue import Effect
from salesdesk.models.names import name_key
from salesdesk.reading.typed import Problem, Typed
from salesdesk.reading.types_distinct import Codes, Distinct, distinct, is_text, whole, worth_encoding

_STR = pd.StringDtype(storage="pyarrow", na_value=np.nan)
_EXACT = 2**53  # from here on a spreadsheet has already rounded the number
_LOOKED_AT = 10_000  # distinct texts
_LIKE_NUMBER, _KEPT_ID = r"^(?:0\d+|\d+[eE]\d+|\d{16,})$", "kept as text, digit by digit (“{}”)"
_LIKE_NOTHING, _KEPT_WORD = r"^(?i:n/?a|none|null|nan|nil)$", "“{}” is a value here, not a blank"
ROUNDED = "numbers of more than 15 digits were already rounded in the file, store them as text"
_SHOWN = 3
_MANY = 100_000  # more distinct spellings than this are not names that people typed


def read_text(column: pa.ChunkedArray, declared: Column) -> Typed:
    """A text or id column; numbers, dates and truth values become the text a person would write."""
    cells = whole(column)
    problems: tuple[Problem, ...] = ()
    if not is_text(cells.type):
        problems = _damaged(cells) if declared.kind is Kind.ID else ()
        cells = as_text(cells)
    names = declared.kind is Kind.TEXT or declared.refers is not None
    found = distinct(cells, always=names and len(cells) <= _MANY)
    some = int((found.codes >= 0).sum())
    decided = _kept(found.values, declared)
    if names:
        spelled = found
        found = one_spelling(found)
        problems = (*problems, *_respelled(spelled, found))
    if found.encoded and worth_encoding(found):
        values = pd.Series(categorical(found.values.to_pylist(), found.codes))
    else:
        values = text_series(_in_rows(found))
    return Typed(values, some, decided=decided, problems=problems)


def _kept(values: pa.Array, declared: Column) -> str:
    """What other programs change without a word: ids that look like numbers, names that look like nothing."""
    numbered = declared.kind is Kind.ID and not declared.refers
    pattern, said = (_LIKE_NUMBER, _KEPT_ID) if numbered else (_LIKE_NOTHING, _KEPT_WORD)
    place = pc.index(pc.match_substring_regex(values.slice(0, _LOOKED_AT), pattern), value=True).as_py()
    return said.format(values[place].as_py()) if place >= 0 else ""


def _in_rows(found: Distinct) -> pa.Array:
    if not found.encoded:
        return found.values
    return found.values.take(pa.array(found.codes, mask=found.codes < 0))


def text_series(values: pa.Array) -> pd.Series:
    """Texts as a pandas column, without copying them."""
    return pd.Series(pd.array(pa.chunked_array([pc.cast(values, pa.large_string())]), dtype=_STR))


def categorical(values: list[str], codes: Codes) -> pd.Categorical:
    """Codes into distinct texts as a pandas column; texts that no row has are dropped."""
    used = np.bincount(codes[codes >= 0], minlength=len(values)) > 0
    if not used.all():
        place = np.append(np.where(used, np.cumsum(used) - 1, -1), -1).astype(np.int32)
        codes, values = place[codes], [value for value, some in zip(values, used, strict=True) if some]
    return pd.Categorical.from_codes(codes, categories=pd.Index(values, dtype=_STR), validate=False)


def as_text(cells: pa.Array) -> pa.Array:
    """Whole numbers without ".0", moments without a time of day as dates."""
    kind = cells.type
    if pa.types.is_floating(kind):
        numbers = np.asarray(pc.fill_null(cells, 0.0))
        if (numbers == np.trunc(numbers)).all() and (np.abs(numbers) < 2.0**63).all():
            cells = pc.cast(cells, pa.int64())
        else:
            whole_ones = pc.cast(pc.cast(pc.trunc(cells), pa.int64(), safe=False), pa.string())
            return pc.if_else(pc.equal(cells, pc.trunc(cells)), whole_ones, pc.cast(cells, pa.string()))
    if pa.types.is_timestamp(kind):
        text = pc.strftime(pc.cast(cells, pa.timestamp("s"), safe=False), format="%Y-%m-%d %H:%M:%S")
        return pc.replace_substring_regex(text, " 00:00:00$", "")
    if pa.types.is_duration(kind):
        return pc.cast(pc.cast(cells, pa.int64()), pa.string())
    return pc.cast(cells, pa.string())


def _damaged(cells: pa.Array) -> tuple[Problem, ...]:
    if not pa.types.is_floating(cells.type):
        return ()
    places = np.flatnonzero(np.abs(np.asarray(pc.fill_null(cells, 0.0))) >= _EXACT)
    return (Problem(ROUNDED, Effect.NOTED, places),) if places.size else ()


def _respelled(before: Distinct, after: Distinct) -> tuple[Problem, ...]:
    """What is said about names that were written in several ways."""
    if before is after:
        return ()
    places = np.flatnonzero(before.codes != after.codes)
    names = [after.values[int(code)].as_py() for code in pd.unique(after.codes[places])]
    shown = ", ".join(f"“{name}”" for name in names[:_SHOWN]) + (" and others" if len(names) > _SHOWN else "")
    return (Problem(f"other spellings of {shown} count as the same name", Effect.NOTED, places),) if names else ()


def one_spelling(found: Distinct) -> Distinct:
    """Spellings of one name (Ann, ANN, "Ann ") become the commonest of them; codes such as 003-a and 003-A stay."""
    if not found.encoded or len(found.values) > _MANY:
        return found
    texts = found.values.to_pylist()
    counts = found.counts()
    best: dict[str, int] = {}
    keys = [name_key(text) if _is_name(text) else text for text in texts]
    for code, key in enumerate(keys):
        if key not in best or counts[code] > counts[best[key]]:
            best[key] = code
    if len(best) == len(texts):
        return found
    meant = np.array([best[key] for key in keys] + [-1], dtype=np.int32)
    return Distinct(found.values, meant[found.codes])


def with_one_spelling(column: pd.Series) -> pd.Series:
    """The same for a column that is read already."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        values = whole(pa.array(column.cat.categories, type=pa.large_string()))
        found = one_spelling(Distinct(values, column.cat.codes.to_numpy().astype(np.int32)))
        return pd.Series(categorical(found.values.to_pylist(), found.codes))
    if len(column) > _MANY:
        return column
    found = one_spelling(distinct(pa.array(column, type=pa.large_string()), always=True))
    return text_series(_in_rows(found))


def _is_name(text: str) -> bool:
    return " " in text or not any(mark.isdigit() for mark in text)
