"""Sales month by month, against quota where there is one: the picture that opens the Overview."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.selections import in_progress
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.score import score
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.period import Period

# What is shown by month: money if the log has any, else what it counts.
SHOWN = ("net_sales", "deals_won", "opportunities_created", "activity_volume")


@dataclass(frozen=True)
class Monthly:
    """One entry per month of the board. ``current``: in the selected period; ``running``: not over yet."""

    key: str
    title: str
    unit: Unit
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    targets: tuple[float | None, ...]
    current: tuple[bool, ...]
    running: tuple[bool, ...]

    def summary(self, texts: tuple[str, ...]) -> str:
        """One sentence for people who cannot see the bars."""
        return f"{self.title}: " + ", ".join(f"{label} {text}" for label, text in zip(self.labels, texts, strict=True))


def monthly_sales(board: Board) -> Monthly:
    """The first of ``SHOWN`` that the log can fill."""
    key = next((key for key in SHOWN if board.kpis[key].now.status != "not_available"), SHOWN[0])
    scores = board.kpis[key]
    targets = _quotas(board) if key == "net_sales" else (None,) * len(board.months)
    against = " against quota" if any(target is not None for target in targets) else ""
    return Monthly(
        key,
        f"{scores.kpi.name} by month{against}",
        scores.kpi.unit,
        tuple(f"{month.first:%b}" for month in board.months),
        _values(scores),
        targets,
        tuple(_within(month, board.period) for month in board.months),
        tuple(in_progress(board.log, month) for month in board.months),
    )


def _values(scores: KpiScores) -> tuple[float | None, ...]:
    return tuple(None if value != value else float(value) for value in scores.months.series())


def _within(month: Period, period: Period) -> bool:
    return period.is_all or (period.start <= month.start and month.end <= period.end)


def _quotas(board: Board) -> tuple[float | None, ...]:
    """The quota of each month is what attainment divides by."""
    scores = board.kpis.get("quota_attainment")
    if scores is None or scores.now.status == "not_available":
        return (None,) * len(board.months)
    bottom = scores.months.denominator
    return tuple(None if not value > 0 else float(value) for value in bottom)


def by_month(board: Board, key: str, **member: str) -> ScoreTable:
    """A KPI over the board's months for one member of a dimension."""
    cut = board.cut.at(*board.months).sliced(*member)
    return score(BY_KEY[key], board.book, cut)


def known(values: np.ndarray) -> bool:
    """Whether any month has a value."""
    return bool((~np.isnan(values)).any())
