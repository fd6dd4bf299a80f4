"""The middle half of the reps: between which figures those lie that a quarter is above and a quarter below."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from salesdesk.kpis.status import Status
from salesdesk.kpis.table import ScoreTable

FEWEST = 5  # of fewer reps a quarter is hardly one person, whose figure all could read


@dataclass(frozen=True)
class MiddleHalf:
    """``reps``: how many have a figure that rests on enough cases."""

    low: float
    high: float
    reps: int

    def side(self, value: float) -> str:
        """Where a figure lies."""
        return "below" if value < self.low else "above" if value > self.high else "within"


def middle_half(table: ScoreTable, names: Collection[str], period: int = 0) -> MiddleHalf | None:
    """Of these reps; None for fewer than ``FEWEST`` whose figure rests on enough cases."""
    if table.lacking or table.by != ("rep",):
        return None
    of_names = np.isin(table.labels[0], list(names))
    shown = of_names & table.is_status(Status.OK, Status.INDICATIVE)[period] & ~np.isnan(table.value[period])
    values = table.value[period][shown]
    if len(values) < FEWEST:
        return None
    low, high = np.quantile(values, (0.25, 0.75))
    return MiddleHalf(float(low), float(high), len(values))
