"""Columns that choose from a few words, and columns that say yes or no."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.columns import Column
from salesdesk.models.issue import Effect
from salesdesk.models.names import name_key, word_key
from salesdesk.reading.typed import Mask, Problem, Typed, blanked
from salesdesk.reading.types_distinct import Distinct, Values, distinct, filled, is_text, whole
from salesdesk.reading.types_text import as_text, categorical, one_spelling

_YES = frozenset({"yes", "y", "true", "t", "1", "x", "ja", "j", "wahr", "oui", "si", "sí", "✓", "checked"})
_NO = frozenset({"no", "n", "false", "f", "0", "nein", "falsch", "non", "✗", "unchecked"})
_SHOWN = 3


def read_choice(column: pa.ChunkedArray, declared: Column) -> Typed:
    """Neutral words of the declaration; a word it does not know is kept and said."""
    cells = whole(column)
    found = one_spelling(distinct(cells if is_text(cells.type) else as_text(cells), always=True))
    known = {word_key(word): neutral for neutral, words in declared.values.items() for word in (neutral, *words)}
    texts = found.values.to_pylist()
    meant = [known.get(word_key(text), text) for text in texts]
    words = list(dict.fromkeys(word for word in meant if word))
    place = {word: code for code, word in enumerate(words)}
    codes = np.array([*(place.get(word, -1) for word in meant), -1], dtype=np.int32)[found.codes]
    strange = np.array([*(word_key(text) not in known for text in texts), False], dtype=bool)[found.codes]
    series = pd.Series(categorical(words, codes))
    return Typed(series, int((found.codes >= 0).sum()), problems=_strange(found, strange, declared))


def _strange(found: Distinct, strange: Mask, declared: Column) -> tuple[Problem, ...]:
    places = np.flatnonzero(strange)
    if not places.size or not declared.values:
        return ()
    texts = list(dict.fromkeys(found.values[int(code)].as_py() for code in np.unique(found.codes[places])))
    shown = ", ".join(f"“{text}”" for text in texts[:_SHOWN]) + (" and others" if len(texts) > _SHOWN else "")
    return (Problem(f"{shown} is none of the known words and is kept as it stands", Effect.NOTED, places),)


def read_flag(column: pa.ChunkedArray) -> Typed:
    """Yes or no."""
    cells = whole(column)
    if pa.types.is_boolean(cells.type):
        return _flags(
            np.asarray(pc.fill_null(cells, fill_value=False)), filled(cells), np.zeros(len(cells), dtype=bool)
        )
    if pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type):
        numbers, some = np.asarray(pc.fill_null(cells, 0)), filled(cells)
        return _flags(numbers == 1, some, some & (numbers != 0) & (numbers != 1))
    found = distinct(cells if is_text(cells.type) else as_text(cells), always=True)
    keys = [name_key(text) for text in found.values.to_pylist()]
    yes = found.spread(np.array([key in _YES for key in keys], dtype=bool), empty=False)
    known = found.spread(np.array([key in _YES or key in _NO for key in keys], dtype=bool), empty=False)
    return _flags(yes, found.codes >= 0, (found.codes >= 0) & ~known)


def _flags(yes: Values, some: Mask, bad: Mask) -> Typed:
    values = pd.Series(pd.arrays.BooleanArray(yes.astype(bool), ~some | bad))
    known = some & ~bad
    agreed = int((yes & known).sum())
    told = f"{agreed:,} yes, {int(known.sum()) - agreed:,} no" if known.any() else ""
    return Typed(values, int(some.sum()), decided=told, problems=blanked("neither yes nor no", bad))
