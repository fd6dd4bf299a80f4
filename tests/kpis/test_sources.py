"""Members built from sides, shared dimensions, overlapping spells, and the rows behind sums."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import AT_START, OVERLAP, Length, overlap_in
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import NO_ROW, STILL, Facts, facts
from salesdesk.kpis.measures import Count, Ratio, Share, Total
from salesdesk.kpis.placing import UnknownDimError
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.models.log import SalesLog
from salesdesk.models.money import units
from salesdesk.models.period import ALL, NO_DAY, Period, day_number
from salesdesk.models.settings import Settings
from tests.kpis.plain import LAST, SEGMENT_OF, SIZES, Desk, at_start, cuts, dated, desks, rows_of


def _buyers(desk: Desk, **more: tuple[str, ...]) -> Per:
    side = Side(desk.facts_of())
    sides = {"won": Sum(side, "amount", where="won"), "seen": Sum(side)}
    return Per("customer", sides, lambda won, seen: (seen >= 2, {"won": won, "big": won > 0}), money=("won",), **more)


def _plain_buyers(desk: Desk, cut: Cut, place: tuple[int, ...], *, owned: bool) -> pd.DataFrame:
    """One row per customer of a cell; an owned segment is asked of the customer, all else of the rows."""
    own = {"customer", "segment"} if owned else {"customer"}
    of_rows = Cut(cut.periods, tuple(dim for dim in cut.by if dim not in own))
    of_rows = Cut(cut.periods, of_rows.by, tuple((dim, mask) for dim, mask in cut.keep if dim not in own))
    inner = (place[0], *(code for dim, code in zip(cut.by, place[1:], strict=True) if dim not in own))
    rows = desk.met(of_rows, inner, dated)
    found = []
    for code in range(5):
        theirs = rows[rows["customer"] == code]
        attributes = {"customer": code, "segment": SEGMENT_OF[code]}
        kept = all(mask[attributes[dim]] for dim, mask in cut.keep if dim in own)
        here = all(attributes[dim] % SIZES[dim] == at for dim, at in zip(cut.by, place[1:], strict=True) if dim in own)
        if len(theirs) >= 2 and kept and here:
            won = theirs[theirs["won"]]["amount"].dropna()
            found.append(math.fsum(round(amount * 1e4) for amount in won) / 1e4)
    return pd.DataFrame({"won": found})


@pytest.mark.parametrize("owned", [True, False])
@given(desk=desks(), cut=cuts())
@settings(max_examples=25)
def test_that_members_are_counted_once_in_every_cell(owned: bool, desk: Desk, cut: Cut) -> None:
    per = _buyers(desk, owns=("segment",) if owned else ())
    book = Book(desk.log)
    count, total = Count(per).fold(book, cut).value, Total(per, "won").fold(book, cut).value
    share = Share(per, "big").fold(book, cut).value
    for place in np.ndindex(count.shape):
        plain = _plain_buyers(desk, cut, place, owned=owned)
        assert count[place] == len(plain)
        if len(plain):
            assert total[place] == pytest.approx(plain["won"].sum(), rel=1e-12)
            assert share[place] == (plain["won"] > 0).mean()


def test_that_counting_into_few_cells_and_into_many_gives_the_same_members() -> None:
    """Few members in a large space are sorted instead of counted."""
    desk = Desk(rows_of(5, 40))
    wide = Cut(tuple(Period(day, day + 1) for day in range(LAST)), ("rep", "product"))
    narrow = [wide.at(period) for period in wide.periods]
    per, book = _buyers(desk), Book(desk.log)
    together = Count(per).fold(book, wide).value
    assert together.tolist() == [Count(per).fold(book, cut).value[0].tolist() for cut in narrow]


def test_that_other_filters_on_what_members_own_reuse_their_totals() -> None:
    desk = Desk(rows_of(5, 200))
    asked = []

    def each(seen: np.ndarray) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        asked.append(len(seen))
        return seen > 0, {}

    per = Per("customer", {"seen": Sum(Side(desk.facts_of()))}, each, owns=("segment",))
    book, cut = Book(desk.log), Cut((Period(0, 100),))
    Count(per).fold(book, cut)
    Count(per).fold(book, cut.sliced("segment"))
    Count(per).fold(book, cut.only("customer", np.array([True, False, True, False, False, False])))
    assert len(asked) == 1


def _log(as_of: date | None = None) -> SalesLog:
    days = pd.to_datetime(["2026-01-01", "2026-12-31"], utc=True).as_unit("us")
    tables = {
        "reps": pd.DataFrame({"name": ["Ada", "Bo"]}),
        "products": pd.DataFrame({"name": ["Pen", "Ink", "Cap"]}),
        "opportunities": pd.DataFrame({"created_at": days}),
    }
    return SalesLog(tables, Settings(as_of=as_of))


def day(text: str) -> int:
    return day_number(date.fromisoformat(text))


def rows(days: list[int], until: list[int] | None = None, **dims: list[int]) -> Facts:
    return facts(
        np.array(days, dtype=np.int32),
        {dim: np.array(codes, dtype=np.int32) for dim, codes in dims.items()},
        {"size": np.arange(1.0, len(days) + 1)},
        row=np.arange(len(days), dtype=np.int64),
        until=None if until is None else np.array(until, dtype=np.int32),
    )


YEAR = Period(day("2026-01-01"), day("2027-01-01"))
Q1 = Period(day("2026-01-01"), day("2026-04-01"))


@pytest.mark.parametrize("base", [None, "offered"])
@pytest.mark.parametrize(("second", "of_nobody"), [(0, [0, 0]), (-1, [3, 1])])
def test_that_members_of_a_side_without_a_dim_stand_in_every_cell_along_it(
    second: int, of_nobody: list[int], base: str | None
) -> None:
    """Three assets on offer, one of them used: each rep had all three to choose from, nobody only if nobody used one.

    One rep filtered leaves the other cells empty.
    """

    def offered(log: SalesLog) -> Facts:
        return rows([0, 0, 0], [STILL] * 3, product=[0, 1, 2])

    def used(log: SalesLog) -> Facts:
        return rows([day("2026-02-01")] * 2, product=[1, 1], rep=[0, second])

    sides = {"offered": Sum(Side(offered, OVERLAP, shared=("rep",))), "used": Sum(Side(used))}
    per = Per("product", sides, lambda offered, used: (offered > 0, {"used": used > 0}), base=base)
    cols = Share(per, "used").fold(Book(_log()), Cut((Q1,), ("rep",)))
    assert cols.n.tolist() == [[3, 3, of_nobody[0]]]
    assert cols.numerator.tolist() == [[1, 0, of_nobody[1]]]
    bo = Cut((Q1,), ("rep",)).only("rep", np.array([False, True, False]))
    assert Share(per, "used").fold(Book(_log()), bo).n.tolist() == [[0, 3, 0]]


def test_that_only_rows_of_the_base_make_a_member() -> None:
    """A customer is the rep's who had it at the start, whoever has it at the end."""

    def had(log: SalesLog) -> Facts:
        return rows([0, 0, 0], [STILL] * 3, product=[0, 1, 2], rep=[0, 1, -1])

    def kept(log: SalesLog) -> Facts:
        return rows([0, 0], [STILL] * 2, product=[1, 2])

    sides = {"had": Sum(Side(had, AT_START)), "kept": Sum(Side(kept, AT_START, shared=("rep",)))}
    per = Per("product", sides, lambda had, kept: (had > 0, {"kept": kept > 0}), base="had")
    cols = Share(per, "kept").fold(Book(_log()), Cut((Q1,), ("rep",)))
    assert cols.n.tolist() == [[1, 1, 1]]
    assert cols.numerator.tolist() == [[0, 1, 1]]


def test_that_a_side_without_a_dim_counts_in_every_cell_of_a_ratio_only_if_it_says_so() -> None:
    def deals(log: SalesLog) -> Facts:
        return rows([day("2026-02-01")] * 3, rep=[0, 0, 1])

    def workdays(log: SalesLog) -> Facts:
        return rows([day("2026-02-01"), day("2026-02-02")])

    cut, book = Cut((Q1,), ("rep",)), Book(_log())
    shared = Ratio(Sum(Side(deals)), Sum(Side(workdays, shared=("rep",))))
    assert shared.fold(book, cut).value.tolist() == [[1.0, 0.5, 0.0]]
    with pytest.raises(UnknownDimError, match="rep"):
        Ratio(Sum(Side(deals)), Sum(Side(workdays))).fold(book, cut)


def test_that_a_whole_is_given_to_every_member() -> None:
    def deals(log: SalesLog) -> Facts:
        return rows([day("2026-02-01")] * 4, rep=[0, 0, 0, 1])

    everything = Sum(Side(deals))
    per = Per("rep", {"own": everything}, lambda own, all_: (own >= all_ / 2, {}), whole={"all_": everything})
    assert Count(per).fold(Book(_log()), Cut((Q1,))).value.tolist() == [1]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [(Length.DAYS, 45.0), (Length.WORKING_DAYS, 32.0), (Length.QUARTERS, 0.5)],
)
def test_that_a_spell_weighs_as_much_as_it_overlaps(unit: Length, expected: float) -> None:
    def customers(log: SalesLog) -> Facts:
        return rows([day("2026-02-15"), day("2026-04-01")], [STILL, STILL], rep=[0, 0])

    side = Side(customers, overlap_in(unit))
    assert side.total(Book(_log()), Cut((Q1,)))[0] == pytest.approx(expected)


def test_that_an_overlap_counts_up_to_the_end_of_the_log_and_from_its_start() -> None:
    def customers(log: SalesLog) -> Facts:
        return rows([NO_DAY, day("2025-06-01")], [STILL, day("2026-01-11")], rep=[0, 0])

    book = Book(_log(as_of=date(2026, 1, 20)))
    side = Side(customers, overlap_in(Length.DAYS))
    assert side.total(book, Cut((YEAR, ALL))).tolist() == [30, 30]


def test_that_spells_side_by_side_are_each_met_and_one_that_ends_that_day_is_over() -> None:
    def contracts(log: SalesLog) -> Facts:
        starts = [day("2026-01-01"), day("2026-01-15"), day("2026-03-31"), NO_DAY]
        return rows(starts, [day("2026-04-01"), STILL, STILL, day("2026-03-31")], rep=[0, 0, 0, 0])

    april = Period(day("2026-04-01"), day("2026-05-01"))
    assert Side(contracts, AT_START).total(Book(_log()), Cut((april,)))[0] == 3


@given(desk=desks(), cut=cuts())
@settings(max_examples=20)
def test_that_rows_are_those_that_the_sum_counts(desk: Desk, cut: Cut) -> None:
    side, book = Side(desk.facts_of(spells=True), AT_START, where="won"), Book(desk.log)
    found, total = side.rows(book, cut), side.total(book, cut)
    assert np.bincount(found.cell, minlength=total.size).tolist() == total.reshape(-1).tolist()
    for place in np.ndindex(total.shape):
        plain = desk.met(cut, place, at_start)
        here = found.those(found.cell == np.ravel_multi_index(place, total.shape))
        assert sorted(here.pointers) == sorted(plain.index[plain["won"]])


def test_that_a_record_in_several_rows_counts_once_as_a_thing() -> None:
    def parts(log: SalesLog) -> Facts:
        return facts(
            np.full(3, day("2026-02-01"), dtype=np.int32),
            {"rep": np.array([0, 1, 1], dtype=np.int32)},
            money={"amount": units([50, 50, 10])},
            row=np.array([7, 7, 8], dtype=np.int64),
        )

    cut = Cut((Q1,))
    team, reps = (Total(Side(parts), "amount").fold(Book(_log()), each) for each in (cut, cut.sliced("rep")))
    assert (team.value[0], team.n[0]) == (110, 2)
    assert reps.n.tolist() == [[1, 2, 0]]


def test_that_rows_that_stand_for_no_record_are_things_each() -> None:
    def parts(log: SalesLog) -> Facts:
        days = np.full(5, day("2026-02-01"), dtype=np.int32)
        return facts(days, {}, row=np.array([7, 7, NO_ROW, NO_ROW, NO_ROW], dtype=np.int64))

    book, cut = Book(_log()), Cut((Q1,))
    assert Side(parts).things(book, cut).tolist() == [4]
    assert Sum(Side(parts)).count(book, cut).tolist() == [4]
    assert Sum(Side(parts)).total(book, cut).tolist() == [5]
