"""Reads .csv, .tsv and their kin: everything as text, nothing but an empty field is empty, no field is lost."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from salesdesk.reading.grid import ERRORS_KEPT, Grid, Refused
from salesdesk.reading.reasons import EMPTY, LONG_CELL, NO_TABLE, OPEN_QUOTE, TOO_WIDE
from salesdesk.reading.shrink import dictionary_encoded
from salesdesk.reading.text_encoding import PlainText, as_utf8
from salesdesk.reading.text_errors import without_errors
from salesdesk.reading.text_layout import (
    LAST_LINES,
    LONGEST_FIELD,
    Layout,
    breaks_off,
    delimiter_of,
    find_layout,
    until_end,
)
from salesdesk.reading.text_quotes import loose_quotes_as_text, swallows_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from salesdesk.reading.request import Progress, Request

_CHUNK = 1 << 22
_ROWS = 20_000
_BROKEN_OFF = "The file breaks off inside a cell, after a quotation mark that is never closed: look at its last row."
_BLANK_LINE = re.compile(rb"(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r(?!\n))(?=[^\r\n])")


@dataclass
class _Rows:
    columns: list[pa.ChunkedArray]
    long_rows: int = 0
    short_rows: int = 0
    broken_off: bool = False
    quotes: bool = False


def read_text(request: Request, folder: Path, tell: Progress) -> Iterator[Grid]:
    """One grid. Rows with too many or too few fields are kept: the surplus stands in unnamed columns."""
    tell(0, 3, "Looking at the text")
    text = as_utf8(request.path, folder, request.encoding)
    loose: tuple[int, ...] = ()
    try:
        grid = _table(request, text, tell, wary=True)
    except Refused as refused:
        if refused.reason != OPEN_QUOTE:
            raise
        text, loose = loose_quotes_as_text(text, folder, request.delimiter or delimiter_of(text))
        grid = _table(request, text, tell, wary=False)
    yield replace(grid, loose_quotes=loose)


def _table(request: Request, text: PlainText, tell: Progress, *, wary: bool) -> Grid:
    """``wary``: refuses what looks as if a stray quotation mark had swallowed rows."""
    layout = find_layout(
        text, request.limits.columns, header_row=request.header_rows.get(""), delimiter=request.delimiter
    )
    if not any(any(row) for row in layout.preview):
        raise Refused(EMPTY)
    tell(1, 3, "Reading the rows")
    rows = _read(text, layout, request.limits.columns)
    if not rows.columns:
        raise Refused(NO_TABLE)
    if wary and rows.quotes and swallows_rows(rows.columns, layout.delimiter, len(layout.names)):
        raise Refused(OPEN_QUOTE)
    tell(2, 3, "Packing the columns")
    return _grid(request.path.name, text, layout, rows)


def _grid(source: str, text: PlainText, layout: Layout, rows: _Rows) -> Grid:
    names = layout.names + ("",) * (len(rows.columns) - len(layout.names))
    kept = [place for place, column in enumerate(rows.columns) if names[place] or column.null_count < len(column)]
    columns, errors = without_errors([rows.columns[place] for place in kept], layout.first_row)
    return Grid(
        source=source,
        sheet=None,
        columns=tuple(map(dictionary_encoded, columns)),
        names=tuple(names[place] for place in kept),
        header_row=layout.header_row,
        first_row=layout.first_row,
        places=tuple(place + 1 for place in kept),
        preview=tuple(tuple(row[place] if place < len(row) else None for place in kept) for row in layout.preview),
        long_rows=rows.long_rows,
        short_rows=rows.short_rows,
        errors=tuple(errors[:ERRORS_KEPT]),
        error_count=len(errors),
        encoding=text.encoding,
        delimiter=layout.delimiter,
        notes=(layout.reason, *text.notes, *([_BROKEN_OFF] if rows.broken_off else [])),
    )


def _read(text: PlainText, layout: Layout, widest: int) -> _Rows:
    quotes, gaps = _survey(text, layout.data_start)
    if not gaps and quotes % 2 == 0:
        try:
            return _Rows(_fast(text, layout, quotes=quotes > 0), quotes=quotes > 0)
        except pa.ArrowInvalid:
            pass  # rows of different lengths, or quotation marks the fast reader cannot follow
    return replace(_slow(text, layout, widest, OPEN_QUOTE if quotes else LONG_CELL), quotes=quotes > 0)


def _survey(text: PlainText, start: int) -> tuple[int, bool]:
    """How many quotation marks there are, and whether blank lines stand between the rows."""
    quotes, gaps, tail = 0, False, b""
    with text.path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(_CHUNK):
            quotes += chunk.count(b'"')
            gaps = gaps or bool(_BLANK_LINE.search(tail + chunk))
            tail = chunk[-4:]
    return quotes, gaps


def _fast(text: PlainText, layout: Layout, *, quotes: bool) -> list[pa.ChunkedArray]:
    names = [str(place) for place in range(len(layout.names))]
    if text.path.stat().st_size <= layout.data_start:
        return [pa.chunked_array([], pa.string()) for _ in names]
    with pa.OSFile(str(text.path)) as file:
        file.seek(layout.data_start)
        table = pyarrow.csv.read_csv(
            file,
            pyarrow.csv.ReadOptions(column_names=names, block_size=_CHUNK),
            pyarrow.csv.ParseOptions(delimiter=layout.delimiter, newlines_in_values=quotes),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )
    return list(table.columns)


def _slow(text: PlainText, layout: Layout, widest: int, too_long: str) -> _Rows:
    """For files whose rows differ in length or have gaps between them. ``too_long``: why a cell may be."""
    csv.field_size_limit(LONGEST_FIELD)
    result = _Rows([])
    pieces: list[pa.Table] = []
    with text.path.open("rb") as file, io.TextIOWrapper(file, "utf-8", newline="") as lines:
        result.broken_off = _look_ahead(lines, layout, too_long)
        lines.seek(layout.data_start)
        reader = csv.reader(itertools.chain(lines, LAST_LINES), delimiter=layout.delimiter)
        while rows := list(itertools.islice(reader, _ROWS)):
            pieces.append(_piece(until_end(rows), len(layout.names), widest, result))
    result.columns = list(pa.concat_tables(pieces, promote_options="default").columns) if pieces else []
    return result


def _look_ahead(lines: io.TextIOWrapper, layout: Layout, too_long: str) -> bool:
    """Whether the last cell breaks off. Raises what is wrong, before rows are collected at ten times the cost."""
    lines.seek(layout.data_start)
    try:
        last = list(deque(csv.reader(itertools.chain(lines, LAST_LINES), delimiter=layout.delimiter), maxlen=1))
    except csv.Error:
        raise Refused(too_long) from None
    broken_off = breaks_off(last)
    until_end(last)
    return broken_off


def _piece(rows: Sequence[list[str]], width: int, widest: int, result: _Rows) -> pa.Table:
    lengths = Counter(map(len, rows))
    result.long_rows += sum(times for length, times in lengths.items() if length > width)
    result.short_rows += sum(times for length, times in lengths.items() if 0 < length < width)
    width = max([width, *lengths])
    if width > widest:
        raise Refused(TOO_WIDE)
    padded = rows if len(lengths) == 1 and width in lengths else [row + [""] * (width - len(row)) for row in rows]
    columns = zip(*padded, strict=True) if padded else [()] * width
    return pa.table(
        [_without_blanks(pa.array(column, pa.string())) for column in columns], list(map(str, range(width)))
    )


def _without_blanks(column: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(pc.binary_length(column), 0), None, column)
