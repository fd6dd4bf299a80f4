"""From what people select to a cut: labels become masks over codes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.models.dims import attribute
from salesdesk.models.log import Mask
from salesdesk.models.period import Period
from salesdesk.models.selection import Selection, nobody

# Dimensions whose members are known to stand in another one, so that a filter on that one says who is to be listed.
_STANDS_IN = frozenset(
    {("rep", "team"), ("rep", "manager"), ("rep", "role"), ("rep", "region"), ("location", "region"),
     ("customer", "region"), ("customer", "segment")}
)  # fmt: skip


def cut_for(
    book: Book, selection: Selection, *, by: Sequence[str] = (), periods: Sequence[Period] | None = None
) -> Cut:
    """The question behind a selection; without ``periods`` for its own period only."""
    keep = tuple((dim, mask_of(book, dim, labels)) for dim, labels in selection.keep.items())
    return Cut(tuple(periods) if periods is not None else (selection.period,), tuple(by), keep)


def mask_of(book: Book, dim: str, labels: Collection[str]) -> Mask:
    """Which codes have one of the labels; the last place is nobody's. Labels that nobody has are passed over."""
    everybody = (*book.labels(dim), nobody(dim))
    return np.fromiter((label in labels for label in everybody), dtype=bool, count=len(everybody))


def listed(book: Book, cut: Cut, dim: str) -> Mask:
    """Which labels of a dimension are shown even without rows: all that no filter speaks against, never nobody."""
    result = np.arange(book.size(dim)) < book.size(dim) - 1
    for other, mask in cut.keep:
        if other == dim:
            result &= mask
        elif (dim, other) in _STANDS_IN:
            result[:-1] &= mask[attribute(book.log, dim, other)]
    return result
