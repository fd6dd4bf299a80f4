"""What a person should look at before a sheet is used: headers and tables that could be read in two ways."""

from __future__ import annotations

from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.grid import Grid
from salesdesk.reading.match_tables import Plan


def doubt_of(grid: Grid, plan: Plan) -> str:
    """One sentence, "" where there is nothing to look at."""
    if plan.torn:
        return f"It could be {' or '.join(BY_NAME[table].title for table in plan.torn)}."
    for place, (one, other) in torn_columns(plan).items():
        labels = fields_of(plan.fits[0].table.name)
        return f"Column “{grid.names[place]}” could be {labels[one].label} or {labels[other].label}."
    return "" if plan.sure else f"Only {plan.reason}."


def torn_columns(plan: Plan) -> dict[int, tuple[str, str]]:
    """The columns that come equally near to two fields which no other column fills."""
    if not plan.fits:
        return {}
    best = plan.fits[0]
    return {place: pair for place, pair in best.torn.items() if not best.fields & set(pair)}
