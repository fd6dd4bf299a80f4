"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.ole_file import is_workbook_stream
from salesdesk.reading.reasons import (
    ARCHIVE,
    DATABASE,
    DOCUMENT,
    EMPTY,
    JSON_TEXT,
    MARKUP,
    NOT_A_TABLE,
    OLD_FORMAT,
    PDF,
    PICTURE,
    PROGRAM,
    XML_SHEET,
)

if TYPE_CHECKING:
    from pathlib import Path


class Kind(Enum):
    """How a file is read."""

    ZIP = auto()  # xlsx, xlsm, xlsb, ods: its parts say which
    XLS = auto()
    TEXT = auto()
    HTML = auto()
    OLD = auto()  # SYLK, DIF, Excel 2 to 4


_SAMPLE = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    (b"%PDF", PDF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", ARCHIVE),
    (b"SQLite format 3", DATABASE),
    (b"PAR1", DATABASE),
    (b"ARROW1", DATABASE),
    (b"MZ\x90", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"{\\rtf", DOCUMENT),
    (b"\x00\x00\x02\x00\x06\x04", OLD_FORMAT),  # Lotus 1-2-3
    (b"\x00\x00\x1a\x00", OLD_FORMAT),
)
_OLD = (b"ID;P", b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # SYLK, Excel 2, 3, 4
_DIF = re.compile(rb"TABLE\r?\n0,1\r?\n")
_DBF = re.compile(rb"[\x02\x03\x30\x31\x43\x63\x83\x8b\xcb\xf5].[\x01-\x0c][\x01-\x1f].{8}.{4}\x00", re.DOTALL)
_PICTURES = re.compile(rb"BM.{4}\x00{4}|RIFF.{4}WEBP|.{4}ftyp(?:heic|mif1|avif)", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE)
_XML_SHEET = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|mso-application progid=\"Excel")
_JSON = re.compile(rb'\{\s*"|\[\s*[\[{]\s*["\[{]')
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b\0"))
_HIGH = bytes(range(128, 256))
_MOST_CONTROLS, _FEW_CONTROLS, _MANY_HIGH = 0.3, 0.02, 0.4
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def kind_of(path: Path) -> Kind:
    """Raises Refused for everything that is no spreadsheet and no text."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if not head.strip(b"\0 \r\n\t"):
        raise Refused(EMPTY)
    if head.startswith(b"PK"):
        return Kind.ZIP
    if head.startswith(_OLE):
        is_workbook_stream(path)
        return Kind.XLS
    if head.startswith(_OLD):
        return Kind.OLD
    for start, reason in _REFUSED:
        if head.startswith(start):
            raise Refused(reason)
    if _PICTURES.match(head):
        raise Refused(PICTURE)
    return _text_kind(head)


def _text_kind(head: bytes) -> Kind:
    if _DIF.match(head):
        return Kind.OLD
    if _DBF.match(head):
        raise Refused(DATABASE)
    plain = head.replace(b"\0", b"")
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    plain = plain.lstrip()
    if plain.startswith(b"<?xml") or _HTML.match(plain):
        return _markup_kind(plain)
    if _JSON.match(plain):
        raise Refused(JSON_TEXT)
    if head.startswith(_MARKS[:2]):
        return Kind.TEXT
    if _is_binary(plain) or head.count(0) > 0.7 * len(head):
        raise Refused(NOT_A_TABLE)
    return Kind.TEXT


def _is_binary(plain: bytes) -> bool:
    """Some control characters are damage done to a text; with many high bytes beside them it is no text at all."""
    controls = 1 - len(plain.translate(None, _CONTROLS)) / max(1, len(plain))
    high = 1 - len(plain.translate(None, _HIGH)) / max(1, len(plain))
    return controls > _MOST_CONTROLS or (controls > _FEW_CONTROLS and high > _MANY_HIGH)


def _markup_kind(plain: bytes) -> Kind:
    if _XML_SHEET.search(plain) and b"<html" not in plain.lower():
        raise Refused(XML_SHEET)
    if _HTML.search(plain):
        return Kind.HTML
    raise Refused(MARKUP)
