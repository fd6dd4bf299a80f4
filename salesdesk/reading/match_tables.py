"""Which table each sheet is read into; a sheet that fits none with confidence is left out, and why is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.column_answers import SHEET, Told, answers_about, is_left_out
from salesdesk.reading.derive_types import implied_type
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import column_keys, header_signature, spoken_key, words
from salesdesk.reading.match_cells import Likeness
from salesdesk.reading.match_columns import Fit, Hit, fit
from salesdesk.reading.match_names import describes_columns, foreign_id, named_tables
from salesdesk.reading.preset_layout import Layout
from salesdesk.reading.preset_match import fit_layout
from salesdesk.reading.presets import Presets

Confirmed = Mapping[str, Mapping[str, tuple[str, str]]]

NAMED_BONUS = 2.0  # the name of a sheet or file weighs as much as two headers that only one table knows
LEAD = 0.25  # by how much the best table must beat the second
CONFIRMED, LEFT_OUT = "confirmed by you", "left out by you"
_UNCHOSEN = "not among the columns you confirmed"
_SURELY, _MOSTLY = 5, 0.4  # so many known columns are no chance, nor are so many of all
_PERSON = frozenset({"contact", "person"})


@dataclass(frozen=True)
class Plan:
    """``fits`` is empty for a sheet that is not used; ``reason`` says why, or how sure the choice is.

    ``torn``: the tables that it could be equally well. ``sure``: nobody has to look at it.
    """

    fits: tuple[Fit, ...]
    reason: str = ""
    torn: tuple[str, ...] = ()
    sure: bool = True

    @property
    def table(self) -> str | None:
        return self.fits[0].table.name if self.fits else None


def plan(
    grids: Sequence[Grid],
    confirmed: Confirmed,
    presets: Presets | None = None,
    answers: Mapping[str, Told] | None = None,
) -> tuple[Plan, ...]:
    """What every grid is read into, one plan each; what somebody confirmed goes first, then what a preset knows."""
    known, told = presets or Presets(), answers or {}
    plans = [_confirmed(grid, confirmed, known, told) or _known(grid, known) or _alone(grid) for grid in grids]
    plans = [_people(number, plans, grids) for number in range(len(plans))]
    return tuple(_beside(number, plans, grids) for number in range(len(plans)))


def _confirmed(grid: Grid, confirmed: Confirmed, presets: Presets, answers: Mapping[str, Told]) -> Plan | None:
    """What somebody decided about the columns; words and units are still those of the layout."""
    signature = header_signature(grid.names)
    told = answers.get(signature, {})
    if is_left_out(told, grid.sheet):
        return Plan((), LEFT_OUT)
    answer = confirmed.get(signature)
    if answer is None or not len(grid):
        return None
    keys, spoken = column_keys(grid.names), {spoken_key(key): meant for key, meant in answer.items()}
    hits: dict[str, dict[str, Hit]] = {}
    for place, key in enumerate(keys):
        table, field = answer.get(key) or spoken.get(spoken_key(key), ("", ""))
        if table in BY_NAME and field in fields_of(table):
            hits.setdefault(table, {}).setdefault(field, Hit(place, field, 100.0, CONFIRMED))
    unused = frozenset(place for place, key in enumerate(keys) if answers_about(told, key).unused)
    rest = {place: LEFT_OUT if place in unused else _UNCHOSEN for place in range(len(grid.names))}
    if not hits and (chosen := told.get(SHEET, "")) in BY_NAME:
        hits[chosen] = {}
    fits = (
        Fit(
            BY_NAME[table],
            tuple(sorted(found.values(), key=_place)),
            rest,
            layout=_layout_for(grid, table, presets),
            left_out=unused,
        )
        for table, found in hits.items()
    )
    ordered = tuple(sorted(fits, key=lambda one: -len(one.hits)))
    return Plan(ordered, CONFIRMED if ordered else LEFT_OUT)


def usable(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """The plans without tables for which no column was chosen."""
    nothing = Plan((), "none of its columns is used")
    return tuple(nothing if one.fits and not any(fit.hits for fit in one.fits) else one for one in plans)


def _place(hit: Hit) -> int:
    return hit.place


def as_table(grid: Grid, table: str, presets: Presets) -> Fit:
    """How a sheet would be read into this table."""
    layout, unlike = _layout_for(grid, table, presets), Likeness(grid).unlike
    if layout is not None:
        return fit_layout(grid, layout, _blank(grid), unlike)
    return fit(grid.names, BY_NAME[table], _blank(grid), unlike)


def _layout_for(grid: Grid, table: str, presets: Presets) -> Layout | None:
    layout = presets.layout_of(grid.names)
    return layout if layout is not None and layout.table.name == table else None


def _known(grid: Grid, presets: Presets) -> Plan | None:
    """An export whose layout is known; None if it has not got what its table cannot do without."""
    layout = presets.layout_of(grid.names) if len(grid) and not grid.hidden else None
    if layout is None:
        return None
    found = fit_layout(grid, layout, _blank(grid), Likeness(grid).unlike)
    return None if lacking(found, grid) else Plan((found,), f"it is {layout.title}")


def _blank(grid: Grid) -> frozenset[int]:
    return frozenset(place for place, column in enumerate(grid.columns) if column.null_count == len(column))


def _alone(grid: Grid) -> Plan:
    if grid.hidden:
        return Plan((), "a hidden sheet is not used")
    if not len(grid):
        return Plan((), "there are no rows below the header" if grid.names else " ".join(grid.notes) or "it is empty")
    if describes_columns(grid):
        return Plan((), "it describes tables and columns, it holds no records")
    named = named_tables(grid)
    blank = _blank(grid)
    unlike = Likeness(grid).unlike
    fits = [found for table in TABLES if (found := fit(grid.names, table, blank, unlike)).hits]
    usable = [found for found in fits if not lacking(found, grid) and _trusted(found, grid, found.table.name in named)]
    ranked = sorted(usable, key=lambda found: -_points(found, named))
    if not ranked:
        return Plan((), _why_not(fits, grid, named))
    best = ranked[0]
    if best.table.key not in best.fields and (own := foreign_id(grid.names, grid.columns, _places(best))):
        return Plan((), f"its rows are numbered by “{own}”, which belongs to no table of a sales log")
    if len(ranked) > 1 and _points(best, named) - _points(ranked[1], named) < LEAD:
        rivals = (best.table.name, ranked[1].table.name)
        return Plan((), f"it could be {best.table.title} or {ranked[1].table.title}", rivals, sure=False)
    sure = best.table.name in named or _is_sure(best, grid)
    return Plan((best,), f"{len(best.hits)} of {_headed(grid)} columns are known", sure=sure)


def _is_sure(best: Fit, grid: Grid) -> bool:
    """Few known columns among many that are not known may be chance."""
    return len(best.hits) >= _SURELY or len(best.hits) > _MOSTLY * _headed(grid)


def _points(found: Fit, named: frozenset[str]) -> float:
    return found.strength + (NAMED_BONUS if found.table.name in named else 0.0)


def _places(found: Fit) -> frozenset[int]:
    return frozenset(hit.place for hit in found.hits)


def _headed(grid: Grid) -> int:
    return sum(bool(name.strip()) for name in grid.names)


def lacking(found: Fit, grid: Grid) -> tuple[str, ...]:
    """Labels of what the table cannot do without and this grid has not got."""
    missing = tuple(
        label
        for label in found.missing
        if not (found.table.name == "activities" and label == "Type" and implied_type(grid))
    )
    choice = found.table.any_of
    if choice and not found.fields & _with_parts(choice):
        missing += (" or ".join(found.table.column(name).label for name in choice),)
    return missing


def _with_parts(choice: Sequence[str]) -> frozenset[str]:
    return frozenset(choice) | ({"won_at", "lost_at", "is_won"} if "status" in choice else frozenset())


def _trusted(found: Fit, grid: Grid, named: bool) -> bool:
    """Whether enough headers are known: many of them, or most, or fewer if the sheet's name says the same."""
    count, share = len(found.hits), len(found.hits) / max(1, _headed(grid))
    if named:
        return share >= 0.5 or count >= 4 or (count >= 2 and share >= 0.25)
    return (
        (count >= 4 and found.strength >= 1.5)
        or (count >= 3 and share >= 0.3 and found.strength >= 1.5)
        or (count >= 2 and share >= 0.5 and found.strength >= 0.8)
    )


def _why_not(fits: list[Fit], grid: Grid, named: frozenset[str]) -> str:
    near = max(fits, key=lambda found: _points(found, named), default=None)
    if near is None:
        return "none of its columns belongs to a sales log"
    if _trusted(near, grid, near.table.name in named) and (absent := lacking(near, grid)):
        return f"it looks like {near.table.title}, but no column stands for {', '.join(absent)}"
    known = ", ".join(f"“{grid.names[hit.place]}”" for hit in near.hits[:3])
    return f"only {len(near.hits)} of its {_headed(grid)} columns could belong to a sales log ({known})"


def _beside(number: int, plans: Sequence[Plan], grids: Sequence[Grid]) -> Plan:
    """Of two tables of one kind side by side on a sheet, the one with fewer columns is taken for a summary."""
    grid, plan = grids[number], plans[number]
    for other, rival in zip(grids, plans, strict=True):
        same_place = (other.source, other.sheet) == (grid.source, grid.sheet) and other is not grid
        if same_place and plan.fits and rival.table == plan.table and _fewer(plan, rival):
            return Plan((), "it stands beside a fuller table of the same kind and looks like a summary of it")
    return plan


def _fewer(plan: Plan, rival: Plan) -> bool:
    return len(plan.fits[0].hits) < len(rival.fits[0].hits)


def _people(number: int, plans: Sequence[Plan], grids: Sequence[Grid]) -> Plan:
    """A list of contacts beside a list of leads holds customers: the leads are counted once."""
    plan = plans[number]
    if plan.table != "leads" or plan.reason == CONFIRMED or not _holds_contacts(plan, grids[number]):
        return plan
    leads = [other for other in range(len(plans)) if plans[other].table == "leads" and other != number]
    if all(_holds_contacts(plans[other], grids[other]) for other in leads):
        return plan
    if any(other.table == "customers" for other in plans):
        return Plan((), "contacts are people of the customers; the leads stand in another file")
    people = fit(grids[number].names, BY_NAME["customers"])
    if not {"customer_id", "name"} <= people.fields:
        return Plan((), "it links contacts, and the leads stand in another file")
    return Plan((people,), "contacts beside leads are read as customers")


def _holds_contacts(plan: Plan, grid: Grid) -> bool:
    key = next((hit for hit in plan.fits[0].hits if hit.field == "lead_id"), None)
    return key is not None and bool(_PERSON & set(words(grid.names[key.place]).split()))
