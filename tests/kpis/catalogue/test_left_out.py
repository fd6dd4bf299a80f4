"""A deal that somebody takes out of all figures, and puts back."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_ID
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.records import records
from salesdesk.kpis.score import Score, ScoreTable, score
from salesdesk.kpis.slices import cut_for
from salesdesk.models.log import SalesLog
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection
from tests.kpis.asking import MARCH, team
from tests.kpis.building import log
from tests.kpis.full_log import full_log

DEALS = [
    {"opportunity_id": name, "created_at": "2026-03-02", "closed_at": closed, "status": status, "amount": amount,
     "owner_rep_id": "Ann"}
    for name, status, closed, amount in (("a", "won", "2026-03-12", 100.0), ("b", "won", "2026-03-20", 7_000.0),
                                         ("c", "lost", "2026-03-20", 50.0), ("d", "open", None, 30.0))
]  # fmt: skip
PROPOSALS = [{"proposal_id": f"p{name}", "opportunity_id": name, "sent_at": "2026-03-05"} for name in "abc"]
LINES = [
    {"order_id": "1", "opportunity_id": "a", "amount": 100.0, "order_date": "2026-03-12"},
    {"order_id": "2", "opportunity_id": "b", "amount": 7_000.0, "order_date": "2026-03-20"},
    {"order_id": "3", "original_order_id": "2", "amount": -500.0, "order_date": "2026-03-25"},
]


def book(*left_out: str, **tables: Any) -> SalesLog:
    return log(opportunities=DEALS, as_of="2026-03-31", settings={"left_out": left_out}, **tables)


def asked(kpi: str, *left_out: str, **tables: Any) -> Score:
    return team(book(*left_out, **tables), kpi)


@pytest.mark.parametrize(
    ("kpi", "before", "after"),
    [("K01", 7_100, 100), ("K13", 4, 3), ("K15", 2, 1), ("K33", 2 / 3, 0.5), ("K35", 2, 1), ("K36", 14, 10),
     ("K38", 3_550, 100)],
)  # fmt: skip
def test_that_a_deal_taken_out_counts_nowhere_and_is_told(kpi: str, before: float, after: float):
    whole, less = asked(kpi), asked(kpi, "b")
    assert (whole.value, less.value) == (before, after)
    assert "left_out" not in whole.excluded
    assert less.excluded["left_out"] == 1
    assert less.coverage == whole.coverage == 1


def test_that_the_value_of_deals_won_and_the_rate_by_value_leave_it_out_too():
    assert asked("K15", "b").details["value"] == 100
    assert asked("K33", "b").details["by_value"] == 100 / 150


def test_that_an_open_deal_can_be_taken_out_of_the_pipeline():
    assert (asked("K57").value, asked("K57", "d").value) == (30, 0)


def test_that_its_proposals_and_order_lines_go_with_it():
    assert (asked("K14", proposals=PROPOSALS).value, asked("K14", "b", proposals=PROPOSALS).value) == (3, 2)
    assert (asked("K01", order_lines=LINES).value, asked("K01", "b", order_lines=LINES).value) == (6_600, 100)
    assert asked("K01", "b", order_lines=LINES).excluded == {"left_out": 2}


def test_that_a_deal_taken_out_is_listed_with_its_reason():
    found = Book(book("b"))
    cut = cut_for(found, Selection(parse_period(MARCH, found.log.span)))
    aside = [part for part in records(BY_ID["K15"], found, cut, {}).values() if part.aside]
    assert [(part.reason, part.pointers.tolist()) for part in aside] == [("taken out by you", [1])]


def test_that_an_unknown_id_takes_nothing_out():
    assert asked("K15", "nobody's").value == 2


def _table(kpi: Kpi, made: Book) -> ScoreTable:
    by = ("rep",) if "rep" in kpi.by else ()
    return score(kpi, made, cut_for(made, Selection(parse_period("2025", made.log.span)), by=by))


LEFT_OUT = tuple(f"d{number}" for number in range(0, 160, 3))


@cache
def _out_and_back() -> tuple[dict[Kpi, ScoreTable], ...]:
    """With all deals, without some, the same in a book that knows nothing of before, and with all deals again."""
    whole = full_log()
    settings = replace(whole.settings, left_out=LEFT_OUT)
    less = SalesLog(tables=whole.tables, settings=settings, date_only=whole.date_only)
    first = Book(whole)
    before = {kpi: _table(kpi, first) for kpi in ALL}
    then = Book(less, before=first)  # takes over the facts that the first one has made
    out = {kpi: _table(kpi, then) for kpi in ALL}
    afresh, again = Book(less), Book(whole, before=then)
    return before, out, {kpi: _table(kpi, afresh) for kpi in ALL}, {kpi: _table(kpi, again) for kpi in ALL}


@pytest.mark.parametrize("kpi", ALL, ids=[kpi.id for kpi in ALL])
def test_that_taking_deals_out_and_back_changes_every_figure_at_once(kpi: Kpi):
    before, out, afresh, back = (tables[kpi] for tables in _out_and_back())
    np.testing.assert_array_equal(out.value, afresh.value)
    np.testing.assert_array_equal(back.value, before.value)
