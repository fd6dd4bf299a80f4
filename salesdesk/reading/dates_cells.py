"""The cells of a date column taken apart: days, times of day, offsets; before day and month are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.dates_days import Day, OutOfRange, Pair, is_early, read_day
from salesdesk.reading.dates_times import Times, read_times
from salesdesk.reading.typed import Mask, Order
from salesdesk.reading.types_distinct import Distinct, distinct, filled, is_text, whole

DAY_US = 86_400_000_000
_TIME = r"(?:[T,]|\s)+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\D|$)"
_FEW_MONTHS = 3
_SLIPS = 0.05
_EARLY, _HARDLY = 144 / 365, 0.01  # how many days are among the first twelve of their month
_EVEN_STEPS = ({1}, {3})  # months, quarters


@dataclass(frozen=True, eq=False)
class DateCells:
    """``days``: what each distinct day text means; ``day_codes`` lead to them from ``cells.values``, -1 = no cell.

    ``wall`` is set instead where every cell is an ISO date: µs of wall time.
    """

    cells: Distinct
    days: Sequence[Day | Pair | OutOfRange | None] = ()
    day_codes: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    times: Times | None = None
    wall: npt.NDArray[np.int64] | None = None
    whole_days: Mask | None = None

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(day for day in self.days if isinstance(day, Pair))

    @property
    def settled(self) -> tuple[Order | None, Pair | None]:
        """The order that the column's own cells tell, and the cell that tells it.

        A few cells against all others are slips and do not fit then; more of them tell of two origins, and that leaves
        the cells open that could be read both ways.
        """
        day_first, month_first = self._telling
        if self.contradicting and any(pair.unclear for pair in self.pairs):
            return None, None
        if len(month_first) > len(day_first):
            return "mdy", month_first[0]
        dotted = (pair for pair in self.pairs if pair.mark == ".")  # 3.4.2026 is written day first
        witness = day_first[0] if day_first else next(dotted, None)
        return ("dmy", witness) if witness else (None, None)

    @property
    def _telling(self) -> tuple[list[Pair], list[Pair]]:
        """The texts that can only be day first, and those that can only be month first."""
        return [pair for pair in self.pairs if pair.first > 12], [pair for pair in self.pairs if pair.second > 12]

    @property
    def contradicting(self) -> bool:
        less, more = sorted(map(len, self._telling))
        return less > _SLIPS * more

    @property
    def half_converted(self) -> Pair | None:
        """A text, where a spreadsheet seems to have taken the texts that it could for dates, in its own order.

        Then all dates that it stores are of the first twelve days, and all texts of later ones. None if that may well
        be chance.
        """
        if self.times is None or not self.pairs or any(max(pair.first, pair.second) <= 12 for pair in self.pairs):
            return None
        given = set(self.day_codes[self.times.given].tolist())
        stored = [day for code, day in enumerate(self.days) if code in given and isinstance(day, Day) and day.iso]
        chance = _EARLY ** len(stored) * (1 - _EARLY) ** len(self.pairs)
        return self.pairs[0] if stored and chance < _HARDLY and all(map(is_early, stored)) else None

    def place_of(self, pair: Pair) -> int:
        """The first row that holds this day."""
        meant = np.array([day == pair for day in self.days], dtype=bool)
        return int(np.argmax(np.append(meant, values=False)[self.day_codes][self.cells.codes]))

    @property
    def month_starts(self) -> Order | None:
        """Always the first of a month, if one number is always 1 and the other runs through months or quarters.

        Days of one January look like month starts the other way round: month first takes the turn of a year.
        """
        if self.times is None or self.times.given.any():  # what happened at a time did not happen on firsts only
            return None
        if {pair.first for pair in self.pairs} == {1} and _months([(pair.year, pair.second) for pair in self.pairs]):
            return "dmy"
        months = [(pair.year, pair.first) for pair in self.pairs]
        across = len({year for year, _ in months}) > 1
        return "mdy" if across and {pair.second for pair in self.pairs} == {1} and _months(months) else None


def _months(months: Sequence[tuple[int, int]]) -> bool:
    """Whether these are months or quarters without a gap."""
    numbers = sorted({12 * year + month for year, month in months})
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return len(numbers) >= _FEW_MONTHS and steps in _EVEN_STEPS


def survey_dates(column: pa.ChunkedArray) -> DateCells | None:
    """Looks a text column over; None for one that is not text, whose dates need no settling."""
    cells = whole(column)
    if not is_text(cells.type):
        return None
    found = distinct(cells)
    return _iso(found) or _mixed(found)


def _iso(found: Distinct) -> DateCells | None:
    try:
        moments = pc.cast(found.values, pa.timestamp("us"))
    except pa.ArrowInvalid:
        return None
    known = filled(moments)
    if not known.any():
        return None
    wall = np.asarray(pc.fill_null(pc.cast(moments, pa.int64()), 0))
    in_range = (wall[known] >= np.datetime64("1950", "us").astype(int)).all() and (
        wall[known] < np.datetime64("2101", "us").astype(int)
    ).all()
    if not in_range:
        return None
    lengths = np.asarray(pc.fill_null(pc.binary_length(found.values), 0))
    return DateCells(found, wall=wall, whole_days=lengths <= len("2026-03-04"))


def _mixed(found: Distinct) -> DateCells:
    values = pc.fill_null(found.values, "")
    days, times = _split(values)
    texts = pc.dictionary_encode(days)
    meant = [read_day(text) if text else None for text in texts.dictionary.to_pylist()]
    codes = np.where(filled(found.values), np.asarray(texts.indices), -1).astype(np.int32)
    return DateCells(found, meant, codes, read_times(times))


def _split(values: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The day and the time in each text ("" where there is none)."""
    places = np.asarray(pc.find_substring_regex(values, _TIME))
    if (places < 0).all():
        return values, pa.array([""] * len(values), pa.string())
    raw, longest = pc.cast(values, pa.binary()), pc.max(pc.binary_length(values)).as_py()
    days, times, rows = [], [], []
    for place in np.unique(places):
        here = np.flatnonzero(places == place)
        some = raw.take(pa.array(here))
        at = int(place) if place >= 0 else longest
        days.append(pc.binary_slice(some, 0, at))
        times.append(pc.binary_slice(some, at, max(longest, at + 1)))
        rows.append(here)
    back = pa.array(np.argsort(np.concatenate(rows)))
    day, time = (pc.cast(pa.concat_arrays(parts), pa.string()).take(back) for parts in (days, times))
    return pc.utf8_trim_whitespace(day), time
