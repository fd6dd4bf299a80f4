"""What a trap is: small files, what they hold when read by hand, and what the import report says about them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from salesdesk.models.log import SalesLog
from salesdesk.models.settings import Settings
from salesdesk.reading.answers import Asked
from salesdesk.reading.open import understand
from tests.reading.reading import grids

Content = str | bytes | Callable[[Path], object]


@dataclass(frozen=True)
class Trap:
    """``files``: content by name. ``cells``: columns of the tables in the end, by "table.column"; a date without a
    time as 2026-04-13, a moment as 2026-04-13 09:30 in UTC. ``says``: lines of the report, each in full.
    """

    name: str
    files: Mapping[str, Content]
    cells: Mapping[str, Sequence[Any]]
    says: tuple[str, ...]
    asked: Mapping[str, Any] = field(default_factory=dict)


def deals(*rows: str, header: str = "Deal ID,Deal Name,Owner,Created Date,Amount,Stage") -> str:
    return "\n".join((header, *rows)) + "\n"


def book(
    sheets: Mapping[str, Sequence[Sequence[Any]]], shape: Callable[..., None] | None = None, **options: Any
) -> Callable[[Path], object]:
    """A workbook of these rows. ``shape`` may change it: called with the workbook and its sheets."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path), options) as workbook:
            made = []
            for name, rows in sheets.items():
                made.append(workbook.add_worksheet(name))
                for number, row in enumerate(rows):
                    made[-1].write_row(number, 0, row)
            if shape is not None:
                shape(workbook, *made)

    return write


def opened(trap: Trap, folder: Path) -> SalesLog:
    """Read in this process, as the child does it, and understood."""
    found = []
    for name, content in trap.files.items():
        path = folder / name
        if callable(content):
            content(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found += grids(path)
    asked = Asked(**trap.asked)
    return understand(found, asked, Settings(zone=asked.zone, currency=asked.currency))


def cells(log: SalesLog, place: str) -> list[Any]:
    """A column as plain values, None where blank."""
    table, column = place.split(".")
    values = log.tables[table][column]
    if not pd.api.types.is_datetime64_any_dtype(values.dtype):
        return [None if pd.isna(value) else value for value in values.tolist()]
    whole = log.is_date_only(table, column)
    return [
        None if pd.isna(value) else f"{value:%Y-%m-%d}" if day else f"{value:%Y-%m-%d %H:%M}"
        for value, day in zip(values, whole, strict=True)
    ]


def report(log: SalesLog) -> Iterator[str]:
    """Every line that is told about the files: what was done, what was decided about columns, remarks on sheets."""
    for issue in log.issues:
        yield issue.text
    for source in log.sources:
        yield from source.notes
        for match in source.matches:
            if match.decided:
                yield f"{match.header}: {match.decided}"
