"""How long won deals took: the share won within so many days, of everybody and of picked reps or teams."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score

CYCLE = "sales_cycle_length"
MOST_LINES = 6
FEW = 5  # deals won; a curve of fewer says little


@dataclass(frozen=True, eq=False)
class Lengths:
    """Won deals of one group. ``share`` of them took no longer than each of the ``days``."""

    name: str
    member: dict[str, str]
    days: Floats
    share: Floats
    n: int


@dataclass(frozen=True, eq=False)
class AllLengths:
    """Everybody first. ``undecided``: after how many days half of the opportunities opened in the period, open ones
    included, are decided. ``few``: the groups with fewer than five deals, which have no line."""

    lines: tuple[Lengths, ...]
    few: tuple[str, ...]
    now: Score
    undecided: Score
    lost: Score


def deal_lengths(board: Board) -> AllLengths | None:
    """Picked reps are told apart, else the teams; None where nothing was won in the period."""
    kpi, cut = BY_KEY[CYCLE], board.cut.at(board.period)
    days = cell_values(kpi, board.book, cut).value
    if not len(days):
        return None
    lines, few = [_lengths("", {}, days)], []
    dim, names = _told_apart(board)
    if names:
        sliced = cut.sliced(dim)
        values = cell_values(kpi, board.book, sliced)
        for name in names:
            own = values.at(*place_of(board.book, sliced, {dim: name}, 0))
            if len(own) >= FEW:
                lines.append(_lengths(name, {dim: name}, own))
            else:
                few.append(name)
    undecided, lost = (score(kpi, board.book, cut, key).at(0) for key in ("undecided_median", "lost_median"))
    return AllLengths(tuple(lines), tuple(few), score(kpi, board.book, cut).at(0), undecided, lost)


def _lengths(name: str, member: dict[str, str], days: Floats) -> Lengths:
    steps, counts = np.unique(days, return_counts=True)
    return Lengths(name, member, steps, np.cumsum(counts) / len(days), len(days))


def _told_apart(board: Board) -> tuple[str, tuple[str, ...]]:
    picked = board.rep_names() if "rep" in board.selection.keep else ()
    if 1 < len(picked) <= MOST_LINES:
        return "rep", picked
    teams = tuple(sorted(board.book.labels("team"), key=str.casefold))
    return ("team", teams) if 1 < len(teams) <= MOST_LINES else ("", ())
