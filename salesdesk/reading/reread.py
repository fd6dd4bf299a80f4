"""A file read the way somebody once chose: other header row, encoding or delimiter than would be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from salesdesk.reading.answers import Asked
from salesdesk.reading.column_answers import DELIMITER, ENCODING, FOUND_ENCODING, HEADER_ROW, SHEET, Told
from salesdesk.reading.grid import Grid, Refused
from salesdesk.reading.header_words import header_signature


@dataclass(frozen=True)
class Form:
    """How a file is to be read; what is not said is found. ``header_rows``: see `Request`."""

    header_rows: Mapping[str, int] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def is_found(self) -> bool:
        """Nothing was said."""
        return not self.header_rows and self.encoding is None and self.delimiter is None

    @property
    def how(self) -> dict[str, Any]:
        """As `read_grids` takes it."""
        return {"header_rows": self.header_rows, "encoding": self.encoding, "delimiter": self.delimiter}


def read_as_told(read: Callable[..., tuple[Grid, ...]], asked: Asked) -> tuple[Grid, ...]:
    """The grids of a file; raises Refused. What was said about such files holds only if it leads to known headers.

    ``read`` takes header rows, encoding and delimiter as `read_grids` does.
    """
    grids = read()
    form = form_told(grids, asked)
    if form.is_found:
        return grids
    try:
        again = read(**form.how)
    except Refused:
        return grids
    return again if all(_is_known(grid, asked) for grid in _read_anew(again, form)) else grids


def form_told(grids: Sequence[Grid], asked: Asked) -> Form:
    """What was said about files whose headers are found like this."""
    rows: dict[str, int] = {}
    encoding = delimiter = None
    for grid in grids:
        told = asked.told(grid.names)
        if told.get(HEADER_ROW, "").isdecimal():
            rows.setdefault(grid.sheet or "", int(told[HEADER_ROW]))
        if grid.encoding is not None:
            delimiter = told.get(DELIMITER)
            # what was said of files without a sign of their encoding must not spoil one that has it
            encoding = told.get(ENCODING) if told.get(FOUND_ENCODING) == grid.encoding else None
    return Form(rows, encoding, delimiter)


def form_answers(form: Form, sheet: str | None, encoding: str | None) -> Told:
    """What to remember for files that are found like this one. ``encoding``: the one that was found, of a text."""
    told: dict[str, str] = {}
    if (sheet or "") in form.header_rows:
        told[HEADER_ROW] = str(form.header_rows[sheet or ""])
    if form.delimiter is not None and encoding is not None:
        told[DELIMITER] = form.delimiter
    if form.encoding is not None and encoding is not None:
        told |= {ENCODING: form.encoding, FOUND_ENCODING: encoding}
    return told


def _read_anew(grids: Sequence[Grid], form: Form) -> list[Grid]:
    return [grid for grid in grids if grid.encoding is not None or (grid.sheet or "") in form.header_rows]


def _is_known(grid: Grid, asked: Asked) -> bool:
    signature = header_signature(grid.names)
    return signature in asked.matches or SHEET in asked.answers.get(signature, {})
