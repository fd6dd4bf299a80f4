"""Rows of plain text, as pages and old sheets have them, as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from salesdesk.reading.grid import Grid, Refused
from salesdesk.reading.header import find_header, header_names
from salesdesk.reading.reasons import NO_TABLE, TOO_WIDE
from salesdesk.reading.shrink import dictionary_encoded
from salesdesk.reading.text_layout import PREVIEW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.reading.request import Request


def grid_of_rows(
    request: Request, rows: Sequence[list[str | None]], encoding: str, note: str, empty: str = NO_TABLE
) -> Grid:
    """``empty`` is the reason if there are no cells. Raises Refused."""
    width = max(map(len, rows))
    if width > request.limits.columns:
        raise Refused(TOO_WIDE)
    padded = [row + [None] * (width - len(row)) for row in rows]
    chosen = request.header_rows.get("")
    guess = find_header(padded[:PREVIEW])
    start = guess.row + 1 if chosen is None else chosen
    columns = [pa.chunked_array([pa.array(column, pa.string())]) for column in zip(*padded[start:], strict=True)]
    if not columns:
        raise Refused(empty)
    return Grid(
        source=request.path.name,
        sheet=None,
        columns=tuple(map(dictionary_encoded, columns)),
        names=header_names(padded, guess._replace(row=start - 1), width),
        header_row=start,
        first_row=start + 1,
        places=tuple(range(1, width + 1)),
        preview=tuple(tuple(row) for row in padded[:PREVIEW]),
        encoding=encoding,
        notes=(note, guess.reason),
    )
