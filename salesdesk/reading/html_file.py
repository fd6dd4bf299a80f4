"""Reads the one plain table of a web page: what some CRMs call an .xls export."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import WEB_PAGE
from salesdesk.reading.rows_grid import grid_of_rows
from salesdesk.reading.text_encoding import as_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from salesdesk.reading.grid import Grid
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
    note = "This is a web page with one table; its cells were read as text."
    yield grid_of_rows(request, rows, text.encoding, note, WEB_PAGE)


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
