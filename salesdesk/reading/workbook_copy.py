"""Copies of a workbook, in memory: its first rows, its table without cells strewn far away, or with parts changed."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import SCATTERED
from salesdesk.reading.sheet_scan import column_number, patterns, prefix_of
from salesdesk.reading.zip_parts import ODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from salesdesk.reading.zip_parts import Parts

_MOST_TEXTS = 8 << 20  # shared texts up to this size are copied whole
_MOST_ROWS = 32 << 20
_SMALL = 4 << 20
_ROW_NUMBER = re.compile(rb"[^>]*?\br=[\"'](\d+)")
_TEXTS = "sharedstrings"
_TEXT_END = re.compile(rb"</((?:[\w.-]+:)?)si>|<(?:[\w.-]+:)?si\s*/>")
_ROW_GAP = 1000
_COLUMN_GAP = 100


def first_rows(parts: Parts, sheets: Iterable[str], count: int) -> bytes:
    """A workbook with the first ``count`` rows of each sheet."""
    cut = {part: _sheet_head(parts.stream(part), count) for part in sheets}
    return workbook_with(parts, cut)


def workbook_with(parts: Parts, sheets: Mapping[str, bytes]) -> bytes:
    """A workbook of these sheets, with the styles and texts they need."""
    kept = {part.lower(): content for part, content in sheets.items()}
    used = max((_last_text(content) for content in kept.values()), default=-1)
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as copy:
        for name in parts.names():
            content = kept.get(name)
            if content is None and _TEXTS in name and parts.size(name) > _MOST_TEXTS:
                content = _first_texts(parts.stream(name), used + 1)
            elif content is None and _is_frame(parts, name):
                content = parts.read(name)
            if content is not None:
                copy.writestr(name, content)
    return result.getvalue()


def with_mimetype(parts: Parts) -> bytes:
    """An .ods file that lacks the part which says what it is, with that part."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as copy:
        copy.writestr("mimetype", ODS)
        for name in ("content.xml", "META-INF/manifest.xml"):
            copy.writestr(name, parts.read(name))
    return result.getvalue()


def whole_copy(parts: Parts, meant: Iterable[str], changed: Mapping[str, bytes]) -> bytes:
    """The workbook with one part of each name, whatever its capitals; of twins those ``meant``, else the first.

    Without damaged parts: they may be pictures, and a sheet that is missing is told by whoever looks for it.
    """
    spelt = {name.lower(): name for name in meant}
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as copy:
        for name in parts.names():
            with contextlib.suppress(Refused):
                copy.writestr(name, changed[name] if name in changed else parts.read(spelt.get(name, name)))
    return result.getvalue()


def _is_frame(parts: Parts, name: str) -> bool:
    if _TEXTS in name:
        return True
    return name.endswith((".xml", ".rels")) and "sheets/" not in name and parts.size(name) <= _SMALL


def _sheet_head(pieces: Iterable[bytes], count: int) -> bytes:
    markup = b""
    for piece in pieces:
        markup += piece
        found = patterns(prefix_of(markup))
        end = found.end.search(markup)
        rows = [match.end() for match in found.row.finditer(markup)]
        late = next((at for place, at in enumerate(rows) if place >= count or _number(markup, at) > count), None)
        cut = markup.rfind(b"<", 0, late) if late else end.start() if end else None
        if cut is None and len(markup) > _MOST_ROWS:
            cut = markup.rfind(b"<", 0, rows[-1])
        if cut is not None:
            empty = end is not None and end.start() == cut and b"/" in end.group()[-3:]
            opening = b"<%bsheetData>" % found.prefix if empty else b""
            return markup[:cut] + opening + b"</%bsheetData></%bworksheet>" % (found.prefix, found.prefix)
    return markup


def _number(markup: bytes, at: int) -> int:
    number = _ROW_NUMBER.match(markup, at)
    return int(number.group(1)) if number else 0


def _last_text(sheet: bytes) -> int:
    """The highest number of a shared text that a cell refers to."""
    p = re.escape(prefix_of(sheet))
    cells = re.findall(rb"<%bc [^>]*?\bt=[\"']s[\"'][^>]*>\s*<%bv>\s*(\d+)" % (p, p), sheet)
    return max(map(int, cells), default=-1)


def _first_texts(pieces: Iterable[bytes], count: int) -> bytes:
    markup, seen, end = b"", 0, 0
    for piece in pieces:
        markup += piece
        for found in _TEXT_END.finditer(markup, end):
            seen, end = seen + 1, found.end()
            if seen >= count:
                return markup[:end] + b"</%bsst>" % (found.group(1) or b"")
    return markup


# A table and cells far away from it


def without_stray_cells(sheet: bytes) -> tuple[bytes, int]:
    """The markup with only the cells of the largest cluster, and how many others there were; raises Refused."""
    p = re.escape(prefix_of(sheet))
    cell = re.compile(rb"<%bc [^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*?(?:/>|>(.*?)</%bc>)" % (p, p), re.DOTALL)
    rows, columns, others = table_among(
        [(int(found[2]), column_number(found[1])) for found in cell.finditer(sheet) if found[3]]
    )

    def keep(found: re.Match[bytes]) -> bytes:
        inside = found[3] and int(found[2]) in rows and column_number(found[1]) in columns
        return found[0] if inside else b""

    return cell.sub(keep, sheet), others


def table_among(places: Sequence[tuple[int, int]]) -> tuple[range, range, int]:
    """Rows and columns of the largest cluster of cells, and how many lie elsewhere; raises Refused."""
    rows = _cluster([row for row, _ in places], _ROW_GAP)
    columns = _cluster([column for row, column in places if row in rows], _COLUMN_GAP)
    kept = sum(row in rows and column in columns for row, column in places)
    if kept * 2 < len(places) or kept < 4 or len(rows) * len(columns) > 1000 * kept:
        raise Refused(SCATTERED)
    return rows, columns, len(places) - kept


def _cluster(numbers: Sequence[int], gap: int) -> range:
    """The run of numbers, interrupted by no more than ``gap``, that holds most of them."""
    counts = Counter(numbers)
    best, best_count, start, count, last = range(0), 0, 0, 0, -gap - 2
    for number in sorted(counts):
        if number - last > gap + 1:
            start, count = number, 0
        count += counts[number]
        last = number
        if count > best_count:
            best, best_count = range(start, number + 1), count
    return best
