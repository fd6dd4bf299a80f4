"""Facts: the rows a KPI counts, each with its day, its dimensions, its values and a pointer to its source row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from salesdesk.models.log import Days, Mask, SalesLog
from salesdesk.models.period import NO_DAY

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Pointers = npt.NDArray[np.int64]
FactsFunction = Callable[[SalesLog], "Facts"]
_Function = TypeVar("_Function", bound=FactsFunction)

NO_ROW = -1  # the pointer of a row that stands for no record, such as a day of the calendar
STILL = int(np.iinfo(np.int32).max)  # the end of a spell that has not ended


class Reason(NamedTuple):
    """Why a row does not count. A gap is missing data, not meaning, and lowers the coverage."""

    key: str
    text: str
    gap: bool = False


NO_DATE = Reason("no_date", "no date", gap=True)
TOO_RECENT = Reason("too_recent", "too recent to judge")


class Sorted(Mapping[str, Array]):
    """Columns in the order of the facts, each put in order when first asked for."""

    def __init__(self, columns: Mapping[str, Array], order: npt.NDArray[np.intp] | None) -> None:
        self._columns, self._order = columns, order
        self._done: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        if self._order is None:
            return self._columns[name]
        if name not in self._done:
            self._done[name] = self._columns[name][self._order]
        return self._done[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


@dataclass(frozen=True, eq=False)
class Facts:
    """Rows sorted by day, undated ones (NO_DAY) first.

    A spell covers [day, until). ``dims`` are int32 codes, -1 = nobody. ``values`` are float64 or marks (bool);
    those named in ``money`` are whole ten-thousandths. ``aside``: rows that do not count, ``why[row]`` being an
    index into its ``reasons``.
    """

    day: Days
    row: Pointers
    dims: Mapping[str, Array]
    values: Mapping[str, Array]
    until: Days | None = None
    money: frozenset[str] = frozenset()
    aside: Facts | None = None
    reasons: tuple[Reason, ...] = ()
    why: npt.NDArray[np.int8] | None = None

    def __len__(self) -> int:
        return len(self.day)

    @cached_property
    def undated(self) -> int:
        """The number of rows without a date."""
        # In the type of the days, or NumPy would copy them all.
        return int(np.searchsorted(self.day, np.int32(NO_DAY), side="right"))

    @property
    def why_not(self) -> npt.NDArray[np.int8]:
        """For rows set aside the place of each one's reason."""
        return np.zeros(len(self), dtype=np.int8) if self.why is None else self.why


def facts(
    day: Days,
    dims: Mapping[str, Array],
    values: Mapping[str, Array] | None = None,
    *,
    row: Pointers,
    money: Mapping[str, Array] | None = None,
    until: Days | None = None,
    keep: Mask | None = None,
    aside: Mapping[Reason, Mask] | None = None,
) -> Facts:
    """Sorts rows by day and splits off those that do not count.

    ``money`` are values in whole ten-thousandths. ``keep`` False: the row is none of this KPI's, not even one set
    aside. ``aside``: which rows do not count and why; the first reason that fits is the one that is told.
    """
    chosen = np.ones(len(day), dtype=bool) if keep is None else keep
    columns = {**(values or {}), **(money or {})}
    table = _Unsorted(np.asarray(day, dtype=np.int32), row, until, dims, columns, frozenset(money or ()))
    reasons = tuple(aside or {})
    why = np.full(len(day), -1, dtype=np.int8)
    for place in range(len(reasons) - 1, -1, -1):
        why[(aside or {})[reasons[place]]] = place
    off = chosen & (why >= 0)
    set_aside = table.sorted(off, reasons=reasons, why=why) if off.any() else None
    return table.sorted(chosen & (why < 0), aside=set_aside)


@dataclass(frozen=True, eq=False)
class _Unsorted:
    day: Days
    row: Pointers
    until: Days | None
    dims: Mapping[str, Array]
    values: Mapping[str, Array]
    money: frozenset[str]

    def sorted(
        self,
        chosen: Mask,
        *,
        aside: Facts | None = None,
        reasons: tuple[Reason, ...] = (),
        why: npt.NDArray[np.int8] | None = None,
    ) -> Facts:
        order = _order(self.day, chosen)
        own = Sorted({"day": self.day, "row": self.row}, order)
        return Facts(
            day=own["day"],
            row=own["row"],
            dims=Sorted(self.dims, order),
            values=Sorted(self.values, order),
            until=None if self.until is None else Sorted({"until": self.until}, order)["until"],
            money=self.money,
            aside=aside,
            reasons=reasons,
            why=None if why is None else Sorted({"why": why}, order)["why"],
        )


def _order(day: Days, chosen: Mask) -> npt.NDArray[np.intp] | None:
    """Positions of the chosen rows by day, rows of one day as they stood; None if they stand so already."""
    picked = None if chosen.all() else np.flatnonzero(chosen)
    days = day if picked is None else day[picked]
    if np.all(days[1:] >= days[:-1]):
        return picked
    order = np.argsort(_narrow(days), kind="stable")
    return order if picked is None else picked[order]


def _narrow(days: Days) -> Array:
    """The same order in 16 bits if it fits, which sorts ten times as fast; undated days stay first."""
    dated = days != NO_DAY
    first = int(days[dated].min(initial=STILL))
    if int(days[dated].max(initial=first)) - first >= np.iinfo(np.uint16).max:
        return days
    return np.where(dated, days.astype(np.int64) - first + 1, 0).astype(np.uint16)


def reads(*settings: str) -> Callable[[_Function], _Function]:
    """Declares which settings a facts function reads, besides zone, currency, last day, display names, deals left out.

    With it a changed setting rebuilds the facts only if the function reads it; without it every change does.
    """

    def declare(function: _Function) -> _Function:
        function.__dict__["reads"] = settings
        return function

    return declare
