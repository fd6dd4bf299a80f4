"""Rules that look at a whole table of scores: anonymity, nothing lost, quota reached, something lacking or new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import earlier
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.needs import covered
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.log import Mask, SalesLog
from salesdesk.models.period import Period

if TYPE_CHECKING:
    from salesdesk.kpis.kpi import Rule


def no_losses(table: ScoreTable, book: Book) -> ScoreTable:  # noqa: ARG001  the signature of all rules
    """Won deals and no lost one give no ratio: "5 : 0"."""
    return valueless(table, (table.numerator > 0) & (table.denominator == 0), Status.NO_LOSSES)


def quota_reached(table: ScoreTable, book: Book) -> ScoreTable:  # noqa: ARG001
    """Nothing of the quota is missing any more."""
    return valueless(table, ~np.isnan(table.denominator) & (table.denominator <= 0) & (table.n > 0), Status.REACHED)


def withheld_if(lacks: Callable[[SalesLog], bool], what: str, *figures: str | None) -> Rule:
    """These figures (None: the headline) are not available where the log lacks ``what``, as its rows tell."""

    def withhold(table: ScoreTable, book: Book) -> ScoreTable:
        if table.lacking or table.figure not in figures or not lacks(book.log):
            return table
        bare = valueless(table, np.ones(table.status.shape, dtype=bool), Status.NOT_AVAILABLE)
        none = np.full(table.value.shape, np.nan)
        return replace(
            bare,
            numerator=none,
            denominator=none,
            n=np.zeros(none.shape),
            coverage=none,
            notes=(f"needs {what}",),
            lacking=(what,),
        )

    return withhold


def privacy(fewest: int) -> Rule:
    """Hides groups with fewer answers; if that is only one of those that add up to something known, the next smallest
    too, or it could be worked out."""

    def hide(table: ScoreTable, book: Book) -> ScoreTable:  # noqa: ARG001
        sizes = np.nan_to_num(table.n)
        hidden = np.array([_hidden(of_period, fewest) for of_period in sizes], dtype=bool).reshape(sizes.shape)
        bare = valueless(table, hidden, Status.SUPPRESSED)
        return replace(
            bare,
            numerator=_blank(bare.numerator, hidden),
            denominator=_blank(bare.denominator, hidden),
            n=_blank(bare.n, hidden),
            coverage=_blank(bare.coverage, hidden),
            excluded={reason: np.where(hidden, 0, counts) for reason, counts in bare.excluded.items()},
        )

    return hide


def mix_of_products(table: ScoreTable, book: Book) -> ScoreTable:
    """Says where a price is one of several products together: it then changes with what is bought, too."""
    of_one = any(dim == "product" and mask.sum() == 1 for dim, mask in table.cut.keep)
    if "product" in table.by or of_one or len(book.labels("product")) < 2:
        return table
    return replace(table, notes=(*table.notes, "A mix of products: it also changes with what is bought."))


YEAR = 12  # months
_NAMED = 5  # labels that a note names


def against_last_year(table: ScoreTable, book: Book) -> ScoreTable:
    """No growth where the log does not reach back to the same period a year before; what is new is named."""
    spans = (earlier(YEAR).days(period, book.log.as_of, book.log.calendar) for period in table.periods)
    before = tuple(Period(start, end) for start, end in spans)
    known = covered(table.kpi, book.log, before)
    unknown = known.partly | known.too_early | known.outside
    where = np.broadcast_to(unknown.reshape(-1, *[1] * len(table.by)), table.value.shape)
    notes = list(table.notes)
    if unknown.any():
        notes.append("The log does not reach back to the same period a year before.")
    if any(period.start <= book.log.as_of < period.end - 1 for period in table.periods if not period.is_all):
        notes.append("The period is still running: it is compared with as many working days a year before.")
    new = (table.numerator > 0) & (table.denominator <= 0) & ~where
    if len(table.by) == 1 and new.any():
        names = [table.labels[0][place] for place in np.flatnonzero(new.any(axis=0))]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        notes.append(f"New, with nothing sold a year before: {', '.join(names[:_NAMED])}{more}.")
    return replace(valueless(table, where, Status.NO_DATA), notes=tuple(notes))


def _hidden(sizes: Floats, fewest: int) -> Mask:
    """Groups told apart by two dimensions stand in lines, and what a line holds in all is known as well."""
    answered = sizes > 0
    hidden: Mask = answered & (sizes < fewest)
    if sizes.ndim > 1:
        for axis in range(sizes.ndim):
            others = tuple(other for other in range(sizes.ndim) if other != axis)
            of_line = _hidden(sizes.sum(axis=others), fewest)
            hidden |= np.expand_dims(of_line, others) & answered
    before = -1
    while before != (before := int(hidden.sum())):
        for axis in range(sizes.ndim):
            lines = zip(_lines(sizes, axis), _lines(hidden, axis), strict=True)
            for size, gone in lines:
                shown = np.flatnonzero((size > 0) & ~gone)
                if gone.sum() == 1 and shown.size:
                    gone[shown[np.argmin(size[shown])]] = True
    return hidden


def _lines(values: npt.NDArray[Any], axis: int) -> Iterator[npt.NDArray[Any]]:
    """The lines along an axis, as views that can be written to."""
    along = np.moveaxis(values, axis, -1)
    return (along[place] for place in np.ndindex(along.shape[:-1]))


def valueless(table: ScoreTable, where: npt.NDArray[np.bool_], status: Status) -> ScoreTable:
    """The table with this status, and no figure, in some of its cells."""
    if not where.any():
        return table
    open_to_it = where & (table.status != Status.NOT_AVAILABLE.code)
    return replace(
        table,
        value=_blank(table.value, open_to_it),
        lo=_blank(table.lo, open_to_it),
        hi=_blank(table.hi, open_to_it),
        status=np.where(open_to_it, status.code, table.status).astype(np.int8),
        detail={name: _blank(values, open_to_it) for name, values in table.detail.items()},
    )


def _blank(values: Floats, where: Mask) -> Floats:
    return np.where(where, np.nan, values)
