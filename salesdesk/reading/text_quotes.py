"""Quotation marks that swallow rows: one that is never closed, or closed by the next stray one, is read as text."""

from __future__ import annotations

import bisect
import contextlib
import csv
import io
import itertools
from collections import Counter, deque
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import OPEN_QUOTE
from salesdesk.reading.text_layout import FEW_LINES, LONGEST_FIELD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from salesdesk.reading.text_encoding import PlainText

_VOTERS = 50
_MOST = 10_000
_END = "\ue000the end"


def swallows_rows(columns: Sequence[pa.ChunkedArray], delimiter: str, width: int) -> bool:
    """Is there a cell of several lines with about as many separators as rows of this width would have?"""
    if width < 2:
        return False
    for column in columns:
        lines = pc.count_substring(column, "\n")
        if (pc.max(lines).as_py() or 0) > FEW_LINES:
            long = pc.greater(lines, FEW_LINES)
            marks = pc.multiply(pc.count_substring(column.filter(long), delimiter), 2)
            if pc.any(pc.greater_equal(marks, pc.multiply(lines.filter(long), width - 1))).as_py():
                return True
    return False


def loose_quotes_as_text(text: PlainText, folder: Path, delimiter: str) -> tuple[PlainText, tuple[int, ...]]:
    """A copy in which such marks are characters like others, and the rows they stand in; the text itself if none.

    Raises Refused if there are thousands of them.
    """
    csv.field_size_limit(LONGEST_FIELD)
    target, loose = folder / "closed.csv", []
    widths: Counter[int] = Counter()
    with (
        text.path.open("rb") as file,
        io.TextIOWrapper(file, "utf-8", newline="") as content,
        target.open("w", encoding="utf-8", newline="") as copy,
    ):
        content.seek(text.start)
        lines = _Lines(content)
        for row, line in enumerate(lines, 1):
            if '"' not in line:
                copy.write(line)
                if row <= _VOTERS:
                    widths[line.count(delimiter) + 1] += 1
                continue
            record = _record(line, lines, delimiter)
            opening = _loose(record, delimiter, widths) if len(record) > FEW_LINES else 0
            if opening:
                loose.append(row)
                if len(loose) > _MOST:
                    raise Refused(OPEN_QUOTE)
                lines.give_back(record[opening:])
                record = [_as_text(record[:opening], delimiter)]
            copy.writelines(record)
    return (replace(text, path=target, start=0), tuple(loose)) if loose else (text, ())


class _Lines:
    """The lines of a file. Some can be given back, to be taken once more."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        return self._again.popleft() if self._again else next(self._lines)

    def give_back(self, lines: Sequence[str]) -> None:
        self._again.extendleft(reversed(lines))


def _record(first: str, lines: _Lines, delimiter: str) -> list[str]:
    """The lines of the record that begins with the first one; of one too long, those up to where it became so."""
    taken = []

    def each() -> Iterator[str]:
        for line in itertools.chain([first], lines):
            taken.append(line)
            yield line

    with contextlib.suppress(csv.Error):
        next(csv.reader(each(), delimiter=delimiter))
    return taken


def _loose(record: Sequence[str], delimiter: str, widths: Counter[int]) -> int:
    """The line of a record, from 1, with a mark that swallows the lines after it; 0 if there is none."""
    for closing, never in _closing_lines(record, delimiter):
        count = len(_cells(record[: closing - 1], delimiter))
        lines = range(1, closing)
        opening = 1 + bisect.bisect_left(lines, count, key=lambda line: len(_cells(record[:line], delimiter)))
        swallowed = record[opening : closing - 1]
        breaks = len(swallowed) + (not never)
        if breaks > FEW_LINES and (never or _like_rows(swallowed, delimiter, widths)):
            return opening
    return 0


def _closing_lines(record: Sequence[str], delimiter: str) -> Iterator[tuple[int, bool]]:
    """Where a quoted cell goes on after its closing mark; then the end, with True, if its last one is never closed."""
    reader = csv.reader([*record, '"'], delimiter=delimiter, strict=True)
    with contextlib.suppress(csv.Error):
        list(reader)
    if 1 < reader.line_num <= len(record):
        yield reader.line_num, False
    try:
        if len(list(csv.reader([*record, _END], delimiter=delimiter))) == 1:
            yield len(record) + 1, True
    except csv.Error:
        yield len(record), True


def _like_rows(lines: Sequence[str], delimiter: str, widths: Counter[int]) -> bool:
    """Are most of the lines as wide as the rows before them?"""
    usual = max(widths, key=lambda width: (widths[width], width), default=2)
    filled = [line for line in lines if line.strip()][:_VOTERS]
    return 2 * sum(len(_cells([line], delimiter)) >= usual for line in filled) >= len(filled)


def _as_text(lines: Sequence[str], delimiter: str) -> str:
    """A record of these lines, whose last quoted cell is never closed."""
    *whole, last = _cells(lines, delimiter)
    rest = last.rstrip("\r\n")
    plain = next(csv.reader(['"' + rest], delimiter=delimiter, quoting=csv.QUOTE_NONE))
    record = io.StringIO(newline="")
    csv.writer(record, delimiter=delimiter, lineterminator=last[len(rest) :] or "\n").writerow([*whole, *plain])
    return record.getvalue()


def _cells(lines: Sequence[str], delimiter: str) -> list[str]:
    return next(csv.reader(lines, delimiter=delimiter), [])
