"""Columns that were explained beforehand by their headers, put to the sheets that have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salesdesk.reading.answers import Asked, NoSuchColumn
from salesdesk.reading.column_answers import COLUMN, FOUND, REST, SHEET, Told, key_for
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import column_keys, header_signature, spoken_key
from salesdesk.reading.match_tables import Plan, plan
from salesdesk.reading.meanings import nearest
from salesdesk.reading.presets import Presets


def explained(grids: Sequence[Grid], asked: Asked, presets: Presets) -> Asked:
    """What the reader is told, with the explanations put in as if somebody had confirmed them.

    The other columns of such a sheet are matched as they are found. Raises NoSuchColumn if a header is nowhere and
    ``asked.all_columns``.
    """
    if not asked.columns:
        return asked
    plans = plan(grids, asked.matches, presets, asked.answers)
    said: dict[str, dict[str, tuple[str, str]]] = {}
    for header, meant in asked.columns.items():
        places = _places(header, meant[0], grids, plans)
        if not places and asked.all_columns:
            raise NoSuchColumn([_unknown(header, grids)])
        for grid, key in places:
            said.setdefault(header_signature(grid.names), {})[key] = meant
    matches, answers = dict(asked.matches), dict(asked.answers)
    for signature, columns in said.items():
        tables = {table for table, _ in columns.values()}
        kept = {
            key: meant
            for key, meant in asked.matches.get(signature, {}).items()
            if meant[0] in tables and meant not in columns.values()
        }
        matches[signature] = {**kept, **columns}
        told = _without(asked.answers.get(signature, {}), columns)
        answers[signature] = told if kept else {**told, REST: FOUND}
    return replace(asked, matches=matches, answers=answers, columns={})


def _places(header: str, table: str, grids: Sequence[Grid], plans: Sequence[Plan]) -> list[tuple[Grid, str]]:
    """The sheets that an explanation is about, with the key of the column there.

    Those that are read as its table already, else those that are not recognised, else all that have the header.
    """
    having = [(grid, one, key) for grid, one in zip(grids, plans, strict=True) if (key := _key(header, grid))]
    open_ones = [(grid, one, key) for grid, one, key in having if not grid.hidden]
    chosen = (
        [(grid, key) for grid, one, key in open_ones if one.table == table]
        or [(grid, key) for grid, one, key in open_ones if one.table is None]
        or [(grid, key) for grid, _, key in open_ones]
    )
    return chosen or [(grid, key) for grid, _, key in having]


def _key(header: str, grid: Grid) -> str | None:
    keys = column_keys(grid.names)
    if header in keys:
        return header
    return next((key for key in keys if key.strip() and spoken_key(key) == spoken_key(header)), None)


def _unknown(header: str, grids: Sequence[Grid]) -> str:
    names = [name.strip() for grid in grids for name in grid.names if name.strip()]
    near = nearest(header, {name: f"“{name}”" for name in names})
    return f"no file has a column called “{header}”: {near or 'write its name as it stands in the file'}"


def _without(told: Told, columns: dict[str, tuple[str, str]]) -> dict[str, str]:
    """What was answered, less what says that this sheet or these columns are not used."""
    gone = {key_for(COLUMN, key) for key in columns}
    return {key: value for key, value in told.items() if key not in gone and key.partition(":")[0] != SHEET}
