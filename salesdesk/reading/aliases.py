"""Every word by which a table or one of its columns is known, in the form in which headers are compared."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from salesdesk.models.columns import Column, Table
from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.reading.header_words import singular, squeeze
from salesdesk.reading.parts import parts_of

# What a word means where the column it usually stands for has a better header: leads of a CRM in which every lead
# belongs to a contact.
_ELSE = {"leads": {"contact id": "customer_id"}}
_LAST = 99


class Known(NamedTuple):
    """A column that a header may mean. A low rank means that the word is the usual one for it."""

    field: str
    rank: int


@cache
def fields_of(table: str) -> dict[str, Column]:
    """The columns of a table and the parts that are worked into them."""
    parts = {part.column.name: part.column for part in parts_of(table)}
    return {**parts, **{column.name: column for column in BY_NAME[table].columns}}


@cache
def known_headers(table: str) -> dict[str, tuple[Known, ...]]:
    """Squeezed header → the columns it may mean."""
    known: dict[str, dict[str, int]] = {}
    for column in fields_of(table).values():
        for rank, word in enumerate((column.label, column.name, *column.aliases)):
            known.setdefault(squeeze(word), {}).setdefault(column.name, rank)
    for word, field in _ELSE.get(table, {}).items():
        known.setdefault(squeeze(word), {})[field] = _LAST
    parts = {part.column.name for part in parts_of(table)}
    for meant in known.values():
        if parts & meant.keys():  # the more exact meaning of the same word
            for field in meant.keys() - parts:
                del meant[field]
    return {key: tuple(Known(*one) for one in sorted(meant.items(), key=_rank)) for key, meant in known.items()}


def _rank(meant: tuple[str, int]) -> int:
    return meant[1]


@cache
def weight(key: str) -> float:
    """How telling a header is: one that only one table knows counts 1, one that n tables know 1/√n."""
    tables = sum(key in known_headers(table.name) for table in TABLES)
    return float(tables) ** -0.5 if tables else 0.0


@cache
def names_of(table: Table) -> frozenset[str]:
    """The singular names of the thing that a row of the table is."""
    return frozenset(singular(word) for word in (table.name, table.title, *table.aliases))


@cache
def foreign_names(table: Table) -> frozenset[str]:
    """The names that belong to other tables only."""
    others = frozenset(name for other in TABLES if other is not table for name in names_of(other))
    return others - names_of(table)


@cache
def _every_word() -> frozenset[str]:
    heads = {key for table in TABLES for key in known_headers(table.name)}
    return frozenset(heads | {squeeze(name) for table in TABLES for name in names_of(table)})


def is_schema_word(text: str) -> bool:
    """Whether a cell reads like the name of a table or column rather than like data."""
    return squeeze(text) in _every_word()
