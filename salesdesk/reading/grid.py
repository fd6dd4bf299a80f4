"""One sheet or text file as it stands: columns below a header row, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa


STORED = "\u2060"  # before a number of a workbook that stands in a column of texts: nobody typed its decimal point
ERRORS_KEPT = 1000  # more cells without a value are only counted


class Refused(Exception):  # noqa: N818 - the word the rest of the program uses
    """A file that cannot be used. ``reason`` is one plain sentence: what is wrong and what to do."""

    for_people = True  # its words may be shown as they are

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def letters(number: int) -> str:
    """A, B, …, Z, AA: how spreadsheets name columns; A is 1."""
    name = ""
    while number:
        number, last = divmod(number - 1, 26)
        name = chr(ord("A") + last) + name
    return name


@dataclass(frozen=True)
class CellError:
    """A cell without a usable value: ``#N/A`` and its kin, or text among numbers. ``row`` counts as in the file,
    ``column`` as in ``Grid.columns``.
    """

    row: int
    column: int
    content: str


@dataclass(frozen=True, eq=False)
class Grid:
    """Columns of one length; row i stands in row ``first_row + i`` of the file (rows count from 1).

    Text cells are string or dictionary<int32, string>, numbers double or int64, dates timestamp (wall time, no
    zone), clock times and durations duration[ms], truth values bool; an empty cell is null. A number among texts that
    could be numbers is a text that begins with STORED.
    """

    source: str  # file name without its folder
    sheet: str | None
    columns: tuple[pa.ChunkedArray, ...]
    names: tuple[str, ...]  # the header's texts as they stand: "" for none, duplicates kept
    header_row: int  # the (lower) header row, 0 = none
    first_row: int
    places: tuple[int, ...]  # each column's number in the file, A = 1
    preview: tuple[tuple[str | None, ...], ...]  # the first rows of the sheet under these columns, as text
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: int = 0
    # By number of the column in the file, as text: first and last row of cells that are merged downwards.
    merged_down: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)
    errors: tuple[CellError, ...] = ()  # the first of them
    error_count: int = 0
    uncalculated: int = 0  # formulas whose result was never stored
    long_rows: int = 0  # rows with more fields than the header; the surplus is in columns named ""
    short_rows: int = 0
    loose_quotes: tuple[int, ...] = ()  # rows with a quotation mark that is never closed and was read as text
    encoding: str | None = None
    delimiter: str | None = None
    date1904: bool = False
    # By number of the column in the file, as text: the currency that its number formats show, and the rows of others.
    currencies: Mapping[str, tuple[str, Mapping[str, Sequence[int]]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0
