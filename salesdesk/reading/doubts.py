"""What a person should look at before a sheet is used: what could be read in two ways, and dates that nobody uses."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

from salesdesk.models.columns import TIME_KINDS, Kind, Table
from salesdesk.models.horizon import KEPT
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.grid import Grid
from salesdesk.reading.match_cells import Likeness
from salesdesk.reading.match_tables import CONFIRMED, Plan

_OFFERED = 2  # of the dates on which something happened
_ROWS = 20_000  # a column that is blank down to here tells nothing


class Undated(NamedTuple):
    """A column that seems to hold the dates of the rows, and the fields that it could be read as."""

    place: int
    fields: tuple[str, ...]


def doubt_of(grid: Grid, plan: Plan) -> str:
    """One sentence, "" where there is nothing to look at."""
    if plan.reason == CONFIRMED:
        return ""
    if plan.torn:
        return f"It could be {' or '.join(BY_NAME[table].title for table in plan.torn)}."
    for place, (one, other) in torn_columns(plan).items():
        labels = fields_of(plan.fits[0].table.name)
        return f"Column “{grid.names[place]}” could be {labels[one].label} or {labels[other].label}."
    found = undated(grid, plan)
    if found is not None:
        label = fields_of(plan.fits[0].table.name)[found.fields[0]].label
        return f"Column “{grid.names[found.place]}” holds dates and is not used, and no column stands for {label}."
    return "" if plan.sure else f"Only {plan.reason}."


def undated(grid: Grid, plan: Plan) -> Undated | None:
    """Rows of what happened say little without their date, and a column that is not used seems to hold it."""
    if not plan.fits or plan.reason == CONFIRMED:
        return None
    best = plan.fits[0]
    dates = [column.name for column in best.table.columns if column.happened] if best.table.name in KEPT else []
    if not dates or best.fields & set(dates):
        return None
    used = {hit.place for fit in plan.fits for hit in fit.hits}
    place = next((place for place in range(len(grid.names)) if place not in used and holds_dates(grid, place)), None)
    return None if place is None else Undated(place, tuple(_offered(best.table, dates, best.fields)))


def _offered(table: Table, dates: list[str], taken: frozenset[str]) -> list[str]:
    """The likeliest dates of a row: when it happened, and any without which it would say nothing."""
    telling = [name for name in table.any_of if table.column(name).kind in TIME_KINDS]
    return list(dict.fromkeys([*dates[:_OFFERED], *(name for name in telling if name not in taken)]))


def holds_dates(grid: Grid, place: int) -> bool:
    """Whether the cells of a column are dates, or texts that read like dates."""
    if grid.names[place].startswith("_"):  # what a tool noted for itself, such as when it copied the row
        return False
    kind = grid.columns[place].type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if grid.columns[place].null_count == len(grid):
        return False
    if not pa.types.is_string(kind):
        return bool(pa.types.is_timestamp(kind))
    first = grid.columns[place].slice(0, _ROWS).drop_null().slice(0, 1)
    # digits alone are a number of something, such as a postal code
    return bool(first) and not first[0].as_py().isdigit() and not Likeness(grid).unlike(place, Kind.MOMENT)


def torn_columns(plan: Plan) -> dict[int, tuple[str, str]]:
    """The columns that come equally near to two fields which no other column fills."""
    if not plan.fits:
        return {}
    best = plan.fits[0]
    return {place: pair for place, pair in best.torn.items() if not best.fields & set(pair)}
