"""What a sum reads: the facts row by row, or made compact, one row per day and combination of dimensions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.facts import Array, Facts, Floats
from salesdesk.models.log import Days, Mask

_SMALL = 5_000  # rows that are summed faster than they are made compact
_WORTHWHILE = 2  # rows that a compact one must stand for on average
_SPACIOUS = 4  # combinations per row up to which they are counted through
_REMEMBERED = 200_000  # rows up to which the weights of plain facts are kept


class Weight(NamedTuple):
    """What each row adds to a sum: 1, or its value in ``column``, or 1 if that is ``known``; 0 without the marks."""

    column: str | None = None
    marks: tuple[str, ...] = ()
    known: bool = False


ONE_EACH = Weight()


class Grain:
    """Rows by day with their dimensions, and what each adds to a sum."""

    def __init__(self, facts: Facts) -> None:
        self.day: Days = facts.day
        self.until: Days | None = facts.until
        self.dims: Mapping[str, Array] = facts.dims
        self._facts = facts
        self._weights: dict[Weight, Floats] = {}

    def __len__(self) -> int:
        return len(self.day)

    def weight(self, weight: Weight) -> Floats | None:
        """What each row adds; None stands for 1 each."""
        if weight == ONE_EACH:
            return None
        if weight not in self._weights:
            found = row_weights(self._facts.values, len(self._facts), weight)
            if len(found) > _REMEMBERED:
                return found
            self._weights[weight] = found
        return self._weights[weight]


class Compact(Grain):
    """One row per day and combination of dimensions that occurs; sums over it are those over the facts."""

    def __init__(self, facts: Facts, of_row: npt.NDArray[np.int32], day: Days, dims: Mapping[str, Array]) -> None:
        super().__init__(facts)
        self.day, self.dims = day, dims
        self._of_row = of_row

    def weight(self, weight: Weight) -> Floats:
        if weight not in self._weights:
            each = None if weight == ONE_EACH else row_weights(self._facts.values, len(self._facts), weight)
            self._weights[weight] = np.bincount(self._of_row, each, minlength=len(self.day)).astype(np.float64)
        return self._weights[weight]


def row_weights(columns: Mapping[str, Array], rows: int, weight: Weight) -> Floats:
    """What each of so many rows adds. Raises TypeError if a mark is a number: 0 and 1 may be meant, or an amount."""
    if weight.column is None:
        result = np.ones(rows)
    else:
        value = columns[weight.column].astype(np.float64, copy=False)
        missing = np.isnan(value)
        if weight.known:
            result = (~missing).astype(np.float64)
        else:
            result = np.where(missing, 0.0, value) if missing.any() else value
    for mark in weight.marks:
        result = np.where(marked(columns, mark), result, 0.0)
    return result


def marked(columns: Mapping[str, Array], mark: str) -> Mask:
    found = columns[mark]
    if found.dtype != np.bool_:
        raise TypeError(f"{mark} is no mark")
    return found


def compact(facts: Facts, dims: frozenset[str], size: Callable[[str], int]) -> Compact | None:
    """The facts made compact over the dimensions in use if that at least halves the rows, else None.

    ``size`` gives the number of labels of a dimension, nobody included. Spells are never compact.
    """
    used = tuple(sorted(dims & facts.dims.keys()))
    if facts.until is not None or len(facts) <= _SMALL:
        return None
    new_day = np.concatenate([[True], facts.day[1:] != facts.day[:-1]])
    days = facts.day[new_day]
    shape = (len(days), *(size(dim) for dim in used))
    space = int(np.prod(shape, dtype=np.int64))
    if space > _SPACIOUS * len(facts):
        return None
    place = np.cumsum(new_day, dtype=np.int64) - 1
    for dim, length in zip(used, shape[1:], strict=True):
        place = place * length + last_is_nobody(facts.dims[dim], length)
    present = np.flatnonzero(np.bincount(place, minlength=space))
    if _WORTHWHILE * len(present) > len(facts):
        return None
    renumbered = np.empty(space, dtype=np.int32)
    renumbered[present] = np.arange(len(present), dtype=np.int32)
    at_day, *codes = np.unravel_index(present, shape)
    columns = {dim: code.astype(np.int32) for dim, code in zip(used, codes, strict=True)}
    return Compact(facts, renumbered[place], days[at_day], columns)


def last_is_nobody(codes: Array, size: int) -> Array:
    """Codes with nobody (-1) as the last of ``size`` places."""
    return np.where(codes < 0, size - 1, codes)
