"""Where a measure takes its rows from: a side (facts met by a clock), or one row per member built from sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import IN, Clock
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import NO_ROW, Array, FactsFunction, Floats, Pointers, Sorted
from salesdesk.kpis.grain import ONE_EACH, Weight, last_is_nobody, marked, row_weights
from salesdesk.kpis.member_totals import Members, Totals, aligned, totals
from salesdesk.kpis.picks import Pick, picked
from salesdesk.kpis.placing import Cells, Index
from salesdesk.models.dims import attribute
from salesdesk.models.log import Mask
from salesdesk.models.money import amount

Each = Callable[..., tuple[Mask, Mapping[str, Array]]]


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows behind a cut, one by one: the cell each stands in, its columns, and what it points at.

    ``members``: the code of the member where a row is one; ``pointers`` are empty then. ``index``: its place in
    the facts where it is a row of facts. ``part``: what part of each row counts, where a clock measures that.
    """

    cell: Cells
    shape: tuple[int, ...]
    columns: Mapping[str, Array]
    money: frozenset[str] = frozenset()
    pointers: Pointers = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    members: Array | None = None
    index: Index | None = None
    part: Floats | None = None

    def __len__(self) -> int:
        return len(self.cell)

    def number(self, name: str) -> Floats:
        """A column in its own unit, money in that of the currency."""
        found = self.columns[name].astype(np.float64, copy=False)
        return amount(found) if name in self.money else found

    def added(self, weight: Weight) -> Floats:
        """Weights added up by cell."""
        cells = int(np.prod(self.shape, dtype=np.int64))
        each = row_weights(self.columns, len(self), weight)
        return np.bincount(self.cell, each, minlength=cells).astype(np.float64).reshape(self.shape)

    def those(self, chosen: Mask) -> Rows:
        """Some of the rows."""
        picked = np.flatnonzero(chosen)
        return Rows(
            self.cell[picked],
            self.shape,
            Sorted(self.columns, picked),
            self.money,
            self.pointers[picked] if len(self.pointers) else self.pointers,
            None if self.members is None else self.members[picked],
            None if self.index is None else self.index[picked],
            None if self.part is None else self.part[picked],
        )


@dataclass(frozen=True)
class Side:
    """Facts, how they meet a period, and the mark without which a row is not meant.

    ``shared`` names dimensions that the rows may lack: they then count in every cell along them. ``title`` says
    what the rows are, above the list of records.
    """

    facts: FactsFunction
    clock: Clock = IN
    where: str | None = None
    shared: tuple[str, ...] = ()
    title: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        return () if self.where is None else (self.where,)

    @property
    def all_sides(self) -> tuple[Side, ...]:
        return (self,)

    def is_money(self, book: Book, column: str) -> bool:
        return column in book.facts(self.facts).money

    def total(self, book: Book, cut: Cut, weight: Weight = ONE_EACH) -> Floats:
        """Weights added up, shape (periods, *dims), 1 along a shared dimension; money in ten-thousandths."""
        grain = book.grain(self.facts, cut.dims)
        asked = weight._replace(marks=(*self.marks, *weight.marks))
        return book.placed(grain, self.clock, cut, self.shared).total(grain.weight(asked))

    def things(self, book: Book, cut: Cut) -> Floats:
        """How many records: one that stands in several rows of a cell counts there once."""
        if not book.repeats(self.facts):
            return self.total(book, cut)
        rows = self.rows(book, cut)
        cells = int(np.prod(rows.shape, dtype=np.int64))
        span, named = int(rows.pointers.max(initial=0)) + 1, rows.pointers != NO_ROW
        apart = np.unique(rows.cell[named] * span + rows.pointers[named]) // span
        counted = np.bincount(np.concatenate([apart, rows.cell[~named]]), minlength=cells)
        return counted.astype(np.float64).reshape(rows.shape)

    def rows(self, book: Book, cut: Cut) -> Rows:
        found = book.facts(self.facts)
        placed = book.placed(book.grain(self.facts), self.clock, cut, self.shared)
        columns = Sorted(found.values, placed.index)
        pointers = found.row[placed.index]
        rows = Rows(placed.cell, placed.shape, columns, found.money, pointers, index=placed.index, part=placed.part)
        return rows if self.where is None else rows.those(marked(columns, self.where))


@dataclass(frozen=True)
class Sum:
    """Rows of a source counted, or one of their columns added up; ``where``: only rows with this mark."""

    of: Side | Per
    value: str | None = None
    where: str | None = None

    @property
    def weight(self) -> Weight:
        return Weight(self.value, () if self.where is None else (self.where,))

    def raw(self, book: Book, cut: Cut) -> Floats:
        """The exact sum, money in ten-thousandths."""
        return self.of.total(book, cut, self.weight)

    def total(self, book: Book, cut: Cut) -> Floats:
        """The sum in its own unit."""
        found = self.raw(book, cut)
        return amount(found) if self.value and self.of.is_money(book, self.value) else found

    def count(self, book: Book, cut: Cut) -> Floats:
        """How many records there are to it; of those with a mark of the sum's own, how many rows."""
        if self.where is None:
            return self.of.things(book, cut)
        return self.of.total(book, cut, Weight(None, (self.where,)))


@dataclass(frozen=True, eq=False)
class Per:
    """One row per member of a dimension, made of the totals of its sides.

    ``each`` gets one array per side, and one per ``whole`` (the total over everybody), and answers with the mark of
    the members that count and with their columns; money, named in ``money``, is in ten-thousandths throughout. A
    member is there if a side has a row of it, with ``base`` only if that side has one; nobody is no member. A
    dimension in ``owns`` is read from the member, as is its own; all others are read from the rows. Members of a side
    that lacks one of these are there for everybody along it, and for nobody only where another side has rows of nobody.
    With ``by_settings``, ``each`` gets the settings, too.
    """

    member: str
    sides: Mapping[str, Sum | Pick]
    each: Each
    whole: Mapping[str, Sum] = field(default_factory=dict)
    owns: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    title: str = ""
    by_settings: bool = False
    base: str | None = None

    @property
    def all_sides(self) -> tuple[Side, ...]:
        return tuple(dict.fromkeys(side for part in self.sides.values() for side in part.of.all_sides))

    def is_money(self, book: Book, column: str) -> bool:  # noqa: ARG002  as a side has it
        return column in self.money

    def owned(self, dims: Iterable[str]) -> frozenset[str]:
        """Those of the dimensions that are read from the member."""
        return frozenset(dims) & {self.member, *self.owns}

    def total(self, book: Book, cut: Cut, weight: Weight = ONE_EACH) -> Floats:
        """As for a side: weights added up, shape (periods, *dims)."""
        return self.rows(book, cut).added(weight)

    def things(self, book: Book, cut: Cut) -> Floats:
        """How many members."""
        return self.total(book, cut)

    def rows(self, book: Book, cut: Cut) -> Rows:
        owned = self.owned(cut.dims)
        of_rows = cut.sliced(*(dim for dim in cut.by if dim not in owned)).kept_by(cut.dims - owned)
        key = ("members", self, of_rows.key)
        found = book.remembered(key, lambda: self._totals(book, of_rows), len)
        codes = {dim: self._codes(book, dim)[found.member] for dim in owned}
        period, *of_row = np.unravel_index(found.cell, found.shape)
        codes.update(zip(of_rows.by, of_row, strict=True))
        kept = np.ones(len(found), dtype=bool)
        for dim, mask in cut.keep:
            if dim in codes:
                kept &= mask[codes[dim]]
        index = np.flatnonzero(kept)
        shape = (len(cut.periods), *(book.size(dim) for dim in cut.by))
        period, codes = period[index], {dim: code[index] for dim, code in codes.items()}
        cell = period.astype(np.int64)
        for dim, size in zip(cut.by, shape[1:], strict=True):
            cell = cell * size + last_is_nobody(codes[dim], size)
        columns = Sorted(found.columns, index)
        return Rows(cell, shape, columns, frozenset(self.money), members=found.member[index])

    def _codes(self, book: Book, dim: str) -> Array:
        if dim == self.member:
            return np.arange(book.size(dim) - 1, dtype=np.int32)
        return attribute(book.log, self.member, dim)

    def _totals(self, book: Book, cut: Cut) -> Members:
        somebody = np.arange(book.size(self.member)) < book.size(self.member) - 1
        per_member = cut.sliced(*cut.by, self.member).only(self.member, somebody)
        parts = {name: self._side_totals(part, book, per_member) for name, part in self.sides.items()}
        shape = tuple(len(cut.periods) if not place else book.size(dim) for place, dim in enumerate(("", *cut.by)))
        keys, totals = aligned(parts, (*shape, book.size(self.member)), self.base)
        cell, member = np.divmod(keys, book.size(self.member))
        for name, part in self.whole.items():
            totals[name] = np.broadcast_to(part.raw(book, cut), shape).reshape(-1)[cell]
        asked = {"settings": book.log.settings} if self.by_settings else {}
        counted, columns = self.each(**totals, **asked)
        index = np.flatnonzero(counted & _there(cell, shape, parts))
        return Members(cell[index], member[index], shape, Sorted(columns, index))

    @staticmethod
    def _side_totals(part: Sum | Pick, book: Book, cut: Cut) -> Totals:
        side = part.of
        if not isinstance(side, Side):
            raise TypeError("a member is made of sides, not of other members")
        grain = book.grain(side.facts)
        placed = book.placed(grain, side.clock, cut, side.shared)
        if isinstance(part, Pick):
            return picked(grain, placed, part, book.size(part.party))
        return totals(grain, placed, Weight(part.value, (*side.marks, *part.weight.marks)))


def _there(cell: Cells, shape: tuple[int, ...], parts: Mapping[str, Totals]) -> Mask:
    """Which cells do not stand for nobody along a dimension (its last place), or have rows of nobody."""
    there = np.ones(len(cell), dtype=bool)
    own = [part.cell // part.shape[-1] for part in parts.values() if part.shape[:-1] == shape]
    if len(own) == len(parts) or not own:
        return there
    for place, size in zip(np.unravel_index(cell, shape)[1:], shape[1:], strict=True):
        there &= place < size - 1
    return there | np.isin(cell, np.concatenate(own))
