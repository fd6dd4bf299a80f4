"""Files that try to do harm: small on disk, large or endless once somebody reads them without care."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.reading.workbooks import number, parts, row, sheet, table, text, write

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MB = 1 << 20
Make = Callable[[Path], Path]
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
PASSWORDS = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def _zip(path: Path, raw: dict[str, tuple[bytes, int, int]], plain: dict[str, str]) -> Path:
    """``raw``: parts as a deflated stream, with the size and the checksum that they declare."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in plain.items():
            file.writestr(name, content)
        for name, (stream, size, checksum) in raw.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, checksum
            info.compress_size, info.file_size, info.header_offset = len(stream), size, file.fp.tell()
            file.fp.write(info.FileHeader(zip64=size > 0xFFFFFFFF) + stream)
            file.filelist.append(info)
            file.NameToInfo[name] = info
            file.start_dir = file.fp.tell()
    return path


def _repeated(piece: bytes, times: int, head: bytes = b"", tail: bytes = b"") -> tuple[bytes, int, int]:
    """A deflated stream of a piece many times over, without deflating it so often."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    middle = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.compress(tail) + packer.flush()
    checksum = zlib.crc32(head)
    for _ in range(times):
        checksum = zlib.crc32(piece, checksum)
    return start + middle * times + end, len(head) + len(piece) * times + len(tail), zlib.crc32(tail, checksum)


def _without(content: dict[str, str], *names: str) -> dict[str, str]:
    return {name: markup for name, markup in content.items() if name not in names}


_SHEET = "xl/worksheets/sheet1.xml"
_LOG = parts({"Log": sheet(table(3))})
_START, _END = sheet("|").encode().split(b"|")


# Bombs


def blanks_without_end(folder: Path) -> Path:
    """A sheet of 1 GB of blanks."""
    return _zip(folder / "blanks.xlsx", {_SHEET: _repeated(b" " * _MB, 1000, _START, _END)}, _without(_LOG, _SHEET))


def rows_without_end(folder: Path) -> Path:
    """400 MB of rows, all of them row 1."""
    line = (row(1, text("A1", "x" * 60), number("B1", 5)) * 7000).encode()
    return _zip(folder / "rows.xlsx", {_SHEET: _repeated(line, 400, _START, _END)}, _without(_LOG, _SHEET))


def five_gigabytes(folder: Path) -> Path:
    stream, _, checksum = _repeated(b" " * _MB, 1)
    return _zip(folder / "five.xlsx", {_SHEET: (stream, 5 << 30, checksum)}, _without(_LOG, _SHEET))


def larger_than_it_says(folder: Path) -> Path:
    stream, _, checksum = _repeated(b" " * _MB, 600)
    return _zip(folder / "liar.xlsx", {"xl/media/image1.png": (stream, 1000, checksum)}, _LOG)


def zip_in_zip_in_zip(folder: Path) -> Path:
    content = b"Rep,Amount\nAnn,5\n"
    for depth in range(60):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for twin in range(2 if depth < 8 else 1):
                file.writestr(f"log{twin}.xlsx", content)
        content = packed.getvalue()
    path = folder / "russian.xlsx"
    path.write_bytes(content)
    return path


# Markup


def _with_head(part: str, head: str, change: tuple[str, str] = ("", "")) -> Make:
    def make(folder: Path) -> Path:
        content = {**_LOG, "xl/sharedStrings.xml": _texts(["Ann"])}
        return write(folder / "markup.xlsx", {**content, part: head + content[part].replace(*change, 1)})

    return make


def _texts(words: list[str], count: int | None = None) -> str:
    items = "".join(f"<si><t>{word}</t></si>" for word in words)
    return f'<sst xmlns="{_MAIN}" count="{count or len(words)}" uniqueCount="{count or len(words)}">{items}</sst>'


def _nested(part: str) -> Make:
    def make(folder: Path) -> Path:
        deep = "<a>" * 100_000 + "</a>" * 100_000
        content = {**_LOG, "xl/sharedStrings.xml": _texts(["Ann"])}
        place = content[part].rindex("</")
        return write(folder / "deep.xlsx", {**content, part: content[part][:place] + deep + content[part][place:]})

    return make


def million_texts(folder: Path) -> Path:
    """A million shared texts, of which two are used."""
    cells = row(1, text("A1", "Rep"), text("B1", "Amount")) + "".join(
        row(at, f'<c r="A{at}" t="s"><v>{at * 400_000}</v></c>', number(f"B{at}", 5)) for at in (2,)
    )
    content = _with_texts(cells)
    words = "".join(f"<si><t>n{count}</t></si>" for count in range(1_000_000))
    return write(folder / "texts.xlsx", {**content, "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{words}</sst>'})


def texts_that_are_not_there(folder: Path) -> Path:
    cells = row(1, text("A1", "Rep"), text("B1", "Amount")) + row(2, '<c r="A2" t="s"><v>4000000000</v></c>')
    return write(folder / "texts.xlsx", {**_with_texts(cells), "xl/sharedStrings.xml": _texts(["Ann"], 4_000_000_000)})


def _with_texts(cells: str) -> dict[str, str]:
    content = parts({"Log": sheet(cells)})
    related = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="t" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    return {**content, related: content[related].replace("</Relationships>", link)}


def _dimension(reach: str) -> Make:
    def make(folder: Path) -> Path:
        markup = sheet(table(300)).replace("<sheetData>", f'<dimension ref="{reach}"/><sheetData>')
        return write(folder / "dimension.xlsx", parts({"Log": markup}))

    return make


def two_corners(folder: Path) -> Path:
    cells = row(1, text("A1", "a")) + row(1_048_576, text("XFD1048576", "b"))
    return write(folder / "corners.xlsx", parts({"Log": sheet(cells)}))


def a_diagonal(folder: Path) -> Path:
    cells = "".join(row(at * 64, text(f"{_letters(at)}{at * 64}", "x")) for at in range(1, 16_384))
    return write(folder / "diagonal.xlsx", parts({"Log": sheet(cells)}))


def far_numbers(folder: Path) -> Path:
    cells = row(1, text("A99999999999999999999", "a"), text("ZZZZZZZZ1", "b"))
    return write(folder / "far.xlsx", parts({"Log": sheet(cells)}))


def thousand_sheets(folder: Path) -> Path:
    return write(folder / "sheets.xlsx", parts({f"S{count}": sheet(table(1)) for count in range(1000)}))


def _letters(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


# Paths


def paths_upwards(folder: Path) -> Path:
    content = {**_LOG, "../../../../tmp/evil.txt": "x", "/etc/evil": "x", "C:\\evil.txt": "x", "xl/CON": "x"}
    return write(folder / "paths.xlsx", content)


def a_sheet_outside(folder: Path) -> Path:
    related = "xl/_rels/workbook.xml.rels"
    far = _LOG[related].replace("worksheets/sheet1.xml", "../../../../../../etc/passwd")
    return write(folder / "outside.xlsx", {**_LOG, related: far})


def the_same_part_twice(folder: Path) -> Path:
    path = write(folder / "twice.xlsx", _LOG)
    with zipfile.ZipFile(path, "a") as file:
        info = zipfile.ZipInfo(_SHEET)
        file.fp.seek(file.start_dir)
        file._didModify = True
        start, content = file.fp.tell(), sheet(table(5)).encode()
        info.CRC, info.compress_size, info.file_size = zlib.crc32(content), len(content), len(content)
        info.header_offset = start
        file.fp.write(info.FileHeader() + content)
        file.filelist.append(info)
        file.start_dir = file.fp.tell()
    return path


# Other kinds of workbooks


def repeated_cells(folder: Path) -> Path:
    """An .ods file whose one cell is repeated over the whole grid."""
    return _ods(folder, '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
                "</table:table-cell></table:table-row>")  # fmt: skip


def entities_in_ods(folder: Path) -> Path:
    cell = '<table:table-row><table:table-cell office:value-type="string"><text:p>&i;</text:p></table:table-cell>'
    return _ods(folder, cell + "</table:table-row>", LAUGHS)


def _ods(folder: Path, rows: str, head: str = "") -> Path:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    markup = (
        f"{head}<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Log">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return write(folder / "log.ods", {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": markup})


def old_workbook_of_noise(folder: Path) -> Path:
    path = folder / "noise.xls"
    noise = b"".join(struct.pack("<I", (count * 2_654_435_761) & 0xFFFFFFFF) for count in range(60_000))
    name = "Workbook".encode("utf-16-le") + b"\0\0"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500) + name + noise)
    return path


# Text


def _text(name: str, pieces: Callable[[], Iterator[bytes]]) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        with path.open("wb") as file:
            file.writelines(pieces())
        return path

    make.__name__ = name.partition(".")[0].replace("-", "_")
    return make


def _million_columns() -> Iterator[bytes]:
    yield b",".join(b"c%d" % count for count in range(1_000_000)) + b"\n" + b"1," * 999_999 + b"1\n"


def _million_empty_columns() -> Iterator[bytes]:
    yield b"Rep,Amount\nAnn,5\n" + b"," * 1_000_000 + b"\n"


def _nothing() -> Iterator[bytes]:
    yield bytes(5 * _MB)


def _half_nothing() -> Iterator[bytes]:
    yield b"Rep,Amount\nAnn,5\n" + bytes(3 * _MB) + b"\nBea,6\n"


def _open_quote() -> Iterator[bytes]:
    line = b"Bea of the north and of all the islands east of it,6\n"
    yield b'Rep,Amount\nAnn,"5\n'
    for _ in range(51):
        yield line * (_MB // len(line))


def _open_quote_late() -> Iterator[bytes]:
    yield b"Rep,Amount\n"
    for _ in range(2):
        yield b"Bea,6\n" * 174_762
    yield b'Ann,"5\n' + b"Bea,6\n" * 300_000


def _one_line() -> Iterator[bytes]:
    yield b"Rep,Amount\n"
    for _ in range(20):
        yield b"x" * _MB


def _quotes_only() -> Iterator[bytes]:
    yield b"Rep,Amount\n" + b'"' * (4 * _MB)


def _line_ends_only() -> Iterator[bytes]:
    yield b"Rep,Amount\nAnn,5\n" + b"\n" * (2 * _MB)


def _long_page() -> Iterator[bytes]:
    yield b"<html><body><table>" + b"<tr><td>" * 50_000


def _deep_page() -> Iterator[bytes]:
    yield b"<html><body>" + b"<div>" * 100_000 + b"<table><tr><td>a</td></tr><tr><td>b</td></tr></table>"


TABLE, ANY = "opens", "either way"
# What each of them ends as: a table, a few words of the reason, or either.
HOSTILE: dict[str, tuple[Make, str]] = {
    "1 GB of blanks": (blanks_without_end, ANY),
    "400 MB of rows that are all row 1": (rows_without_end, ANY),
    "declares 5 GB": (five_gigabytes, "larger than allowed"),
    "declares too little": (larger_than_it_says, "more than it declares"),
    "zip in zip in zip": (zip_in_zip_in_zip, "archive"),
    "entities in the sheet": (_with_head(_SHEET, LAUGHS, ("Ann 1", "&i;")), ANY),
    "entities in the texts": (_with_head("xl/sharedStrings.xml", LAUGHS, ("Ann", "&i;")), ANY),
    "entities in the list of sheets": (_with_head("xl/workbook.xml", LAUGHS, ('name="Log"', 'name="&i;"')), "damaged"),
    "a file of the system as an entity": (_with_head(_SHEET, PASSWORDS, ("Ann 1", "&i;")), ANY),
    "deep nesting in the sheet": (_nested(_SHEET), ANY),
    "deep nesting in the texts": (_nested("xl/sharedStrings.xml"), ANY),
    "deep nesting in the list of sheets": (_nested("xl/workbook.xml"), ANY),
    "a million texts": (million_texts, TABLE),
    "texts that are not there": (texts_that_are_not_there, ANY),
    "a dimension that is too small": (_dimension("A1:B2"), TABLE),
    "a dimension of the whole grid": (_dimension("A1:XFD1048576"), TABLE),
    "a dimension beyond the grid": (_dimension("A1:ZZZZ99999999999"), ANY),
    "two corners": (two_corners, "too far apart"),
    "a diagonal": (a_diagonal, "too far apart"),
    "cells beyond all numbers": (far_numbers, "outside"),
    "a thousand sheets": (thousand_sheets, ANY),
    "part names that lead upwards": (paths_upwards, TABLE),
    "a sheet outside the file": (a_sheet_outside, ANY),
    "the same part twice": (the_same_part_twice, ANY),
    "a cell repeated over the whole grid": (repeated_cells, ANY),
    "entities in an .ods file": (entities_in_ods, ANY),
    "an old workbook of noise": (old_workbook_of_noise, ANY),
    "a million columns": (_text("columns.csv", _million_columns), "16,384 columns"),
    "a million empty columns": (_text("commas.csv", _million_empty_columns), "16,384 columns"),
    "nothing but NUL": (_text("nul.csv", _nothing), "empty"),
    "NUL in the middle": (_text("half.csv", _half_nothing), ANY),
    "an open quotation mark over 50 MB": (_text("quote.csv", _open_quote), TABLE),
    "an open quotation mark far down": (_text("late.csv", _open_quote_late), TABLE),
    "a line of 20 MB": (_text("line.csv", _one_line), "million characters"),
    "nothing but quotation marks": (_text("quotes.csv", _quotes_only), ANY),
    "nothing but line ends": (_text("ends.csv", _line_ends_only), TABLE),
    "a page without end": (_text("page.xls", _long_page), ANY),
    "a deep page": (_text("deep.xls", _deep_page), ANY),
}
