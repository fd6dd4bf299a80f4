"""Which tables the name of a sheet or file speaks of, and what a sheet is when it is none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath

import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.tables import TABLES
from salesdesk.reading.aliases import is_schema_word, names_of
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import singular, words
from salesdesk.reading.types_distinct import is_text

_NUMBERED = frozenset({"id", "number", "no", "nr", "key"})
_GENERAL = frozenset({"", "record", "row", "system", "external", "internal", "unique", "crm", "source", "line", "phone",
                      "mobile", "fax", "vat", "tax", "account", "contact", "company", "owner", "customer"})  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"m(0?[1-9]|1[0-2])|({'|'.join(_MONTHS)})[a-z]*( \d\d(\d\d)?)?")
_MANY = 6  # columns of months that are no chance
_SMALL = 500  # a description of columns is no longer than this


def named_tables(grid: Grid) -> frozenset[str]:
    """The tables whose names stand in the sheet's name, else in the file's; of several the longest name counts."""
    return (grid.sheet is not None and _named(grid.sheet)) or _named(PurePath(grid.source).stem)


@cache
def _named(title: str) -> frozenset[str]:
    spoken = f" {singular(title)} "
    found = [(len(name), table.name) for table in TABLES for name in names_of(table) if f" {name} " in spoken]
    longest = max((length for length, _ in found), default=0)
    return frozenset(table for length, table in found if length == longest)


def foreign_id(names: Sequence[str], columns: Sequence[pa.ChunkedArray], used: frozenset[int]) -> str | None:
    """The header that numbers the rows of a sheet and belongs to nothing the program knows ("Ticket ID").

    Exports put their own id first, so only the first two columns are looked at.
    """
    for place in range(min(2, len(names))):
        *entity, last = words(names[place]).split() or [""]
        if place in used or last not in _NUMBERED or " ".join(entity) in _GENERAL:
            continue
        cells = columns[place].drop_null()
        if len(cells) > 1 and pc.count_distinct(cells).as_py() == len(cells):
            return names[place]
    return None


def describes_columns(grid: Grid) -> bool:
    """Whether the cells are mostly names of tables and columns: a data dictionary, not data."""
    if len(grid) > _SMALL:
        return False
    texts = [column.to_pylist() for column in grid.columns if is_text(column.type)]
    cells = [[cell for cell in column if cell and cell.strip()] for column in texts]
    known = [[cell for cell in column if is_schema_word(cell)] for column in cells]
    different = {words(cell) for column in known for cell in column}
    columns = sum(bool(column) for column in known)
    return columns > 1 and len(different) >= 3 and sum(map(len, known)) > 0.5 * sum(map(len, cells))


def holds_months(names: Sequence[str]) -> bool:
    """Whether a grid of targets or results has a column for each month: M01, Jan, January 2026."""
    return sum(bool(_MONTH.fullmatch(words(name))) for name in names) >= _MANY
