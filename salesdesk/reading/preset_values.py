"""What a preset says about the values of a column: its words, its blanks, its unit, what goes for every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from salesdesk.models.columns import TEXT_KINDS, Column, Kind
from salesdesk.models.names import word_key
from salesdesk.reading.header_words import squeeze, without_connector
from salesdesk.reading.preset_layout import Layout
from salesdesk.reading.typed import Typed
from salesdesk.reading.types_text import categorical


def with_words(column: Column, layout: Layout | None) -> Column:
    """A choice column that knows the words of the layout as well; they go before its own."""
    if layout is None or column.kind is not Kind.CHOICE:
        return column
    kinds = (layout.table.name, column.name) == ("activities", "type")
    made = layout.made_by_system if kinds else frozenset()  # known words here, told apart from acts of people later
    told = {**{word: word for word in made}, **_told(layout, column.name)}
    if not told:
        return column
    own = {word_key(word): neutral for neutral, words in column.values.items() for word in (neutral, *words)}
    values: dict[str, tuple[str, ...]] = dict.fromkeys(column.values, ())
    for word, neutral in {**own, **told}.items():
        values[neutral] = (*values.get(neutral, ()), word)
    return replace(column, values=values)


def with_meanings(typed: Typed, column: Column, layout: Layout | None) -> Typed:
    """A text column with the layout's words put in neutral ones, where the column itself would not know them."""
    if layout is None or column.kind not in TEXT_KINDS:
        return typed
    own = {word_key(word): neutral for neutral, words in column.values.items() for word in (neutral, *words)}
    told = {word: neutral for word, neutral in _told(layout, column.name).items() if own.get(word) != neutral}
    if not told:
        return typed
    cells = typed.values.astype("category").cat
    texts = [str(text) for text in cells.categories]
    meant = [told.get(word_key(text), text) for text in texts]
    if meant == texts:
        return typed
    words = list(dict.fromkeys(word for word in meant if word))
    place = {word: code for code, word in enumerate(words)}
    codes = np.array([*(place.get(word, -1) for word in meant), -1], dtype=np.int32)[cells.codes.to_numpy()]
    return replace(typed, values=pd.Series(categorical(words, codes)))


def _told(layout: Layout, field: str) -> dict[str, str]:
    """Word → neutral word; "" for what counts as blank."""
    words: Mapping[str, tuple[str, ...]] = layout.words.get(field, {})
    told = {word_key(text): neutral for neutral, texts in words.items() for text in texts}
    return {**told, **dict.fromkeys(map(word_key, layout.blank.get(field, ())), "")}


def always(layout: Layout | None, rows: int) -> dict[str, pd.Series]:
    """Columns that hold the same word in every row of such an export."""
    words = layout.always if layout else {}
    return {field: pd.Series(categorical([word], np.zeros(rows, dtype=np.int32))) for field, word in words.items()}


def unit_of(layout: Layout | None, field: str, header: str, units: Mapping[str, str]) -> str:
    """In which unit a duration stands whose header names none, by its header or its layout; "" for seconds."""
    return units.get(squeeze(without_connector(header))) or (layout.units.get(field, "") if layout else "")
