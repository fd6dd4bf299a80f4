"""Day first or month first: settled by the column itself, by the user, by other columns, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.reading.dates_cells import DateCells
from salesdesk.reading.dates_days import SINCE_1904, Day, OutOfRange, Pair, day_of, swapped
from salesdesk.reading.typed import Hints, Mask, Order

_WORDS = {"dmy": "day first", "mdy": "month first"}


@dataclass(frozen=True)
class Choice:
    """``order`` None with ``open``: cells could be read both ways and nothing settles it; ``said`` tells which."""

    order: Order | None
    said: str = ""
    open: bool = False
    witness: Pair | None = None
    swap: bool = False  # day and month of the dates that a spreadsheet stored


_BOTH = "could be day first or month first (“{}”)"
_TWO = "has cells that are day first and cells that are month first; others could be both (“{}”)"
_HALF = "has dates up to the 12th and texts after it (“{}”): a spreadsheet may have swapped their day and month"
_SWAPPED = "the dates up to the 12th were read the other way round by a spreadsheet and are turned back, as told"


def choose_order(cells: DateCells, hints: Hints) -> Choice:
    """The column's own cells go first, then an answer, then the file's other columns, then month starts."""
    order, witness = cells.settled
    if order is not None and (text := cells.half_converted) is not None:
        if hints.dates is None:
            return Choice(None, _HALF.format(text_of(text)), open=True)
        if hints.dates == order:
            return Choice(order, _SWAPPED, swap=True)
    if order is not None and witness is not None:
        return Choice(order, f"{_WORDS[order]} (“{text_of(witness)}”)", witness=witness)
    unclear = [pair for pair in cells.pairs if pair.unclear]
    if not unclear:
        return Choice("dmy")
    for answer, why in (
        (hints.dates, "as told"),
        (None if cells.contradicting else hints.sibling_dates, "as in other columns of the file"),
        (cells.month_starts, "always the first of a month"),
    ):
        if answer is not None:
            return Choice(answer, f"{_WORDS[answer]}, {why}")
    said = _TWO if cells.contradicting else _BOTH
    return Choice(None, said.format(text_of(unclear[0])), open=True)


def text_of(pair: Pair) -> str:
    return f"{pair.first}{pair.mark}{pair.second}{pair.mark}{pair.year}"


@dataclass(frozen=True, eq=False)
class Numbered:
    """The distinct day texts as day numbers, and which of them are no dates or lie out of range."""

    days: npt.NDArray[np.float64]
    bad: Mask
    outside: Mask


def number_days(cells: DateCells, order: Order, *, date1904: bool = False, swap: bool = False) -> Numbered:
    """Day numbers (NaN where there is none) under an order of day and month."""
    shift = SINCE_1904 if date1904 else 0
    days = [Day(swapped(day) or day.number) if swap and isinstance(day, Day) and day.iso else day for day in cells.days]
    numbers = [_number(day, order, shift) for day in days]
    known = np.array([np.nan if number is None else number for number in numbers], dtype=np.float64)
    outside = np.array([isinstance(day, OutOfRange) for day in cells.days], dtype=bool)
    return Numbered(known, np.isnan(known) & ~outside, outside)


def _number(day: Day | Pair | OutOfRange | None, order: Order, shift: int) -> float | None:
    if isinstance(day, Pair):
        first_is_day = order == "dmy"
        return day_of(day.year, *((day.second, day.first) if first_is_day else (day.first, day.second)))
    if isinstance(day, Day):
        return day.number + shift if day.serial else day.number
    return None
