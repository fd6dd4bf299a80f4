"""The columns of a sheet whose layout a preset knows; those it does not know are matched like any other."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from salesdesk.reading.aliases import fields_of, foreign_names
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import singular, words
from salesdesk.reading.match_columns import Fit, Hit, Unlike, fit
from salesdesk.reading.preset_layout import Layout


class _Claim(NamedTuple):
    blank: bool
    less: float  # than a header that stands there word for word
    rank: int
    place: int
    field: str


def fit_layout(grid: Grid, layout: Layout, blank: frozenset[int], unlike: Unlike) -> Fit:
    """``blank``: positions of columns without any cell; they count only where no other column is for the field."""
    idle = frozenset(place for place, name in enumerate(grid.names) if layout.leaves_out(name))
    known = _known(grid, layout, blank, idle)
    names = ["" if place in idle else name for place, name in enumerate(grid.names)]
    found = fit(names, layout.table, blank, unlike, known)
    rest = {**_second(grid, layout, found), **found.rest, **dict.fromkeys(idle, f"{layout.reason}, and not needed")}
    return replace(found, rest=rest, layout=layout)


def _second(grid: Grid, layout: Layout, found: Fit) -> dict[int, str]:
    """Headers that the layout knows for a field which a better one fills."""
    labels, by_field = fields_of(layout.table.name), {hit.field: hit.place for hit in found.hits}
    fields = {
        place: next((layout.columns[key] for key, _ in layout.readings(name) if key in layout.columns), "")
        for place, name in enumerate(grid.names)
    }
    return {
        place: f"{labels[field].label} is taken from “{grid.names[by_field[field]]}”"
        for place, field in fields.items()
        if by_field.get(field, place) != place
    }


def _known(grid: Grid, layout: Layout, blank: frozenset[int], idle: frozenset[int]) -> tuple[Hit, ...]:
    order = list(layout.columns)
    claims = [
        _Claim(place in blank, -score, order.index(key), place, layout.columns[key])
        for place, name in enumerate(grid.names)
        if place not in idle
        for key, score in layout.readings(name)
        if key in layout.columns
    ]
    hits: dict[str, Hit] = {}
    used: set[int] = set()
    for claim in sorted(claims):
        if claim.field not in hits and claim.place not in used:
            hits[claim.field] = Hit(claim.place, claim.field, 100.0, layout.reason)
            used.add(claim.place)
    for place, field in _renamed(grid, layout, used | idle):
        hits.setdefault(field, Hit(place, field, 100.0, layout.reason))
    return tuple(hits.values())


def _renamed(grid: Grid, layout: Layout, used: frozenset[int] | set[int]) -> list[tuple[int, str]]:
    """The headers with a module's own name in them, where just one of the others is like that."""
    foreign = foreign_names(layout.table)
    found = []
    for header, field in layout.renamed:
        like = [
            place
            for place, name in enumerate(grid.names)
            if place not in used and (told := header.fullmatch(words(name))) and singular(told["module"]) not in foreign
        ]
        found += [(place, field) for place in like if len(like) == 1]
    return found
