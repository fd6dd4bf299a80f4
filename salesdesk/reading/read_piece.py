"""A sheet and its plan become typed rows of a table; every header is accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Column, Kind
from salesdesk.models.issue import ColumnMatch, Effect
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.answers import Asked
from salesdesk.reading.column_answers import ColumnAnswers, Told, answers_about
from salesdesk.reading.cut_numbers import if_not_cut
from salesdesk.reading.dates import read_dates
from salesdesk.reading.dates_cells import DateCells, survey_dates
from salesdesk.reading.grid import STORED, Grid
from salesdesk.reading.header_words import column_keys, words
from salesdesk.reading.match_columns import Fit, Hit
from salesdesk.reading.money_currencies import as_codes, as_formatted, in_open_krone, with_krone_of
from salesdesk.reading.numbers import read_number
from salesdesk.reading.numbers_cells import NumberCells, survey_numbers
from salesdesk.reading.numbers_currency import KRONE, KRONER
from salesdesk.reading.parts import parts_of
from salesdesk.reading.piece import Piece
from salesdesk.reading.preset_values import always, unit_of, with_meanings, with_words
from salesdesk.reading.report import Report
from salesdesk.reading.time_of_day import CLOCK, read_time_of_day
from salesdesk.reading.typed import Hints, Mark, Mask, Order, Problem, Typed
from salesdesk.reading.types_choices import read_choice, read_flag
from salesdesk.reading.types_distinct import is_text
from salesdesk.reading.types_ids import own_ids
from salesdesk.reading.types_text import read_text

_T = TypeVar("_T")
_FIRST = 1_000
_UTC = frozenset({"utc", "gmt"})  # a header that says in which zone its times are
_ZONES = frozenset({"cet", "cest", "bst", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "ist", "jst", "aest"})
_KRONE = "“kr” can be SEK, NOK, DKK or ISK and is not added to other currencies: name it, as in “{} (SEK)”"
_UNLIKE = 0.5  # a column most of whose cells are not what its header says is not that column


@dataclass(frozen=True)
class Surveys:
    """The date and number columns of a sheet, looked over before any of them is settled."""

    dates: Mapping[int, DateCells]
    numbers: Mapping[int, NumberCells]
    order: Order | None
    mark: Mark | None


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a sheet as they were understood, by position; ``rest`` says why others are not used."""

    used: Mapping[int, tuple[Hit, Typed]]
    rest: Mapping[int, str]


def survey(grid: Grid, fit: Fit, told: Told) -> Surveys:
    """What the columns of a sheet tell each other about day and month, comma and point; what was told of some."""
    keys = column_keys(grid.names)
    kinds = {hit.place: fields_of(fit.table.name)[hit.field].kind for hit in fit.hits}
    dates = {place: survey_dates(grid.columns[place]) for place, kind in kinds.items() if kind in TIME_KINDS}
    numbers = {place: survey_numbers(grid.columns[place]) for place, kind in kinds.items() if kind in NUMBER_KINDS}
    return Surveys(
        {place: found for place, found in dates.items() if found},
        {place: found for place, found in numbers.items() if found},
        _only_one(_orders(grid, dates)) or _only_one(answers_about(told, keys[p]).dates for p in dates),
        _only_one(found.style.mark for found in numbers.values() if found)
        or _only_one(answers_about(told, keys[place]).decimal for place in numbers),
    )


def _orders(grid: Grid, dates: Mapping[int, DateCells | None]) -> Iterator[Order | None]:
    """What the matched date columns tell, then those that the program has no other use for."""
    yield from (found.settled[0] for found in dates.values() if found)
    if any(found and found.pairs and not found.settled[0] for found in dates.values()):
        for place, column in enumerate(grid.columns):
            if place not in dates and is_text(column.type) and _starts_with_dates(column):
                yield _settled(column)


def _starts_with_dates(column: pa.ChunkedArray) -> bool:
    first = column.slice(0, _FIRST).drop_null()
    found = survey_dates(first) if len(first) else None
    return found is not None and bool(found.pairs) and len(found.pairs) > _UNLIKE * len(found.days)


def _settled(column: pa.ChunkedArray) -> Order | None:
    """The order of day and month that a column tells."""
    found = survey_dates(column)
    return found.settled[0] if found else None


def _only_one(told: Iterable[_T | None]) -> _T | None:
    """What all that tell anything agree on."""
    different = {one for one in told if one is not None}
    return different.pop() if len(different) == 1 else None


def read_piece(
    grid: Grid, fit: Fit, asked: Asked, source: int, report: Report, units: Mapping[str, str] = MappingProxyType({})
) -> Piece:
    """Typed columns of all rows; issues and column matches go to the report.

    ``units``: of durations by squeezed header, where neither header nor layout names one.
    """
    return as_piece(grid, fit, read_columns(grid, fit, asked, units), source, report)


def read_columns(grid: Grid, fit: Fit, asked: Asked, units: Mapping[str, str] = MappingProxyType({})) -> Columns:
    """Every matched column of all rows, typed; one whose cells are not what its header says is not used."""
    told, keys = asked.told(grid.names), column_keys(grid.names)
    surveys, rest = survey(grid, fit, told), dict(fit.rest)
    used: dict[int, tuple[Hit, Typed]] = {}
    for hit in fit.hits:
        declared = with_words(fields_of(fit.table.name)[hit.field], fit.layout)
        unit = unit_of(fit.layout, hit.field, grid.names[hit.place], units)
        answers = answers_about(told, keys[hit.place])
        typed = with_meanings(_read(grid, hit.place, declared, surveys, asked, answers, unit), declared, fit.layout)
        typed = own_ids(typed) if hit.field == fit.table.key else typed
        typed = with_krone_of(typed, asked.currency) if typed.currency is not None or hit.field == "currency" else typed
        if typed.lost > _UNLIKE * typed.filled:
            rest[hit.place] = (
                f"headed like {declared.label}, but {typed.lost:,} of {typed.filled:,} cells are something else"
            )
        else:
            used[hit.place] = (hit, typed)
    return Columns(used, rest)


def as_piece(grid: Grid, fit: Fit, found: Columns, source: int, report: Report) -> Piece:
    """Understood columns as rows of their table."""
    columns: dict[str, pd.Series] = {}
    date_only: dict[str, Mask] = {}
    used, rest = found.used, found.rest
    for hit, typed in used.values():
        columns[hit.field] = typed.values
        if typed.date_only is not None and typed.date_only.any():
            date_only[hit.field] = typed.date_only
        if typed.currency is not None and _takes_currency(fit, columns):
            columns["currency"] = typed.currency
        for problem in typed.problems:
            report.problem(source, grid.names[hit.place], problem)
    _say_open_krone(grid, columns, used, source, report)
    _say_other_currency(grid, columns, used, source, report)
    report.matched(source, {place: _match(grid, place, fit, used, rest) for place in range(len(grid.names))})
    rows = np.arange(grid.first_row, grid.first_row + len(grid), dtype=np.int32)
    columns = {**always(fit.layout, len(grid)), **columns}
    return Piece(fit.table.name, source, columns, date_only, rows)


def _say_open_krone(
    grid: Grid, columns: Mapping[str, pd.Series], used: Mapping[int, tuple[Hit, Typed]], source: int, report: Report
) -> None:
    for hit, typed in used.values():
        stated = typed.values if hit.field == "currency" else typed.currency
        if stated is not None and columns.get("currency") is stated and (rows := in_open_krone(stated)).any():
            header = grid.names[hit.place]
            report.problem(source, header, Problem(_KRONE.format(header), Effect.NOTED, np.flatnonzero(rows)))


def _say_other_currency(
    grid: Grid, columns: Mapping[str, pd.Series], used: Mapping[int, tuple[Hit, Typed]], source: int, report: Report
) -> None:
    for hit, typed in used.values():
        if typed.currency is None or "currency" not in columns:
            continue
        beside, stated = typed.currency.astype("str"), columns["currency"].astype("str")
        same = (beside == stated) | ((beside == KRONE) & stated.isin(KRONER))
        places = np.flatnonzero(~same & beside.notna() & stated.notna())
        if places.size:
            problem = Problem("the currency beside the amount is not the one that counts", Effect.NOTED, places)
            report.problem(source, grid.names[hit.place], problem)


def _takes_currency(fit: Fit, columns: Mapping[str, object]) -> bool:
    declared = any(column.name == "currency" for column in fit.table.columns)
    return declared and "currency" not in fit.fields and "currency" not in columns


def _read(
    grid: Grid, place: int, declared: Column, surveys: Surveys, asked: Asked, told: ColumnAnswers, unit: str
) -> Typed:
    column: pa.ChunkedArray = grid.columns[place]
    if declared.name == CLOCK:
        return read_time_of_day(column)
    header = grid.names[place]
    zone = "UTC" if _UTC & set(words(header).split()) else asked.zone
    dates, decimal = told.dates or asked.dates, told.decimal or asked.decimal
    unit_told = told.unit or (asked.percent if declared.kind is Kind.PERCENT else None)
    hints = Hints(header, zone, dates, decimal, surveys.order, surveys.mark, grid.date1904, unit, unit_told)
    if declared.kind in TIME_KINDS:
        typed = read_dates(column, hints, surveys.dates.get(place))
        return _with_zone(typed, header, zone)
    if declared.kind in NUMBER_KINDS:
        typed = read_number(column, declared, hints, surveys.numbers.get(place))
        return as_formatted(grid, place, if_not_cut(grid, place, typed)) if declared.kind is Kind.MONEY else typed
    if declared.kind is Kind.FLAG:
        return read_flag(column)
    if declared.kind is Kind.CHOICE:
        return read_choice(column, declared)
    typed = read_text(column, declared)
    return replace(typed, values=as_codes(typed.values)) if declared.name == "currency" else typed


def _with_zone(typed: Typed, header: str, zone: str) -> Typed:
    """Letters such as CST stand for several zones, and many write CET all the year round: they are no answer."""
    named = _ZONES & set(words(header).split())
    if not named or typed.date_only is None or typed.date_only[typed.values.notna().to_numpy()].all():
        return typed
    said = f"its times are taken in {zone}, whatever the header says"
    return replace(typed, decided=f"{typed.decided}; {said}" if typed.decided else said)


def _match(
    grid: Grid, place: int, fit: Fit, used: Mapping[int, tuple[Hit, Typed]], rest: Mapping[int, str]
) -> ColumnMatch:
    header = grid.names[place]
    if place not in used and (field := _of_months(fit, place)):
        coverage = 1 - grid.columns[place].null_count / len(grid)
        return ColumnMatch(header, fit.table.name, field, 100.0, "a column for each month", "", coverage)
    if place not in used:
        reason = rest.get(place, unknown(header))
        return ColumnMatch(header, None, None, 0.0, reason)
    hit, typed = used[place]
    feeds = {part.column.name: part.feeds for part in parts_of(fit.table.name)}
    coverage = typed.filled / len(grid) if len(grid) else None
    return ColumnMatch(
        header,
        fit.table.name,
        feeds.get(hit.field, hit.field),
        hit.score,
        hit.reason,
        evidence(grid, place, typed),
        coverage,
    )


def _of_months(fit: Fit, place: int) -> str:
    """What a column is where each month has one of its own."""
    if place in fit.months.of:
        return "amount"
    return "period_start" if place == fit.months.year_place else ""


def unknown(header: str) -> str:
    """Why a column is not used that nothing else is known about."""
    return "no column of this name is known" if header.strip() else "the column has no name"


def evidence(grid: Grid, place: int, typed: Typed) -> str:
    """How the cells of a column were read, with the cell that settled it: day first (“13/04/2026” in row 212)."""
    words, quoted, _ = typed.decided.partition(" (“")
    if typed.witness is None or not quoted:
        return typed.decided
    cell = str(grid.columns[place][typed.witness].as_py()).strip().removeprefix(STORED)
    return f"{words} (“{cell}” in row {typed.witness + grid.first_row:,})"
