"""The parts of a zipped workbook: how large they say they are, how large they are, what they hold."""

from __future__ import annotations

import copy
import posixpath
import xml.etree.ElementTree as ET
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import (
    ARCHIVE,
    DAMAGED,
    DOCUMENT,
    FALSE_SIZE,
    NUMBERS,
    PASSWORD,
    TOO_LARGE_INSIDE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from salesdesk.reading.limits import Limits

_CHUNK = 1 << 20
_MOST_MARKUP = 16 << 20  # of the small parts: list of sheets, relations
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


class SheetPart(NamedTuple):
    name: str
    part: str
    hidden: bool


class WorkbookFacts(NamedTuple):
    sheets: tuple[SheetPart, ...]
    date1904: bool


class Parts:
    """An opened zip file. Everything that can be wrong with it is raised as Refused."""

    def __init__(self, path: Path, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            raise Refused(DAMAGED) from None
        self._exact = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for name, info in self._exact.items():
            self._infos.setdefault(name.lower(), info)
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise Refused(PASSWORD)
        if sum(info.file_size for info in self._zip.infolist()) > limits.inflated:
            raise Refused(TOO_LARGE_INSIDE)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._infos

    @property
    def twins(self) -> bool:
        """Are there parts whose names differ in nothing but capitals?"""
        return len(self._infos) < len(self._exact)

    def names(self) -> list[str]:
        """In small letters; of twins there is one."""
        return list(self._infos)

    def size(self, name: str) -> int:
        """As declared."""
        return self._info(name).file_size

    def stream(self, name: str) -> Iterator[bytes]:
        """The part's content in pieces of at most 1 MB."""
        declared = self._info(name)
        info = copy.copy(declared)
        info.file_size += 2 * _CHUNK  # zipfile stops at the declared size; what comes after it is the lie
        seen = 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    seen += len(chunk)
                    if seen > declared.file_size:
                        raise Refused(FALSE_SIZE)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise Refused(DAMAGED) from None

    def read(self, name: str) -> bytes:
        return b"".join(self.stream(name))

    def _info(self, name: str) -> zipfile.ZipInfo:
        """Capitals do not count, but of twins the one that is spelt as asked for is meant."""
        return self._exact.get(name) or self._infos[name.lower()]

    def markup(self, name: str) -> ET.Element:
        """Workbooks have no document types; with one, expat before 2.4.1 could be made to expand without end."""
        if name not in self or self.size(name) > _MOST_MARKUP:
            raise Refused(DAMAGED)
        content = self.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Refused(DAMAGED)
        try:
            return ET.fromstring(content)  # noqa: S314 - no entities, see above
        except ET.ParseError:
            raise Refused(DAMAGED) from None


def workbook_part(parts: Parts) -> str | None:
    """Where the list of sheets is: "….xml" in xlsx and xlsm, "….bin" in xlsb, None in ods. Raises Refused."""
    if "_rels/.rels" in parts:
        for relation in parts.markup("_rels/.rels").iter():
            if relation.get("Type", "").endswith("/officeDocument"):
                part = relation.get("Target", "").lstrip("/")
                if "workbook" not in part.lower() and not part.lower().startswith("xl/"):
                    raise Refused(DOCUMENT)
                return part
    manifest = parts.read("meta-inf/manifest.xml") if "meta-inf/manifest.xml" in parts else b""
    kind = parts.read("mimetype").strip() if "mimetype" in parts else b""
    if kind.startswith(ODS) or (not kind and "content.xml" in parts and ODS in manifest):
        if b"encryption-data" in manifest:
            raise Refused(PASSWORD)
        return None
    for part in ("xl/workbook.xml", "xl/workbook.bin"):
        if part in parts:
            return part
    raise Refused(_other(parts))


def workbook_facts(parts: Parts, workbook: str) -> WorkbookFacts:
    """Names, parts and visibility of an xlsx workbook's sheets."""
    root = parts.markup(workbook)
    related = related_sheets(parts, workbook)
    sheets = []
    for sheet in root.iter():
        if sheet.tag.endswith("}sheet"):
            identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            part = related.get(identity)
            if part is not None and part in parts:
                sheets.append(SheetPart(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"))
    properties = next((item for item in root.iter() if item.tag.endswith("}workbookPr")), None)
    date1904 = properties is not None and properties.get("date1904", "0") in {"1", "true"}
    return WorkbookFacts(tuple(sheets), date1904)


def related_sheets(parts: Parts, workbook: str) -> dict[str | None, str]:
    """The parts of a workbook's sheets by the identity that its list of sheets names."""
    folder, file = posixpath.split(workbook)
    return {
        relation.get("Id"): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        for relation in parts.markup(posixpath.join(folder, "_rels", file + ".rels")).iter()
        if relation.get("Type", "").endswith("/worksheet")
    }


def _other(parts: Parts) -> str:
    names = parts.names()
    if any(name.endswith(".iwa") or name.startswith("index.zip") for name in names):
        return NUMBERS
    if "mimetype" in parts or any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
        return DOCUMENT
    return DAMAGED if "[content_types].xml" in names or "content.xml" in names else ARCHIVE
