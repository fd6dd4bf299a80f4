"""Sales month by month, against quota where there is one: the picture that opens the Overview."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.insights.board import Board
from salesdesk.insights.selections import in_progress
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.kpi import Unit
from salesdesk.models.period import Period

Amounts = tuple[float | None, ...]

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
    """What was won against quota, else the first of ``SHOWN`` that the log can fill.

    Quota is for deals, not for everything a shop sells: only the value that counts towards it may stand beside it.
    """
    quota = board.kpis.get("quota_attainment")
    if quota is not None and _any(quota.months.denominator):
        won, goals = _floats(quota.months.numerator), _floats(quota.months.denominator)
        return _monthly(board, quota.kpi.key, "Won against quota by month", Unit.MONEY, won, goals)
    key = next((key for key in SHOWN if board.kpis[key].now.status != "not_available"), SHOWN[0])
    kpi = board.kpis[key].kpi
    values = _floats(board.kpis[key].months.series())
    return _monthly(board, key, f"{kpi.name} by month", kpi.unit, values, (None,) * len(values))


def _monthly(board: Board, key: str, title: str, unit: Unit, values: Amounts, targets: Amounts) -> Monthly:
    return Monthly(
        key,
        title,
        unit,
        tuple(f"{month.first:%b}" for month in board.months),
        values,
        tuple(target or None for target in targets),
        tuple(_within(month, board.period) for month in board.months),
        tuple(in_progress(board.log, month) for month in board.months),
    )


def _floats(values: Floats) -> Amounts:
    return tuple(None if value != value else float(value) for value in values)


def _any(values: Floats) -> bool:
    return bool((values > 0).any())


def _within(month: Period, period: Period) -> bool:
    return period.is_all or (period.start <= month.start and month.end <= period.end)
