"""Small .xls workbooks: records of Excel 97 in a container whose sectors lie in no order."""

import hashlib
import struct
from pathlib import Path

from salesdesk.reading.default_password import Key, decrypted, keystream

_SECTOR, _FREE, _END, _TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
FILE_PASS = 0x2F


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def text(row: int, column: int, words: str) -> bytes:
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(words), 0) + words.encode("latin-1"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def stream(*cells: bytes, file_pass: bytes = b"", date1904: bool = False) -> bytes:
    """The records of a workbook with one sheet called "Log"."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    start += record(FILE_PASS, file_pass) if file_pass else b""
    start += record(0x42, struct.pack("<H", 1200)) + record(0x22, struct.pack("<H", date1904))
    place = len(start) + 4 + 11 + 4  # after the record of the sheet and the end
    start += record(0x85, struct.pack("<IBBBB", place, 0, 0, 3, 0) + b"Log") + record(0x0A)
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)) + b"".join(cells) + record(0x0A)
    return (start + sheet).ljust(4096, b"\0")


def locked(*cells: bytes, salt: bytes, key: Key, digest: str, facts: tuple[bytes, bytes]) -> bytes:
    """The same, encrypted. ``facts``: what stands before the salt and between its check and the check's sum."""
    check = bytes(range(16))
    hidden = _xor(check + hashlib.new(digest, check).digest(), key(0))
    file_pass = facts[0] + salt + hidden[:16] + facts[1] + hidden[16:]
    plain = stream(*cells, file_pass=file_pass, date1904=True)
    hidden_stream = bytearray(decrypted(plain, key))
    struct.pack_into("<H", hidden_stream, plain.index(record(FILE_PASS, file_pass)), FILE_PASS)
    return bytes(hidden_stream)


def write(path: Path, content: bytes) -> Path:
    """``content`` is the workbook's stream; its sectors stand in the file last to first."""
    pieces = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
    last = len(pieces) + 1
    table = [_TABLE, _END, _END, *range(2, last)]
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<6I", 1, 1, 0, 4096, _END, 0) + struct.pack("<2I", _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, last, len(content))
    sectors = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    path.write_bytes(header + sectors + directory.ljust(_SECTOR, b"\0") + b"".join(reversed(pieces)))
    return path


def _entry(name: str, kind: int, start: int, length: int, child: int = _FREE) -> bytes:
    words = name.encode("utf-16-le")
    facts = struct.pack("<HBB3I", len(words) + 2, kind, 1, _FREE, _FREE, child)
    return words.ljust(64, b"\0") + facts + bytes(36) + struct.pack("<3I", start, length, 0)


def _xor(content: bytes, key: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(content, keystream(key, len(content)), strict=True))
