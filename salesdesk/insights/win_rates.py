"""The win rate told apart: by size, segment and source against all deals, and by number against by value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score
from salesdesk.models.selection import nobody
from salesdesk.stats.funnel import funnel

RATE = "win_rate"
MOST = 16  # rows that can be compared at a glance
_IN_ORDER = ("size", "stage")  # dimensions whose members have an order of their own


@dataclass(frozen=True)
class Rated:
    """``outside``: +1 or −1 where chance does not explain the distance from the whole, else 0."""

    name: str
    score: Score
    outside: int


@dataclass(frozen=True)
class Rates:
    """``others``: members with fewer deals, which are not shown; ``unsaid``: deals that belong to no member."""

    dim: str
    rows: tuple[Rated, ...]
    whole: Score
    others: int = 0
    unsaid: int = 0


def rates_by(board: Board, dim: str) -> Rates | None:
    """The win rate of each member, those with the most closed deals; None where there are fewer than two."""
    table = board.by(RATE, dim)
    if not table.labels:
        return None
    n, names = np.nan_to_num(table.n[0]), table.labels[0]
    nameless = np.array([name == nobody(dim) for name in names], dtype=bool)
    there = np.flatnonzero((n > 0) & ~nameless)
    if len(there) < 2:
        return None
    beyond = funnel(np.nan_to_num(table.numerator[0])[there], n[there]).outside
    rows = [
        Rated(names[place], table.at(0, **{dim: names[place]}), int(mark))
        for place, mark in zip(there, beyond, strict=True)
    ]
    shown = sorted(rows, key=lambda row: -row.score.n)[:MOST]
    if dim in _IN_ORDER:
        shown = [row for row in rows if row in shown]
    return Rates(dim, tuple(shown), board.kpis[RATE].now, len(rows) - len(shown), int(n[nameless].sum()))


@dataclass(frozen=True)
class TwoRates:
    """One rep, or everybody (None): the win rate by number of deals and by their value."""

    rep: str | None
    by_number: Score
    by_value: Score


def number_and_value(board: Board) -> tuple[TwoRates, ...] | None:
    """Everybody first, then the reps in alphabetical order; None where no amounts are known."""
    kpi, cut = BY_KEY[RATE], board.cut.at(board.period)
    whole, reps = score(kpi, board.book, cut, "by_value"), score(kpi, board.book, cut.sliced("rep"), "by_value")
    if whole.lacking or whole.at(0).value is None:
        return None
    scores = board.kpis[RATE]
    found = [TwoRates(None, scores.now, whole.at(0))]
    for name in board.rep_names():
        number, value = scores.rep(name), reps.find(0, rep=name)
        if value is not None and value.value is not None and number.value is not None:
            found.append(TwoRates(name, number, value))
    return tuple(found)
