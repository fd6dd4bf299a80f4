"""Columns that were explained beforehand by their headers, put to the sheets that have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from salesdesk.reading.answers import Asked, NoSuchColumn
from salesdesk.reading.column_answers import COLUMN, DOWN, FILL, FOUND, REST, SHEET, UNUSED, Told, key_for
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import column_keys, header_signature, spoken_key
from salesdesk.reading.match_tables import Plan, as_table, plan
from salesdesk.reading.meanings import UNUSED_COLUMN, nearest
from salesdesk.reading.presets import Presets


def explained(grids: Sequence[Grid], asked: Asked, presets: Presets) -> Asked:
    """What the reader is told, with the explanations put in as if somebody had confirmed them.

    The other columns of such a sheet are matched as they are found. Raises NoSuchColumn if a header is nowhere and
    ``asked.all_columns``.
    """
    asked = _filled_down(grids, asked)
    if not asked.columns:
        return asked
    plans = plan(grids, asked.matches, presets, asked.answers)
    said: dict[str, dict[str, tuple[str, str]]] = {}
    tables: dict[str, str] = {}
    for header, meant in asked.columns.items():
        places = _places(header, meant[0], grids, plans)
        if not places and asked.all_columns:
            raise NoSuchColumn([_unknown(header, grids)])
        for number, key in places:
            signature = header_signature(grids[number].names)
            said.setdefault(signature, {})[key] = meant
            tables.setdefault(signature, plans[number].table or "")
    matches, answers = dict(asked.matches), dict(asked.answers)
    for signature, columns in said.items():
        found = _put(asked.matches.get(signature, {}), asked.answers.get(signature, {}), columns, tables[signature])
        if found is not None:
            matches[signature], answers[signature] = found
    return replace(asked, matches=matches, answers=answers, columns={})


def _filled_down(grids: Sequence[Grid], asked: Asked) -> Asked:
    """What was said of columns to be filled down, as if somebody had answered it."""
    answers = dict(asked.answers)
    for header in asked.fill_down:
        having = [(grid, key) for grid in grids if (key := _key(header, grid))]
        if not having and asked.all_columns:
            raise NoSuchColumn([_unknown(header, grids)])
        for grid, key in having:
            signature = header_signature(grid.names)
            answers[signature] = {**answers.get(signature, {}), key_for(FILL, key): DOWN}
    return replace(asked, answers=answers, fill_down=())


def _put(
    before: Mapping[str, tuple[str, str]], told: Told, said: Mapping[str, tuple[str, str]], table: str
) -> tuple[dict[str, tuple[str, str]], dict[str, str]] | None:
    """Matches and answers of a sheet; None where all that is said of one that is not read is what not to use of it.

    ``table``: what the sheet is read into without a word.
    """
    columns = {key: meant for key, meant in said.items() if meant != UNUSED_COLUMN}
    tables = {meant[0] for meant in columns.values()} or {table}
    if tables == {""}:
        return None
    kept = {
        key: meant
        for key, meant in before.items()
        if meant[0] in tables and key not in said and meant not in columns.values()
    }
    spoken_of = {key_for(COLUMN, key) for key in said}
    answers = {key: one for key, one in told.items() if key not in spoken_of and key.partition(":")[0] != SHEET}
    answers |= {key_for(COLUMN, key): UNUSED for key, meant in said.items() if meant == UNUSED_COLUMN}
    if not kept:
        answers |= {REST: FOUND, **({} if columns else {SHEET: table})}
    return {**kept, **columns}, answers


def _places(header: str, table: str, grids: Sequence[Grid], plans: Sequence[Plan]) -> list[tuple[int, str]]:
    """The sheets that an explanation is about, with the key of the column there.

    Those that are read as its table already, else those that are not recognised, else all that have the header.
    """
    having = [(number, key) for number, grid in enumerate(grids) if (key := _key(header, grid))]
    seen = [(number, key) for number, key in having if not grids[number].hidden] or having
    if not table:
        return seen
    return (
        [(number, key) for number, key in seen if plans[number].table == table]
        or [(number, key) for number, key in seen if plans[number].table is None]
        or seen
    )


def _key(header: str, grid: Grid) -> str | None:
    keys = column_keys(grid.names)
    if header in keys:
        return header
    return next((key for key in keys if key.strip() and spoken_key(key) == spoken_key(header)), None)


def _unknown(header: str, grids: Sequence[Grid]) -> str:
    names = [name.strip() for grid in grids for name in grid.names if name.strip()]
    near = nearest(header, {name: f"“{name}”" for name in names})
    return f"no file has a column called “{header}”: {near or 'write its name as it stands in the file'}"


def ways_to_settle(grids: Sequence[Grid], plans: Sequence[Plan], presets: Presets) -> tuple[str, ...]:
    """What to say of one column of the first sheet that could be either of two tables, once for each of them."""
    for grid, one in zip(grids, plans, strict=True):
        fields = [{hit.place: hit.field for hit in as_table(grid, table, presets).hits} for table in one.torn]
        if fields and (shared := sorted(set.intersection(*map(set, fields)))):
            name, place = grid.names[shared[0]].strip(), shared[0]
            return tuple(f"{name}={table}.{of[place]}" for table, of in zip(one.torn, fields, strict=True))
        if fields:
            return tuple(
                f"{grid.names[place].strip()}={table}.{field}"
                for table, of in zip(one.torn, fields, strict=True)
                for place, field in list(of.items())[:1]
            )
    return ()
