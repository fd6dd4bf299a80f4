"""The days on which records entered their stages, where an export has a column of dates for each stage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from salesdesk.models.issue import ColumnMatch
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.answers import Asked
from salesdesk.reading.column_answers import answers_about
from salesdesk.reading.dates import read_dates
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import column_keys
from salesdesk.reading.match_columns import Fit
from salesdesk.reading.piece import Piece
from salesdesk.reading.read_piece import evidence, survey
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Hints, Typed
from salesdesk.reading.types_text import categorical

_LONGEST = 300  # characters of a header that names a stage


def histories(
    grid: Grid, fit: Fit, piece: Piece, asked: Asked, listed: frozenset[str], report: Report
) -> tuple[tuple[Piece, dict[int, ColumnMatch]], ...]:
    """The entries and, by position in the grid, the headers they use. ``listed``: tables with a sheet of their own."""
    key = BY_NAME[piece.table].key
    stages = _stages(grid, fit)
    if not stages or fit.layout is None or key not in piece.columns:
        return ()
    table = fit.layout.histories[0].table
    if table.name in listed:
        return ()
    read = {place: _dates(grid, place, fit, asked) for place in stages}
    for place, typed in read.items():
        for problem in typed.problems:
            report.problem(piece.source, grid.names[place], problem)
    matches = {
        place: ColumnMatch(grid.names[place], table.name, "entered_at", 100.0, fit.layout.reason,
                           evidence(grid, place, typed), typed.filled / max(1, len(grid)))
        for place, typed in read.items()
    }  # fmt: skip
    entries = _entries(table.name, key or "", grid, piece, [(stages[place], typed) for place, typed in read.items()])
    return ((entries, matches),)


def _stages(grid: Grid, fit: Fit) -> dict[int, str]:
    """By position, the stage that a header names."""
    used = {hit.place for hit in fit.hits} | fit.left_out
    found = {}
    for place, name in enumerate(grid.names):
        for history in fit.layout.histories if fit.layout else ():
            if place not in used and len(name) <= _LONGEST and (match := history.header.fullmatch(name.strip())):
                found[place] = match["stage"].strip()
    return found


def _dates(grid: Grid, place: int, fit: Fit, asked: Asked) -> Typed:
    told = asked.told(grid.names)
    dates = answers_about(told, column_keys(grid.names)[place]).dates or asked.dates
    hints = Hints(grid.names[place], asked.zone, dates, date1904=grid.date1904)
    typed = read_dates(grid.columns[place], hints)
    if any(problem.option for problem in typed.problems):  # other columns may tell day and month apart
        typed = read_dates(
            grid.columns[place], replace(hints, sibling_dates=survey(grid, fit, asked.told(grid.names)).order)
        )
    return typed


def _entries(table: str, key: str, grid: Grid, piece: Piece, read: list[tuple[str, Typed]]) -> Piece:
    """A row for each record and stage that has a date."""
    rows = piece.rows - grid.first_row
    there = [typed.values.notna().to_numpy()[rows] & piece.columns[key].notna().to_numpy() for _, typed in read]
    who = np.concatenate([np.flatnonzero(mask) for mask in there])
    names = list(dict.fromkeys(stage for stage, _ in read))
    codes = np.concatenate(
        [np.full(mask.sum(), names.index(stage), dtype=np.int32) for (stage, _), mask in zip(read, there, strict=True)]
    )
    at = pd.concat([typed.values.iloc[rows[mask]] for (_, typed), mask in zip(read, there, strict=True)])
    nothing = np.zeros(len(grid), dtype=bool)
    whole = np.concatenate(
        [
            (nothing if typed.date_only is None else typed.date_only)[rows[mask]]
            for (_, typed), mask in zip(read, there, strict=True)
        ]
    )
    columns = {
        key: piece.columns[key].iloc[who].reset_index(drop=True),
        "stage": pd.Series(categorical(names, codes)),
        "entered_at": at.reset_index(drop=True),
    }
    return Piece(table, piece.source, columns, {"entered_at": whole}, piece.rows[who])
