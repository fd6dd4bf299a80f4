"""The pieces of one table on top of each other, the oldest export first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

from salesdesk.models.columns import Kind
from salesdesk.models.log import storage
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.piece import Piece
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_text import with_one_spelling

_DATED = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.(20\d{2})(?!\d)")


@dataclass(frozen=True, eq=False)
class Stack:
    """``piece`` tells which piece a row came from, ``had`` which pieces had a column."""

    table: str
    columns: Mapping[str, pd.Series]
    date_only: Mapping[str, Mask]
    source: npt.NDArray[np.int16]
    row: npt.NDArray[np.int32]
    piece: npt.NDArray[np.int16]
    had: Mapping[str, frozenset[int]]

    def __len__(self) -> int:
        return len(self.row)

    def with_columns(self, **columns: pd.Series) -> Stack:
        had = dict.fromkeys(columns, frozenset(range(int(self.piece.max(initial=0)) + 1)))
        return replace(self, columns={**self.columns, **columns}, had={**self.had, **had})

    def keep(self, mask: Mask) -> Stack:
        """The rows under the mask; the same stack if that is all of them."""
        if mask.all():
            return self
        return replace(
            self,
            columns={name: column[mask].reset_index(drop=True) for name, column in self.columns.items()},
            date_only={name: whole[mask] for name, whole in self.date_only.items()},
            source=self.source[mask],
            row=self.row[mask],
            piece=self.piece[mask],
        )


def oldest_first(pieces: Sequence[Piece], titles: Sequence[str]) -> list[Piece]:
    """By the dates in the file names if all have one, else in the order in which the files were named."""
    dates = [_date_in(titles[piece.source]) for piece in pieces]
    if not all(dates):
        return list(pieces)
    return [piece for _, piece in sorted(zip(dates, pieces, strict=True), key=lambda one: one[0])]


def _date_in(title: str) -> tuple[str, ...]:
    """Year, month and day; dots are written day first."""
    if found := _DATED.search(title):
        return found.groups()
    found = _DAY_FIRST.search(title)
    return found.groups()[::-1] if found else ()


def stack(pieces: Sequence[Piece]) -> Stack:
    """A column that a piece has not got is blank there."""
    names = list(dict.fromkeys(name for piece in pieces for name in piece.columns))
    lengths = [len(piece) for piece in pieces]
    marked = dict.fromkeys(name for piece in pieces for name in piece.date_only)
    return Stack(
        table=pieces[0].table,
        columns={name: _column_of(pieces, name) for name in names},
        date_only={name: np.concatenate([piece.whole_days(name) for piece in pieces]) for name in marked},
        source=np.repeat(np.array([piece.source for piece in pieces], dtype=np.int16), lengths),
        row=np.concatenate([piece.rows for piece in pieces]),
        piece=np.repeat(np.arange(len(pieces), dtype=np.int16), lengths),
        had={name: frozenset(n for n, piece in enumerate(pieces) if name in piece.columns) for name in names},
    )


def _column_of(pieces: Sequence[Piece], name: str) -> pd.Series:
    joined = _joined([_column(piece, name) for piece in pieces])
    declared = fields_of(pieces[0].table)[name]
    named = declared.kind is Kind.TEXT or declared.refers
    return with_one_spelling(joined) if len(pieces) > 1 and named else joined


def _column(piece: Piece, name: str) -> pd.Series:
    if name in piece.columns:
        return piece.columns[name]
    kind = storage(fields_of(piece.table)[name].kind)
    if kind == "category":
        nothing = pd.Categorical.from_codes(np.full(len(piece), -1), categories=pd.Index([], dtype="str"))
        return pd.Series(nothing)
    return pd.Series([None] * len(piece), dtype=kind)


def _joined(parts: list[pd.Series]) -> pd.Series:
    if len(parts) == 1:
        return parts[0]
    if all(isinstance(part.dtype, pd.CategoricalDtype) for part in parts):
        return pd.Series(union_categoricals([part.array for part in parts]))
    plain = [part.astype("str") if isinstance(part.dtype, pd.CategoricalDtype) else part for part in parts]
    return pd.concat(plain, ignore_index=True)
