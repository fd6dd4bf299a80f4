"""Reads sheets of old spreadsheet programs: SYLK and DIF, which are text, and the workbooks of Excel 2 to 4."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import DAMAGED, EMPTY, SCATTERED
from salesdesk.reading.rows_grid import grid_of_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from salesdesk.reading.grid import Grid
    from salesdesk.reading.request import Progress, Request

    Cells = Iterator[tuple[int, int, str]]  # row, column (from 0), text

_ROOM = 4_000_000
_THIN = 20
_NOTE = "This is a sheet of an old spreadsheet program; its cells were read as text, dates as numbers of days."
_INTEGER, _NUMBER, _LABEL, _FORMULA, _STRING, _RK = 0x02, 0x03, 0x04, 0x06, 0x07, 0x7E
_BYTES = 2**8


def read_old(request: Request, folder: Path, tell: Progress) -> Iterator[Grid]:  # noqa: ARG001 - as all readers
    """One grid: the cells of all sheets of a file stand in one, as these programs had no more."""
    tell(0, 1, "Reading the cells")
    content = request.path.read_bytes()
    read = next((read for start, read in _READERS.items() if content.startswith(start)), _biff)
    try:
        rows = _rows(read(content), request)
    except (ValueError, IndexError, struct.error):
        raise Refused(DAMAGED) from None
    yield grid_of_rows(request, rows, "cp1252", _NOTE)


def _rows(cells: Cells, request: Request) -> list[list[str | None]]:
    found = {(row, column): text for row, column, text in cells if text}
    if not found:
        raise Refused(EMPTY)
    height, width = max(row for row, _ in found) + 1, max(column for _, column in found) + 1
    if height > request.limits.rows or height * width > max(_ROOM, _THIN * len(found)):
        raise Refused(SCATTERED)
    rows: list[list[str | None]] = [[None] * width for _ in range(height)]
    for (row, column), text in found.items():
        rows[row][column] = text
    return rows


def _sylk(content: bytes) -> Cells:
    row = column = 0
    for line in content.decode("cp1252", "replace").splitlines():
        kind, *fields = line.replace(";;", "\0").split(";")
        if kind not in {"C", "F"}:
            continue
        for field in fields:
            mark, value = field[:1], field[1:].replace("\0", ";")
            if mark == "Y":
                row = int(value) - 1
            elif mark == "X":
                column = int(value) - 1
            elif mark == "K" and kind == "C" and row >= 0 and column >= 0:
                yield row, column, value.removeprefix('"').removesuffix('"')


def _dif(content: bytes) -> Cells:
    lines = [line.strip() for line in content.decode("cp1252", "replace").splitlines()]
    start = lines.index("DATA") + 3
    row, column = -1, 0
    for facts, text in zip(lines[start::2], lines[start + 1 :: 2], strict=False):
        kind, _, number = facts.partition(",")
        if kind == "-1" and text == "EOD":
            return
        if kind == "-1":
            row, column = row + 1, 0
        elif row >= 0:
            yield row, column, text.strip('"') if kind == "1" else number if text == "V" else text
            column += 1


def _biff(content: bytes) -> Cells:
    place, version, waiting = 0, content[1], None
    while place + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, place)
        data, place = content[place + 4 : place + 4 + length], place + 4 + length
        if kind % _BYTES == 0x0A and not length:  # the end of a sheet
            return
        if kind % _BYTES == _STRING and waiting is not None and kind != 0:
            yield (*waiting, _text(data, 0, version))
            waiting = None
        elif kind % _BYTES in _VALUES and kind >> 8 in {0, 2, 4} and length >= 7:
            row, column = struct.unpack_from("<HH", data)
            start = 7 if version == 0 else 6
            if kind % _BYTES == _FORMULA and data[start + 6 : start + 8] == b"\xff\xff":
                waiting = (row, column)
            else:
                yield row, column, _VALUES[kind % _BYTES](data, start, version)


def _text(data: bytes, start: int, version: int) -> str:
    """Excel 2 counts the letters in one byte, its followers in two."""
    size = 1 if version == 0 else 2
    length = int.from_bytes(data[start : start + size], "little")
    return data[start + size : start + size + length].decode("cp1252", "replace")


def _float(data: bytes, start: int, version: int) -> str:  # noqa: ARG001 - as all values
    return _plain(struct.unpack_from("<d", data, start)[0])


def _integer(data: bytes, start: int, version: int) -> str:  # noqa: ARG001
    return str(struct.unpack_from("<H", data, start)[0])


def _packed(data: bytes, start: int, version: int) -> str:  # noqa: ARG001
    """A number in four bytes: the lowest bits tell whether it is whole, and whether it stands for its hundredth."""
    (bits,) = struct.unpack_from("<i", data, start)
    value = float(bits >> 2) if bits & 2 else struct.unpack("<d", struct.pack("<q", (bits & ~3) << 32))[0]
    return _plain(value / 100 if bits & 1 else value)


def _plain(value: float) -> str:
    return f"{value:.15g}"


_READERS: Mapping[bytes, Callable[[bytes], Cells]] = {b"ID;": _sylk, b"TABLE": _dif}
_VALUES: Mapping[int, Callable[[bytes, int, int], str]] = {
    _INTEGER: _integer,
    _NUMBER: _float,
    _LABEL: _text,
    _FORMULA: _float,
    _RK: _packed,
}
