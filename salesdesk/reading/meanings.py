"""What somebody writes for a column of a table, such as leads.is_qualified, and which column that is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TypeVar

from salesdesk.models.columns import Table
from salesdesk.models.tables import TABLES
from salesdesk.reading.aliases import fields_of, known_headers, names_of
from salesdesk.reading.header_words import singular, squeeze

UNUSED_COLUMN = ("", "")
_UNUSED = frozenset({"unused", "not used"})
_T = TypeVar("_T")


class UnknownMeaning(Exception):  # noqa: N818 - the word the rest of the program uses
    """``str()`` of it is a sentence that names what comes nearest."""


def meaning_of(text: str) -> tuple[str, str]:
    """Table and column by the names that they have in the program or in the import template; both blank for "unused".

    Raises UnknownMeaning.
    """
    if text.strip().casefold() in _UNUSED:
        return UNUSED_COLUMN
    table_word, _, column_word = (part.strip() for part in text.partition("."))
    table = _table(table_word)
    if table is None:
        near = nearest(table_word, {one.name: one.name for one in TABLES} | {one.title: one.name for one in TABLES})
        raise UnknownMeaning(f"there is no table called “{table_word}”: {near or 'tables are leads, activities, …'}")
    if field := _field(table, column_word):
        return table.name, field
    columns = fields_of(table.name)
    first = f"{table.name}.{table.columns[0].name}"
    if not column_word:
        raise UnknownMeaning(f"“{text}” names no column of {table.name}: write it as {first}")
    near = nearest(column_word, {name: name for name in columns} | {one.label: name for name, one in columns.items()})
    raise UnknownMeaning(f"{table.name} has no column called “{column_word}”: {near or f'{first} is one'}")


def nearest(word: str, known: Mapping[str, str]) -> str:
    """ "did you mean stage?", "" if nothing is near. ``known`` leads from what might be meant to how it is written."""
    spellings: dict[str, str] = {}
    for text, written in known.items():
        spellings.setdefault(squeeze(text), written)
    found = difflib.get_close_matches(squeeze(word), spellings, n=3, cutoff=0.5)
    meant = list(dict.fromkeys(spellings[key] for key in found))[:2]
    return f"did you mean {' or '.join(meant)}?" if meant else ""


def _table(word: str) -> Table | None:
    key = squeeze(word)
    exact = [table for table in TABLES if key in {squeeze(table.name), squeeze(table.title)}]
    return _only(exact) or _only(table for table in TABLES if key and singular(word) in names_of(table))


def _field(table: Table, word: str) -> str | None:
    key, columns = squeeze(word), fields_of(table.name)
    if not key:
        return None
    by_name = [name for name in columns if squeeze(name) == key]
    by_label = [name for name, column in columns.items() if squeeze(column.label) == key]
    return _only(by_name) or _only(by_label) or _only(one.field for one in known_headers(table.name).get(key, ()))


def _only(found: Iterable[_T]) -> _T | None:
    all_of_them = list(found)
    return all_of_them[0] if len(all_of_them) == 1 else None
