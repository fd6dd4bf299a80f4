"""Why deals are lost and to whom: reasons and competitors by rep, deal size and stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.score import score
from salesdesk.models.selection import nobody

LOST = "win_loss_ratio"
MOST_ROWS, MOST_COLUMNS = 24, 8


@dataclass(frozen=True, eq=False)
class Losses:
    """Lost deals by member of ``dim`` (rows) and reason or competitor (``what``, columns).

    ``counts`` has one row per name of ``rows``; ``whole`` are those of everybody, in the same columns, and
    ``totals`` all lost deals of each row, those without a reason included.
    """

    what: str
    dim: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Floats
    totals: Floats
    whole: Floats

    @property
    def lost(self) -> float:
        """All deals lost."""
        return float(self.totals.sum())

    @property
    def stated(self) -> float:
        """Of how many the reason or competitor is known."""
        unknown = [place for place, name in enumerate(self.columns) if name == nobody(self.what)]
        return self.lost - float(self.whole[unknown].sum())


def losses(board: Board, what: str, dim: str) -> Losses | None:
    """None where no lost deal of the period says why, or nothing tells them apart."""
    table = score(BY_KEY[LOST], board.book, board.cut.at(board.period).sliced(dim, what), "lost")
    if len(table.labels) < len(table.cut.by):
        return None
    rows, columns = table.labels
    counts = np.nan_to_num(table.value[0])
    across, down = _columns(columns, counts.sum(axis=0), what), _rows(rows, counts.sum(axis=1), dim)
    if not any(columns[place] != nobody(what) for place in across) or not down:
        return None
    return Losses(
        what,
        dim,
        tuple(rows[place] for place in down),
        tuple(columns[place] for place in across),
        counts[np.ix_(down, across)],
        counts.sum(axis=1)[down],
        counts.sum(axis=0)[across],
    )


def _columns(names: tuple[str, ...], counts: Floats, what: str) -> list[int]:
    """The most frequent first, what is not stated last."""
    there = [int(place) for place in np.flatnonzero(counts) if names[place] != nobody(what)]
    ordered = sorted(there, key=lambda place: (-counts[place], names[place].casefold()))[:MOST_COLUMNS]
    return [*ordered, *(int(place) for place in np.flatnonzero(counts) if names[place] == nobody(what))]


def _rows(names: tuple[str, ...], counts: Floats, dim: str) -> list[int]:
    """Reps alphabetically, all others in the order that the log or the dimension has."""
    there = [int(place) for place in np.flatnonzero(counts)]
    if dim != "rep":
        return there[:MOST_ROWS]
    return sorted(there, key=lambda place: (names[place] == nobody(dim), names[place].casefold()))[:MOST_ROWS]
