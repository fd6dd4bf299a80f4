"""Every KPI counted once more: by its id a plain Python function of a span of days."""

from __future__ import annotations

from collections.abc import Callable

from tests.kpis.recounts import first, market
from tests.kpis.recounts.plain_rows import Span

RECOUNTS: dict[str, Callable[[Span], float | None]] = {**first.RECOUNTS, **market.RECOUNTS}
