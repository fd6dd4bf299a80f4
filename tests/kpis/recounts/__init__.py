"""Every KPI counted once more: by its id a plain Python function of a span of days."""

from __future__ import annotations

from collections.abc import Callable

from tests.kpis.recounts import activity, customers, first, leads, market, outreach, quota
from tests.kpis.recounts.plain_rows import Span

RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    **activity.RECOUNTS,
    **customers.RECOUNTS,
    **first.RECOUNTS,
    **leads.RECOUNTS,
    **market.RECOUNTS,
    **outreach.RECOUNTS,
    **quota.RECOUNTS,
}
# The parts of KPIs that have no value of their own; parts of nothing may be missing.
PARTS: dict[str, Callable[[Span], dict[str, float]]] = {**leads.PARTS}
