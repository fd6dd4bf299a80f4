"""What is open: by stage, and whether it can fill what is missing of the quota."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score
from salesdesk.models.selection import nobody

PIPELINE, COVERAGE = "open_pipeline", "pipeline_coverage"
MOST = 24


@dataclass(frozen=True)
class StageWorth:
    """Open deals of one stage. ``weighted``: by the chance that a deal of the stage is won; None where unknown."""

    stage: str
    total: float
    weighted: float | None
    n: int

    @property
    def chance(self) -> float:
        """On average; 0 where it is not known, so that these stages come first."""
        return self.weighted / self.total if self.weighted is not None and self.total > 0 else 0.0


def by_stage(board: Board) -> tuple[StageWorth, ...] | None:
    """From the stage with the least chance to the one with the best; None where nothing is open."""
    cut = board.cut.at(board.period).sliced("stage")
    table = score(BY_KEY[PIPELINE], board.book, cut)
    weighted = score(BY_KEY[PIPELINE], board.book, cut, "weighted")
    if not table.labels or not np.nansum(table.n) > 0:
        return None
    found = []
    for name in table.labels[0]:
        cell, chance = table.at(0, stage=name), weighted.find(0, stage=name)
        if cell.n:
            found.append(StageWorth(name, cell.value or 0.0, None if chance is None else chance.value, cell.n))
    return tuple(sorted(found, key=lambda each: (each.stage == nobody("stage"), each.chance)))


@dataclass(frozen=True)
class Coverage:
    """``name`` None: everybody. ``due``: open and due in the period; ``missing`` of the quota, 0 where it is reached.

    ``needed``: how much has to be open for each unit that is missing, by the team's win rate of twelve months.
    """

    name: str | None
    score: Score
    due: float
    weighted: float | None
    missing: float
    needed: float | None

    @property
    def is_reached(self) -> bool:
        return self.score.status == "reached"

    @property
    def wanted(self) -> float | None:
        """The amount that should be open."""
        return self.missing * self.needed if self.needed is not None and not self.is_reached else None


def coverage(board: Board) -> tuple[Coverage, ...] | None:
    """Everybody, then the reps with a quota in alphabetical order; None where nobody has one."""
    kpi, cut = BY_KEY[COVERAGE], board.cut.at(board.period)
    keys = ("due", "missing", "weighted", "needed")
    whole = {key: score(kpi, board.book, cut, key) for key in keys}
    reps = {key: score(kpi, board.book, cut.sliced("rep"), key) for key in keys[:-1]}
    head, table = score(kpi, board.book, cut).at(0), score(kpi, board.book, cut.sliced("rep"))
    if head.status in ("not_available", "no_data"):
        return None
    needed = whole["needed"].at(0).value
    found = [_coverage(None, head, {key: whole[key].at(0).value for key in keys}, needed)]
    for name in board.rep_names()[:MOST] if len(board.rep_names()) > 1 else ():
        own = table.find(0, rep=name)
        if own is not None and own.n:
            parts = {
                key: None if (cell := each.find(0, rep=name)) is None else cell.value for key, each in reps.items()
            }
            found.append(_coverage(name, own, parts, needed))
    return tuple(found)


def _coverage(name: str | None, head: Score, parts: dict[str, float | None], needed: float | None) -> Coverage:
    missing = max(0.0, parts["missing"] or 0.0)
    weighted = parts["weighted"] * missing if parts["weighted"] is not None else None
    return Coverage(name, head, parts["due"] or 0.0, weighted, missing, needed)
