"""The sheets of .xlsb workbooks: formulas whose result is an error, which the library passes over in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_ERROR, _FORMULA_ERROR, _END_OF_CELLS = 0x03, 0x0B, 0x92


def with_error_cells(parts: Parts) -> dict[str, bytes]:
    """By part, the sheets in which formulas with errors became cells with errors; only those that have any."""
    changed = {}
    for name in parts.names():
        if "sheets/" in name and name.endswith(".bin") and _may_have_errors(parts.stream(name)):
            content = bytearray(parts.read(name))
            if _make_plain(content):
                changed[name] = bytes(content)
    return changed


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
        place = plain.end() if plain else place
        kind, after = _variable(sheet, place, 2)
        length, after = _variable(sheet, after, 4)
        if kind == _FORMULA_ERROR:
            sheet[place] = _ERROR
            found = True
        elif kind == _END_OF_CELLS:
            break
        place = after + length
    return found


def _variable(content: bytearray, place: int, most: int) -> tuple[int, int]:
    """A number of seven bits per byte, the lowest first, and the place after it."""
    number = 0
    for count, byte in enumerate(content[place : place + most]):
        number |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            return number, place + count + 1
    return number, place + most
