"""The records behind a figure: the same rows that were counted, and those that were set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import UNDATED
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import NO_DATE, NO_ROW, TOO_RECENT, Facts, Floats, Pointers, Reason
from salesdesk.kpis.grain import marked
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.measures import Counted, Measure
from salesdesk.kpis.needs import missing
from salesdesk.kpis.placing import Index
from salesdesk.kpis.slices import mask_of
from salesdesk.kpis.sources import Per, Rows, Side
from salesdesk.models.log import Mask, SalesLog


@dataclass(frozen=True, eq=False)
class Records:
    """Rows of one table behind one side of a figure.

    ``pointers`` are log-wide. ``value`` is what each adds to the figure, in the figure's unit: its sum, mean or
    median is the number, as the measure has it; None where rows are only listed. ``aside``: set aside, for the
    ``reason``. Members (customers, reps) stand in ``members`` instead, with ``table`` the dimension. ``ended``: which
    of the values are times that have ended; None where they are no times that may still go on.
    """

    title: str
    table: str
    pointers: Pointers
    value: Floats | None = None
    aside: bool = False
    reason: str = ""
    members: tuple[str, ...] = ()
    ended: Mask | None = None

    def __len__(self) -> int:
        return len(self.members) or len(self.pointers)


def records(
    kpi: Kpi, book: Book, cut: Cut, cell: Mapping[str, str], period: int = 0, figure: str | None = None
) -> dict[str, Records]:
    """Per side what was counted and what was set aside, for one cell: a label per sliced dimension.

    Empty for a private KPI, and where something that the KPI needs is missing.
    """
    if kpi.private or missing(kpi, book.log, figure):
        return {}
    one = cell_of(kpi, book, cut, cell, period)
    measure = kpi.measure_of(figure, tuple(cell))
    found: dict[str, Records] = {}
    for part in measure.counted:
        of_part = _members if isinstance(part.of, Per) else _of_part
        for listed in of_part(part, book, one, kpi.counted):
            found[_free(part.key, found)] = listed
    for per, parts in _pers(measure):
        for name, listed in _rows_of_members(per, parts, book, one):
            found[_free(name, found)] = listed
    for side in measure.sides:
        for listed in _set_aside(side, book, one, kpi.counted):
            found[_free("aside", found)] = listed
    return found


def cell_of(kpi: Kpi, book: Book, cut: Cut, cell: Mapping[str, str], period: int) -> Cut:
    """One cell of a cut as a cut of its own: one period, nothing sliced, the labels as filters."""
    one = cut.sliced().at(cut.periods[period]).kept_by(kpi.by)
    for dim, label in cell.items():
        one = one.only(dim, mask_of(book, dim, (label,)))
    return one


def _free(key: str, taken: Mapping[str, Records]) -> str:
    if key not in taken:
        return key
    return next(name for number in range(2, len(taken) + 3) if (name := f"{key} {number}") not in taken)


def chosen_rows(part: Counted, book: Book, cut: Cut) -> Rows:
    """The rows that a part counts."""
    rows = part.of.rows(book, cut)
    return rows if part.where is None else rows.those(marked(rows.columns, part.where))


def _of_part(part: Counted, book: Book, cut: Cut, noun: str) -> Iterator[Records]:
    rows = chosen_rows(part, book, cut)
    title = part.of.title or noun.capitalize()
    pointers, value = rows.pointers, _worth(rows, part.value)
    if part.adds_up:
        pointers, value = _each_once(pointers, value)
    ended = None if part.event is None else marked(rows.columns, part.event)
    yield from _by_table(book.log, Records(title, "", pointers, value, ended=ended))
    if part.pending is not None:
        late = part.of.rows(book, cut)
        late = late.those(~marked(late.columns, part.pending))
        yield from _by_table(book.log, _aside(title, late.pointers, TOO_RECENT))


def _members(part: Counted, book: Book, cut: Cut, noun: str) -> Iterator[Records]:  # noqa: ARG001  as _of_part
    rows = chosen_rows(part, book, cut)
    if not isinstance(part.of, Per) or rows.members is None:
        return
    labels, dim = book.labels(part.of.member), part.of.member
    names = tuple(labels[code] for code in rows.members)
    nothing = np.empty(0, dtype=np.int64)
    title = part.of.title or f"{dim.capitalize()}s"
    yield Records(title, dim, nothing, _worth(rows, part.value), members=names)


def _pers(measure: Measure) -> Iterator[tuple[Per, list[Counted]]]:
    """The sources of a measure that are members, each once, with the parts that take them."""
    for per in dict.fromkeys(part.of for part in measure.counted if isinstance(part.of, Per)):
        yield per, [part for part in measure.counted if part.of is per]


def _rows_of_members(per: Per, parts: list[Counted], book: Book, cut: Cut) -> Iterator[tuple[str, Records]]:
    """The rows of each side, as far as they are those of members that count."""
    members = (chosen_rows(part, book, cut).members for part in parts)
    counted = [codes for codes in members if codes is not None]
    theirs = np.isin(np.arange(book.size(per.member)), np.concatenate(counted))
    of_rows = cut.kept_by(cut.dims - per.owned(cut.dims)).sliced(per.member)
    for name, total in per.sides.items():
        if isinstance(total.of, Side):
            found = chosen_rows(Counted(name, total.of, total.value, total.where), book, of_rows)
            found = found.those(theirs[found.cell])
            pointers, value = _each_once(found.pointers, _worth(found, total.value))
            listed = Records(total.of.title or name.capitalize(), "", pointers, value)
            yield from ((name, each) for each in _by_table(book.log, listed))


def _worth(rows: Rows, column: str | None) -> Floats:
    value = np.ones(len(rows)) if column is None else rows.number(column)
    return value if rows.part is None else value * rows.part


def _each_once(pointers: Pointers, value: Floats) -> tuple[Pointers, Floats]:
    """Rows of one record (splits of a deal, days of a quota) as one, with the sum of their values."""
    unique, first, place = np.unique(pointers, return_index=True, return_inverse=True)
    if len(unique) == len(pointers):
        return pointers, value
    total = np.bincount(place, value, minlength=len(unique)).astype(np.float64)
    order = np.argsort(first)
    return unique[order], total[order]


def _aside(title: str, pointers: Pointers, reason: Reason) -> Records:
    return Records(title, "", pointers, aside=True, reason=reason.text)


def _set_aside(side: Side, book: Book, cut: Cut, noun: str) -> Iterator[Records]:
    title = side.title or noun.capitalize()
    found = book.facts(side.facts)
    if cut.dims - found.dims.keys() - set(side.shared):
        return
    if side.clock.takes_dates and found.undated and not cut.periods[0].is_all:
        undated = replace(side, clock=UNDATED).rows(book, cut)
        yield from _by_table(book.log, _aside(title, undated.pointers, NO_DATE))
    if found.aside is not None:
        yield from _by_reason(side, found.aside, book, cut, title)


def _by_reason(side: Side, aside: Facts, book: Book, cut: Cut, title: str) -> Iterator[Records]:
    index = _met(side, aside, book, cut)
    for place, reason in enumerate(aside.reasons):
        there = index[aside.why_not[index] == place]
        yield from _by_table(book.log, _aside(title, aside.row[there], reason))
    if side.clock.takes_dates and aside.undated and not cut.periods[0].is_all:
        index = _met(replace(side, clock=UNDATED), aside, book, cut)
        gap = np.array([reason.gap for reason in aside.reasons], dtype=bool)
        yield from _by_table(book.log, _aside(title, aside.row[index[gap[aside.why_not[index]]]], NO_DATE))


def _met(side: Side, aside: Facts, book: Book, cut: Cut) -> Index:
    """Which rows set aside meet the cut as the side's own rows do."""
    index = book.placed(book.grain(side.facts, aside=True), side.clock, cut, side.shared).index
    for mark in side.marks:
        index = index[marked(aside.values, mark)[index]]
    return index


def _by_table(log: SalesLog, found: Records) -> Iterator[Records]:
    """One list per table, without rows that stand for no record; none where there is nothing."""
    known = found.pointers != NO_ROW
    if not known.any():
        return
    tables = tuple(log.tables)
    starts = np.array([log.offset(table) for table in tables], dtype=np.int64)
    # Tables without rows start where the next one does: the last of them that starts there holds the row.
    which = np.searchsorted(starts, found.pointers, side="right") - 1
    for place in np.unique(which[known]):
        here: Mask = (which == place) & known
        value = None if found.value is None else found.value[here]
        ended = None if found.ended is None else found.ended[here]
        yield replace(found, table=tables[place], pointers=found.pointers[here], value=value, ended=ended)
