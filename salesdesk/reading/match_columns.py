"""Which column of a table each header of a sheet stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz

from salesdesk.models.columns import Kind, Table
from salesdesk.reading.aliases import fields_of, foreign_names, known_headers, names_of, weight
from salesdesk.reading.general_words import HERE
from salesdesk.reading.header_words import WHOLE, readings, singular, squeeze, words
from salesdesk.reading.month_columns import Months
from salesdesk.reading.parts import parts_of
from salesdesk.reading.preset_layout import Layout

# A near miss counts from 90 of 100 on: one wrong letter in ten. Short words differ by one letter and mean
# something else (sale date, sales rate), and a rival that is nearly as close makes the header ambiguous.
NEAR = 90.0
RIVAL = 4.0
SHORTEST = 6
_OWN_WORDS = 2  # label and name of a column; its aliases come after them
Unlike = Callable[[int, Kind], bool]
_Torn = dict[int, tuple[str, str]]
_DIFFERENT = frozenset({"county", "converted"})  # words of their own, no slips for country and is converted


@dataclass(frozen=True)
class Hit:
    """``place`` is the column's position in the grid."""

    place: int
    field: str
    score: float
    reason: str


@dataclass(frozen=True)
class Fit:
    """How well a grid fits one table. ``rest``: why each other header is not used, by position.

    ``layout``: the kind of export that it is known to be. ``torn``: headers that come equally near to two columns.
    ``left_out``: those that are not to be used for anything. ``months``: columns that hold the table's amounts.
    """

    table: Table
    hits: tuple[Hit, ...]
    rest: Mapping[int, str] = field(default_factory=dict)
    strength: float = 0.0
    layout: Layout | None = None
    torn: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    months: Months = field(default_factory=Months)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(hit.field for hit in self.hits)

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of the required columns that no header stands for and that are not the same in every row."""
        always = self.layout.always if self.layout else {}
        needed = (column for column in self.table.columns if column.required and column.name not in always)
        fed = {part.feeds for part in parts_of(self.table.name) if part.column.name in self.fields}
        return tuple(column.label for column in needed if column.name not in self.fields | fed)


@dataclass(frozen=True)
class _Claim:
    place: int
    field: str
    score: float
    rank: int
    key: str
    blank: bool

    @property
    def order(self) -> tuple[bool, float, int, int]:
        return self.blank, -self.score, self.rank, self.place


def fit(
    names: Sequence[str],
    table: Table,
    blank: frozenset[int] = frozenset(),
    unlike: Unlike | None = None,
    known: Sequence[Hit] = (),
) -> Fit:
    """The best match of headers and columns, one to one.

    ``blank``: positions of columns without any cell. ``unlike`` tells that the cells of a column are not of a kind.
    ``known``: what is certain beforehand.
    """
    settled, filled = {hit.place for hit in known}, {hit.field for hit in known}
    claims = [claim for claim in _exact(names, table, blank) if claim.place not in settled]
    strange = [claim for claim in claims if unlike and unlike(claim.place, fields_of(table.name)[claim.field].kind)]
    claims = [claim for claim in claims if claim not in strange]
    guessed, keys = _settle([claim for claim in claims if claim.field not in filled])
    hits = [*known, *guessed]
    near, rest, torn = _near(names, table, hits)
    if unlike:
        kinds = fields_of(table.name)
        near = [hit for hit in near if not unlike(hit.place, kinds[hit.field].kind)]
        near = [hit for hit in near if not (kinds[hit.field].refers and _tells_how_many(hit.place, names, unlike))]
    rest = {**_misleading(strange, table), **_beaten(claims, hits, names, table), **rest}
    strength = sum(weight(keys[hit.place]) for hit in guessed) + sum(0.5 * hit.score / 100 for hit in near)
    return Fit(table, tuple(sorted((*hits, *near), key=lambda hit: hit.place)), rest, strength, torn=torn)


def known_here(names: Sequence[str], table: str, unlike: Unlike | None = None) -> tuple[Hit, ...]:
    """General words that mean a column where it is known already what the sheet holds; exact names go before them."""
    known, fields = known_headers(table), fields_of(table)
    exact = {one.field for name in names for one in known.get(squeeze(name), ())}
    places = {squeeze(name): place for place, name in reversed(tuple(enumerate(names)))}
    found: dict[str, Hit] = {}
    for word, meant in HERE.get(table, {}).items():
        place = places.get(squeeze(word), -1)
        free = place >= 0 and squeeze(word) not in known and meant not in exact and meant not in found
        if free and not (unlike and unlike(place, fields[meant].kind)):
            found[meant] = Hit(place, meant, WHOLE, "a usual name for it in such a table")
    return tuple(found.values())


def _tells_how_many(place: int, names: Sequence[str], unlike: Unlike) -> bool:
    """A plural above numbers counts things ("customers": 57), it does not say which."""
    return singular(names[place]) != words(names[place]) and not unlike(place, Kind.NUMBER)


def _exact(names: Sequence[str], table: Table, blank: frozenset[int]) -> list[_Claim]:
    known, own, foreign = known_headers(table.name), names_of(table), foreign_names(table)
    return [
        _Claim(place, meant.field, score, meant.rank, key, place in blank)
        for place, name in enumerate(names)
        for key, score in readings(name, own, foreign)
        for meant in known.get(key, ())
    ]


def _settle(claims: list[_Claim]) -> tuple[list[Hit], dict[int, str]]:
    hits: dict[str, Hit] = {}
    keys: dict[int, str] = {}
    for claim in sorted(claims, key=lambda claim: claim.order):
        if claim.field not in hits and claim.place not in keys:
            hits[claim.field] = Hit(claim.place, claim.field, claim.score, _how(claim))
            keys[claim.place] = claim.key
    return list(hits.values()), keys


def _how(claim: _Claim) -> str:
    if claim.score < WHOLE:
        return "a usual name for it, with an addition"
    return "same name" if claim.rank < _OWN_WORDS else "a usual name for it"


def _misleading(strange: list[_Claim], table: Table) -> dict[int, str]:
    labels = fields_of(table.name)
    return {
        claim.place: f"headed like {labels[claim.field].label}, but most of its cells are something else"
        for claim in strange
    }


def _beaten(claims: list[_Claim], hits: list[Hit], names: Sequence[str], table: Table) -> dict[int, str]:
    """Headers that name a column which a better header already fills."""
    used, by_field = {hit.place for hit in hits}, {hit.field: hit for hit in hits}
    labels = fields_of(table.name)
    return {
        claim.place: f"{labels[claim.field].label} is taken from “{names[by_field[claim.field].place]}”"
        for claim in sorted(claims, key=lambda claim: claim.order, reverse=True)
        if claim.place not in used and claim.field in by_field
    }


def _near(names: Sequence[str], table: Table, hits: list[Hit]) -> tuple[list[Hit], dict[int, str], _Torn]:
    taken, used = {hit.field for hit in hits}, {hit.place for hit in hits}
    found: dict[str, Hit] = {}
    rest: dict[int, str] = {}
    torn: _Torn = {}
    for place, name in enumerate(names):
        if place in used:
            continue
        scores = _scores(squeeze(name), table)
        (best, score), *others = [*scores, ("", 0.0)]
        if score < NEAR or best in taken or best in found:
            continue
        rival = others[0] if others else ("", 0.0)
        if score - rival[1] < RIVAL:
            labels = fields_of(table.name)
            rest[place] = f"could be {labels[best].label} or {labels[rival[0]].label}"
            torn[place] = (best, rival[0])
        else:
            found[best] = Hit(place, best, score, f"nearly the same name ({score:.0f} of 100)")
    return list(found.values()), rest, torn


def _scores(key: str, table: Table) -> list[tuple[str, float]]:
    """The columns that a misspelt header comes near to, the nearest first."""
    if len(key) < SHORTEST or key in _DIFFERENT:
        return []
    best: dict[str, float] = {}
    for word, column in _long_headers(table.name).get(_digits(key), ()):
        score = fuzz.ratio(key, word, score_cutoff=NEAR - RIVAL)
        if score:
            best[column] = max(best.get(column, 0.0), score)
    return sorted(best.items(), key=lambda one: -one[1])


@cache
def _long_headers(table: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The headers long enough to be misspelt, each with its column, by the digits in them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, meant in known_headers(table).items():
        if len(word) >= SHORTEST:
            found.setdefault(_digits(word), []).append((word, meant[0].field))
    return found


def _digits(key: str) -> str:
    return "".join(mark for mark in key if mark.isdigit())
