"""When in the life of a customer more is sold: a rate by what is told apart and the months since the first purchase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.table import Score
from salesdesk.models.selection import nobody

MOST = 12  # rows that are shown


@dataclass(frozen=True, eq=False)
class Moments:
    """``cells[row][column]``: rows are members of a dimension, columns the time as a customer."""

    dim: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Score, ...], ...]


def moments(board: Board, key: str, dim: str) -> Moments | None:
    """Those with the most buyers first, reps by name; None where nobody bought. Rows without buyers are left out."""
    table = board.by(key, dim, "tenure")
    if len(table.labels) < 2:
        return None
    hits = np.nan_to_num(table.numerator[0])
    names, columns = table.labels
    rows = [place for place in np.argsort(-hits.sum(axis=1), kind="stable") if hits[place].sum() > 0][:MOST]
    if dim == "rep":
        rows.sort(key=lambda place: (names[place] == nobody(dim), names[place].casefold()))
    asked = np.nan_to_num(table.n[0])
    shown = [place for place in range(len(columns)) if asked[:, place].any() and columns[place] != nobody("tenure")]
    if not rows or not shown:
        return None
    cells = tuple(
        tuple(table.at(0, **{dim: names[row], "tenure": columns[column]}) for column in shown) for row in rows
    )
    return Moments(dim, tuple(names[row] for row in rows), tuple(columns[column] for column in shown), cells)
