"""Opens workbooks: xlsx and xlsm with a look at their markup first, xls, xlsb and ods as they come."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import fastexcel

from salesdesk.reading.cell_currencies import currency_styles
from salesdesk.reading.grid import Refused
from salesdesk.reading.ole_file import is_workbook_stream
from salesdesk.reading.reasons import DAMAGED
from salesdesk.reading.scan_beside import ScanBeside
from salesdesk.reading.sheet_grids import PREVIEW, Sheet, grids_of
from salesdesk.reading.sheet_scan import SheetScan, Styles, scan_sheet
from salesdesk.reading.workbook_copy import first_rows, with_mimetype, without_stray_cells, workbook_with
from salesdesk.reading.zip_parts import Parts, SheetPart, workbook_facts, workbook_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from salesdesk.reading.grid import Grid
    from salesdesk.reading.limits import Limits
    from salesdesk.reading.request import Progress, Request


def read_xls(request: Request, folder: Path, tell: Progress) -> Iterator[Grid]:  # noqa: ARG001 - as all readers
    """One grid per table."""
    facts = is_workbook_stream(request.path)
    book = _opened(request.path, ".xls")
    yield from grids_of(request, _plain_sheets(book, date1904=facts.date1904), tell)


def read_zip(request: Request, folder: Path, tell: Progress) -> Iterator[Grid]:  # noqa: ARG001 - as all readers
    """One grid per table."""
    parts = Parts(request.path, request.limits)
    workbook = workbook_part(parts)
    if workbook is not None and not workbook.endswith(".bin"):
        yield from grids_of(request, _marked_up_sheets(request, parts, workbook), tell)
        return
    beside = ScanBeside(request.path, [], parts.names(), request.limits)
    if workbook is None and "mimetype" not in parts:
        book = fastexcel.read_excel(with_mimetype(parts))
    else:
        book = _opened(request.path, ".xlsb" if workbook else ".ods")
    yield from grids_of(request, _plain_sheets(book, scan=beside.of), tell)


def _opened(path: Path, *suffixes: str) -> Any:
    """Given a path, the library goes by the name's ending; given the content, by the content."""
    name = str(path)
    if path.suffix.lower() in suffixes and name.isprintable():  # bytes that are no characters are not printable
        return fastexcel.read_excel(name)
    return fastexcel.read_excel(path.read_bytes())


def _plain_sheets(book: Any, *, date1904: bool = False, scan: Callable[[], SheetScan] = SheetScan) -> list[Sheet]:
    return [
        Sheet(name, load := functools.partial(book.load_sheet, name), load, scan, date1904=date1904)
        for name in book.sheet_names
    ]


def _marked_up_sheets(request: Request, parts: Parts, workbook: str) -> list[Sheet]:
    facts = workbook_facts(parts, workbook)
    limits = request.limits
    large = [sheet.part for sheet in facts.sheets if parts.size(sheet.part) >= limits.scanned_first]
    styles = currency_styles(parts)
    scans, broken = _scanned(parts, [sheet.part for sheet in facts.sheets if sheet.part not in large], limits, styles)
    others = [name for name in parts.names() if name not in {*scans, *broken, *large}]
    beside = ScanBeside(request.path, large, others, limits, styles)
    book = _opened(request.path, ".xlsx", ".xlsm")
    heads = fastexcel.read_excel(first_rows(parts, large, PREVIEW)) if large else None
    sheets = []
    for sheet in facts.sheets:
        scan = scans.get(sheet.part)
        notes: list[str] = []
        load: Callable[..., Any] = functools.partial(book.load_sheet, sheet.name)
        head = load
        if sheet.part in broken:
            load = head = functools.partial(_raise, broken[sheet.part])
            scan = SheetScan()
        elif scan is None and heads is not None:
            head = functools.partial(heads.load_sheet, sheet.name)
        elif scan is not None and scan.sparse:
            load = head = _dense_part(parts, sheet, notes)
        known = functools.partial(_known, scan, beside) if scan else functools.partial(beside.of, sheet.part)
        size = parts.size(sheet.part)
        sheets.append(Sheet(sheet.name, load, head, known, sheet.hidden, facts.date1904, size, notes))
    return sheets


def _scanned(
    parts: Parts, sheets: Sequence[str], limits: Limits, styles: Styles
) -> tuple[dict[str, SheetScan], dict[str, Refused]]:
    """What is in the markup of each sheet, and which sheets are damaged: they need not cost the others."""
    scans: dict[str, SheetScan] = {}
    broken: dict[str, Refused] = {}
    for sheet in sheets:
        try:
            scans[sheet] = scan_sheet(parts.stream(sheet), limits, styles)
        except Refused as refused:
            if refused.reason != DAMAGED:
                raise
            broken[sheet] = refused
    return scans, broken


def _raise(refused: Refused, **_: object) -> Any:
    raise refused


def _known(scan: SheetScan, beside: ScanBeside) -> SheetScan:
    beside.of()  # raises what is wrong with the other parts
    return scan


def _dense_part(parts: Parts, sheet: SheetPart, notes: list[str]) -> Callable[..., Any]:
    """Loads the sheet without cells strewn far away from its table, which would cost memory for all between."""

    @functools.cache
    def book() -> Any:
        markup, left_out = without_stray_cells(parts.read(sheet.part))
        notes.append(f"{left_out:,} cells far away from the table were left out.")
        return fastexcel.read_excel(workbook_with(parts, {sheet.part: markup}))

    return lambda **options: book().load_sheet(sheet.name, **options)
