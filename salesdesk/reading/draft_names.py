"""Who and what the columns of a draft name, with the rows that name them."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from salesdesk.models.names import name_key
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.piece import Piece

_NAMED = ("rep", "customer")
_MANY = 100_000  # more different names than this are not looked through


class Names:
    """The spellings of each dimension and how many rows have them."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {dim: Counter() for dim in _NAMED}

    def take(self, piece: Piece) -> None:
        """The columns of a piece that name somebody, and the lists of reps and customers."""
        declared = fields_of(piece.table)
        for name, column in piece.columns.items():
            dim = declared[name].refers if name in declared else None
            if piece.table in {"reps", "customers"} and name == "name":
                dim = piece.table.removesuffix("s")
            if dim in self.counts:
                self._count(dim, column)

    def _count(self, dim: str, column: pd.Series) -> None:
        found = column.value_counts()
        if len(found) <= _MANY:
            for text, count in found.items():
                if name_key(str(text)):
                    self.counts[dim][str(text)] += int(count)
