"""Rows of a sheet that are no records: empty ones, repeated headers, totals, notes below the table, test records."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.names import word_key
from salesdesk.reading.clean_totals import total_rows
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import words
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_choices import read_flag
from salesdesk.reading.types_distinct import filled, is_text, whole

EMPTY, TOTALS, HEADERS, NOTES = "empty rows", "totals and subtotals", "repeated headers", "notes below the table"
DELETED = "records marked as deleted"
PAGES = "titles and page numbers between pages"
TESTS, SYSTEM = "test records", "entries that the system made"

_PROSE = re.compile(r"confidential|copyright|©|generated|report|filter|export|printed|^note|\bpage \d|:", re.IGNORECASE)
_MARKS = frozenset({"deleted", "is deleted", "fivetran deleted"})
_TAIL = 12  # notes below a table are not longer


def without_junk(piece: Piece, grid: Grid, report: Report) -> Piece:
    """The records of a sheet; what is set aside is counted by reason."""
    gone = np.zeros(len(piece), dtype=bool)
    finds = ((EMPTY, _empty), (HEADERS, _headers), (TOTALS, total_rows), (NOTES, _notes), (DELETED, _deleted))
    for reason, find in finds:
        found = find(piece, grid) & ~gone
        report.set_aside(piece.source, reason, piece.rows[found])
        gone |= found
        if found.any() and reason == HEADERS:
            pages = _page_ends(grid, found) & ~gone
            report.set_aside(piece.source, PAGES, piece.rows[pages])
            gone |= pages
    return piece.keep(~gone)


def _deleted(piece: Piece, grid: Grid) -> Mask:
    """Tables of a warehouse keep what was deleted in the CRM, with a mark."""
    found = np.zeros(len(piece), dtype=bool)
    for name, column in zip(grid.names, grid.columns, strict=True):
        if words(name) in _MARKS and not (marks := read_flag(column)).lost:
            found |= marks.values.to_numpy(dtype=bool, na_value=False)
    return found


def _page_ends(grid: Grid, headers: Mask) -> Mask:
    """Rows of one cell right above a repeated header: the end of one page and the beginning of the next."""
    found = np.zeros_like(headers)
    for header in np.flatnonzero(headers):
        row = int(header) - 1
        while row >= 0 and sum(column[row].is_valid for column in grid.columns) <= 1:
            found[row] = True
            row -= 1
    return found


def without_tests(piece: Piece, report: Report, made_by_system: frozenset[str]) -> Piece:
    """Drops records that are marked as tests, and activities of the kinds that the CRM writes itself."""
    tests, system = _tests(piece), _by_system(piece, made_by_system)
    for reason, gone in ((TESTS, tests), (SYSTEM, system & ~tests)):
        report.set_aside(piece.source, reason, piece.rows[gone])
    return piece.keep(~tests & ~system)


def _tests(piece: Piece) -> Mask:
    if "is_test" not in piece.columns:
        return np.zeros(len(piece), dtype=bool)
    return piece.columns["is_test"].to_numpy(dtype=bool, na_value=False)


def _by_system(piece: Piece, kinds_made: frozenset[str]) -> Mask:
    if piece.table == "activities" and "type" in piece.columns:
        kinds = piece.columns["type"]
        made = [kind for kind in kinds.cat.categories if word_key(kind) in kinds_made]
        if made:
            return np.asarray(kinds.isin(made))
    return np.zeros(len(piece), dtype=bool)


def _empty(piece: Piece, grid: Grid) -> Mask:
    empty = np.ones(len(piece), dtype=bool)
    for column in grid.columns:
        if not column.null_count:
            return np.zeros(len(piece), dtype=bool)
        empty &= ~filled(whole(column))
    return empty


def _headers(piece: Piece, grid: Grid) -> Mask:
    """Printed reports repeat their header on every page."""
    told, asked = np.zeros(len(piece), dtype=np.int64), 0
    for name, column in zip(grid.names, grid.columns, strict=True):
        if name.strip() and is_text(column.type):
            asked += 1
            told += _equal(whole(column), name)
            if not told.any():
                break  # a header row repeats its first text, too
    return (told >= 2) & (told * 2 > asked)


def _equal(cells: pa.Array, text: str) -> Mask:
    text = text.strip().lower()
    if pa.types.is_dictionary(cells.type):
        alike = pc.equal(pc.utf8_lower(pc.utf8_trim_whitespace(cells.dictionary)), text)
        return np.asarray(pc.fill_null(alike.take(cells.indices), fill_value=False))
    alike = pc.equal(pc.utf8_lower(pc.utf8_trim_whitespace(cells)), text)
    return np.asarray(pc.fill_null(alike, fill_value=False))


def _notes(piece: Piece, grid: Grid) -> Mask:
    """The last rows as long as they hold a cell that reads like a sentence, and at most one beside it."""
    found = np.zeros(len(piece), dtype=bool)
    if sum(bool(name.strip()) for name in grid.names) < 4:
        return found
    start = max(0, len(grid) - _TAIL)
    tail = [column.slice(start).to_pylist() for column in grid.columns]
    for row in range(len(grid) - 1, start - 1, -1):
        cells = [cell for column in tail if (cell := column[row - start]) is not None]
        if len(cells) > 2 or (cells and not _is_note(cells[0])) or (len(cells) == 2 and not _PROSE.search(cells[0])):
            break
        found[row] = bool(cells)
    return found


def _is_note(cell: object) -> bool:
    return isinstance(cell, str) and (len(cell.split()) >= 4 or bool(_PROSE.search(cell)))
