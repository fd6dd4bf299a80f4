"""Quotas from sheets with a column for each month: a quota for each row and month that has one."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from salesdesk.models.columns import Column
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.answers import Asked
from salesdesk.reading.dates import read_dates
from salesdesk.reading.grid import Grid
from salesdesk.reading.month_columns import Months, years_of
from salesdesk.reading.numbers import read_number
from salesdesk.reading.piece import Piece
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Hints, Problem
from salesdesk.reading.types_distinct import is_text, whole
from salesdesk.reading.types_text import as_text


def by_month(piece: Piece, grid: Grid, months: Months, asked: Asked, report: Report) -> Piece:
    """A cell without a number is no quota."""
    if not months:
        return piece
    rows = piece.rows - grid.first_row
    amounts = _amounts(piece, grid, months, asked, report)[:, rows]
    years = np.full(len(rows), float(months.year or 0))
    if months.year_place is not None:
        years = years_of(grid, months.year_place)[rows]
    told = [np.full(len(rows), float(year)) if year else years for year, _ in months.of.values()]
    there = [~np.isnan(found) & ~np.isnan(of) for found, of in zip(amounts, told, strict=True)]
    who = np.concatenate([np.flatnonzero(mask) for mask in there])
    starts, ends = [], []
    for (_, month), years_told, mask in zip(months.of.values(), told, there, strict=True):
        for year in years_told[mask].astype(int).tolist():
            starts.append(f"{year:04d}-{month:02d}-01")
            ends.append(f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}")
    columns = {name: column.iloc[who].reset_index(drop=True) for name, column in piece.columns.items()}
    columns["amount"] = pd.Series(np.concatenate([row[mask] for row, mask in zip(amounts, there, strict=True)]))
    found = Piece(piece.table, piece.source, columns, {}, piece.rows[who])
    return found.with_dates(period_start=_days(starts, asked), period_end=_days(ends, asked))


def _days(texts: Sequence[str], asked: Asked) -> tuple[pd.Series, np.ndarray]:
    typed = read_dates(pa.chunked_array([pa.array(texts, pa.string())]), Hints(zone=asked.zone))
    return typed.values, np.ones(len(texts), dtype=bool) if typed.date_only is None else typed.date_only


def _amounts(piece: Piece, grid: Grid, months: Months, asked: Asked, report: Report) -> np.ndarray:
    """A row for each month, as long as the sheet; read together, so that they have one decimal mark."""
    declared: Column = BY_NAME["quotas"].column("amount")
    columns = [whole(grid.columns[place]) for place in months.of]
    kinds = {column.type for column in columns}
    if len(kinds) > 1:
        columns = [column if is_text(column.type) else as_text(column) for column in columns]
        columns = [column.cast(pa.string()) for column in columns]
    typed = read_number(pa.chunked_array(columns), declared, Hints(decimal=asked.decimal))
    for problem in typed.problems:
        for nth, place in enumerate(months.of):
            within = problem.places[problem.places // len(grid) == nth] % len(grid)
            if within.size:
                told = Problem(problem.text, problem.effect, within, problem.option)
                report.problem(piece.source, grid.names[place], told)
    found: np.ndarray = typed.values.to_numpy().reshape(len(columns), len(grid))
    return found
