"""Tables that stand below one another on one sheet: blank rows, then a header of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.tables import TABLES
from salesdesk.reading.grid import STORED, Grid
from salesdesk.reading.header import cell_kind
from salesdesk.reading.header_words import squeeze
from salesdesk.reading.shrink import dictionary_encoded
from salesdesk.reading.total_labels import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BELOW = "It stands below another table of the sheet."
_GAPS = 2_000  # a sheet with more of them has blank rows between its records
_TITLES = 3
_BELOW = 20  # rows that speak for or against a header
_BRIEF = 48
_SHOWN = 15
_DEEPEST = 20_000  # further down, nobody keeps a second table, and the preview would begin with as many blank rows
# What is counted for the whole sheet is told with its first table.
_SAID_ALREADY: dict[str, Any] = {
    "hidden_rows": 0, "hidden_columns": 0, "merged": 0, "uncalculated": 0, "long_rows": 0, "short_rows": 0,
    "loose_quotes": (), "notes": (BELOW,),
}  # fmt: skip


@dataclass(frozen=True)
class _Start:
    """Rows of a grid from 0: where the next table begins, with its titles, and where its column names stand."""

    row: int
    header: int


def tables_apart(grid: Grid) -> tuple[Grid, ...]:
    """The tables of a grid, the first one with the header that the grid has; itself if there is only one."""
    starts = _starts(grid)
    if not starts:
        return (grid,)
    ends = [*(start.row for start in starts[1:]), len(grid)]
    first = _piece(grid, 0, starts[0].row, grid.names)
    below = [
        replace(_piece(grid, start.header + 1, end, _names(grid, start.header)), **_SAID_ALREADY)
        for start, end in zip(starts, ends, strict=True)
    ]
    others = sum(len(one.errors) for one in below)
    first = replace(
        first,
        header_row=grid.header_row,
        preview=grid.preview,
        error_count=grid.error_count - others,
        short_rows=0,  # those of the others were counted as well, against a header that is not theirs
        long_rows=0,
    )
    return (first, *below)


def rows_of_table_above(grid: Grid) -> range | None:
    """The rows of the file above the column names that are a table of their own, with a blank row below it."""
    shown = [dict(_filled(row)) for row in grid.preview[: max(grid.header_row - 1, 0)]]
    while shown and shown[-1]:  # the upper of two header rows
        shown.pop()
    for row, cells in enumerate(shown):
        below = shown[row + 1 :]
        end = next((place for place, one in enumerate(below) if not one), len(below))
        if len(cells) > 1 and _reads_like_names(cells, below[:end]):
            return range(row + 1, row + 2 + end)
    return None


def _filled(row: Sequence[str | None]) -> Iterator[tuple[int, str]]:
    return ((place, cell) for place, cell in enumerate(row) if cell)


def _starts(grid: Grid) -> list[_Start]:
    if not grid.columns or any(not column.null_count for column in grid.columns):
        return []
    empty = grid.columns[0].is_null()
    for column in grid.columns[1:]:
        empty = pc.and_(empty, column.is_null())
    begins = pc.and_(empty.slice(0, len(grid) - 1), pc.invert(empty.slice(1)))
    rows = [row + 1 for row in pc.indices_nonzero(begins.combine_chunks()).to_pylist()]
    found: list[_Start] = []
    if len(rows) > _GAPS:
        return found
    names = dict(enumerate(grid.names))
    for row in rows:
        if row > _DEEPEST or (found and row <= found[-1].header):
            continue
        header = _header_from(grid, row)
        if header is not None and _names_a_table(grid, header, names):
            found.append(_Start(_title_of(grid, row), header))
            names = _texts(grid, header)
    return found


def _header_from(grid: Grid, row: int) -> int | None:
    """The first row with several cells, right here or below lines of a title."""
    for place in range(row, min(row + _TITLES + 1, len(grid))):
        count = len(_cells(grid, place))
        if count != 1:
            return place if count else None
    return None


def _title_of(grid: Grid, row: int) -> int:
    """Where a title begins that stands by itself, a blank row above the column names."""
    above = [_cells(grid, place) for place in range(max(row - 3, 0), row)]
    if [len(cells) for cells in above] != [0, 1, 0]:
        return row
    (title,) = above[1].values()
    return row if TOTAL.fullmatch(_as_text(title).strip()) else row - 2


def _names_a_table(grid: Grid, row: int, before: dict[int, str]) -> bool:
    """Whether a row reads like column names, other ones than those above, with records below it."""
    texts = _texts(grid, row)
    if not _reads_like_names(_cells(grid, row), list(_records(grid, row + 1))):
        return False
    again = sum(squeeze(text) == squeeze(before.get(place, "")) for place, text in texts.items())
    return again * 2 < len(texts) and not any(_recurs(grid, place, text) for place, text in texts.items())


def _reads_like_names(cells: dict[int, Any], below: Sequence[dict[int, Any]]) -> bool:
    """Brief words, all of them different, some of them usual names or above another kind of cell."""
    texts = _words(cells)
    told = {text.casefold() for text in texts.values()}
    if len(texts) < max(2, len(cells)) or len(told) < len(texts) or max(map(len, texts.values())) > _BRIEF:
        return False
    if not below or sum(len(one) > 1 for one in below) * 2 < len(below):
        return False
    if any(place not in texts for one in below for place in one):
        return False
    known = sum(squeeze(text) in _headers() for text in texts.values())
    unlike = sum(_is_unlike(place, below) for place in texts)
    return (known > 1 and known * 2 >= len(texts)) or (known > 0 and unlike > 0) or unlike > 1


def _records(grid: Grid, start: int) -> Iterator[dict[int, Any]]:
    for row in range(start, min(start + _BELOW, len(grid))):
        cells = _cells(grid, row)
        if not cells:
            return
        yield cells


def _is_unlike(place: int, below: Sequence[dict[int, Any]]) -> bool:
    kinds = [cell_kind(_as_text(cells[place])) for cells in below if place in cells]
    return bool(kinds) and sum(kind != "text" for kind in kinds) * 2 > len(kinds)


def _recurs(grid: Grid, place: int, text: str) -> bool:
    """A header's text is no value of its column."""
    column = grid.columns[place]
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not pa.types.is_string(kind):
        return False
    alike = pc.equal(pc.utf8_lower(pc.cast(column, pa.string())), text.lower())
    return int(pc.sum(alike).as_py() or 0) > 1


def _cells(grid: Grid, row: int) -> dict[int, Any]:
    return {place: cell for place, column in enumerate(grid.columns) if (cell := column[row].as_py()) is not None}


def _texts(grid: Grid, row: int) -> dict[int, str]:
    return _words(_cells(grid, row))


def _words(cells: dict[int, Any]) -> dict[int, str]:
    """The cells of a row that are words, by column."""
    texts = {place: cell.strip() for place, cell in cells.items() if isinstance(cell, str)}
    return {place: text for place, text in texts.items() if cell_kind(_as_text(text)) == "text"}


def _as_text(cell: Any) -> str:
    return str(cell).removeprefix(STORED)


def _names(grid: Grid, row: int) -> tuple[str, ...]:
    texts = _texts(grid, row)
    return tuple(texts.get(place, "") for place in range(len(grid.columns)))


def _piece(grid: Grid, start: int, stop: int, names: Sequence[str]) -> Grid:
    """Some rows of a grid and the columns that they fill or name."""
    cut = [_alone(column.slice(start, stop - start)) for column in grid.columns]
    kept = [place for place, column in enumerate(cut) if names[place] or column.null_count < len(column)]
    first = grid.first_row + start
    rows = range(first, grid.first_row + stop)
    errors = [
        replace(error, column=kept.index(error.column))
        for error in grid.errors
        if error.row in rows and error.column in kept
    ]
    return replace(
        grid,
        columns=tuple(cut[place] for place in kept),
        names=tuple(names[place] for place in kept),
        header_row=first - 1,
        first_row=first,
        places=tuple(grid.places[place] for place in kept),
        preview=_preview(grid, first, kept),
        errors=tuple(errors),
        error_count=len(errors),
    )


def _alone(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without the texts that only other rows have."""
    return dictionary_encoded(column.cast(pa.string())) if pa.types.is_dictionary(column.type) else column


def _preview(grid: Grid, first: int, kept: Sequence[int]) -> tuple[tuple[str | None, ...], ...]:
    """The rows of the sheet down to the first ones of this table; those above its column names are left blank."""
    shown = range(max(0, first - 1 - grid.first_row), min(len(grid), first - grid.first_row + _SHOWN))
    above = grid.first_row + shown.start - 1
    rows = [_cells(grid, row) for row in shown]
    below = (tuple(_as_text(row[place]) if place in row else None for place in kept) for row in rows)
    return (*((None,) * len(kept) for _ in range(above)), *below)


@cache
def _headers() -> frozenset[str]:
    """Every usual name of a column."""
    columns = [column for table in TABLES for column in table.columns]
    return frozenset(squeeze(word) for column in columns for word in (column.label, column.name, *column.aliases))
