"""Ids that do not tell the rows of their own table apart: words for nothing, and numbers that were rounded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.issue import Effect
from salesdesk.reading.typed import Mask, Problem, Typed
from salesdesk.reading.types_text import ROUNDED

_NOTHING = r"(?i)^(?:[-–—?.x0]|n/?a|#n/?a|none|null|nil|nan|no id|unknown|tbd|tba|new|missing|\(blank\))$"
_SHOWN_SHORT = r"^\d(?:[.,]\d+)?E\+\d{2}$"  # what a spreadsheet writes into a text file for a long number
_LONG = r"^\d{16,}$"
_SUSPECT = f"{_NOTHING}|{_SHOWN_SHORT}|{_LONG}"


def own_ids(typed: Typed) -> Typed:
    """The ids of a table's own rows; one that stands in several rows only because it is none becomes a blank."""
    if not _any_suspect(typed.values):
        return typed
    again = typed.values.notna() & typed.values.duplicated(keep=False)
    if not again.any():
        return typed
    texts = typed.values[again].astype("str")
    rounded = texts.str.match(_SHOWN_SHORT)
    if any(problem.text == ROUNDED for problem in typed.problems):
        rounded |= texts.str.match(_LONG)
    problems = (
        *_said(
            texts, texts.str.match(_NOTHING), "“{}” stands in several rows and is no id: they count as rows without one"
        ),
        *_said(texts, rounded, "“{}” stands in several rows and was rounded by a spreadsheet: it tells no rows apart"),
    )
    if not problems:
        return typed
    gone = np.zeros(len(typed.values), dtype=bool)
    gone[np.concatenate([problem.places for problem in problems])] = True
    return replace(typed, values=typed.values.mask(gone), problems=(*typed.problems, *problems))


def _any_suspect(ids: pd.Series) -> bool:
    texts = ids.cat.categories if isinstance(ids.dtype, pd.CategoricalDtype) else ids
    found = pc.match_substring_regex(pa.array(texts, type=pa.large_string()), _SUSPECT)
    return bool(pc.any(found).as_py())


def _said(texts: pd.Series, which: pd.Series, text: str) -> tuple[Problem, ...]:
    places: Mask = which.to_numpy(dtype=bool)
    if not places.any():
        return ()
    return (Problem(text.format(texts[places].iloc[0]), Effect.NOTED, texts.index[places].to_numpy()),)
