"""Reads the one plain table of a web page: what some CRMs call an .xls export."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pyarrow as pa

from salesdesk.reading.grid import Grid, Refused
from salesdesk.reading.header import find_header, header_names
from salesdesk.reading.reasons import TOO_WIDE, WEB_PAGE
from salesdesk.reading.shrink import dictionary_encoded
from salesdesk.reading.text_encoding import as_utf8
from salesdesk.reading.text_layout import PREVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from salesdesk.reading.request import Progress, Request

_CHUNK = 1 << 20
_SPANS = {"colspan", "rowspan"}


def read_html(request: Request, folder: Path, tell: Progress) -> Iterator[Grid]:
    """One grid; pages with several tables, nested ones or cells across rows are refused."""
    tell(0, 1, "Reading the table")
    text = as_utf8(request.path, folder, request.encoding)
    page = _Page()
    with text.path.open(encoding="utf-8") as file:
        while piece := file.read(_CHUNK):
            page.feed(piece)
    page.close()
    rows = page.rows
    if page.odd or len(rows) < 2:
        raise Refused(WEB_PAGE)
    width = max(map(len, rows))
    if width > request.limits.columns:
        raise Refused(TOO_WIDE)
    padded = [row + [None] * (width - len(row)) for row in rows]
    chosen = request.header_rows.get("")
    guess = find_header(padded[:PREVIEW])
    start = guess.row + 1 if chosen is None else chosen
    columns = [pa.chunked_array([pa.array(column, pa.string())]) for column in zip(*padded[start:], strict=True)]
    if not columns:
        raise Refused(WEB_PAGE)
    yield Grid(
        source=request.path.name,
        sheet=None,
        columns=tuple(map(dictionary_encoded, columns)),
        names=header_names(padded, guess._replace(row=start - 1), width),
        header_row=start,
        first_row=start + 1,
        places=tuple(range(1, width + 1)),
        preview=tuple(tuple(row) for row in padded[:PREVIEW]),
        encoding=text.encoding,
        notes=("This is a web page with one table; its cells were read as text.", guess.reason),
    )


class _Page(HTMLParser):
    """Collects table cells. ``odd`` if the page is more than one plain table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str | None]] = []
        self.odd = False
        self._tables = 0
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.odd = self.odd or self._tables > 0
            self._tables += 1
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._end_cell()
            self._cell = []
            spans = {int(value) for name, value in attrs if name in _SPANS and value and value.isdecimal()}
            self.odd = self.odd or bool(spans - {0, 1}) or not self.rows
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self.rows:
            self.rows[-1].append("".join(self._cell).strip() or None)
        self._cell = None
