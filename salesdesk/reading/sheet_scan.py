"""Reads a sheet's markup without parsing it: how far its cells reach, what is hidden, merged or never calculated."""

from __future__ import annotations

import functools
import itertools
import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from salesdesk.reading.grid import Refused
from salesdesk.reading.reasons import DAMAGED, OUTSIDE_GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from salesdesk.reading.limits import Limits

Styles = Mapping[bytes, str]

_LONGEST_ROW = 64 << 20
WIDE_AREA = 4_000_000  # cells a parser would make room for without trouble
_MOST_MERGED = 100_000  # merged ranges; of more, the rest are only counted
THIN = 20  # cells of room for each one that is filled
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)(?:worksheet|sheetData)\b")
_FAR = re.compile(rb" r=.(?:[A-Z]{3}|[A-Z]*\d{7})")  # quick to search for, and rare
_OUTSIDE = re.compile(
    rb" r=[\"'](?:[A-Z]{4}|X(?:F[E-Z]|[G-Z][A-Z])|[YZ][A-Z]{2}"
    rb"|[A-Z]{0,3}(?:\d{8}|[2-9]\d{6}|1[1-9]\d{5}|10[5-9]\d{4}|1049\d{3}|1048[6-9]\d\d|10485[89]\d|104857[7-9]))"
)


@dataclass
class SheetScan:
    """Rows and columns count from 1."""

    last_row: int = 0
    columns: set[int] = field(default_factory=set)
    cells: int = 0
    hidden_rows: int = 0
    hidden_columns: list[range] = field(default_factory=list)
    merged: int = 0
    merged_down: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # first and last rows by column
    uncalculated: int = 0
    currencies: dict[tuple[int, str], array[int]] = field(default_factory=dict)  # rows by column and currency

    @property
    def sparse(self) -> bool:
        """Would a reader that makes room for every cell of the rectangle waste nearly all of it?"""
        area = self.last_row * (max(self.columns) - min(self.columns) + 1) if self.columns else 0
        return area > max(WIDE_AREA, THIN * self.cells)


class Patterns(NamedTuple):
    """For one prefix of element names ("" mostly, "x:" in some files)."""

    prefix: bytes
    row: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    hidden: re.Pattern[bytes]
    hidden_column: re.Pattern[bytes]
    merged: bytes
    merged_down: re.Pattern[bytes]
    formula: bytes
    uncalculated: re.Pattern[bytes]
    end: re.Pattern[bytes]


@functools.cache
def patterns(prefix: bytes) -> Patterns:
    p = re.escape(prefix)
    formula = b"<%bf(?: [^>]*)?(?:/>|>[^<]*</%bf>)" % (p, p)
    no_value = rb"(?:<%bv\s*/>|<%bv>\s*</%bv>)?" % (p, p, p)
    return Patterns(
        prefix,
        re.compile(rb"<%brow[ >/]" % p),
        re.compile(rb"<%bc [^>]*?\br=[\"']([A-Z]+)(\d+)" % p),
        re.compile(rb"<%brow [^>]*?\bhidden=[\"'](?:1|true)" % p),
        re.compile(rb"<%bcol (?=[^>]*\bhidden=[\"'](?:1|true))[^>]*>" % p),
        b"<%bmergeCell " % prefix,
        re.compile(rb"<%bmergeCell [^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']" % p),
        b"<%bf" % prefix,
        # A text result of no characters is a value; it is marked as text.
        re.compile(rb"<%bc (?![^>]*\bt=[\"']str)[^>]*>\s*%b\s*%b\s*</%bc>" % (p, formula, no_value, p)),
        re.compile(rb"</%bsheetData\s*>|<%bsheetData\s*/>" % (p, p)),
    )


def prefix_of(start: bytes) -> bytes:
    """The prefix of the sheet's element names, told from its first bytes."""
    root = _ROOT.search(start)
    if root is None:
        raise Refused(DAMAGED)
    return root.group(1)


def scan_sheet(pieces: Iterable[bytes], limits: Limits, styles: Styles | None = None) -> SheetScan:
    """Raises Refused at the first cell outside the grid. ``styles``: currencies by number of the cell style."""
    scan = SheetScan()
    for block, found in _blocks(pieces):
        _count_cells(block, found, scan)
        if scan.last_row > limits.rows or max(scan.columns, default=0) > limits.columns:
            raise Refused(OUTSIDE_GRID)
        _count_oddities(block, found, scan)
        _note_currencies(block, found, scan, styles or {})
    return scan


def skim_sheet(pieces: Iterable[bytes], styles: Styles | None = None) -> SheetScan:
    """The same without counting cells, at a third of the cost."""
    scan = SheetScan()
    for block, found in _blocks(pieces):
        if any(_outside(block, far.start()) for far in _FAR.finditer(block)):
            raise Refused(OUTSIDE_GRID)
        _count_oddities(block, found, scan)
        _note_currencies(block, found, scan, styles or {})
    return scan


def column_number(letters: bytes) -> int:
    """A = 1, XFD = 16,384."""
    return functools.reduce(lambda number, letter: number * 26 + letter - 64, letters, 0)


def _blocks(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, Patterns]]:
    """The markup in pieces that begin with a row, so that no cell is cut in two."""
    rest, found = b"", None
    for piece in pieces:
        block = rest + piece
        if found is None and _ROOT.search(block):
            found = patterns(prefix_of(block))
        cut = block.rfind(b"<" + found.prefix + b"row") if found else -1
        if cut > 0 and found:
            yield block[:cut], found
            block = block[cut:]
        if len(block) > _LONGEST_ROW:
            raise Refused(DAMAGED)
        rest = block
    yield rest, found or patterns(prefix_of(rest))


def _count_cells(block: bytes, found: Patterns, scan: SheetScan) -> None:
    cells = found.cell.findall(block)
    if cells:
        letters, digits = zip(*cells, strict=True)
        scan.cells += len(cells)
        scan.columns.update(map(column_number, set(letters)))
        scan.last_row = max(scan.last_row, *map(int, set(digits)))


def _count_oddities(block: bytes, found: Patterns, scan: SheetScan) -> None:
    if b"hidden=" in block:
        scan.hidden_rows += len(found.hidden.findall(block))
        scan.hidden_columns += map(_columns_in, found.hidden_column.findall(block))
    if found.formula in block:
        scan.uncalculated += len(found.uncalculated.findall(block))
    if b"</" + found.prefix + b"sheetData" in block:  # merged ranges come after the last row, hence in its block
        scan.merged += block.count(found.merged)
        _note_merged(block, found, scan)


def _note_merged(block: bytes, found: Patterns, scan: SheetScan) -> None:
    for place in itertools.islice(found.merged_down.finditer(block), _MOST_MERGED):
        first, last = int(place[2]), int(place[3])
        if first < last:
            scan.merged_down.setdefault(column_number(place[1]), []).append((first, last))


def _columns_in(markup: bytes) -> range:
    ends = [int(end) for end in re.findall(rb"\b(?:min|max)=[\"'](\d+)", markup)]
    return range(min(ends, default=0), max(ends, default=-1) + 1)


def _note_currencies(block: bytes, found: Patterns, scan: SheetScan, styles: Styles) -> None:
    if not styles:
        return
    for letters, row, style in _formatted(found.prefix, tuple(styles)).findall(block):
        scan.currencies.setdefault((column_number(letters), styles[style]), array("I")).append(int(row))


@functools.cache
def _formatted(prefix: bytes, styles: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Cells of these styles with a number in them."""
    return re.compile(
        rb"<%bc r=[\"']([A-Z]+)(\d+)[\"'] s=[\"'](%b)[\"'](?: t=[\"']n[\"'])?>" % (re.escape(prefix), b"|".join(styles))
    )


def _outside(block: bytes, at: int) -> bool:
    """Is this really the reference of a cell or row? Texts may look like one."""
    return bool(_OUTSIDE.match(block, at)) and block.rfind(b"<", 0, at) > block.rfind(b">", 0, at)
