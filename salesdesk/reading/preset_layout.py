"""One kind of export as a preset declares it: what it is known by, and what its columns and words mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from salesdesk.models.columns import Table
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import foreign_names, names_of
from salesdesk.reading.header_words import readings, squeeze


@dataclass(frozen=True)
class History:
    """Columns of dates, one for each stage; ``header`` has the stage's name as its group "stage"."""

    table: Table
    header: re.Pattern[str]


@dataclass(frozen=True)
class Layout:
    """``title`` completes "Read as …". Headers are squeezed.

    ``needed``: all of these headers are there, and ``least`` of ``hints``. ``columns`` lead to fields; of several
    for one field the first counts. ``unused``: headers that are known and left out. ``always``: the word that
    stands in a column of every row. ``units``, ``blank`` and ``words`` are by field. ``renamed``: what the words of
    a header are like that a module's own name stands in, and its field. ``people``: the rows are people of customers.
    """

    preset: str
    title: str
    table: Table
    needed: frozenset[str]
    columns: Mapping[str, str]
    hints: frozenset[str] = frozenset()
    least: int = 0
    unused: frozenset[str] = frozenset()
    always: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    blank: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    histories: tuple[History, ...] = ()
    renamed: tuple[tuple[re.Pattern[str], str], ...] = ()
    people: bool = False
    made_by_system: frozenset[str] = frozenset()

    @property
    def reason(self) -> str:
        return f"known from {self.preset}"

    def is_of(self, names: Sequence[str]) -> bool:
        """Whether these headers are this kind of export."""
        there = {key for name in names for key, _ in self.readings(name)}
        return self.needed <= there and len(self.hints & there) >= self.least

    def known(self, names: Sequence[str]) -> int:
        """How many of the headers the layout knows."""
        return sum(any(key in self.columns or key in self.unused for key, _ in self.readings(name)) for name in names)

    def readings(self, name: str) -> tuple[tuple[str, float], ...]:
        """The ways to read a header, the most literal first, as squeezed key and score."""
        return _readings(name, self.table.name)

    def leaves_out(self, name: str) -> bool:
        """Whether a header, exactly as it stands, is known to hold nothing of use."""
        return squeeze(name) in self.unused


@lru_cache(maxsize=20_000)  # many layouts look at the same headers
def _readings(name: str, table: str) -> tuple[tuple[str, float], ...]:
    return readings(name, names_of(BY_NAME[table]), foreign_names(BY_NAME[table]))


@dataclass(frozen=True)
class Preset:
    """A program whose exports are known; ``name`` completes "known from …".

    ``made_by_system``: kinds of activity that the program writes by itself; as name keys.
    ``units``: of durations by squeezed header, in whatever file they stand.
    """

    name: str
    layouts: tuple[Layout, ...]
    made_by_system: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
