"""The sheets of .xlsb workbooks, record by record: what the library passes over in silence or cannot hold."""

from __future__ import annotations

import itertools
import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import FALSE_SIZE
from salesdesk.reading.sheet_scan import THIN, WIDE_AREA
from salesdesk.reading.workbook_copy import table_among
from salesdesk.reading.zip_parts import related_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from salesdesk.reading.zip_parts import Parts

# Type and length of a record, column (four bytes), style, code of the error.
_LIKE_AN_ERROR = re.compile(
    rb"\x0b(?:[\x09-\x7f]|[\x80-\xff][\x01-\x7f]).[\x00-\x3f]\x00\x00.{4}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]", re.DOTALL
)
_OVERLAP = 16
# Rows and the plain cells, whose records have one length each: passed over many at a time.
_PLAIN = re.compile(
    rb"(?:\x07\x0c.{12}|\x02\x0c.{12}|\x05\x10.{16}|\x01\x08.{8}|\x04\x09.{9}|\x00\x19.{25}|\x00\x11.{17})*+", re.DOTALL
)
_ROW, _BLANK, _ERROR, _FORMULA_ERROR, _LAST_CELL = 0x00, 0x01, 0x03, 0x0B, 0x0B
_CELLS, _END_OF_CELLS, _REACH, _SHEET = 0x91, 0x92, 0x94, 0x9C
_SMALLEST_CELL = 10


class _Record(NamedTuple):
    kind: int
    start: int
    content: int  # where it begins
    end: int


class Changed(NamedTuple):
    """Sheets by part: new content, how many stray cells are not in it, and which sheets cannot be used."""

    content: dict[str, bytes]
    left_out: dict[str, int]
    broken: dict[str, Refused]


def changed_sheets(parts: Parts) -> Changed:
    """Errors as results of formulas become errors, which both are for a reader; stray cells are left out."""
    found = Changed({}, {}, {})
    for name in parts.names():
        if "sheets/" not in name or not name.endswith(".bin"):
            continue
        try:
            _change(parts, name, found)
        except Refused as refused:
            if refused.reason == FALSE_SIZE:
                raise
            found.broken[name] = refused
    return found


def _change(parts: Parts, name: str, found: Changed) -> None:
    sparse = _is_sparse(next(iter(parts.stream(name)), b""), parts.size(name))
    if not sparse and not _may_have_errors(parts.stream(name)):
        return
    content = bytearray(parts.read(name))
    changed = _make_plain(content)
    if sparse:
        content, found.left_out[name] = _without_stray_cells(content)
    if changed or sparse:
        found.content[name] = bytes(content)


def parts_of_sheets(parts: Parts, workbook: str) -> dict[str, str]:
    """By name of the sheet, in small letters."""
    related = related_sheets(parts, workbook)
    content, found = parts.read(workbook), {}
    for record in _records(content):
        if record.kind == _SHEET:
            identity, place = _wide(content, record.content + 8)
            name, _ = _wide(content, place)
            found[name] = related.get(identity, "").lower()
    return found


def _wide(content: bytes, place: int) -> tuple[str, int]:
    end = place + 4 + 2 * int.from_bytes(content[place : place + 4], "little")
    return content[place + 4 : end].decode("utf-16-le", "replace"), end


# Errors


def _may_have_errors(pieces: Iterable[bytes]) -> bool:
    rest = b""
    for piece in pieces:
        if _LIKE_AN_ERROR.search(rest + piece):
            return True
        rest = piece[-_OVERLAP:]
    return False


def _make_plain(sheet: bytearray) -> bool:
    """Both records begin with the same facts; what follows them in a formula's is not looked at in a cell's."""
    found, place = False, 0
    while place < len(sheet):
        plain = _PLAIN.match(sheet, place)
        record = _record(sheet, plain.end() if plain else place)
        if record.kind == _FORMULA_ERROR:
            sheet[record.start] = _ERROR
            found = True
        elif record.kind == _END_OF_CELLS:
            break
        place = record.end
    return found


# Stray cells


def _is_sparse(start: bytes, size: int) -> bool:
    """Would a reader waste nearly all the room it makes, if the sheet reaches as far as it says?"""
    for record in itertools.takewhile(lambda record: record.kind != _CELLS, _records(start)):
        if record.kind == _REACH and record.end <= len(start) and record.end - record.content >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", start, record.content)
            area: int = (bottom - top + 1) * (right - left + 1)
            return area > max(WIDE_AREA, THIN * size // _SMALLEST_CELL)
    return False


def _without_stray_cells(sheet: bytearray) -> tuple[bytearray, int]:
    """The sheet with only the cells of the largest cluster, and how many others there were; raises Refused."""
    cells, row = [], 0
    for record in _records(sheet):
        if record.kind == _ROW:
            row = int.from_bytes(sheet[record.content : record.content + 4], "little")
        elif record.kind <= _LAST_CELL:
            column = int.from_bytes(sheet[record.content : record.content + 4], "little")
            cells.append((record, row, column))
        elif record.kind == _END_OF_CELLS:
            break
    filled = [(row, column) for record, row, column in cells if record.kind != _BLANK]
    if not filled or _room(filled) <= max(WIDE_AREA, THIN * len(filled)):
        return sheet, 0
    rows, columns, others = table_among(filled)
    kept, place = bytearray(), 0
    for record, row, column in cells:
        if row not in rows or column not in columns:
            kept += sheet[place : record.start]
            place = record.end
    return kept + sheet[place:], others


def _room(places: Sequence[tuple[int, int]]) -> int:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _records(content: bytes | bytearray) -> Iterator[_Record]:
    place = 0
    while place < len(content):
        record = _record(content, place)
        yield record
        place = record.end


def _record(content: bytes | bytearray, place: int) -> _Record:
    kind, after = _variable(content, place, 2)
    length, after = _variable(content, after, 4)
    return _Record(kind, place, after, after + length)


def _variable(content: bytes | bytearray, place: int, most: int) -> tuple[int, int]:
    """A number of seven bits per byte, the lowest first, and the place after it."""
    number = 0
    for count, byte in enumerate(content[place : place + most]):
        number |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            return number, place + count + 1
    return number, place + most
