"""What a workbook is described by: cells, lists, charts and marks on sheets; nothing here writes a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

Value: TypeAlias = str | float | bool | None


@dataclass(frozen=True)
class Cell:
    """``style`` names one of ``styles.STYLES``; ``formula`` is without "=", and ``value`` is what it gives."""

    value: Value = None
    style: str = "Text"
    formula: str | None = None


@dataclass(frozen=True)
class Grid:
    """Cells from a corner on; None leaves a cell untouched."""

    row: int
    column: int
    cells: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class ListColumn:
    header: str
    style: str
    values: Sequence[Value]
    width: float = 14


@dataclass(frozen=True)
class List:
    """A table in Excel's sense: with a name, a filter and banded rows. ``name`` is what formulas call it."""

    row: int
    column: int
    name: str
    columns: tuple[ListColumn, ...]

    @property
    def rows(self) -> int:
        return len(self.columns[0].values)


@dataclass(frozen=True)
class Range:
    """Cells of a sheet, both corners included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """With the sheet, for formulas and charts elsewhere: 'Trend'!$B$5:$N$5."""
        cells = xl_range_abs(self.first_row, self.first_column, self.last_row, self.last_column)
        return f"'{self.sheet}'!{cells}"


@dataclass(frozen=True)
class Series:
    name: str
    values: Range
    as_line: bool = False


@dataclass(frozen=True)
class Chart:
    """``unit`` titles the value axis, which starts at zero unless there are values below; ``number`` is the format of
    its marks.
    """

    row: int
    column: int
    title: str
    unit: str
    number: str
    categories: Range
    series: tuple[Series, ...]
    from_zero: bool = True
    left: int = 0  # pixels from the left edge of the column
    width: int = 460
    height: int = 230


@dataclass(frozen=True)
class Sparkline:
    row: int
    column: int
    values: Range


class MarkKind(StrEnum):
    ARROWS = "arrows"  # up, level, down by the sign of the cell; grey, since up is not always good
    BAR = "bar"  # a bar from zero, full at 1 if the cells are shares
    FLAG = "flag"  # a symbol before what is below the limit


@dataclass(frozen=True)
class Mark:
    """A conditional format that says something without its colour."""

    kind: MarkKind
    cells: Range
    limit: float | None = None


@dataclass(frozen=True)
class Input:
    """A yellow cell for a number of the reader's own, known to formulas by a name."""

    name: str
    row: int
    column: int
    prompt_title: str
    prompt: str


Block: TypeAlias = Grid | List | Chart | Sparkline | Mark | Input


@dataclass(frozen=True)
class Sheet:
    """``freeze``: rows and columns that stay in view; ``repeat``: first and last row printed on every page;
    ``breaks``: rows before which a new page begins."""

    name: str
    blocks: tuple[Block, ...]
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    freeze: tuple[int, int] = (0, 0)
    repeat: tuple[int, int] | None = None
    breaks: tuple[int, ...] = ()
    landscape: bool = True


@dataclass(frozen=True)
class Book:
    """``properties``: what the file says about itself, by the names of document properties."""

    title: str
    subject: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """Raises KeyError for a sheet that the book does not have."""
        found = next((sheet for sheet in self.sheets if sheet.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


def address(row: int, column: int) -> str:
    """A1 notation of a cell on the same sheet."""
    return str(xl_rowcol_to_cell(row, column))


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'
