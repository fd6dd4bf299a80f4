"""The sales log: all tables together, typed and cleaned, never changed after it is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.calendar import WorkCalendar
from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Kind
from salesdesk.models.issue import Issue, Source
from salesdesk.models.members import Coded, Codes, Members, coded, gather
from salesdesk.models.names import name_key, word_key
from salesdesk.models.period import NO_DAY, Span
from salesdesk.models.rewritten import Rewritten
from salesdesk.models.settings import Settings
from salesdesk.models.tables import BY_NAME

Days = npt.NDArray[np.int32]
Moments = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
NO_MOMENT = int(np.iinfo(np.int64).min)  # µs UTC of a row without a date; NumPy's NaT
_DAY_US = 86_400_000_000


@dataclass(frozen=True)
class Origins:
    """Where the rows of a table come from: index into ``SalesLog.sources`` and row number in that file."""

    source: npt.NDArray[np.int16]
    row: npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class SalesLog:
    """All tables of what is open. A column is in a frame only if some file had it.

    ``date_only`` marks, by (table, column), the dates that came without a time of day; a key that is missing
    means none. Row pointers are log-wide: ``offset(table) + row``.
    """

    tables: Mapping[str, pd.DataFrame]
    settings: Settings = field(default_factory=Settings)
    date_only: Mapping[tuple[str, str], Mask] = field(default_factory=dict)
    origins: Mapping[str, Origins] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    issues: tuple[Issue, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()

    def has(self, table: str, *columns: str) -> bool:
        """Whether the table was imported, with all of these columns."""
        return table in self.tables and all(name in self.tables[table] for name in columns)

    def rows(self, table: str) -> int:
        return len(self.tables[table]) if table in self.tables else 0

    @cached_property
    def _offsets(self) -> dict[str, int]:
        offsets, total = {}, 0
        for name, frame in self.tables.items():
            offsets[name] = total
            total += len(frame)
        return offsets

    def offset(self, table: str) -> int:
        return self._offsets[table]

    def pointers(self, table: str) -> npt.NDArray[np.int64]:
        """The pointers of all rows of a table."""
        start = self.offset(table)
        return np.arange(start, start + self.rows(table), dtype=np.int64)

    def locate(self, pointer: int) -> tuple[str, int]:
        """Table and row of a pointer."""
        for name in reversed(tuple(self.tables)):
            if pointer >= self._offsets[name]:
                return name, int(pointer - self._offsets[name])
        raise IndexError(pointer)

    def record(self, table: str, row: int) -> Any:
        """One row as the table's record, absent and blank cells None, text of choices in neutral words."""
        declared, frame = BY_NAME[table], self.tables[table]
        cells = {name: frame[name].iloc[row] for name in frame.columns if name in _fields(table)}
        return declared.record(**{name: None if pd.isna(cell) else _plain(cell) for name, cell in cells.items()})

    @cached_property
    def memo(self) -> dict[tuple[str, ...], Any]:
        """What was derived from the log once and for all; the modules of this floor keep their results here."""
        return {}

    def text(self, table: str, column: str) -> Coded:
        """A text column as codes into its distinct values; every row blank if no file had the column."""
        key = ("text", table, column)
        if key not in self.memo:
            absent = Coded(np.full(self.rows(table), -1, dtype=np.int32), ())
            self.memo[key] = coded(self.tables[table][column]) if self.has(table, column) else absent
        found: Coded = self.memo[key]
        return found

    def words(self, table: str, column: str) -> Coded:
        """As ``text``, but with the neutral words of the declaration where it knows the spelling."""
        key = ("words", table, column)
        if key not in self.memo:
            self.memo[key] = _neutral(self.text(table, column), BY_NAME[table].column(column).values)
        found: Coded = self.memo[key]
        return found

    def says(self, table: str, column: str, *words: str) -> Mask:
        """Which rows have one of these neutral words in a column."""
        found = self.words(table, column)
        wanted = [code for code, value in enumerate(found.values) if value in words]
        mask: Mask = np.isin(found.codes, wanted)
        return mask

    def number(self, table: str, column: str) -> npt.NDArray[np.float64]:
        """A number column; NaN where blank or absent."""
        if not self.has(table, column):
            return np.full(self.rows(table), np.nan)
        return self.tables[table][column].to_numpy(dtype=np.float64, na_value=np.nan)

    def flag(self, table: str, column: str, blank: bool = False) -> Mask:
        """A yes/no column; ``blank`` stands for cells that are empty and for an absent column."""
        if not self.has(table, column):
            return np.full(self.rows(table), blank)
        return self.tables[table][column].to_numpy(dtype=bool, na_value=blank)

    def moment(self, table: str, column: str) -> Moments:
        """Microseconds since 1970 in UTC, NO_MOMENT where blank; a date alone is its midnight."""
        if not self.has(table, column):
            return np.full(self.rows(table), NO_MOMENT, dtype=np.int64)
        moments: Moments = self.tables[table][column].dt.as_unit("us").to_numpy(dtype="datetime64[us]").view(np.int64)
        return moments

    def is_date_only(self, table: str, column: str) -> Mask:
        """Which dates came without a time of day."""
        if (table, column) in self.date_only:
            return self.date_only[table, column]
        whole = self.has(table, column) and BY_NAME[table].column(column).kind is Kind.DAY
        return np.full(self.rows(table), whole)

    def day(self, table: str, column: str) -> Days:
        """Local day numbers in the reporting zone, NO_DAY where blank."""
        key = ("day", table, column)
        if key not in self.memo:
            self.memo[key] = self._local_days(self.moment(table, column), self.is_date_only(table, column))
        found: Days = self.memo[key]
        return found

    def _local_days(self, moments: Moments, whole: Mask) -> Days:
        known = moments != NO_MOMENT
        local = np.where(known, moments, 0)
        if self.settings.zone != "UTC" and not whole.all():
            timed = known & ~whole
            index = pd.DatetimeIndex(pd.to_datetime(local[timed], unit="us", utc=True))
            local[timed] = index.tz_convert(ZoneInfo(self.settings.zone)).tz_localize(None).as_unit("us").asi8
        return np.where(known, local // _DAY_US, NO_DAY).astype(np.int32)

    def members(self, dim: str) -> Members:
        """Everybody or everything of a dimension that has its own ids: rep, customer, product, location, asset."""
        key = ("members", dim)
        if key not in self.memo:
            self.memo[key] = gather(dim, self.tables, self._shown_names(dim), self.text)
        found: Members = self.memo[key]
        return found

    def _shown_names(self, dim: str) -> dict[str, str]:
        """By spelling, the name to show: the joined ones, and what was chosen for reps."""
        chosen = dict(self.settings.display_names) if dim == "rep" else {}
        joined = {spelling: name for of, spelling, name in self.settings.joined_names if of == dim}
        return {**{spelling: chosen.get(name, name) for spelling, name in joined.items()}, **chosen}

    def code(self, dim: str, table: str, column: str) -> Codes:
        """Codes into ``members(dim).labels`` for a column that refers to the dimension; -1 = nobody."""
        key = ("code", dim, table, column)
        if key not in self.memo:
            self.memo[key] = self.members(dim).codes(self.text(table, column))
        found: Codes = self.memo[key]
        return found

    @cached_property
    def span(self) -> Span:
        """First day and last day ("as of") of what happened; the settings may say another last day."""
        from salesdesk.models.horizon import span_of

        return span_of(self)

    @property
    def as_of(self) -> int:
        return self.span.as_of

    @cached_property
    def calendar(self) -> WorkCalendar:
        days = self.day("holidays", "date") if self.has("holidays", "date") else np.empty(0, dtype=np.int32)
        return WorkCalendar(self.settings, frozenset(int(day) for day in days if day != NO_DAY))

    @cached_property
    def currency(self) -> str | None:
        """The base currency: the setting, else the commonest one of the amounts; None where none is stated."""
        if self.settings.currency:
            return self.settings.currency
        counts: dict[str, int] = {}
        for table in ("order_lines", "opportunities", "quotas"):
            found = self.text(table, "currency")
            for code, count in enumerate(np.bincount(found.codes[found.codes >= 0], minlength=len(found.values))):
                name = found.values[code].strip().upper()
                counts[name] = counts.get(name, 0) + int(count)
        return max(counts, key=lambda name: counts[name]) if counts else None


def _fields(table: str) -> frozenset[str]:
    return frozenset(column.name for column in BY_NAME[table].columns)


def _plain(cell: Any) -> Any:
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime()
    return cell.item() if isinstance(cell, np.generic) else cell


def _neutral(column: Coded, words: Mapping[str, tuple[str, ...]]) -> Coded:
    """Merges the spellings of one neutral word; unknown words stay as they are, case folded."""
    known = {word_key(spelling): word for word, spellings in words.items() for spelling in (word, *spellings)}
    meant = [known.get(word_key(value), name_key(value)) for value in column.values]
    values = tuple(dict.fromkeys(word for word in meant if word))
    place = {word: code for code, word in enumerate(values)}
    of_value = np.array([place.get(word, -1) for word in meant], dtype=np.int32)
    return Coded(np.where(column.codes >= 0, of_value[column.codes], -1) if meant else column.codes, values)


def storage(kind: Kind) -> str:
    """The pandas type in which cells of a kind are kept (see ``Kind``)."""
    if kind in TIME_KINDS:
        return "datetime64[us, UTC]"
    if kind in NUMBER_KINDS:
        return "float64"
    return {Kind.FLAG: "boolean", Kind.CHOICE: "category"}.get(kind, "str")
