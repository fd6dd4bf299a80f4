"""How rows add up to a figure: counts, totals, means, shares, ratios, and formulas of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.grain import Weight
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import Mask
from salesdesk.models.money import amount
from salesdesk.stats.intervals import adjusted_wald_nps, wilson

Source = Side | Per
VALUED = "valued"  # the detail that tells how many rows had a value


@dataclass(frozen=True, eq=False)
class Cols:
    """What a measure gives: arrays of shape (periods, *dims), NaN where there is none.

    ``observed``: how many observations the small-sample rule judges, if not ``n``; ``judged_as``: by the rule of
    which kind, if not the measure's own. ``answered``: where there is an answer although ``value`` has none.
    """

    value: Floats
    numerator: Floats
    denominator: Floats
    n: Floats
    lo: Floats | None = None
    hi: Floats | None = None
    observed: Floats | None = None
    judged_as: MeasureKind | None = None
    answered: Mask | None = None
    immature: Mask | None = None
    detail: Mapping[str, Floats] = field(default_factory=dict)


class Counted(NamedTuple):
    """Rows that a measure reads, for the list of records behind a figure.

    ``value`` is the column that adds up (a mark: 1 where it is set; None: 1 each), ``where`` a mark the rows must
    have. ``pending``: a mark whose absence means that a row is too recent to count. ``adds_up``: the figure is a
    sum of the values, so that the rows of one record may be shown as one. ``event``: a mark without which a time has
    not ended yet.
    """

    key: str
    of: Source
    value: str | None = None
    where: str | None = None
    pending: str | None = None
    adds_up: bool = False
    event: str | None = None


class Measure(ABC):
    """Folds the rows of a cut into figures."""

    kind: MeasureKind

    @abstractmethod
    def fold(self, book: Book, cut: Cut) -> Cols: ...

    @property
    @abstractmethod
    def counted(self) -> tuple[Counted, ...]:
        """The rows it reads, each sort once."""

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it stands on, each once."""
        return tuple(dict.fromkeys(side for part in self.counted for side in part.of.all_sides))


def divide(top: Floats, bottom: Floats) -> Floats:
    """NaN where there is nothing to divide by: an empty denominator means no data, not 0."""
    shape = np.broadcast_shapes(np.shape(top), np.shape(bottom))
    result = np.full(shape, np.nan)
    np.divide(top, bottom, out=result, where=np.broadcast_to(np.greater(bottom, 0), shape))
    return result


def whole_along(part: Sum, book: Book, cut: Cut, along: str) -> Floats:
    """The sum over everybody along one dimension, nobody included; of size 1 along it where it is told apart."""
    others = cut.sliced(*(dim for dim in cut.by if dim != along)).kept_by(cut.dims - {along})
    found = part.total(book, others)
    return np.expand_dims(found, 1 + cut.by.index(along)) if along in cut.by else found


def _none_like(values: Floats) -> Floats:
    return np.full(np.shape(values), np.nan)


def _told_apart(valued: Floats, n: Floats) -> dict[str, Floats]:
    """How many rows have a value, where not all have."""
    return {VALUED: np.where(valued < n, valued, np.nan)} if np.any(valued < n) else {}


@dataclass(frozen=True, eq=False)
class Count(Measure):
    of: Source
    kind: MeasureKind = MeasureKind.COUNT

    def fold(self, book: Book, cut: Cut) -> Cols:
        n = self.of.total(book, cut)
        return Cols(n, n, _none_like(n), n)

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, adds_up=True),)


@dataclass(frozen=True, eq=False)
class Total(Measure):
    """A column added up. Rows whose value is unknown are counted in n and told as detail ``valued``."""

    of: Source
    value: str
    kind: MeasureKind = MeasureKind.SUM

    def fold(self, book: Book, cut: Cut) -> Cols:
        rows, n = self.of.total(book, cut), self.of.things(book, cut)
        valued = self.of.total(book, cut, Weight(self.value, known=True))
        total = Sum(self.of, self.value).total(book, cut)
        value = np.where((rows > 0) & (valued == 0), np.nan, total)
        return Cols(value, value, _none_like(n), n, detail=_told_apart(valued, rows))

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value, adds_up=True),)


@dataclass(frozen=True, eq=False)
class Mean(Measure):
    """Mean of a column over the rows that have a value; n counts those."""

    of: Source
    value: str
    kind: MeasureKind = MeasureKind.MEAN

    def fold(self, book: Book, cut: Cut) -> Cols:
        valued = self.of.total(book, cut, Weight(self.value, known=True))
        total = Sum(self.of, self.value).total(book, cut)
        return Cols(divide(total, valued), total, valued, valued)

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value),)


@dataclass(frozen=True, eq=False)
class Share(Measure):
    """Share of the rows that have the mark ``hit``.

    With ``mature``, only rows with that mark count on either side; where fewer than half of the rows have it, the
    share is immature, except under "all", where there is nothing to wait for.
    """

    of: Source
    hit: str
    mature: str | None = None
    kind: MeasureKind = MeasureKind.RATE

    def fold(self, book: Book, cut: Cut) -> Cols:
        old_enough = () if self.mature is None else (self.mature,)
        n = self.of.total(book, cut, Weight(None, old_enough))
        hits = self.of.total(book, cut, Weight(None, (*old_enough, self.hit)))
        lo, hi = wilson(hits, n)
        return Cols(divide(hits, n), hits, n, n, lo, hi, immature=self._immature(book, cut, n))

    def _immature(self, book: Book, cut: Cut, n: Floats) -> Mask | None:
        if self.mature is None:
            return None
        dated = np.array([not period.is_all for period in cut.periods]).reshape(-1, *[1] * (n.ndim - 1))
        immature: Mask = (2 * n < self.of.total(book, cut)) & dated
        return immature

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.hit, self.mature, self.mature),)


@dataclass(frozen=True, eq=False)
class Ratio(Measure):
    """One sum divided by another, each at its own grain, times ``scale``; none where the bottom is not above 0.

    ``n`` says which rows are the observations: those below the line, or both. A ratio of two counts is judged for
    sample size as a rate is, unless ``judged_as`` says by the rule of which other kind.
    """

    top: Sum
    bottom: Sum
    scale: float = 1.0
    kind: MeasureKind = MeasureKind.RATIO
    n: Literal["bottom", "both"] = "bottom"
    names: tuple[str, str] = ("top", "bottom")
    judged_as: MeasureKind | None = None

    def fold(self, book: Book, cut: Cut) -> Cols:
        top, bottom = self.top.total(book, cut), self.bottom.total(book, cut)
        n = self.bottom.count(book, cut)
        if self.n == "both":
            n = n + self.top.count(book, cut)
        of_counts = self.top.value is None and self.bottom.value is None
        usual = MeasureKind.RATE if of_counts and self.kind is MeasureKind.RATIO else None
        lo, hi = self._interval(top, bottom) if of_counts else (None, None)
        return Cols(self.scale * divide(top, bottom), top, bottom, n, lo, hi, judged_as=self.judged_as or usual)

    def _interval(self, top: Floats, bottom: Floats) -> tuple[Floats | None, Floats | None]:
        if self.kind not in (MeasureKind.RATE, MeasureKind.PER_THOUSAND):
            return None, None
        top, bottom = np.broadcast_arrays(top, bottom)
        parts = top <= bottom
        lo, hi = wilson(np.where(parts, top, 0), np.where(parts, bottom, 0))
        return self.scale * lo, self.scale * hi

    @property
    def counted(self) -> tuple[Counted, ...]:
        sides = zip(self.names, (self.top, self.bottom), strict=True)
        return tuple(Counted(name, part.of, part.value, part.where, adds_up=True) for name, part in sides)


@dataclass(frozen=True, eq=False)
class Formula(Measure):
    """A value worked out from named sums and measures: ``fn(**arrays)``; ``n`` names the part that is observed.

    ``judged_as``: by the small-sample rule of which kind, if not its own.
    """

    parts: Mapping[str, Sum | Measure]
    fn: Callable[..., Floats]
    n: str
    kind: MeasureKind = MeasureKind.RATIO
    judged_as: MeasureKind | None = None

    def fold(self, book: Book, cut: Cut) -> Cols:
        folded = {name: part.fold(book, cut) for name, part in self.parts.items() if isinstance(part, Measure)}
        arrays = {name: cols.value for name, cols in folded.items()}
        for name, part in self.parts.items():
            if isinstance(part, Sum):
                arrays[name] = part.total(book, cut)
        observed = self.parts[self.n]
        n = observed.count(book, cut) if isinstance(observed, Sum) else folded[self.n].n
        value = self.fn(**arrays)
        return Cols(value, _none_like(value), _none_like(value), n, judged_as=self.judged_as)

    @property
    def counted(self) -> tuple[Counted, ...]:
        found: list[Counted] = []
        for name, part in self.parts.items():
            if isinstance(part, Sum):
                found.append(Counted(name, part.of, part.value, part.where, adds_up=True))
            else:
                found.extend(each._replace(key=name) for each in part.counted)
        return tuple(found)


@dataclass(frozen=True, eq=False)
class NetPromoter(Measure):
    """100 × (promoters − detractors) / answers, for answers from 0 to 10."""

    of: Source
    score: str
    kind: MeasureKind = MeasureKind.SCORE

    def fold(self, book: Book, cut: Cut) -> Cols:
        rows = self.of.rows(book, cut)
        score = rows.number(self.score)
        cells = int(np.prod(rows.shape))
        promoters, passives, detractors = (
            np.bincount(rows.cell[chosen], minlength=cells).reshape(rows.shape).astype(np.float64)
            for chosen in (score >= 9, (score > 6) & (score < 9), score <= 6)
        )
        n = promoters + passives + detractors
        lo, hi = adjusted_wald_nps(promoters, detractors, n)
        detail = {"promoters": promoters, "passives": passives, "detractors": detractors}
        return Cols(100 * divide(promoters - detractors, n), promoters - detractors, n, n, lo, hi, detail=detail)

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.score),)


@dataclass(frozen=True, eq=False)
class Mix(Measure):
    """Parts of a whole: no value, one detail per name.

    ``along`` is a number column holding the place of the row's part in ``names``, NaN for none. ``shares`` False
    gives the numbers themselves; they count rows, or add up ``value``.
    """

    of: Source
    along: str
    names: tuple[str, ...]
    value: str | None = None
    shares: bool = True
    kind: MeasureKind = MeasureKind.SNAPSHOT

    def fold(self, book: Book, cut: Cut) -> Cols:
        rows = self.of.rows(book, cut)
        rows = rows.those(~np.isnan(rows.number(self.along)))
        width, cells = len(self.names), int(np.prod(rows.shape))
        place = rows.cell * width + rows.number(self.along).astype(np.int64)
        each = None if self.value is None else np.nan_to_num(rows.columns[self.value])
        sums = np.bincount(place, each, minlength=cells * width).reshape(*rows.shape, width).astype(np.float64)
        if self.value in rows.money:
            sums = amount(sums)
        n = np.bincount(rows.cell, minlength=cells).reshape(rows.shape).astype(np.float64)
        parts = [sums[..., place] for place in range(width)]
        if self.shares:
            parts = [divide(part, sums.sum(axis=-1)) for part in parts]
        none = _none_like(n)
        return Cols(none, none, none, n, answered=n > 0, detail=dict(zip(self.names, parts, strict=True)))

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.of, self.value),)


@dataclass(frozen=True, eq=False)
class ShareOfWhole(Measure):
    """A sum as a share of the same sum over everybody along one dimension, nobody included."""

    part: Sum
    along: str
    kind: MeasureKind = MeasureKind.RATIO

    def fold(self, book: Book, cut: Cut) -> Cols:
        bottom, top = whole_along(self.part, book, cut, self.along), self.part.total(book, cut)
        return Cols(divide(top, bottom), top, np.broadcast_to(bottom, top.shape), self.part.count(book, cut))

    @property
    def counted(self) -> tuple[Counted, ...]:
        return (Counted("rows", self.part.of, self.part.value, self.part.where, adds_up=True),)
