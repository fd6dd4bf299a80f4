"""What a person should look at before a sheet is used: what could be read in two ways, and dates that nobody uses."""

from __future__ import annotations

import pyarrow as pa

from salesdesk.models.columns import Kind
from salesdesk.models.horizon import KEPT
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.grid import Grid
from salesdesk.reading.match_cells import Likeness
from salesdesk.reading.match_tables import CONFIRMED, Plan

_ROWS = 20_000  # a column that is blank down to here tells nothing


def doubt_of(grid: Grid, plan: Plan) -> str:
    """One sentence, "" where there is nothing to look at."""
    if plan.reason == CONFIRMED:
        return ""
    if plan.torn:
        return f"It could be {' or '.join(BY_NAME[table].title for table in plan.torn)}."
    for place, (one, other) in torn_columns(plan).items():
        labels = fields_of(plan.fits[0].table.name)
        return f"Column “{grid.names[place]}” could be {labels[one].label} or {labels[other].label}."
    return _undated(grid, plan) or ("" if plan.sure else f"Only {plan.reason}.")


def _undated(grid: Grid, plan: Plan) -> str:
    """Rows of what happened say little without their date, and a column that is not used seems to hold it."""
    if not plan.fits:
        return ""
    best = plan.fits[0]
    dates = [column for column in best.table.columns if column.happened] if best.table.name in KEPT else []
    if not dates or best.fields & {column.name for column in dates}:
        return ""
    used = {hit.place for fit in plan.fits for hit in fit.hits}
    place = next((place for place in range(len(grid.names)) if place not in used and _holds_dates(grid, place)), None)
    if place is None:
        return ""
    return f"Column “{grid.names[place]}” holds dates and is not used, and no column stands for {dates[0].label}."


def _holds_dates(grid: Grid, place: int) -> bool:
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
