"""What opening files would give, before it is done: what was found in each sheet and column, why, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Converted = date | datetime | float | str | bool | None


@dataclass(frozen=True)
class Option:
    """One thing to choose; ``note`` says what speaks for it or who has it now."""

    key: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Question:
    """What cannot be settled from the file. ``about`` is what the answer changes: table, field, dates or decimal.

    ``must``: nothing can be opened without an answer.
    """

    about: str
    text: str
    options: tuple[Option, ...]
    must: bool = True


@dataclass(frozen=True)
class Sample:
    """A cell as it stands in the file and what it is read as; ``row`` counts as in the file."""

    row: int
    before: str
    after: Converted


@dataclass(frozen=True)
class DraftColumn:
    """``key`` names the column in answers. ``field`` None: not used for the table of the sheet; ``read_as`` then may
    name a list inside the sheet. ``number``: in the file, A = 1. ``suits``: the free fields that the cells of a column
    that is not used look like.

    ``settled``: the cells themselves tell the order of day and month, or the decimal mark; else ``order`` and ``mark``
    may be chosen. ``unit`` is set for durations and percentages. ``grouped``: the answer that fills the rows below the
    first one of each group, where only that one has a value; ``fills``: it was given.
    """

    place: int
    key: str
    header: str
    field: str | None
    read_as: str
    kind: str
    score: float
    reason: str
    evidence: str = ""
    settled: bool = False
    order: str | None = None
    mark: str | None = None
    unit: str | None = None
    filled: float | None = None
    samples: tuple[str, ...] = ()
    converted: tuple[Sample, ...] = ()
    suits: tuple[str, ...] = ()
    number: int = 0
    question: Question | None = None
    grouped: str | None = None
    fills: bool = False


@dataclass(frozen=True)
class DraftSheet:
    """One sheet of one file. ``table`` None: not used, ``reason`` says why.

    ``signature`` is that of its header; ``found`` and ``found_encoding`` are what is found when nothing was said.
    ``known``: somebody confirmed such a file before. ``told``: what was answered about it. ``lacking``: labels of what
    the table cannot do without and no column stands for. ``part``: which columns it takes of a sheet that holds several
    tables. ``places``: the number of each column of the preview in the file, A = 1.
    """

    number: int
    source: str
    sheet: str | None
    kind: str
    signature: str
    found: str
    found_encoding: str | None
    known: bool
    rows: int
    header_row: int
    first_row: int
    preview: tuple[tuple[str | None, ...], ...]
    encoding: str | None
    delimiter: str | None
    table: str | None
    title: str
    reason: str
    tables: tuple[Option, ...] = ()
    columns: tuple[DraftColumn, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    doubt: str = ""
    question: Question | None = None
    notes: tuple[str, ...] = ()
    part: str = ""
    places: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return self.source if self.sheet is None else f"{self.source} · {self.sheet_name}"

    @property
    def sheet_name(self) -> str:
        """Without the file; "" for a text file."""
        return f"{self.sheet}, {self.part}" if self.part else self.sheet or ""

    @property
    def is_used(self) -> bool:
        """Whether any of its columns is read into the table."""
        return any(column.field for column in self.columns)

    @property
    def questions(self) -> tuple[tuple[int | None, Question], ...]:
        """What has to be answered, by the column's position; None for the sheet as a whole."""
        own = ((None, self.question),) if self.question else ()
        columns = tuple((column.place, column.question) for column in self.columns if column.question)
        return tuple(each for each in own + columns if each[1].must)

    @property
    def doubted(self) -> int | None:
        """The position of the column that should be looked at before the sheet is used."""
        return next((column.place for column in self.columns if column.question), None)

    def column(self, place: int) -> DraftColumn:
        """Raises KeyError."""
        found = next((column for column in self.columns if column.place == place), None)
        if found is None:
            raise KeyError(place)
        return found


@dataclass(frozen=True)
class Pair:
    """Two names that may be one; ``keep`` is the fuller one. ``rows``: how many rows have each."""

    dim: str
    keep: str
    other: str
    why: str
    rows: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Draft:
    """All sheets of all files, and the names in them that may be one."""

    sheets: tuple[DraftSheet, ...]
    names: tuple[Pair, ...] = ()

    @property
    def questions(self) -> tuple[tuple[int, int | None, Question], ...]:
        """Number of the sheet, position of the column or None, and what is asked."""
        return tuple((sheet.number, place, question) for sheet in self.sheets for place, question in sheet.questions)

    @property
    def usable(self) -> bool:
        """Whether any sheet would be used."""
        return any(sheet.is_used for sheet in self.sheets)
