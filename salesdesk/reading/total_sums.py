"""Whether a number of a row is the sum of the records above it, or of all below it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salesdesk.reading.typed import Mask

_TOLERANCE = 1e-6
_CENTS = 0.0051  # a total may be rounded where its parts are not
_LEVELS = 12  # subtotals that a larger one may reach back over

Floats = npt.NDArray[np.float64]


class Sums:
    """``found``: the totals known so far; they are no parts of others."""

    def __init__(self, numbers: list[Floats], found: Mask) -> None:
        self.found = found
        self._columns = [_Column(column) for column in numbers]

    def decide(self, row: int, least: int) -> None:
        """Marks the row if one of its numbers is the sum of at least ``least`` others."""
        totals = np.flatnonzero(self.found)
        above = totals[totals < row]
        starts = {0, *(int(start) + 1 for start in above[-_LEVELS:])}
        spans = [(start, row) for start in starts] + ([(1, len(self.found))] if row == 0 else [])
        self.found[row] = any(
            column.adds_up(row, start, end, totals[(totals >= start) & (totals < end)], least)
            for column in self._columns
            for start, end in spans
        )


class _Column:
    def __init__(self, numbers: Floats) -> None:
        self._numbers = numbers
        self._known = ~np.isnan(numbers)
        self._sums = np.concatenate([[0.0], np.cumsum(np.where(self._known, numbers, 0.0))])
        self._counts = np.concatenate([[0], np.cumsum(self._known)])

    def adds_up(self, row: int, start: int, end: int, without: npt.NDArray[np.int64], least: int) -> bool:
        if not self._known[row]:
            return False
        taken = without[self._known[without]]
        count = self._counts[end] - self._counts[start] - len(taken)
        total = self._sums[end] - self._sums[start] - self._numbers[taken].sum()
        near = max(_TOLERANCE * max(1.0, abs(total)), _CENTS if abs(total) >= 1 else 0.0)
        return bool(count >= least and abs(self._numbers[row] - total) <= near)
