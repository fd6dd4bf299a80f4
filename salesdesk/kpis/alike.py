"""A side whose rows belong to goals of different scope and measure: of them only those that may be added up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import FactsFunction, Floats
from salesdesk.kpis.grain import ONE_EACH, Weight
from salesdesk.kpis.measures import Cols, Ratio
from salesdesk.kpis.placing import Cells
from salesdesk.kpis.sources import Rows, Side
from salesdesk.models.log import Mask

SEVERAL = "measures"  # the detail that tells in how many measures the goals of a cell are, where in several
_NONE, _UNLIKE = -1, -2


@dataclass(frozen=True)
class Scopes:
    """For whom goals are set. ``names``: the dimensions that a goal names, first the ones to be asked first.

    ``known``: for each scope the dimensions by which its goals can be told apart.
    """

    names: tuple[tuple[str, ...], ...]
    known: tuple[frozenset[str], ...]
    kinds: int

    def followed(self, dims: Collection[str]) -> Mask:
        """Which scopes can follow a question about these dimensions."""
        return np.array([set(dims) <= known for known in self.known], dtype=bool)

    def named(self, dims: Collection[str]) -> int | None:
        """The scope that is set for just what is asked about; a rep stands for the team as well."""
        of_goals = {dim for names in self.names for dim in names} & set(dims)
        if "rep" in of_goals:
            of_goals.discard("team")
        return next((place for place, names in enumerate(self.names) if set(names) == of_goals), None)


@dataclass(frozen=True)
class Alike(Side):
    """Rows of facts, each with the place of its ``scope`` and of its ``kind`` (measure) among the scopes and measures.

    In each cell those goals count that are set for just what is asked about (a location's for a location); where
    there are none, those of the first scope whose goals are all in one measure. Without any such no row counts.
    ``goals`` are the facts of the goals, which decide.
    """

    goals: FactsFunction | None = None
    scopes: Scopes = Scopes((), (), 0)

    def rows(self, book: Book, cut: Cut) -> Rows:
        rows = super().rows(book, cut)
        chosen = self.chosen(book, cut)[0]
        return rows.those(self._code(rows) == chosen[rows.cell])

    def total(self, book: Book, cut: Cut, weight: Weight = ONE_EACH) -> Floats:
        return self.rows(book, cut).added(weight)

    def chosen(self, book: Book, cut: Cut) -> tuple[Cells, Floats]:
        """For each cell what counts (scope and kind in one number), and in how many measures its goals are."""
        key = ("alike", self.goals, cut.key)
        return book.remembered(key, lambda: self._choose(book, cut), lambda found: len(found[0]))

    def _choose(self, book: Book, cut: Cut) -> tuple[Cells, Floats]:
        goals = Side(self.goals or self.facts).rows(book, cut)
        cells, kinds = int(np.prod(goals.shape, dtype=np.int64)), self.scopes.kinds
        width = len(self.scopes.names) * kinds
        counts = np.bincount(goals.cell * width + self._code(goals), minlength=cells * width)
        present = counts.reshape(cells, -1, kinds) > 0
        present &= self.scopes.followed(cut.dims)[:, None]
        found = _first_of(present)
        named = self.scopes.named(cut.dims)
        if named is not None:
            own = _one_of(present, [named])
            there = own[1] > 0
            return np.where(there, own[0], found[0]), np.where(there, own[1], found[1])
        return found

    def _code(self, rows: Rows) -> Cells:
        code: Cells = (rows.columns["scope"] * self.scopes.kinds + rows.columns["kind"]).astype(np.int64)
        return code


def _one_of(present: Mask, scopes: Sequence[int]) -> tuple[Cells, Floats]:
    """Of the goals of some scopes: the first scope and its measure if all are in one, and the number of measures."""
    picked = present[:, list(scopes)]
    kinds = picked.any(axis=1)
    measures = kinds.sum(axis=1)
    scope = np.array(scopes, dtype=np.int64)[picked.any(axis=2).argmax(axis=1)]
    code = scope * present.shape[2] + kinds.argmax(axis=1)
    return np.where(measures == 1, code, np.where(measures == 0, _NONE, _UNLIKE)), measures.astype(np.float64)


def _first_of(present: Mask) -> tuple[Cells, Floats]:
    """The first scope whose goals are in one measure, and in how many measures the goals of all scopes are."""
    code, measures = _one_of(present, range(present.shape[1]))
    for scope in range(present.shape[1] - 1, -1, -1):
        own, alone = _one_of(present, [scope])
        code = np.where((measures > 1) & (alone == 1), own, code)
    return code, measures


@dataclass(frozen=True, eq=False)
class Attained(Ratio):
    """What was reached by the goals, each counted once; a detail tells where they are in several measures."""

    def fold(self, book: Book, cut: Cut) -> Cols:
        cols = super().fold(book, cut)
        goals = self.bottom.of
        if not isinstance(goals, Alike):
            raise TypeError("goals are told apart by scope and measure")
        measures = goals.chosen(book, cut)[1].reshape(cols.value.shape)
        detail = {SEVERAL: np.where(measures > 1, measures, np.nan)} if (measures > 1).any() else {}
        return replace(cols, n=goals.things(book, cut), detail=detail)
