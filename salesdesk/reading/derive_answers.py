"""The answers to a survey that stand beside the people who gave them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesdesk.models.issue import ColumnMatch
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import known_headers
from salesdesk.reading.answers import Asked
from salesdesk.reading.column_answers import answers_about
from salesdesk.reading.dates import read_dates
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import column_keys, squeeze, words
from salesdesk.reading.match_columns import Fit
from salesdesk.reading.numbers import read_number
from salesdesk.reading.piece import Piece
from salesdesk.reading.read_piece import evidence, survey
from salesdesk.reading.report import Report
from salesdesk.reading.typed import Hints, Typed

_TABLE, _PEOPLE = "nps_responses", "leads"
_PERSON, _COMPANY = ("email", "lead_id", "name"), ("customer_id", "company")


def survey_answers(
    grid: Grid, fit: Fit, piece: Piece, asked: Asked, listed: frozenset[str], report: Report
) -> tuple[tuple[Piece, dict[int, ColumnMatch]], ...]:
    """The answers and, by position in the grid, the headers they use. ``listed``: tables with a sheet of their own."""
    places = _places(grid, fit) if piece.table == _PEOPLE and _TABLE not in listed else {}
    person = next((name for name in _PERSON if name in piece.columns), None)
    if places.keys() != {"score", "answered_at"} or person is None:
        return ()
    read = {field: _read(grid, place, field, fit, asked) for field, place in places.items()}
    for field, typed in read.items():
        for problem in typed.problems:
            report.problem(piece.source, grid.names[places[field]], problem)
    rows = piece.rows - grid.first_row
    there = np.flatnonzero(read["score"].values.notna().to_numpy()[rows])
    company = next((name for name in _COMPANY if name in piece.columns), None)
    columns = {
        "person_id": _taken(piece.columns[person], there),
        **({"customer_id": _taken(piece.columns[company], there)} if company else {}),
        **{field: _taken(typed.values, rows[there]) for field, typed in read.items()},
    }
    whole = read["answered_at"].date_only
    marks = {"answered_at": whole[rows[there]]} if whole is not None else {}
    matches = {
        place: ColumnMatch(grid.names[place], _TABLE, field, 100.0, "a usual name for it",
                           evidence(grid, place, read[field]), read[field].filled / max(1, len(grid)))
        for field, place in places.items()
    }  # fmt: skip
    return ((Piece(_TABLE, piece.source, columns, marks, piece.rows[there]), matches),)


def _places(grid: Grid, fit: Fit) -> dict[str, int]:
    """Where the score and its day stand: under headers that speak of the survey and are used for nothing else."""
    used = {hit.place for hit in fit.hits} | fit.left_out
    found: dict[str, int] = {}
    for place, name in enumerate(grid.names):
        if place not in used and "nps" in words(name).split():
            for meant in known_headers(_TABLE).get(squeeze(name), ()):
                found.setdefault(meant.field, place)
    return found


def _read(grid: Grid, place: int, field: str, fit: Fit, asked: Asked) -> Typed:
    told = asked.told(grid.names)
    own, surveys = answers_about(told, column_keys(grid.names)[place]), survey(grid, fit, told)
    hints = Hints(
        grid.names[place], asked.zone, own.dates or asked.dates, own.decimal or asked.decimal,
        surveys.order, surveys.mark, grid.date1904,
    )  # fmt: skip
    if field == "answered_at":
        return read_dates(grid.columns[place], hints)
    return read_number(grid.columns[place], BY_NAME[_TABLE].column(field), hints)


def _taken(column: pd.Series, places: np.ndarray) -> pd.Series:
    return column.iloc[places].reset_index(drop=True)
