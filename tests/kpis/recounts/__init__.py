"""Every KPI counted once more: by its id a plain Python function of a span of days."""

from __future__ import annotations

from collections.abc import Callable

from tests.kpis.recounts import activity, customers, first, outreach, quota
from tests.kpis.recounts.plain_rows import Span

RECOUNTS: dict[str, Callable[[Span], float | None]] = {
    **activity.RECOUNTS,
    **customers.RECOUNTS,
    **first.RECOUNTS,
    **outreach.RECOUNTS,
    **quota.RECOUNTS,
}
