"""Which characters the bytes of a text file stand for; the file as UTF-8."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_OLD_WINDOWS = "The text is no UTF-8 and was read as Windows-1252 (Western European)."


@dataclass(frozen=True)
class PlainText:
    """A file of clean UTF-8 whose text begins at byte ``start``."""

    path: Path
    start: int
    encoding: str  # of the original
    notes: tuple[str, ...] = ()


def as_utf8(path: Path, folder: Path, encoding: str | None = None) -> PlainText:
    """The file itself if it is UTF-8 already, else a copy in the folder; NUL characters are left out."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    start, found = _by_mark(head)
    notes: list[str] = []
    encoding = encoding or found or _by_pattern(head)
    if encoding in {None, "utf-8"}:
        sound, nuls = _check(path)
        if sound and not nuls:
            return PlainText(path, start, "utf-8")
        encoding, notes = ("utf-8", []) if sound else ("cp1252", [_OLD_WINDOWS])
    return _converted(path, folder / "text.csv", encoding or "cp1252", start, notes)


def _by_mark(head: bytes) -> tuple[int, str | None]:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return len(mark), name
    return 0, None


def _by_pattern(head: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every second byte."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 4:
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _check(path: Path) -> tuple[bool, bool]:
    """Is it strict UTF-8, and are there NUL bytes?"""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    nuls = False
    try:
        for chunk in _chunks(path, 0):
            nuls = nuls or b"\0" in chunk
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False, nuls
    return True, nuls


def _converted(path: Path, target: Path, encoding: str, start: int, notes: list[str]) -> PlainText:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    nuls = unknown = 0
    with target.open("wb") as file:
        for chunk in _chunks(path, start):
            text = decoder.decode(chunk)
            nuls += text.count("\0")
            unknown += text.count("\ufffd")
            file.write(text.replace("\0", "").encode("utf-8"))
        file.write(decoder.decode(b"", final=True).encode("utf-8"))
    if nuls:
        notes.append(f"{nuls:,} NUL characters were left out.")
    if unknown:
        notes.append(f"{unknown:,} characters could not be read as {encoding} and show as \ufffd.")
    return PlainText(target, 0, encoding, tuple(notes))


def _chunks(path: Path, start: int) -> Iterator[bytes]:
    file: IO[bytes]
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(_CHUNK):
            yield chunk
