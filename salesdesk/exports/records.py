"""The rows behind a workbook's figures as lists, and the formulas that work the figures out from them again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from salesdesk.exports.blocks import List, ListColumn, Value
from salesdesk.exports.live import Live, Part, live
from salesdesk.exports.names import formula_name, headers
from salesdesk.exports.shown import columns_of, title_of
from salesdesk.exports.subject import Line, Subject
from salesdesk.insights.wording import unit_words
from salesdesk.kpis.facts import Floats, Pointers
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.measures import Counted
from salesdesk.kpis.records import Records, records
from salesdesk.kpis.sources import Side

Sides: TypeAlias = list[tuple[str, Records]]
_IN_UNITS = frozenset({Unit.MONEY, Unit.DAYS, Unit.MINUTES})
LIMIT = 20_000  # rows; longer lists are left out, and the figures behind them are values


@dataclass(eq=False)
class _Worth:
    """What the rows of one table add to one side of one figure."""

    line: Line
    key: str
    header: str
    listed: Records


@dataclass(frozen=True, eq=False)
class Listed:
    """The lists, a sheet each, and for each KPI (by key) its formulas and the columns they read.

    ``too_long``: titles of lists that were left out.
    """

    lists: Mapping[str, List]
    live: Mapping[str, Live]
    parts: Mapping[str, list[Part]]
    too_long: tuple[str, ...] = ()

    def worths(self, key: str) -> Iterator[tuple[List, ListColumn]]:
        """The columns that add up to a KPI, with the list that each stands in."""
        for part in self.parts.get(key, []):
            for block in self.lists.values():
                for column in block.columns:
                    if part.column == in_formulas(block.name, column.header):
                        yield block, column


def behind(subject: Subject, row: int, limit: int = LIMIT) -> Listed:
    """``row`` is where the header of each list stands."""
    found = [(line, _counted(subject, line)) for line in subject.lines if line.has_value]
    worths: dict[str, list[_Worth]] = {}
    for line, sides in found:
        for key, listed in sides:
            name = _header(subject, line, listed.title if _several(sides) else "")
            worths.setdefault(listed.table, []).append(_Worth(line, key, name, listed))
    gathering = _Gathering(subject, row, limit)
    for table, parts in worths.items():
        gathering.add(table, parts)
    formulas = {line.kpi.key: gathering.live_of(line, len(sides)) for line, sides in found}
    lives = {key: formula for key, formula in formulas.items() if formula is not None}
    return Listed(gathering.lists, lives, gathering.parts, tuple(gathering.too_long))


def _header(subject: Subject, line: Line, side: str) -> str:
    """The KPI, which side of it where there are several, and the unit of what adds up."""
    unit = unit_words(line.kpi.unit, subject.currency) if line.kpi.unit in _IN_UNITS else ""
    return f"{line.kpi.name} {side} {unit}"


def _several(sides: Sides) -> bool:
    return len({listed.title for _, listed in sides}) > 1


def _counted(subject: Subject, line: Line) -> Sides:
    """The sides that add up to the figure, each under the key that its measure knows.

    What is counted by member (a customer, a rep's quota) comes as the members and as their rows: the rows are
    taken if they give the figure, since they say more.
    """
    subject.pulse()
    cut = subject.cut.at(line.now.period)
    listed = records(line.kpi, subject.board.book, cut, subject.cell)
    counted = subject.measure(line).counted
    keys = [part.key for part in counted]
    everybodys = {part.key for part in counted if subject.rep is not None and _is_everybodys(part)}
    sides = []
    for name, each in listed.items():
        key = next((key for key in keys if name == key or name.rpartition(" ")[0] == key), None)
        if key is not None and key not in everybodys and not each.aside and each.value is not None:
            sides.append((key, each))
    rows = [(key, each) for key, each in sides if not each.members]
    members = [(key, each) for key, each in sides if each.members]
    choices = [choice for choice in (rows, members) if choice]
    return next((choice for choice in choices if _gives(subject, line, choice)), rows or members)


def _is_everybodys(part: Counted) -> bool:
    """Whether rows count for every rep alike: they are no records of one of them."""
    return isinstance(part.of, Side) and "rep" in part.of.shared


def _gives(subject: Subject, line: Line, sides: Sides) -> bool:
    """Whether a formula over these sides gives the figure."""
    parts = [Part(key, key, each.value[~np.isnan(each.value)]) for key, each in sides if each.value is not None]
    return live(subject.measure(line), parts, line.now) is not None


@dataclass(eq=False)
class _Gathering:
    subject: Subject
    row: int
    limit: int
    lists: dict[str, List] = field(default_factory=dict)
    too_long: list[str] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)

    def add(self, table: str, worths: list[_Worth]) -> None:
        self.subject.pulse()
        members = bool(worths[0].listed.members)
        title = title_of(table)
        places, labels = _members(worths) if members else _rows(worths)
        if len(labels) > self.limit:
            self.too_long.append(title)
            return
        log, wash = self.subject.board.log, self.subject.wash
        if members:
            own = [ListColumn(title.removesuffix("s"), "Text", [wash(str(label)) for label in labels], 28)]
        else:
            own = columns_of(log, table, np.asarray(labels, dtype=np.int64) - log.offset(table), wash, self.subject.rep)
        distinct = _distinct(len(labels), worths, places)
        names = headers([*(column.header for column in own), *(header for header, _, _ in distinct)])
        columns = [
            ListColumn(name, each.style, each.values, each.width) for name, each in zip(names, own, strict=False)
        ]
        block = formula_name(title)
        for name, (_, spread, theirs) in zip(names[len(own) :], distinct, strict=True):
            values: list[Value] = [None if math.isnan(value) else value for value in spread.tolist()]
            columns.append(ListColumn(name, _worth_style(spread), values, 13))
            for worth in theirs:
                part = Part(worth.key, in_formulas(block, name), spread[~np.isnan(spread)])
                self.parts.setdefault(worth.line.kpi.key, []).append(part)
        self.lists[f"Records - {title}"[:31]] = List(self.row, 0, block, tuple(columns))

    def live_of(self, line: Line, sides: int) -> Live | None:
        """None where a side is not listed or where the lists do not give the figure."""
        parts = self.parts.get(line.kpi.key, [])
        if not parts or len(parts) < sides:
            return None
        return live(self.subject.measure(line), parts, line.now)


def _rows(worths: list[_Worth]) -> tuple[list[Pointers], Pointers]:
    """All rows, each once, and where those of every part stand among them."""
    everything = np.unique(np.concatenate([worth.listed.pointers for worth in worths]))
    return [np.searchsorted(everything, worth.listed.pointers) for worth in worths], everything


def _members(worths: list[_Worth]) -> tuple[list[Pointers], list[str]]:
    names = sorted({name for worth in worths for name in worth.listed.members}, key=str.casefold)
    place = {name: number for number, name in enumerate(names)}
    return [np.array([place[name] for name in worth.listed.members], dtype=np.int64) for worth in worths], names


def _distinct(rows: int, worths: list[_Worth], places: list[Pointers]) -> list[tuple[str, Floats, list[_Worth]]]:
    """What each row adds, NaN where it does not count; figures that add up the same share one column."""
    found: dict[bytes, tuple[str, Floats, list[_Worth]]] = {}
    for worth, place in zip(worths, places, strict=True):
        spread: Floats = np.full(rows, np.nan)
        spread[place] = worth.listed.value
        found.setdefault(spread.tobytes(), (worth.header, spread, []))[2].append(worth)
    return list(found.values())


def _worth_style(values: Floats) -> str:
    """Counts and days read whole, money to the cent."""
    known = values[~np.isnan(values)]
    return "Whole" if bool((known == np.rint(known)).all()) else "Exact money"


def in_formulas(block: str, header: str) -> str:
    """How a formula names a column of a list."""
    return f"{block}[{header}]"
