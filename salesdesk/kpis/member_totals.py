"""Totals per member: only those members that have a row, in one order for all sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.kpis.facts import Array, Floats
from salesdesk.kpis.grain import Grain, Weight
from salesdesk.kpis.placing import Cells, Placed

_ROOMY = 4  # cells per row up to which counting into every cell is faster than sorting


@dataclass(frozen=True, eq=False)
class Members:
    """Members that count: where they stand in an array of ``shape`` (periods, *dims), who they are, their columns."""

    cell: Cells
    member: npt.NDArray[np.int64]
    shape: tuple[int, ...]
    columns: Mapping[str, Array]

    def __len__(self) -> int:
        return len(self.cell)


@dataclass(frozen=True, eq=False)
class Totals:
    """Totals of the cells that have rows; ``cell`` ascending, in an array of ``shape``."""

    cell: Cells
    total: Floats
    shape: tuple[int, ...]


def totals(grain: Grain, placed: Placed, weight: Weight) -> Totals:
    """Weights added up in each cell in which a row with the marks stands."""
    of_row = grain.weight(weight)
    each = None if of_row is None else of_row[placed.index]
    if placed.part is not None:
        each = placed.part if each is None else each * placed.part
    cell = placed.cell
    if weight.marks:
        marked = grain.weight(Weight(None, weight.marks))
        assert marked is not None  # noqa: S101  marks always weigh
        meant = marked[placed.index] > 0
        cell, each = cell[meant], None if each is None else each[meant]
    if placed.cells <= _ROOMY * len(cell) + 1_000:
        present = np.flatnonzero(np.bincount(cell, minlength=placed.cells))
        total = np.bincount(cell, each, minlength=placed.cells)[present]
    else:
        present, place = np.unique(cell, return_inverse=True)
        total = np.bincount(place, each, minlength=len(present))
    return Totals(present, total.astype(np.float64), placed.shape)


def aligned(
    parts: Mapping[str, Totals], shape: tuple[int, ...], base: str | None = None
) -> tuple[Cells, dict[str, Floats]]:
    """The cells in which any part (or the one named ``base``) has a total, and each part's total there, else 0."""
    if base is not None:
        cells = _spread(parts[base], shape).cell
        return cells, {name: _found(part, cells, shape) for name, part in parts.items()}
    spread = {name: _spread(part, shape) for name, part in parts.items()}
    cells = _merged([part.cell for part in spread.values()])
    result = {}
    for name, part in spread.items():
        result[name] = np.zeros(len(cells))
        result[name][np.searchsorted(cells, part.cell)] = part.total
    return cells, result


def _merged(ascending: list[Cells]) -> Cells:
    """Each number once, in order. Runs in order are merged ten times as fast as ``np.unique`` hashes them."""
    cells = np.sort(np.concatenate(ascending), kind="stable")
    return cells[np.append(True, cells[1:] != cells[:-1])] if len(cells) else cells


def _found(part: Totals, cells: Cells, shape: tuple[int, ...]) -> Floats:
    """The part's total in each of the cells; along a dimension that it lacks it is the same everywhere."""
    if part.shape != shape:
        places = np.unravel_index(cells, shape)
        own = zip(places, part.shape, strict=True)
        cells = np.ravel_multi_index(tuple(place if size > 1 else place * 0 for place, size in own), part.shape)
    if not part.cell.size:
        return np.zeros(len(cells))
    place = np.minimum(np.searchsorted(part.cell, cells), len(part.cell) - 1)
    return np.where(part.cell[place] == cells, part.total[place], 0.0)


def _spread(part: Totals, shape: tuple[int, ...]) -> Totals:
    """Gives the members of a side to every cell along the dimensions that the side lacks."""
    if part.shape == shape:
        return part
    places = np.unravel_index(part.cell, part.shape)
    total = part.total
    for axis, (own, full) in enumerate(zip(part.shape, shape, strict=True)):
        if own != full:
            repeats = len(total)
            places = tuple(np.tile(place, full) for place in places)
            places = (*places[:axis], np.repeat(np.arange(full), repeats), *places[axis + 1 :])
            total = np.tile(total, full)
    cell = np.ravel_multi_index(places, shape)
    order = np.argsort(cell)
    return Totals(cell[order], total[order], shape)
