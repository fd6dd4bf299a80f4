"""One number per member picked from many rows: the mean, the middle or the lowest of what several parties say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from salesdesk.kpis.facts import Floats
from salesdesk.kpis.grain import Grain, Weight, last_is_nobody
from salesdesk.kpis.member_totals import Totals
from salesdesk.kpis.placing import Cells, Placed

if TYPE_CHECKING:
    from salesdesk.kpis.sources import Side

How = Literal["mean", "median", "lowest"]


@dataclass(frozen=True, eq=False)
class Pick:
    """As a sum it can be a side of members. Rows of one party (a dimension) are averaged before parties are compared.

    Rows without a value count nowhere; money is in ten-thousandths, with fractions of them.
    """

    of: Side
    value: str
    how: How
    party: str
    where: str | None = None


def picked(grain: Grain, placed: Placed, pick: Pick, parties: int) -> Totals:
    """What is picked in each cell that has a value; ``parties``: how many there are, nobody included."""
    marks = tuple(mark for mark in (pick.of.where, pick.where) if mark is not None)
    known, value = grain.weight(Weight(pick.value, marks, known=True)), grain.weight(Weight(pick.value, marks))
    assert known is not None  # noqa: S101  a column always weighs
    assert value is not None  # noqa: S101
    meant = known[placed.index] > 0
    index, cell = placed.index[meant], placed.cell[meant]
    party = last_is_nobody(grain.dims[pick.party][index], parties)
    said, place = np.unique(cell * parties + party, return_inverse=True)
    mean = np.bincount(place, value[index], minlength=len(said)) / np.bincount(place, minlength=len(said))
    present, result = _of_cells(said // parties, mean, pick.how)
    return Totals(present, result, placed.shape)


def _of_cells(cell: Cells, value: Floats, how: How) -> tuple[Cells, Floats]:
    """The cells that occur, in order, and the number picked for each."""
    order = np.lexsort((value, cell))
    cell, value = cell[order], value[order]
    present, start, n = np.unique(cell, return_index=True, return_counts=True)
    if how == "lowest":
        return present, value[start]
    if how == "median":
        return present, (value[start + (n - 1) // 2] + value[start + n // 2]) / 2
    return present, np.bincount(np.repeat(np.arange(len(n)), n), value, minlength=len(n)) / n
