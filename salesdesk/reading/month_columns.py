"""Sheets with a column of numbers for each month: which month each of them is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import numpy as np

from salesdesk.models.columns import Column, Kind
from salesdesk.reading.dates_days import MONTHS
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import singular, words
from salesdesk.reading.numbers import read_number
from salesdesk.reading.typed import Hints

_FEWEST = 3  # fewer columns of months may be anything
_MANY = 6
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_NUMBERED = re.compile(r"m(?:onth)?\s?(\d{1,2})")
_NAMED = re.compile(r"([^\W\d_]{3,})(?:\s?(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})\s?m?\s?(\d{1,2})|(\d{1,2})\s(\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TARGETS = frozenset({"target", "quota", "goal"})
_RESULTS = frozenset(map(singular, ("actual", "vs", "versus", "against", "achieved", "result")))

YEAR = Column("year", "Year", Kind.NUMBER)


@dataclass(frozen=True)
class Months:
    """``of``: by position, year (None: of the row, or of all) and month. ``year_place``: the column with the year of
    each row; ``year``: the one of all rows.
    """

    of: Mapping[int, tuple[int | None, int]] = field(default_factory=dict)
    year_place: int | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.of)


def month_columns(grid: Grid, unlike: Callable[[int, Kind], bool], used: frozenset[int]) -> Months:
    """None of them (false) where there are few or nothing tells the year. ``used``: columns of another meaning."""
    told = {place: month for place, name in enumerate(grid.names) if place not in used and (month := month_of(name))}
    if len(told) < _FEWEST or len(set(told.values())) < len(told) or any(unlike(p, Kind.NUMBER) for p in told):
        return Months()
    if all(year for year, _ in told.values()):
        return Months(told)
    place = next((p for p, name in enumerate(grid.names) if words(name) == "year" and _holds_years(grid, p)), None)
    years = set(_YEAR.findall(f"{PurePath(grid.source).stem} {grid.sheet or ''}"))
    if place is None and len(years) != 1:
        return Months()
    return Months(told, place, None if place is not None else int(years.pop()))


def holds_months(names: Sequence[str]) -> bool:
    """Whether so many columns are named after months that it is no chance, whatever they hold."""
    return sum(month_of(name) is not None for name in names) >= _MANY


def month_of(header: str) -> tuple[int | None, int] | None:
    """ "M01", "Month 1", "Jan", "January 2026", "2026-01", "01/2026": year, if it is told, and month."""
    spoken = words(header)
    if match := _NUMBERED.fullmatch(spoken):
        return _month(None, int(match[1]))
    if match := _ISO.fullmatch(spoken):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _month(int(year), int(month))
    if match := _NAMED.fullmatch(spoken):
        year = None if match[2] is None else int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        return _month(year, MONTHS.get(match[1], 0))
    return None


def _month(year: int | None, month: int) -> tuple[int | None, int] | None:
    in_reach = year is None or _FIRST_YEAR <= year <= _LAST_YEAR
    return (year, month) if 1 <= month <= 12 and in_reach else None


def years_of(grid: Grid, place: int) -> np.ndarray:
    """By row, NaN where blank."""
    found: np.ndarray = read_number(grid.columns[place], YEAR, Hints(decimal="point")).values.to_numpy()
    return found


def _holds_years(grid: Grid, place: int) -> bool:
    years = years_of(grid, place)
    known = years[~np.isnan(years)]
    return bool(known.size) and bool(((known % 1 == 0) & (known >= _FIRST_YEAR) & (known <= _LAST_YEAR)).all())


def speaks_of_targets(grid: Grid) -> bool:
    """Whether the name of the file or sheet, or a header, says that these are numbers to be reached, and no results."""
    titles = (PurePath(grid.source).stem, grid.sheet or "", *grid.names)
    spoken = {word for title in titles for word in singular(title).split()}
    return bool(spoken & _TARGETS) and not spoken & _RESULTS
