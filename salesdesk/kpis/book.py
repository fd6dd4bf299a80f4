"""The book: one log with its facts and the shortcuts through them, each made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from salesdesk.kpis.clocks import Clock
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import NO_ROW, Facts, FactsFunction
from salesdesk.kpis.grain import Grain, compact
from salesdesk.kpis.placing import Ground, Placed
from salesdesk.models.dims import dimension
from salesdesk.models.log import SalesLog
from salesdesk.models.selection import DIMS
from salesdesk.models.settings import Settings

if TYPE_CHECKING:
    from salesdesk.kpis.kpi import Notes

_ALWAYS_READ = ("zone", "currency", "as_of", "as_of_time", "display_names", "joined_names", "left_out")
_ROOM = 4_000_000  # rows of placed and compacted facts that are remembered, together; more for a larger log
_Made = TypeVar("_Made")


class Book:
    """Facts and sums of one log. ``before``: the book of the same tables under other settings, to take over from.

    ``compacting`` off makes every sum read the rows themselves: slower, and the same to the last digits.
    """

    def __init__(self, log: SalesLog, *, before: Book | None = None, compacting: bool = True) -> None:
        self.log = log
        self.compacting = compacting
        self.made: dict[FactsFunction, Facts] = _still_true(before, log) if before else {}
        self._grains: dict[tuple[FactsFunction, bool], Grain] = {}
        self._repeats: dict[FactsFunction, bool] = {}
        self._notes: dict[Notes, tuple[str, ...]] = {}
        self._remembered: dict[Hashable, tuple[Any, int]] = {}  # what was used last stands last
        self._lock = Lock()
        self._room = max(_ROOM, 8 * sum(log.rows(table) for table in log.tables))
        self._left = self._room

    def facts(self, function: FactsFunction) -> Facts:
        if function not in self.made:
            self.made[function] = function(self.log)
        return self.made[function]

    def repeats(self, function: FactsFunction) -> bool:
        """Whether a record stands in several rows, such as a deal that reps share."""
        if function not in self._repeats:
            row = self.facts(function).row
            row = row[row != NO_ROW]
            first = int(row.min(initial=0))
            self._repeats[function] = bool(row.size and np.bincount(row - first).max() > 1)
        return self._repeats[function]

    def notes(self, told: Notes) -> tuple[str, ...]:
        """What a KPI says of the log as a whole."""
        if told not in self._notes:
            self._notes[told] = told(self.log)
        return self._notes[told]

    def labels(self, dim: str) -> tuple[str, ...]:
        """The labels of a dimension in the order of their codes, without that of nobody."""
        return dimension(self.log, dim).labels

    @cached_property
    def ground(self) -> Ground:
        return Ground(self.log, {dim: len(dimension(self.log, dim).labels) + 1 for dim in DIMS})

    def size(self, dim: str) -> int:
        """The number of labels, nobody included."""
        return self.ground.sizes[dim]

    def grain(self, function: FactsFunction, dims: frozenset[str] | None = None, *, aside: bool = False) -> Grain:
        """The facts row by row, or what sums over these dimensions read; ``aside``: the rows set aside."""
        if dims is not None and self.compacting and not aside:
            found = self.facts(function)
            made = self.remembered(
                ("compact", function, dims), lambda: compact(found, dims, self.size), len(found) // 2
            )
            return made or self.grain(function)
        key = (function, aside)
        if key not in self._grains:
            rows = self.facts(function)
            self._grains[key] = Grain(rows.aside if aside and rows.aside is not None else rows)
        return self._grains[key]

    def placed(self, grain: Grain, clock: Clock, cut: Cut, shared: tuple[str, ...] = ()) -> Placed:
        """Where the rows of a grain fall."""
        key = ("placed", grain, clock, cut.key, shared)
        return self.remembered(key, lambda: self.ground.place(grain, clock, cut, shared), len)

    def remembered(self, key: Hashable, make: Callable[[], _Made], weight: Callable[[_Made], int] | int) -> _Made:
        """What was made for this key before, or makes it. ``weight``: how many rows it holds in memory.

        When there is no room for more, what was not used for longest is forgotten.
        """
        # An export may ask while figures are scored: what it finds must not depend on a second look.
        with self._lock:
            kept = self._remembered.pop(key, None)
            if kept is not None:
                self._remembered[key] = kept
                return cast("_Made", kept[0])
        made = make()
        rows = weight if isinstance(weight, int) else weight(made)
        with self._lock:
            self._keep(key, made, rows)
        return made

    def _keep(self, key: Hashable, made: object, rows: int) -> None:
        _, before = self._remembered.pop(key, (None, 0))  # another thread may have made it as well
        self._left += before - rows
        self._remembered[key] = (made, rows)
        while self._left < 0 and len(self._remembered) > 1:
            _, forgotten = self._remembered.pop(next(iter(self._remembered)))
            self._left += forgotten


def _still_true(before: Book, log: SalesLog) -> dict[FactsFunction, Facts]:
    """The facts of another book whose tables are the same and whose functions read none of the changed settings."""
    if log.tables is not before.log.tables:
        return {}
    names = Settings.__dataclass_fields__
    changed = {name for name in names if getattr(log.settings, name) != getattr(before.log.settings, name)}
    if changed & set(_ALWAYS_READ):
        return {}
    return {
        function: found
        for function, found in before.made.items()
        if not changed & set(getattr(function, "reads", changed))
    }
