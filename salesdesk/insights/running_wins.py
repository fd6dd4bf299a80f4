"""Deals won so far, day by day of a period, beside the period compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.score import score
from salesdesk.models.period import Period

WON = "deals_won"
MOST_STEPS = 370  # days told apart; of a longer period weeks are


@dataclass(frozen=True, eq=False)
class RunningWins:
    """``count`` and ``value`` of the deals won up to and with each of the ``days`` of the period, 1 the first.

    ``until``: how many days of it the log covers; ``value`` is None where no amounts are known.
    """

    period: Period
    days: Floats
    count: Floats
    value: Floats | None
    until: int


def running_wins(board: Board) -> tuple[RunningWins, ...] | None:
    """The selected period and the one compared with; None where nothing was won in either."""
    periods = [board.period] if board.compared is None else [board.period, board.compared]
    found = tuple(running for period in periods if (running := _running(board, period)) is not None)
    return found if any(len(running.days) for running in found) else None


def _running(board: Board, period: Period) -> RunningWins | None:
    log = board.log
    first = log.span.first if period.is_all else period.start
    after = min(period.end, log.as_of + 1)
    if after <= first:
        return None
    step = 1 if after - first <= MOST_STEPS else 7
    parts = [Period(day, min(day + step, after)) for day in range(first, after, step)]
    cut, kpi = board.cut.at(*parts), BY_KEY[WON]
    count = np.nan_to_num(score(kpi, board.book, cut).value)
    worth = score(kpi, board.book, cut, "value")
    rises = np.flatnonzero(count)
    ends = np.array([part.end - first for part in parts], dtype=np.float64)
    value = None if worth.lacking else np.cumsum(np.nan_to_num(worth.value))[rises]
    return RunningWins(period, ends[rises], np.cumsum(count)[rises], value, after - first)
