"""From a sheet that can be loaded to grids: header found, tables told apart, columns typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.blocks import cells_of, split_blocks
from salesdesk.reading.cell_currencies import usual_and_others
from salesdesk.reading.grid import ERRORS_KEPT, CellError, Grid, Refused
from salesdesk.reading.header import HeaderGuess, find_header, header_names
from salesdesk.reading.reasons import NO_TABLE, reason_of
from salesdesk.reading.sheet_scan import SheetScan
from salesdesk.reading.shrink import dictionary_encoded
from salesdesk.reading.typed_columns import TypedColumns, typed_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from salesdesk.reading.request import Progress, Request

PREVIEW = 40
_FIRST_DAYS = ("1899-12-30 ", "1899-12-31 ", "1904-01-01 ")


@dataclass(frozen=True)
class Head:
    """The first rows as text; ``row`` and ``column`` count from 0 and say where in the sheet they begin."""

    row: int
    column: int
    rows: list[tuple[str | None, ...]]
    hidden: bool


@dataclass(frozen=True)
class Sheet:
    """``load`` parses the sheet with the given options of fastexcel, ``head`` likewise but perhaps a shorter copy."""

    name: str
    load: Callable[..., Any]
    head: Callable[..., Any]
    scan: Callable[[], SheetScan] = SheetScan
    hidden: bool = False
    date1904: bool = False
    size: int = 1
    notes: list[str] = field(default_factory=list)


def grids_of(request: Request, sheets: Sequence[Sheet], tell: Progress) -> Iterator[Grid]:
    """The grids of all sheets. A sheet that cannot be read is a grid without columns, whose note says why."""
    total, done, found = sum(sheet.size for sheet in sheets), 0, 0
    reasons: list[str] = []
    for sheet in sheets:
        tell(done, total, f"Reading sheet “{sheet.name}”")
        try:
            for grid in _grids(request, sheet):
                found += 1
                yield grid
        except BaseException as error:
            if isinstance(error, MemoryError | GeneratorExit):
                raise
            reasons.append(error.reason if isinstance(error, Refused) else reason_of(error))
            yield _left_out(request, sheet, reasons[-1])
        done += sheet.size
    if reasons and not found:
        raise Refused(reasons[0])
    tell(total, total, "")


def _left_out(request: Request, sheet: Sheet, reason: str) -> Grid:
    return Grid(request.path.name, sheet.name, (), (), 0, 1, (), (), hidden=sheet.hidden, notes=(reason,))


def _grids(request: Request, sheet: Sheet) -> Iterator[Grid]:
    head = _head(sheet.head)
    if head is None:
        return
    chosen = request.header_rows.get(sheet.name)
    blocks = split_blocks(head.rows) if chosen is None else [range(max(map(len, head.rows)))]
    guesses = [_guess(cells_of(head.rows, block), chosen, head.row) for block in blocks]
    tables: dict[int, TypedColumns] = {}
    for start in {guess.row for guess in guesses}:
        tables[start] = _typed(sheet, head.row + start + 1)
    scan = sheet.scan()
    if not any(any(row) for row in head.rows) and not any(table.errors for table in tables.values()):
        return
    for number, (block, guess) in enumerate(zip(blocks, guesses, strict=True)):
        reach = range(block.start, blocks[number + 1].start if number + 1 < len(blocks) else 1 << 20)
        yield _grid(request, sheet, head, _Block(block, reach, guess, len(blocks) > 1), tables[guess.row], scan)


@dataclass(frozen=True)
class _Block:
    columns: range  # of the head
    reach: range  # also those that are blank in the head
    guess: HeaderGuess
    one_of_several: bool


def _guess(rows: Sequence[Sequence[str | None]], chosen: int | None, above: int) -> HeaderGuess:
    if chosen is None:
        return find_header(rows)
    return HeaderGuess(max(chosen - above, 0) - 1, 1, 1.0, "The header row was chosen by you.")


def _typed(sheet: Sheet, skip: int) -> TypedColumns:
    def load(dtypes: Any) -> Any:
        # All rows decide on a column's type: a sample would turn later texts such as 00123 into numbers, unsaid.
        return sheet.load(header_row=None, skip_rows=skip, schema_sample_rows=None, dtypes=dtypes)

    return typed_columns(load, first_row=skip, date1904=sheet.date1904)


def _head(load: Callable[..., Any]) -> Head | None:
    """None if the sheet is empty."""
    head = _rows(load(header_row=None, skip_rows=0, n_rows=PREVIEW, dtypes="string"), 0)
    if head is not None and any(any(row) for row in head.rows):
        return head
    batch, _ = load(header_row=None, skip_rows=0, dtypes="string").to_arrow_with_errors()
    starts = [pc.index(column.is_valid(), True).as_py() for column in batch.columns]
    start = min((start for start in starts if start >= 0), default=None)
    if start is None:
        return head  # perhaps of errors only
    return _rows(load(header_row=None, skip_rows=start, n_rows=PREVIEW, dtypes="string"), start)


def _rows(sheet: Any, start: int) -> Head | None:
    batch, _ = sheet.to_arrow_with_errors()
    if not batch.num_columns:
        return None
    columns = [[_tidy(text) for text in column.to_pylist()] for column in batch.columns]
    rows = list(zip(*columns, strict=True))
    return Head(start, sheet.selected_columns[0].absolute_index, rows, sheet.visible != "visible")


def _tidy(text: str | None) -> str | None:
    return text.removesuffix(" 00:00:00") or None if text else None


def _grid(request: Request, sheet: Sheet, head: Head, block: _Block, table: TypedColumns, scan: SheetScan) -> Grid:
    named = dict(
        zip(
            block.columns,
            header_names(cells_of(head.rows, block.columns), block.guess, len(block.columns)),
            strict=True,
        )
    )
    wrong = {error.column for error in table.errors}
    places = {number: place - head.column for number, place in enumerate(table.places)}
    kept = [
        number
        for number, place in places.items()
        if place in block.reach
        and (named.get(place) or number in wrong or table.columns[number].null_count < len(table.columns[number]))
    ]
    if not kept:
        raise Refused(NO_TABLE)
    rows = _rows_used([table.columns[number] for number in kept]) if block.one_of_several else None
    columns = [pa.chunked_array([table.columns[number].slice(0, rows)]) for number in kept]
    errors = [
        CellError(error.row, kept.index(error.column), error.content) for error in table.errors if error.column in kept
    ]
    start = head.row + block.guess.row + 1
    return Grid(
        source=request.path.name,
        sheet=sheet.name,
        columns=tuple(map(dictionary_encoded, columns)),
        names=tuple(named.get(places[number], "") for number in kept),
        header_row=start if block.guess.row >= 0 else 0,
        first_row=start + 1,
        places=tuple(table.places[number] + 1 for number in kept),
        preview=tuple(tuple(row) for row in _preview(head, [places[number] for number in kept])),
        hidden=sheet.hidden or head.hidden,
        hidden_rows=scan.hidden_rows,
        hidden_columns=sum(any(table.places[n] + 1 in span for span in scan.hidden_columns) for n in kept),
        merged=scan.merged,
        merged_down={str(place): rows for place, rows in scan.merged_down.items()},
        errors=tuple(errors[:ERRORS_KEPT]),
        error_count=len(errors),
        uncalculated=scan.uncalculated,
        date1904=sheet.date1904,
        currencies={str(place): shown for place, shown in usual_and_others(scan.currencies).items()},
        notes=(block.guess.reason, *sheet.notes),
    )


def _preview(head: Head, places: Sequence[int]) -> list[list[str | None]]:
    above: list[list[str | None]] = [[None] * len(places) for _ in range(min(head.row, PREVIEW))]
    rows = [[row[place] if place < len(row) else None for place in places] for row in head.rows]
    return above + [[_as_seen(text) for text in row] for row in rows]


def _as_seen(text: str | None) -> str | None:
    """A time of day stands for itself, not for that time on the day on which the calendar of a spreadsheet begins."""
    return text.partition(" ")[2] if text and text.startswith(_FIRST_DAYS) else text


def _rows_used(columns: Sequence[pa.Array]) -> int:
    """Tables side by side need not be equally long."""
    valid = columns[0].is_valid()
    for column in columns[1:]:
        valid = pc.or_(valid, column.is_valid())
    last = pc.max(pc.indices_nonzero(valid)).as_py()
    return 0 if last is None else last + 1
