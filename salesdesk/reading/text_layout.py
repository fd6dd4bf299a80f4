"""How a text file is laid out: separator, lines before the table, header, first row of data."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.header import HeaderGuess, find_header, header_names
from salesdesk.reading.reasons import LONG_CELL, OPEN_QUOTE, TOO_WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.reading.text_encoding import PlainText

DELIMITERS = (",", ";", "\t", "|")
PREVIEW = 40
LONGEST_FIELD = 1 << 20
_END = "\ue000end of the file\ue000"
LAST_LINES = ("\r\n", _END)
FEW_LINES = 5  # a cell may break off with so many lines after its first
_VOTERS = 50
_SAMPLE = 1 << 20
_SEP = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Rows count records from 1, as a spreadsheet would number them; ``data_start`` is a byte of the file."""

    delimiter: str
    names: tuple[str, ...]
    header_row: int
    first_row: int
    data_start: int
    preview: tuple[tuple[str | None, ...], ...]
    reason: str


def find_layout(
    text: PlainText, columns: int, *, header_row: int | None = None, delimiter: str | None = None
) -> Layout:
    """``columns`` is the most there may be; the other two override what would be found."""
    lines, last = _first_lines(text)
    declared = _SEP.fullmatch(lines[0])
    delimiter = delimiter or _delimiter(lines)
    rows, ends = _records([*lines, *last], delimiter)
    if max(map(len, rows), default=0) > columns:
        raise Refused(TOO_WIDE)
    if declared and rows:
        rows[0] = []
    guess = _guess(rows, header_row)
    width = max(_usual_width(rows[guess.row + 1 :]), len(rows[guess.row]) if guess.row >= 0 else 0)
    lines_used = ends[guess.row] if guess.row >= 0 else int(bool(declared))
    return Layout(
        delimiter,
        header_names(rows, guess, width),
        guess.row + 1,
        (guess.row + 2) if guess.row >= 0 else 1 + int(bool(declared)),
        text.start + len("".join(lines[:lines_used]).encode("utf-8")),
        tuple(tuple(cell or None for cell in row) for row in rows),
        guess.reason,
    )


def delimiter_of(text: PlainText) -> str:
    """The separator that `find_layout` would find."""
    return _delimiter(_first_lines(text)[0])


def _first_lines(text: PlainText) -> tuple[list[str], Sequence[str]]:
    """And what ends the file, if it ends with them."""
    with text.path.open("rb") as file:
        file.seek(text.start)
        head = file.read(_SAMPLE)
    lines = list(io.StringIO(head.decode("utf-8", "ignore"), newline=""))
    last: Sequence[str] = LAST_LINES
    if len(head) == _SAMPLE:
        lines, last = lines[:-1], ()  # cut off in the middle
    if not lines:
        raise Refused(TOO_WIDE)
    return lines, last


def _delimiter(lines: Sequence[str]) -> str:
    declared = _SEP.fullmatch(lines[0])
    return declared.group(1) if declared else vote(lines)


def vote(lines: Sequence[str]) -> str:
    """The separator that cuts most of the first 50 filled lines into the same number of fields, more than one."""
    voters = [line for line in lines if line.strip()][:_VOTERS]
    return max(DELIMITERS, key=lambda mark: (_agreement(voters, mark), -DELIMITERS.index(mark)))


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    counts = Counter(len(row) for row in _tolerant(lines, delimiter) if row)
    several = {fields: times for fields, times in counts.items() if fields > 1}
    if not several:
        return 0.0, 0
    fields, times = max(several.items(), key=lambda item: (item[1], item[0]))
    return round(times / sum(counts.values()), 1), fields


def _tolerant(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        rows.extend(reader)
    except csv.Error:
        return rows
    return rows


def _records(lines: Sequence[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first rows, and how many lines of the file each of them reaches down to."""
    csv.field_size_limit(LONGEST_FIELD)
    rows: list[list[str]] = []
    ends: list[int] = []
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
            if len(rows) == PREVIEW:
                break
    except csv.Error:
        raise Refused(OPEN_QUOTE if any('"' in line for line in lines) else LONG_CELL) from None
    return until_end(rows), ends


def until_end(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the added last lines. If those became part of a field, a quotation mark was never closed.

    That may be where the file breaks off; where many lines follow, they would all be lost in one cell.
    """
    if rows and rows[-1] == [_END]:
        rows.pop()
        while rows and not rows[-1]:
            rows.pop()
    elif breaks_off(rows):
        rows[-1][-1] = rows[-1][-1].removesuffix(_END).rstrip("\r\n")
        if len(rows[-1][-1].splitlines()) - 1 > FEW_LINES:
            raise Refused(OPEN_QUOTE)
    return rows


def breaks_off(rows: list[list[str]]) -> bool:
    """Whether the last field is quoted and goes on to the end of the file."""
    return bool(rows and rows[-1] and rows[-1] != [_END] and rows[-1][-1].endswith(_END))


def _guess(rows: Sequence[Sequence[str]], header_row: int | None) -> HeaderGuess:
    if header_row is None:
        return find_header(rows)
    return HeaderGuess(min(header_row, len(rows)) - 1, 1, 1.0, "Chosen by you.")


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(row) for row in rows if row)
    return max(widths, key=lambda width: (widths[width], width), default=0)
