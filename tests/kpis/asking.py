"""One figure of one KPI for a log written by hand."""

from __future__ import annotations

from functools import lru_cache

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import BY_ID
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import Score, ScoreTable, score
from salesdesk.kpis.slices import cut_for
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period, parse_period
from salesdesk.models.selection import Selection

MARCH = "2026-03"


def table(log: SalesLog, kpi: str | Kpi, period: str = MARCH, by: tuple[str, ...] = (), **keep: str) -> ScoreTable:
    """A KPI by its id; ``keep`` filters dimensions by one label each."""
    book = _book(log)
    chosen = Selection(_period(log, period), keep={dim: frozenset({label}) for dim, label in keep.items()})
    return score(BY_ID[kpi] if isinstance(kpi, str) else kpi, book, cut_for(book, chosen, by=by))


def team(log: SalesLog, kpi: str | Kpi, period: str = MARCH, **keep: str) -> Score:
    return table(log, kpi, period, **keep).at()


def of(log: SalesLog, kpi: str | Kpi, period: str = MARCH, **member: str) -> Score:
    """The cell of one member: ``of(log, "K01", rep="Ann")``."""
    return table(log, kpi, period, tuple(member)).at(**member)


@lru_cache(maxsize=3)
def _book(log: SalesLog) -> Book:
    return Book(log)


def _period(log: SalesLog, text: str) -> Period:
    return parse_period(text, log.span)
