"""Where open leads stand month by month, and how they move through each stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue.stage_shares import NAMES

KEY = "lifecycle_stage_share"


@dataclass(frozen=True)
class StageShares:
    """``shares[stage]`` month by month, None where no lead was open; ``open``: how many were."""

    stages: tuple[str, ...]
    shares: tuple[tuple[float | None, ...], ...]
    open: tuple[int, ...]


def stage_shares(board: Board) -> StageShares | None:
    """At the end of each of the board's months; stages in which no lead ever stood are left out."""
    months = board.kpis[KEY].months
    stages = [stage for stage in NAMES if np.nansum(months.detail[stage]) > 0] if months.detail else []
    if not stages:
        return None
    shares = tuple(
        tuple(None if value != value else float(value) for value in months.detail[stage].reshape(-1))
        for stage in stages
    )
    return StageShares(tuple(stages), shares, tuple(int(n) for n in np.nan_to_num(months.n.reshape(-1))))


@dataclass(frozen=True)
class StageFlow:
    """Leads that entered and left a stage in the period, the median days they had stood in it, and who stands there."""

    stage: str
    entered: int
    left: int
    days: float | None
    standing: int


def stage_flow(board: Board) -> tuple[StageFlow, ...] | None:
    """Of the selected period; None without a stage history or without any move."""
    scores = board.kpis[KEY]
    details = scores.now.details
    if not any(f"entered_{stage}" in details for stage in NAMES):
        return None
    flows = tuple(
        StageFlow(
            stage,
            int(details.get(f"entered_{stage}", 0.0)),
            int(details.get(f"left_{stage}", 0.0)),
            details.get(f"days_{stage}"),
            round(details.get(stage, 0.0) * scores.now.n),
        )
        for stage in NAMES
    )
    moved = tuple(each for each in flows if each.entered or each.left or each.standing)
    return moved if any(each.entered or each.left for each in moved) else None
