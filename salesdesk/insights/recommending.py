"""Who recommends the company: promoters, passives and detractors, month by month or told apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.table import Score, ScoreTable
from salesdesk.models.period import Period

BANDS = ("detractors", "passives", "promoters")
MOST = 16  # rows that are shown


@dataclass(frozen=True, eq=False)
class Answers:
    """``shares`` of detractors, passives and promoters among the ``score.n`` answers."""

    name: str
    score: Score
    shares: tuple[float, ...]
    period: Period | None = None
    member: str | None = None


def by_month(board: Board) -> tuple[Answers, ...] | None:
    """The months in which any answer stood, the newest first."""
    table = board.kpis["nps"].months
    found = [_answers(month.label, table, place, month) for place, month in enumerate(board.months)]
    there = tuple(each for each in reversed(found) if each is not None)
    return there or None


def by_member(board: Board, dim: str) -> tuple[Answers, ...] | None:
    """All together, then each: reps by name, others by score; those with too few answers last."""
    table = board.by("nps", dim)
    if not table.labels:
        return None
    found = [_answers(name, table, 0, None, {dim: name}) for name in table.labels[0]]
    there = [each for each in found if each is not None]
    whole = _answers("All", board.kpis["nps"].table, 0, None)
    if whole is None or not there:
        return None
    few = board.log.settings.limits.score[0]
    there.sort(key=lambda each: (each.score.n < few, *_order(each, dim)))
    return (whole, *there[:MOST])


def _order(each: Answers, dim: str) -> tuple[float, str]:
    score = each.score.value or 0.0
    return (0.0 if dim == "rep" else -score, each.name.casefold())


def _answers(
    name: str, table: ScoreTable, place: int, period: Period | None, member: dict[str, str] | None = None
) -> Answers | None:
    cell = table.place(place, **(member or {}))
    n = float(np.nan_to_num(table.n[cell]))
    if not n or np.isnan(table.value[cell]):
        return None
    shares = tuple(float(table.detail[band][cell]) / n for band in BANDS)
    whose = next(iter(member.values())) if member else None
    return Answers(name, table.at(place, **(member or {})), shares, period, whose)
