"""One figure told apart: by the members of a dimension, or by the bands a KPI declares."""

from __future__ import annotations

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.measures import Mix
from salesdesk.kpis.table import Score, ScoreTable

MOST = 20  # members shown; more than that nobody compares at a glance


def by_member(board: Board, key: str, dim: str) -> tuple[tuple[str, Score], ...]:
    """The members with the largest values first, those without rows or without a value left out."""
    table = board.by(key, dim)
    if not table.labels:
        return ()
    value, n, names = table.value[0], np.nan_to_num(table.n[0]), table.labels[0]
    there = np.flatnonzero(~np.isnan(value) & (n > 0))
    first = sorted(there, key=lambda place: (-value[place], names[place].casefold()))[:MOST]
    cells = ((names[place], table.at(0, **{dim: names[place]})) for place in first)
    return tuple((name, cell) for name, cell in cells if cell.value is not None)


def parts_of(board: Board, key: str, figure: str) -> tuple[tuple[str, float], ...]:
    """The parts of a second figure that is a mix, in their own order; none if it has nothing to show."""
    scores = board.kpis[key]
    mix = scores.kpi.figures[figure].measure
    if not isinstance(mix, Mix):
        raise TypeError(f"{figure} of {key} is no mix")
    return tuple((name, scores.now.details.get(name, 0.0)) for name in mix.names)


def figure_at(table: ScoreTable, key: str, **member: str) -> Score | None:
    """A second figure of one cell of the first period; None if the log cannot fill it, or nobody has one there."""
    figure = table.figures.get(key)
    return None if figure is None else figure.find(0, **member)
