"""What a column that is not used could be read as, judged by its cells."""

from __future__ import annotations

from collections.abc import Collection

from salesdesk.models.columns import NUMBER_KINDS, TIME_KINDS, Kind
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.doubts import holds_dates
from salesdesk.reading.grid import Grid
from salesdesk.reading.match_cells import Likeness
from salesdesk.reading.parts import parts_of

_WORDS = frozenset({Kind.TEXT, Kind.CHOICE})


def suiting(grid: Grid, place: int, table: str, taken: Collection[str], likeness: Likeness) -> tuple[str, ...]:
    """The fields of a table that no column stands for and that hold such cells, in the order in which a table has them.

    Those that are worked into others of them come last.
    """
    kinds = _kinds(grid, place, likeness)
    parts = {part.column.name for part in parts_of(table)}
    found = [name for name, column in fields_of(table).items() if column.kind in kinds and name not in taken]
    return tuple(sorted(found, key=parts.__contains__))


def _kinds(grid: Grid, place: int, likeness: Likeness) -> frozenset[Kind]:
    column = grid.columns[place]
    if column.null_count == len(column):
        return frozenset()
    if holds_dates(grid, place):
        return TIME_KINDS
    return _WORDS if likeness.unlike(place, Kind.NUMBER) else NUMBER_KINDS | {Kind.ID}
