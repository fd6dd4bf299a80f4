"""Who and what columns name, of a draft or of a log, with the rows that name them."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from salesdesk.models.columns import Column
from salesdesk.models.log import SalesLog
from salesdesk.models.names import name_key
from salesdesk.models.tables import TABLES
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.piece import Piece

_NAMED = ("rep", "customer")
_MANY = 100_000  # more different names than this are not looked through


def names_in(log: SalesLog) -> Names:
    """The spellings that an opened log has; those that were joined are still told apart."""
    found = Names()
    for table in TABLES:
        for column in table.columns:
            if log.has(table.name, column.name):
                found.count(_dim(table.name, column), log.tables[table.name][column.name])
    return found


def _dim(table: str, column: Column) -> str | None:
    if table in {"reps", "customers"} and column.name == "name":
        return table.removesuffix("s")
    return column.refers


class Names:
    """The spellings of each dimension and how many rows have them."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {dim: Counter() for dim in _NAMED}

    def take(self, piece: Piece) -> None:
        """The columns of a piece that name somebody, and the lists of reps and customers."""
        declared = fields_of(piece.table)
        for name, column in piece.columns.items():
            if name in declared:
                self.count(_dim(piece.table, declared[name]), column)

    def count(self, dim: str | None, column: pd.Series) -> None:
        """The names in a column that names members of ``dim``; nothing for others."""
        if dim not in self.counts:
            return
        found = column.value_counts()
        if len(found) <= _MANY:
            for text, count in found.items():
                if name_key(str(text)):
                    self.counts[dim][str(text)] += int(count)
