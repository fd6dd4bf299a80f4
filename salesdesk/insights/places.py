"""Where sales are made: each location with its share, pieces and sales per trading day, and its months."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.slices import figure_at
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score
from salesdesk.models.period import Period

KEY, DIM = "sales_by_location", "location"


@dataclass(frozen=True)
class Place:
    """``rank``: equal sales share it (1, 1, 3). None where the log does not tell a figure."""

    name: str
    rank: int
    sales: Score
    share: float | None
    units: float | None
    per_day: Score | None


@dataclass(frozen=True, eq=False)
class PlaceMonths:
    """``cells``: for each of the names the score of every month."""

    months: tuple[Period, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[Score, ...], ...]


def places(board: Board) -> tuple[Place, ...]:
    """The locations with sales or refunds in the period, the largest first; sales without one among them."""
    table = board.by(KEY, DIM)
    cells = [(name, table.at(0, location=name)) for name in (table.labels[0] if table.labels else ())]
    there = [(name, cell) for name, cell in cells if cell.n and cell.value is not None]
    there.sort(key=lambda pair: (-(pair[1].value or 0.0), pair[0].casefold()))
    found: list[Place] = []
    for position, (name, cell) in enumerate(there, start=1):
        tied = bool(found) and found[-1].sales.value == cell.value
        share, units, per_day = (figure_at(table, key, location=name) for key in ("share", "units", "per_trading_day"))
        found.append(
            Place(
                name,
                found[-1].rank if tied else position,
                cell,
                share.value if share else None,
                units.value if units else None,
                per_day if per_day is not None and per_day.value is not None else None,
            )
        )
    return tuple(found)


def places_by_month(board: Board) -> PlaceMonths | None:
    """The board's months at each location, that with the largest sales first; None where nothing was sold."""
    table = score(BY_KEY[KEY], board.book, board.cut.sliced(DIM).at(*board.months))
    if not table.labels:
        return None
    sums = np.nansum(table.value, axis=0)
    there = np.flatnonzero((table.n > 0).any(axis=0) & ~np.isnan(table.value).all(axis=0))
    order = sorted(there, key=lambda place: (-sums[place], table.labels[0][place].casefold()))
    names = tuple(table.labels[0][place] for place in order)
    cells = tuple(tuple(table.at(month, location=name) for month in range(len(board.months))) for name in names)
    return PlaceMonths(board.months, names, cells) if names else None
