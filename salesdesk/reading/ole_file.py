"""What is inside an OLE2 container: an old workbook, an encrypted one, or something else."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from salesdesk.reading.compound_file import CompoundFile
from salesdesk.reading.default_password import Key, decrypted, default_key
from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import DOCUMENT, NOT_A_TABLE, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

_BOF = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")  # BIFF8, BIFF5: workbook globals
_EOF, _DATE_MODE, _FILE_PASS = 0x0A, 0x22, 0x2F
_LONGEST_RECORD = 8224


class XlsFacts(NamedTuple):
    date1904: bool
    unlocked: bytes | None = None  # the file's content, if Excel's own password had encrypted it


def _name(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


_ENCRYPTED = (_name("EncryptedPackage"), _name("EncryptionInfo"))
_WORKBOOK = (_name("Workbook"), _name("WORKBOOK"), _name("Book"), _name("BOOK"))
_OTHERS = (_name("WordDocument"), _name("PowerPoint Document"), _name("__properties_version1.0"))


def is_workbook_stream(path: Path) -> None:
    """Raises Refused for encrypted workbooks and for documents that hold no workbook."""
    _checked(path.read_bytes())


def xls_facts(path: Path) -> XlsFacts:
    """Raises Refused as `is_workbook_stream`."""
    content = path.read_bytes()
    records, key = _checked(content)
    if key is None:
        return XlsFacts(_is_1904(records))
    file = CompoundFile(content)
    unlocked = file.replaced(decrypted(file.stream(), key))
    return XlsFacts(_is_1904(_global_records(unlocked)), unlocked)


def _checked(content: bytes) -> tuple[dict[int, bytes], Key | None]:
    if any(name in content for name in _ENCRYPTED):
        raise Refused(PASSWORD)
    if not any(name in content for name in _WORKBOOK):
        raise Refused(DOCUMENT if any(name in content for name in _OTHERS) else NOT_A_TABLE)
    records = _global_records(content)
    key = default_key(records[_FILE_PASS]) if _FILE_PASS in records else None
    if key is None and _FILE_PASS in records:
        raise Refused(PASSWORD)
    return records, key


def _is_1904(records: dict[int, bytes]) -> bool:
    return records.get(_DATE_MODE, b"\0")[:1] == b"\1"


def _global_records(content: bytes) -> dict[int, bytes]:
    """The workbook's opening records, as far as they lie in one piece; the container may cut the stream anywhere."""
    start = max(content.find(mark) for mark in _BOF)
    records: dict[int, bytes] = {}
    while 0 <= start <= len(content) - 4:
        kind, length = struct.unpack_from("<HH", content, start)
        if length > _LONGEST_RECORD or kind == _EOF:
            break
        records.setdefault(kind, content[start + 4 : start + 4 + length])
        start += 4 + length
    return records
