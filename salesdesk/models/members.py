"""Who and what a log speaks of: the members of its dimensions, each with a whole number as its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.names import name_key
from salesdesk.models.tables import TABLES

Codes = npt.NDArray[np.int32]
NOBODY_CODE = -1

# Which table lists the members of a dimension, by which columns they are referred to, and which column names them.
LISTED: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "rep": ("reps", ("rep_id", "name", "email"), ("name", "rep_id", "email")),
    "customer": ("customers", ("customer_id", "name", "domain"), ("name", "customer_id")),
    "product": ("products", ("product_id", "name"), ("name", "product_id")),
    "location": ("locations", ("location_id", "name"), ("name", "location_id")),
    "asset": ("content_assets", ("asset_id",), ("asset_id",)),
}


@dataclass(frozen=True)
class Coded:
    """A text column as codes into its distinct values; -1 = blank."""

    codes: Codes
    values: tuple[str, ...]


def coded(column: pd.Series) -> Coded:
    """The distinct texts of a column and which row has which; blanks and white space count as blank."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        raw, found = column.cat.codes.to_numpy(), column.cat.categories
    else:
        raw, found = pd.factorize(column)
    values = tuple(map(str, np.asarray(found, dtype=object)))  # one by one, Arrow texts take five times as long
    blank = [place for place, value in enumerate(values) if not value or value.isspace()]
    codes = raw.astype(np.int32)
    if blank:
        codes[np.isin(codes, blank)] = NOBODY_CODE
    return Coded(codes, values)


@dataclass(frozen=True)
class Members:
    """The members of one dimension: ``labels[code]``, and ``lookup`` from any spelling's key to the code."""

    labels: tuple[str, ...]
    lookup: Mapping[str, int]

    def codes(self, column: Coded) -> Codes:
        """Codes of members for a coded column."""
        of_value = np.array([self.lookup.get(name_key(value), NOBODY_CODE) for value in column.values], dtype=np.int32)
        return np.where(column.codes >= 0, of_value[column.codes], NOBODY_CODE) if of_value.size else column.codes


class _Gathering:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {name_key(raw): shown for raw, shown in names.items()}
        self.labels: list[str] = []
        self.lookup: dict[str, int] = {}

    def add(self, label: str, spellings: Iterable[str]) -> None:
        keys = [name_key(text) for text in (*spellings, label) if text.strip()]
        label = next((self._names[key] for key in keys if key in self._names), label)
        known = next((self.lookup[key] for key in (*keys, name_key(label)) if key in self.lookup), None)
        if known is None:
            known = len(self.labels)
            self.labels.append(label.strip())
        for key in (*keys, name_key(label)):
            self.lookup.setdefault(key, known)

    def refer(self, value: str) -> None:
        """Somebody whom another table names, by one spelling."""
        key = name_key(value)
        if key not in self.lookup or key in self._names:
            self.add(value, (value,))


def gather(
    dim: str,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    text: Callable[[str, str], Coded],
) -> Members:
    """All members of a dimension: those of its own table first, then everybody the other tables refer to.

    ``names`` are display names for spellings that people do not want to see, such as e-mail addresses. ``text``
    gives a column of a table as codes.
    """
    gathering = _Gathering(names)
    if dim in LISTED:
        _add_listed(gathering, dim, tables)
    for table in TABLES:
        if table.name not in tables:
            continue
        for column in table.columns:
            if column.refers == dim and column.name in tables[table.name]:
                for value in sorted(_used(text(table.name, column.name))):
                    gathering.refer(value)
    if dim == "product":
        _join_spacing(gathering)
    return Members(tuple(gathering.labels), gathering.lookup)


def _used(column: Coded) -> set[str]:
    return {column.values[code] for code in np.unique(column.codes) if code >= 0}


def _add_listed(gathering: _Gathering, dim: str, tables: Mapping[str, pd.DataFrame]) -> None:
    name, by, naming = LISTED[dim]
    if name not in tables:
        return
    frame = tables[name]
    present = [column for column in by if column in frame]
    shown = [column for column in naming if column in frame]
    texts = {column: frame[column].astype(object).where(frame[column].notna(), "") for column in {*present, *shown}}
    columns = {column: [str(value) for value in values] for column, values in texts.items()}
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    labels = [next((row[column] for column in shown if row[column].strip()), "") for row in rows]
    keys = [name_key(label) for label in labels]
    times = Counter(keys)
    told_apart = len({row.get(by[0]) for row in rows}) == len(rows)
    for row, label, key in zip(rows, labels, keys, strict=True):
        if not key:
            continue
        if times[key] > 1 and row.get(by[0], "").strip() and told_apart:
            gathering.add(f"{label} ({row[by[0]]})", (row[by[0]],))
        else:
            gathering.add(label, (row[column] for column in present))


def _join_spacing(gathering: _Gathering) -> None:
    """Product "GTXPro" is "GTX Pro" if only the spacing and dashes differ and just one product reads so."""
    squeezed: dict[str, set[int]] = {}
    for key, code in gathering.lookup.items():
        squeezed.setdefault(_squeeze(key), set()).add(code)
    for codes in squeezed.values():
        if len(codes) > 1:
            first = min(codes)
            for key, code in gathering.lookup.items():
                if code in codes:
                    gathering.lookup[key] = first
    used = sorted(set(gathering.lookup.values()))
    renumbered = {old: new for new, old in enumerate(used)}
    gathering.labels = [gathering.labels[code] for code in used]
    gathering.lookup = {key: renumbered[code] for key, code in gathering.lookup.items()}


def _squeeze(key: str) -> str:
    return "".join(mark for mark in key if mark.isalnum()) or key
