"""One question to the log: which periods, sliced by which dimensions, of which rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesdesk.models.log import Mask
from salesdesk.models.period import Period

CutKey = tuple[tuple[tuple[int, int], ...], tuple[str, ...], tuple[tuple[str, bytes], ...]]


@dataclass(frozen=True, eq=False)
class Cut:
    """``keep``: for each filtered dimension which of its labels count and, in the last place, whether nobody does."""

    periods: tuple[Period, ...]
    by: tuple[str, ...] = ()
    keep: tuple[tuple[str, Mask], ...] = ()

    @cached_property
    def key(self) -> CutKey:
        """What the numbers depend on, to remember them by."""
        return (
            tuple((period.start, period.end) for period in self.periods),
            self.by,
            tuple((dim, mask.tobytes()) for dim, mask in self.keep),
        )

    @cached_property
    def filtered(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dim for dim, _ in self.keep))

    @cached_property
    def dims(self) -> frozenset[str]:
        """Every dimension that the question touches."""
        return frozenset((*self.by, *self.filtered))

    @property
    def is_empty(self) -> bool:
        """Whether the filters on some dimension leave none of its labels, not even nobody: nothing is asked about."""
        masks = ([mask for other, mask in self.keep if other == dim] for dim in self.filtered)
        return not all(np.logical_and.reduce(each).any() for each in masks)

    def sliced(self, *by: str) -> Cut:
        """The same rows sliced otherwise."""
        return self if by == self.by else Cut(self.periods, by, self.keep)

    def at(self, *periods: Period) -> Cut:
        """The same rows in other periods."""
        return Cut(periods, self.by, self.keep)

    def kept_by(self, dims: Iterable[str]) -> Cut:
        """The same question with only the filters on these dimensions."""
        allowed = frozenset(dims)
        keep = tuple((dim, mask) for dim, mask in self.keep if dim in allowed)
        return self if len(keep) == len(self.keep) else Cut(self.periods, self.by, keep)

    def only(self, dim: str, mask: Mask) -> Cut:
        """The same question with one filter more."""
        return Cut(self.periods, self.by, (*self.keep, (dim, mask)))
