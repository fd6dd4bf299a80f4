"""Opportunities opened month by month: beside what was done for them, and from where they come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.selections import in_progress
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.score import score
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.log import Mask
from salesdesk.stats.xmr import POINTS_NEEDED, Limits, limits, signals

CREATED, VOLUME, DONE = "opportunities_created", "new_opportunity_volume", "activity_volume"


@dataclass(frozen=True, eq=False)
class Created:
    """``done``: activities in the same months, None where the log has none."""

    opened: ScoreTable
    value: ScoreTable
    done: ScoreTable | None


def created(board: Board) -> Created | None:
    """Over the months of the board; None where nothing was opened in any."""
    opened = board.kpis[CREATED].months
    if not np.nansum(opened.value) > 0:
        return None
    value = score(BY_KEY[CREATED], board.book, board.cut.at(*board.months), "value")
    done = board.kpis[DONE].months
    return Created(opened, value, done if np.nansum(done.value) > 0 else None)


@dataclass(frozen=True, eq=False)
class Origins:
    """``parts`` of the whole by origin, month by month. ``signals``: months beyond the limits, or of a long run.

    ``base``: the months by which ordinary variation is known; fewer than eight give NaN limits.
    """

    whole: ScoreTable
    parts: dict[str, Floats]
    limits: Limits
    signals: Mask
    base: int


def origins(board: Board) -> Origins | None:
    """Whole months before the period say what is ordinary, or all whole months where those are too few."""
    whole = board.kpis[VOLUME].months
    if not np.nansum(whole.value) > 0:
        return None
    complete = whole.is_status(Status.OK) & ~np.array([in_progress(board.log, month) for month in board.months])
    before = complete & np.array([month.end <= board.period.start for month in board.months])
    base = before if before.sum() >= POINTS_NEEDED else complete
    within = limits(whole.value[base])
    values = np.where(complete, whole.value, np.nan)
    known = within.mean == within.mean
    marked = signals(values, within) & complete if known else np.zeros(len(values), dtype=bool)
    return Origins(whole, _parts(board, whole), within, marked, int(base.sum()))


def _parts(board: Board, whole: ScoreTable) -> dict[str, Floats]:
    cut, kpi, total = board.cut.at(*board.months), BY_KEY[VOLUME], np.nan_to_num(whole.value)
    told = {name: score(kpi, board.book, cut, f"{name}_sourced") for name in ("marketing", "sales")}
    if any(table.lacking for table in told.values()):
        return {"": total}
    parts = {name: np.nan_to_num(table.value) for name, table in told.items()}
    other = total - sum(parts.values())
    found = {**parts, "other": other}
    return {name: values for name, values in found.items() if values.any()}
