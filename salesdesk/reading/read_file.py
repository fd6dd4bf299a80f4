"""From a file to grids, whatever kind of file it is; runs in the reading process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.html_file import read_html
from salesdesk.reading.kinds_of_file import Kind, kind_of
from salesdesk.reading.old_sheets import read_old
from salesdesk.reading.reasons import NO_TABLE
from salesdesk.reading.tables_below import tables_apart
from salesdesk.reading.text_file import read_text
from salesdesk.reading.workbook import read_xls, read_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from salesdesk.reading.grid import Grid
    from salesdesk.reading.request import Progress, Request

_READERS: Mapping[Kind, Callable[[Request, Path, Progress], Iterator[Grid]]] = {
    Kind.ZIP: read_zip,
    Kind.XLS: read_xls,
    Kind.TEXT: read_text,
    Kind.HTML: read_html,
    Kind.OLD: read_old,
}


def read_file(request: Request, folder: Path, tell: Progress) -> Iterator[Grid]:
    """The file's grids one after the other; raises Refused, also when there are none. ``folder`` is for copies."""
    count = 0
    for grid in _READERS[kind_of(request.path)](request, folder, tell):
        count += 1
        yield from tables_apart(grid)
    if not count:
        raise Refused(NO_TABLE)
