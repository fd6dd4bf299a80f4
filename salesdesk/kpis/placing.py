"""Where rows fall: which rows meet each period of a cut, and in which cell of the answer they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.clocks import Clock, Length, Meets
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import STILL, Floats
from salesdesk.kpis.grain import Grain, last_is_nobody
from salesdesk.models.log import Days, SalesLog
from salesdesk.models.period import NO_DAY, Period, day_date, quarter_of

Index = npt.NDArray[np.intp]
Cells = npt.NDArray[np.int64]


class UnknownDimError(KeyError):
    """Facts lack a dimension that their KPI lists and that is not declared as shared."""


@dataclass(frozen=True, eq=False)
class Placed:
    """``index`` of the rows that meet a period, their ``cell`` in an array of ``shape``, and what part of each.

    A row that meets several periods is there several times. ``shape`` is 1 along a shared dimension.
    """

    index: Index
    cell: Cells
    shape: tuple[int, ...]
    part: Floats | None = None

    def __len__(self) -> int:
        return len(self.index)

    @property
    def cells(self) -> int:
        return int(np.prod(self.shape, dtype=np.int64))

    def total(self, weight: Floats | None) -> Floats:
        """The weights of the rows added up per cell; None = 1 each."""
        each = None if weight is None else weight[self.index]
        if self.part is not None:
            each = self.part if each is None else each * self.part
        return np.bincount(self.cell, each, minlength=self.cells).astype(np.float64).reshape(self.shape)


@dataclass(frozen=True)
class Ground:
    """What placing rows takes besides the rows: the log's end and calendar, the sizes of the dimensions."""

    log: SalesLog
    sizes: dict[str, int]

    def place(self, grain: Grain, clock: Clock, cut: Cut, shared: tuple[str, ...] = ()) -> Placed:
        """Raises UnknownDimError if the rows lack a dimension of the cut that is not shared."""
        lacking = cut.dims - grain.dims.keys()
        if lacking - set(shared):
            raise UnknownDimError(", ".join(sorted(lacking - set(shared))))
        found = self._meeting(grain, clock, cut.periods)
        index = np.concatenate([rows for rows, _ in found]) if found else np.empty(0, dtype=np.intp)
        cell = np.repeat(np.arange(len(found), dtype=np.int64), [len(rows) for rows, _ in found])
        part = np.concatenate([parts for _, parts in found if parts is not None]) if clock.unit else None
        for dim, mask in cut.keep:
            if dim not in lacking:
                kept = mask[grain.dims[dim][index]]
                index, cell = index[kept], cell[kept]
                part = None if part is None else part[kept]
        shape = [len(cut.periods)]
        for dim in cut.by:
            shape.append(1 if dim in lacking else self.sizes[dim])
            if dim not in lacking:
                cell = cell * shape[-1] + last_is_nobody(grain.dims[dim][index], shape[-1])
        return Placed(index, cell, tuple(shape), part)

    def _meeting(self, grain: Grain, clock: Clock, periods: tuple[Period, ...]) -> list[tuple[Index, Floats | None]]:
        """For each period the rows that meet it, and what part of each."""
        asked = [clock.days(period, self.log.as_of, self.log.calendar) for period in periods]
        begun = _places(grain.day, [after for _, after in asked])
        if clock.meets is not Meets.IN and grain.until is not None:
            spells = zip(asked, begun, strict=True)
            return [self._lasting(grain.day[:to], grain.until[:to], clock.unit, days) for days, to in spells]
        ranges = zip(_places(grain.day, [first for first, _ in asked]), begun, strict=True)
        return [(np.arange(low, to), np.ones(max(to - low, 0)) if clock.unit else None) for low, to in ranges]

    def _lasting(
        self, day: Days, until: Days, unit: Length | None, asked: tuple[int, int]
    ) -> tuple[Index, Floats | None]:
        """Of spells that have begun those that last into the days asked about."""
        # A spell covers an instant exactly if it overlaps the one day that the instant stands for.
        first, after = asked
        rows = np.flatnonzero(until > first)
        if unit is None:
            return rows, None
        known = max(first, self.log.span.first), min(after, self.log.as_of + 1)
        parts = self._overlap(day[rows], until[rows], unit, known)
        return rows[parts > 0], parts[parts > 0]

    def _overlap(self, day: Days, until: Days, unit: Length, known: tuple[int, int]) -> Floats:
        first, after = known[0], max(known)
        start, end = np.clip(day, first, after), np.clip(until, first, after)
        if unit is Length.DAYS:
            return (end - start).astype(np.float64)
        origin = int(start.min(initial=after))
        worth = _worth(unit, self.log, origin, after)
        running = np.concatenate([[0.0], np.cumsum(worth)])
        result: Floats = running[end - origin] - running[start - origin]
        return result


def _places(days: Days, limits: list[int]) -> list[int]:
    """Positions of the first rows not before each limit; in the type of the days, or NumPy would copy them all."""
    within = np.array([min(max(limit, NO_DAY), STILL) for limit in limits], dtype=np.int32)
    return [int(place) for place in days.searchsorted(within)]


def _worth(unit: Length, log: SalesLog, first: int, after: int) -> Floats:
    """What each day from ``first`` up to ``after`` counts: 1 if worked, or 1 / length of its (fiscal) quarter."""
    days = np.arange(first, after)
    if unit is Length.WORKING_DAYS:
        return log.calendar.is_working(days).astype(np.float64)
    worth = np.zeros(len(days))
    day = first
    while day < after:
        quarter = quarter_of(day_date(day), log.settings.fiscal_start)
        worth[day - first : quarter.end - first] = 1 / quarter.days
        day = quarter.end
    return worth
