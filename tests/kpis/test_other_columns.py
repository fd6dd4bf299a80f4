"""A KPI is worked out from the columns that it asks the log for, whatever else the files hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL
from salesdesk.kpis.catalogue.rep_days import observes_days
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.score import score
from salesdesk.kpis.slices import cut_for
from salesdesk.models.log import SalesLog
from salesdesk.models.members import LISTED
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from salesdesk.models.tables import TABLES
from tests.kpis.full_log import full_log

PERIODS = ("2025-Q3", "2025", "2026-02-03..2026-02-20", "all")
Answer = tuple[float | None, float, str, float | None, float | None]


class AskedLog(SalesLog):
    """Notes which columns it is asked for; a table asked for as a whole has no column."""

    @property
    def asked(self) -> set[tuple[str, str]]:
        return self.memo.setdefault(("asked",), set())


def _noting(name: str) -> Callable[..., Any]:
    really = getattr(SalesLog, name)

    def noted(log: AskedLog, table: str, *rest: Any, **named: Any) -> Any:
        log.asked.update((table, column) for column in ((rest if name == "has" else rest[:1]) or ("",)))
        return really(log, table, *rest, **named)

    return noted


for _name in ("has", "text", "words", "says", "number", "flag", "moment", "is_date_only", "day"):
    setattr(AskedLog, _name, _noting(_name))


@pytest.mark.parametrize("kpi", ALL, ids=[kpi.id for kpi in ALL])
def test_that_other_columns_and_tables_may_as_well_not_be_there(kpi: Kpi):
    full = full_log()
    log = AskedLog(tables=full.tables, settings=full.settings, date_only=full.date_only)
    book = Book(log)
    # Who is who, and from when to when the log reaches, is read for every KPI alike.
    assert book.ground
    assert log.span
    log.asked.clear()
    told = _answers(kpi, book)
    bare = _only(log.asked | (_of_days() if observes_days(kpi) else set()))
    assert len(bare.tables) < len(full.tables)
    assert _answers(kpi, Book(bare)) == told


def _answers(kpi: Kpi, book: Book) -> dict[tuple[str, str | None], Answer]:
    answers = {}
    for period in PERIODS:
        cut = cut_for(book, Selection(parse_period(period, full_log().span)))
        for figure in (None, *kpi.figures):
            found = score(kpi, book, cut, figure).at()
            answers[period, figure] = (found.value, found.n, found.status, found.numerator, found.denominator)
    return answers


def _of_days() -> set[tuple[str, str]]:
    """Whoever is named anywhere works, and from the first day on that is told anywhere."""
    listed, by, _ = LISTED["rep"]
    columns = {
        (table.name, column.name)
        for table in TABLES
        for column in table.columns
        if column.refers == "rep" or column.happened
    }
    return columns | {(listed, column) for column in by}


def _only(asked: set[tuple[str, str]]) -> SalesLog:
    full, tables = full_log(), {table for table, _ in asked}
    kept = {
        name: frame[[column for column in frame if (name, column) in asked]]
        for name, frame in full.tables.items()
        if name in tables
    }
    marks = {key: mark for key, mark in full.date_only.items() if key[0] in kept and key[1] in kept[key[0]]}
    return SalesLog(tables=kept, settings=full.settings, date_only=marks)
