"""The book: facts once per log, compacted where that pays, taken over where a setting does not matter."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest

from salesdesk.kpis import book as book_module
from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Facts, FactsFunction, reads
from salesdesk.kpis.grain import Compact, Weight
from salesdesk.kpis.measures import Count
from salesdesk.kpis.sources import Side
from salesdesk.models.log import SalesLog
from salesdesk.models.period import ALL, Period
from tests.kpis.plain import SIZES, Desk, rows_of

MANY = Desk(rows_of(4, 12_000, days=30))


def test_that_facts_are_made_once() -> None:
    made = []

    def deals(log: SalesLog) -> Facts:
        made.append(log)
        return MANY.facts_of()(log)

    book = Book(MANY.log)
    assert book.facts(deals) is book.facts(deals)
    assert len(made) == 1


def test_that_many_rows_become_one_per_day_and_combination() -> None:
    book, deals = Book(MANY.log), MANY.facts_of()
    grain = book.grain(deals, frozenset({"rep", "product"}))
    assert isinstance(grain, Compact)
    assert len(grain) <= 31 * SIZES["rep"] * SIZES["product"]
    assert grain.weight(Weight()).sum() == len(book.facts(deals))
    assert grain is book.grain(deals, frozenset({"product", "rep"}))


@pytest.mark.parametrize("dims", [frozenset({"customer", "rep", "product", "segment"}), None])
def test_that_rows_stay_as_they_are_where_compacting_does_not_halve_them(dims: frozenset[str] | None) -> None:
    desk = Desk(rows_of(4, 12_000))
    book, deals = Book(desk.log), desk.facts_of()
    assert book.grain(deals, dims) is book.grain(deals)


def test_that_spells_and_a_plain_book_are_never_compacted() -> None:
    spells = MANY.facts_of(spells=True)
    assert not isinstance(Book(MANY.log).grain(spells, frozenset()), Compact)
    assert not isinstance(Book(MANY.log, compacting=False).grain(MANY.facts_of(), frozenset()), Compact)


def _reading(*names: str) -> FactsFunction:
    deals = MANY.facts_of()

    def function(log: SalesLog) -> Facts:
        return deals(log)

    return reads(*names)(function) if names else function


def test_that_a_changed_setting_rebuilds_only_what_reads_it() -> None:
    windowed, other, anything = _reading("window_days"), _reading("seed"), _reading()
    before = Book(MANY.log)
    for function in (windowed, other, anything):
        before.facts(function)
    log = SalesLog(MANY.log.tables, replace(MANY.log.settings, window_days=30))
    after = Book(log, before=before)
    assert set(after.made) == {other}
    assert after.facts(other) is before.facts(other)


@pytest.mark.parametrize("changed", [{"zone": "Europe/Berlin"}, {"display_names": (("a", "b"),)}])
def test_that_zone_and_names_matter_to_all_facts(changed: dict[str, object]) -> None:
    function = _reading("seed")
    before = Book(MANY.log)
    before.facts(function)
    log = SalesLog(MANY.log.tables, replace(MANY.log.settings, **changed))  # type: ignore[arg-type]
    assert not Book(log, before=before).made


def test_that_other_tables_take_nothing_over() -> None:
    function = _reading("seed")
    before = Book(MANY.log)
    before.facts(function)
    assert not Book(SalesLog(dict(MANY.log.tables), MANY.log.settings), before=before).made


def test_that_what_is_remembered_is_forgotten_when_room_runs_out() -> None:
    with patch.object(book_module, "_ROOM", 10):
        book = Book(SalesLog({}))
        first = book.remembered("a", object, 6)
        assert book.remembered("a", object, 6) is first
        book.remembered("b", object, 6)
        assert book.remembered("a", object, 6) is not first


def test_that_what_was_used_last_is_kept_longest() -> None:
    with patch.object(book_module, "_ROOM", 10):
        book = Book(SalesLog({}))
        first = book.remembered("a", object, 4)
        second = book.remembered("b", object, 4)
        assert book.remembered("a", object, 4) is first
        book.remembered("c", object, 4)
        assert book.remembered("a", object, 4) is first
        assert book.remembered("b", object, 4) is not second


def test_that_more_than_there_is_room_for_is_still_remembered() -> None:
    with patch.object(book_module, "_ROOM", 10):
        book = Book(SalesLog({}))
        large = book.remembered("a", object, 40)
        assert book.remembered("a", object, 40) is large
        book.remembered("b", object, 1)
        assert book.remembered("a", object, 40) is not large


def test_that_what_was_made_twice_at_a_time_takes_its_room_once() -> None:
    with patch.object(book_module, "_ROOM", 10):
        book = Book(SalesLog({}))
        book.remembered("a", lambda: book.remembered("a", object, 6), 6)
        kept = book.remembered("b", object, 4)
        book.remembered("a", object, 6)
        assert book.remembered("b", object, 4) is kept


def test_that_a_full_memory_changes_no_figure() -> None:
    cut, count = Cut((Period(0, 20), ALL), ("rep", "customer")), Count(Side(MANY.facts_of()))
    book = Book(MANY.log)
    book._room = book._left = 1
    cramped = [count.fold(book, cut).value for _ in range(2)]
    roomy = count.fold(Book(MANY.log), cut).value
    assert np.array_equal(cramped[0], roomy)
    assert np.array_equal(cramped[1], roomy)


def test_that_a_mark_must_be_one() -> None:
    with pytest.raises(TypeError, match="days is no mark"):
        Count(Side(MANY.facts_of(), where="days")).fold(Book(MANY.log), Cut((ALL,)))
