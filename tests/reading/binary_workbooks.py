"""Small .xlsb workbooks, written record by record."""

import struct
import zipfile
from pathlib import Path

from tests.reading.workbooks import parts

NAME_ERROR, DIVISION_ERROR, NA_ERROR = 0x1D, 0x07, 0x2A


def text(column: int, words: str) -> bytes:
    return record(0x06, struct.pack("<II", column, 0) + _wide(words))


def number(column: int, value: float) -> bytes:
    return record(0x05, struct.pack("<IId", column, 0, value))


def formula_error(column: int, code: int, formula: bytes = bytes(4)) -> bytes:
    """The result of a formula; ``formula`` is not looked at."""
    return record(0x0B, struct.pack("<IIBH", column, 0, code, 0) + struct.pack("<I", len(formula)) + formula + bytes(4))


def row(index: int, *cells: bytes) -> bytes:
    """``index`` counts from 0."""
    facts = struct.pack("<IIHBBBI", index, 0, 300, 0, 0, 0, 1) + struct.pack("<II", 0, len(cells) - 1)
    return record(0x00, facts) + b"".join(cells)


def workbook(path: Path, *rows: bytes, reach: tuple[int, int] = (0, 0)) -> Path:
    """One sheet called "Log", which says that its last cell is in the row and column of ``reach``."""
    frame = parts({"Log": ""})
    related = frame["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "sheet1.bin")
    listed = record(0x9C, struct.pack("<II", 0, 1) + _wide("r1") + _wide("Log"))
    sheet = (
        record(0x81)
        + record(0x94, struct.pack("<4I", 0, reach[0], 0, reach[1]))
        + record(0x91)
        + b"".join(rows)
        + record(0x92)
        + record(0x82)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", frame["[Content_Types].xml"].replace(".xml", ".bin"))
        file.writestr("_rels/.rels", frame["_rels/.rels"].replace("workbook.xml", "workbook.bin"))
        file.writestr("xl/_rels/workbook.bin.rels", related)
        file.writestr("xl/workbook.bin", record(0x83) + record(0x8F) + listed + record(0x90) + record(0x84))
        file.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def record(kind: int, content: bytes = b"") -> bytes:
    return _variable(kind) + _variable(len(content)) + content


def _variable(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _variable(high) if high else bytes([low])


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")
