"""Which table each sheet is read into; a sheet that fits none with confidence is left out, and why is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from salesdesk.models.columns import Table
from salesdesk.models.tables import BY_NAME, TABLES
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.column_answers import FOUND, REST, SHEET, Told, answers_about, is_left_out
from salesdesk.reading.derive_types import implied_type
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import column_keys, header_signature, spoken_key, words
from salesdesk.reading.match_cells import Likeness
from salesdesk.reading.match_columns import Fit, Hit, Unlike, fit, known_here
from salesdesk.reading.match_names import describes_columns, foreign_id, named_tables
from salesdesk.reading.month_columns import holds_months, month_columns, speaks_of_targets
from salesdesk.reading.preset_layout import Layout
from salesdesk.reading.preset_match import fit_layout
from salesdesk.reading.presets import Presets
from salesdesk.reading.stage_lists import STAGES, stage_list

Confirmed = Mapping[str, Mapping[str, tuple[str, str]]]

NAMED_BONUS = 2.0  # the name of a sheet or file weighs as much as two headers that only one table knows
LEAD = 0.25  # by how much the best table must beat the second
CONFIRMED, LEFT_OUT = "confirmed by you", "left out by you"
BY_MONTH = "it has a column for each month: as a list with a row for each rep and month it can be read"
MONTHLY = "it has a column for each month, and nothing says that these are targets"
LINKS = "it only tells which records belong together"
_UNCHOSEN = "not among the columns you confirmed"
_SURELY, _MOSTLY = 5, 0.4  # so many known columns are no chance, nor are so many of all
_IDS = frozenset({"lead_id", "opportunity_id", "customer_id", "activity_id", "person_id", "contact_id"})
_DATED_AMOUNT = frozenset({"period_start", "amount"})
_OF_MONTHS = 2.0  # columns of months together, once it is known what they hold
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
    plans = [_beside(number, plans, grids) for number in range(len(plans))]
    if not any(one.table == "opportunities" for one in plans):
        return tuple(plans)
    return tuple(_stages(grid, one) for grid, one in zip(grids, plans, strict=True))


def _stages(grid: Grid, plan: Plan) -> Plan:
    """Beside deals, a sheet that is nothing else may list their stages."""
    listing = not plan.fits and plan.reason != LEFT_OUT and not grid.hidden and stage_list(grid) is not None
    return Plan((), STAGES) if listing else plan


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
    if not hits and (chosen := told.get(SHEET, "")) in BY_NAME:
        hits[chosen] = {}
    settled = unused | {hit.place for found in hits.values() for hit in found.values()}
    fits = [_with_rest(grid, table, found, settled, presets, told) for table, found in hits.items()]
    fits = [replace(one, left_out=unused) for one in fits]
    ordered = tuple(sorted(fits, key=lambda one: -len(one.hits)))
    return Plan(ordered, CONFIRMED if ordered else LEFT_OUT)


def _with_rest(
    grid: Grid, table: str, said: Mapping[str, Hit], settled: frozenset[int], presets: Presets, told: Told
) -> Fit:
    """What somebody said of a sheet, and of the other columns what is found, if that is wanted."""
    layout = _layout_for(grid, table, presets)
    if told.get(REST) != FOUND:
        rest = {place: LEFT_OUT if place in settled else _UNCHOSEN for place in range(len(grid.names))}
        only = Fit(BY_NAME[table], tuple(sorted(said.values(), key=_place)), rest, layout=layout)
        return with_months(only, grid, Likeness(grid).unlike, settled)
    found = as_table(grid, table, presets)
    others = (hit for hit in found.hits if hit.field not in said and hit.place not in settled)
    return replace(found, hits=tuple(sorted((*said.values(), *others), key=_place)))


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
    return _fitted(grid, BY_NAME[table], _blank(grid), unlike, known_here(grid.names, table, unlike))


def _fitted(grid: Grid, table: Table, blank: frozenset[int], unlike: Unlike, known: Sequence[Hit]) -> Fit:
    return with_months(fit(grid.names, table, blank, unlike, known), grid, unlike)


def with_months(found: Fit, grid: Grid, unlike: Unlike, settled: frozenset[int] = frozenset()) -> Fit:
    """Quotas that stand in a column for each month instead of one below the other."""
    if found.table.name != "quotas" or found.fields & _DATED_AMOUNT:
        return found
    months = month_columns(grid, unlike, settled | _places(found))
    return replace(found, months=months, strength=found.strength + (_OF_MONTHS if months else 0.0))


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
    fits = []
    for table in TABLES:
        known = known_here(grid.names, table.name, unlike) if table.name in named else ()
        fits.append(_fitted(grid, table, blank, unlike, known))
    fits = [found for found in fits if found.hits]
    usable = [found for found in fits if not lacking(found, grid) and _trusted(found, grid, found.table.name in named)]
    ranked = sorted(usable, key=lambda found: -_points(found, named))
    if not ranked:
        return Plan((), _why_not(fits, grid, named))
    best = ranked[0]
    if _only_links(best):
        return Plan((), LINKS)
    if best.table.key not in best.fields and (own := foreign_id(grid.names, grid.columns, _places(best))):
        return Plan((), f"its rows are numbered by “{own}”, which belongs to no table of a sales log")
    if len(ranked) > 1 and _points(best, named) - _points(ranked[1], named) < LEAD:
        rivals = (best.table.name, ranked[1].table.name)
        return Plan((), f"it could be {best.table.title} or {ranked[1].table.title}", rivals, sure=False)
    if said := known_here(grid.names, best.table.name, unlike):  # "When" and "Who" are clear once the table is
        best = _fitted(grid, best.table, blank, unlike, said)
    sure = best.table.name in named or _is_sure(best, grid)
    return Plan((best,), f"{_known_columns(best)} of {_headed(grid)} columns are known", sure=sure)


def _only_links(best: Fit) -> bool:
    """Whether nothing is known of its rows but the ids of records, as where two tables of a CRM are put together."""
    return len(best.hits) > 1 and best.fields <= _IDS


def _is_sure(best: Fit, grid: Grid) -> bool:
    """Few known columns among many that are not known may be chance."""
    return _known_columns(best) >= _SURELY or _known_columns(best) > _MOSTLY * _headed(grid)


def _known_columns(found: Fit) -> int:
    return len(found.hits) + len(found.months.of) + (found.months.year_place is not None)


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
        and not (found.months and label in {found.table.column(name).label for name in _DATED_AMOUNT})
    )
    choice = found.table.any_of
    if choice and not found.fields & _with_parts(choice):
        missing += (" or ".join(found.table.column(name).label for name in choice),)
    return missing


def _with_parts(choice: Sequence[str]) -> frozenset[str]:
    return frozenset(choice) | ({"won_at", "lost_at", "is_won"} if "status" in choice else frozenset())


def _trusted(found: Fit, grid: Grid, named: bool) -> bool:
    """Whether enough headers are known: many of them, or most, or fewer if the sheet's name says the same."""
    if found.months:
        return speaks_of_targets(grid)
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
    if any(found.months and not lacking(found, grid) for found in fits):
        return MONTHLY
    if holds_months(grid.names):
        return BY_MONTH
    if near is None:
        return "none of its columns belongs to a sales log"
    if _only_links(near):
        return LINKS
    if _trusted(near, grid, near.table.name in named) and (absent := lacking(near, grid)):
        return f"it looks like {near.table.title}, but no column stands for {', '.join(absent)}"
    known = ", ".join(f"“{grid.names[hit.place]}”" for hit in near.hits[:3])
    return f"only {len(near.hits)} of its {_headed(grid)} columns could belong to a sales log ({known})"


def _beside(number: int, plans: Sequence[Plan], grids: Sequence[Grid]) -> Plan:
    """Of two tables of one kind on a sheet, the one with fewer columns is taken for a summary."""
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
    best = plan.fits[0]
    if best.layout is not None and best.layout.people:
        return True
    key = next((hit for hit in best.hits if hit.field == "lead_id"), None)
    return key is not None and bool(_PERSON & set(words(grid.names[key.place]).split()))
