"""Scoring: a KPI's answer to a cut."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.excluded import left_out
from salesdesk.kpis.facts import Array, Floats
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.maturity import old_enough
from salesdesk.kpis.measures import Cols, Measure
from salesdesk.kpis.needs import covered, missing
from salesdesk.kpis.slices import listed
from salesdesk.kpis.status import Status, statuses, with_periods
from salesdesk.kpis.table import Lazily, Score, ScoreTable
from salesdesk.models.selection import DIMS, nobody

__all__ = ["Score", "ScoreTable", "score"]


def score(kpi: Kpi, book: Book, cut: Cut, figure: str | None = None) -> ScoreTable:
    """The headline, or a second figure, of a KPI.

    A KPI that cannot be sliced as asked, or lacks columns, answers with a table of not_available. Filters that it
    cannot follow are left out and told.
    """
    lacking = missing(kpi, book.log, figure)
    if lacking or not set(cut.by) <= set(kpi.by):
        return _unavailable(kpi, book, cut, figure, lacking)
    followed = cut.kept_by(() if kpi.private else kpi.by)
    measure = kpi.measure_of(figure, cut.by)
    table = _scored(kpi, measure, book, followed, figure)
    table = replace(table, cut=cut, ignored=tuple(dim for dim in cut.filtered if dim not in followed.filtered))
    table = replace(table, notes=(*_notes(kpi, book, table), *table.notes))
    table = _trimmed(table, book)
    return table if kpi.rule is None else kpi.rule(table, book)


def _scored(kpi: Kpi, measure: Measure, book: Book, cut: Cut, figure: str | None) -> ScoreTable:
    shape = (len(cut.periods), *(book.size(dim) for dim in cut.by))
    cols = _full(measure.fold(book, cut), shape)
    status = statuses(measure.kind, cols, book.log.settings.limits)
    status = with_periods(status, measure.kind, covered(kpi, book.log, cut.periods))
    if cut.is_empty:
        status = np.full(shape, Status.NO_DATA.code, dtype=np.int8)
    shown = status < Status.NO_DATA.code
    away = left_out(measure, book, cut, shape)
    return ScoreTable(
        kpi=kpi,
        figure=figure,
        cut=cut,
        by=cut.by,
        labels=tuple((*book.labels(dim), nobody(dim)) for dim in cut.by),
        value=np.where(shown, cols.value, np.nan),
        numerator=cols.numerator,
        denominator=cols.denominator,
        n=cols.n,
        lo=_or_none(cols.lo, shape),
        hi=_or_none(cols.hi, shape),
        status=status,
        coverage=away.coverage,
        excluded=away.by_reason,
        detail=cols.detail,
        notes=(f"Without a date, but included: {away.undated:,}",) if away.undated else (),
        lazily=_lazily(kpi, measure, book, cut),
    )


def _lazily(kpi: Kpi, measure: Measure, book: Book, cut: Cut) -> Lazily:
    def matured(asked: ScoreTable) -> ScoreTable | None:
        cells = asked.is_status(Status.IMMATURE)
        immature = np.array([bool(cells[place].any()) for place in range(len(cut.periods))])
        periods = old_enough(measure, book, cut, immature)
        return score(kpi, book, asked.cut.at(*periods), asked.figure)

    return Lazily(lambda table, key: score(kpi, book, table.cut, key), matured)


def _full(cols: Cols, shape: tuple[int, ...]) -> Cols:
    """Every column in its full shape: a side without a dimension counts in every cell along it."""

    def full(values: Floats) -> Floats:
        return np.broadcast_to(values, shape)

    return replace(
        cols,
        value=full(cols.value),
        numerator=full(cols.numerator),
        denominator=full(cols.denominator),
        n=full(cols.n),
        detail={name: full(values) for name, values in cols.detail.items()},
    )


def _or_none(values: Floats | None, shape: tuple[int, ...]) -> Floats:
    return np.full(shape, np.nan) if values is None else np.broadcast_to(values, shape)


def _notes(kpi: Kpi, book: Book, table: ScoreTable) -> tuple[str, ...]:
    told = book.notes(kpi.notes) if kpi.notes else ()
    return (*told, *(f"not filtered by {DIMS[dim].casefold()}" for dim in table.ignored))


def _trimmed(table: ScoreTable, book: Book) -> ScoreTable:
    """Leaves out labels that are filtered away; and nobody, unless there are rows of nobody, be it above the line."""
    if not table.by:
        return table
    there = (table.n > 0) | (np.nan_to_num(table.numerator) != 0)
    for counts in table.excluded.values():
        there |= counts > 0
    places: list[Array] = [np.arange(len(table.periods))]
    for axis, dim in enumerate(table.by, start=1):
        has_rows = there.any(axis=tuple(other for other in range(there.ndim) if other != axis))
        for other, mask in table.cut.keep:
            if other == dim and dim not in table.ignored:
                has_rows &= mask
        places.append(np.flatnonzero(listed(book, table.cut, dim) | has_rows))
    mesh = np.ix_(*places)

    def cut(values: Array) -> Array:
        return values[mesh]

    kept = zip(table.labels, places[1:], strict=True)
    return replace(
        table,
        labels=tuple(tuple(labels[place] for place in chosen) for labels, chosen in kept),
        excluded={reason: cut(counts) for reason, counts in table.excluded.items()},
        detail={name: cut(values) for name, values in table.detail.items()},
        value=cut(table.value),
        numerator=cut(table.numerator),
        denominator=cut(table.denominator),
        n=cut(table.n),
        lo=cut(table.lo),
        hi=cut(table.hi),
        status=cut(table.status),
        coverage=cut(table.coverage),
    )


def _unavailable(kpi: Kpi, book: Book, cut: Cut, figure: str | None, lacking: tuple[str, ...]) -> ScoreTable:
    impossible = tuple(dim for dim in cut.by if dim not in kpi.by)
    by = () if impossible else cut.by
    shape = (len(cut.periods), *(book.size(dim) for dim in by))
    none = np.full(shape, np.nan)
    notes = tuple(f"not split by {DIMS[dim].casefold()}" for dim in impossible)
    table = ScoreTable(
        kpi=kpi,
        figure=figure,
        cut=cut,
        by=by,
        labels=tuple((*book.labels(dim), nobody(dim)) for dim in by),
        value=none,
        numerator=none,
        denominator=none,
        n=np.zeros(shape),
        lo=none,
        hi=none,
        status=np.full(shape, Status.NOT_AVAILABLE.code, dtype=np.int8),
        coverage=none,
        notes=(*notes, *(f"needs {name}" for name in lacking)),
        lacking=lacking,
    )
    return _trimmed(table, book)
