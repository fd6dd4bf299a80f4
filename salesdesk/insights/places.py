"""Where sales are made: each location with its share, pieces and sales per trading day, and its months."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.slices import MOST, figure_at
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score, ScoreTable
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


@dataclass(frozen=True)
class Places:
    """The locations with the largest sales; ``count`` of all that sold something."""

    rows: tuple[Place, ...]
    count: int


@dataclass(frozen=True, eq=False)
class PlaceMonths:
    """``cells``: for each of the names the score of every month; ``count`` of all locations that sold something."""

    months: tuple[Period, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[Score, ...], ...]
    count: int


def places(board: Board) -> Places | None:
    """The locations with sales or refunds in the period, the largest first; sales without one among them."""
    table = board.by(KEY, DIM)
    if not table.labels:
        return None
    names, sales = table.labels[0], table.value[0]
    there = np.flatnonzero((np.nan_to_num(table.n[0]) > 0) & ~np.isnan(sales))
    order = sorted(there, key=lambda at: (-sales[at], names[at].casefold()))
    found: list[Place] = []
    for at in order[:MOST]:
        tied = bool(found) and found[-1].sales.value == sales[at]
        rank = found[-1].rank if tied else len(found) + 1
        found.append(_place(table, names[at], rank))
    return Places(tuple(found), len(order)) if found else None


def _place(table: ScoreTable, name: str, rank: int) -> Place:
    share, units, per_day = (figure_at(table, key, location=name) for key in ("share", "units", "per_trading_day"))
    return Place(
        name,
        rank,
        table.at(0, location=name),
        share.value if share else None,
        units.value if units else None,
        per_day if per_day is not None and per_day.value is not None else None,
    )


def places_by_month(board: Board) -> PlaceMonths | None:
    """The board's months at each location, that with the largest sales first; None where nothing was sold."""
    table = score(BY_KEY[KEY], board.book, board.cut.sliced(DIM).at(*board.months))
    if not table.labels:
        return None
    sums = np.nansum(table.value, axis=0)
    there = np.flatnonzero((table.n > 0).any(axis=0) & ~np.isnan(table.value).all(axis=0))
    order = sorted(there, key=lambda place: (-sums[place], table.labels[0][place].casefold()))
    names = tuple(table.labels[0][place] for place in order[:MOST])
    cells = tuple(tuple(table.at(month, location=name) for month in range(len(board.months))) for name in names)
    return PlaceMonths(board.months, names, cells, len(order)) if names else None
