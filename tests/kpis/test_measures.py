"""Every measure against plain counting, on random rows, periods, slices and filters."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from salesdesk.kpis import grain
from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import AT_END, AT_START, IN, OVERLAP, Clock
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.kpi import MeasureKind
from salesdesk.kpis.measures import (
    Cols,
    Count,
    Formula,
    Mean,
    Measure,
    Mix,
    NetPromoter,
    Ratio,
    Share,
    ShareOfWhole,
    Total,
)
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.sources import Side, Sum
from salesdesk.models.period import Period
from salesdesk.stats.survival import kaplan_meier, median, median_interval
from tests.kpis.plain import Desk, at_end, at_start, cuts, dated, desks, lasting, rows_of

Plain = Callable[[pd.DataFrame], float]


def money(rows: pd.DataFrame) -> float:
    return math.fsum(round(amount * 10_000) for amount in rows["amount"].dropna()) / 10_000


def money_known(rows: pd.DataFrame) -> float:
    return math.nan if len(rows) and rows["amount"].isna().all() else money(rows)


def count(rows: pd.DataFrame) -> float:
    return len(rows)


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom > 0 else math.nan


def _km(rows: pd.DataFrame) -> float:
    known = rows.dropna(subset="days")
    return median(kaplan_meier(known["days"], known["ended"])) if len(known) else math.nan


MEASURES: dict[str, tuple[Callable[[Side], Measure], Plain]] = {
    "count": (Count, count),
    "total": (lambda of: Total(of, "amount"), money_known),
    "mean": (lambda of: Mean(of, "amount"), lambda rows: _over(money(rows), rows["amount"].notna().sum())),
    "share": (lambda of: Share(of, "won"), lambda rows: _over(rows["won"].sum(), len(rows))),
    "share of the mature": (
        lambda of: Share(of, "won", mature="mature"),
        lambda rows: _over((rows["won"] & rows["mature"]).sum(), rows["mature"].sum()),
    ),
    "ratio": (
        lambda of: Ratio(Sum(of, "amount"), Sum(of, "days"), scale=1000),
        lambda rows: 1000 * _over(money(rows), rows["days"].sum()),
    ),
    "ratio of marks": (
        lambda of: Ratio(Sum(of, where="won"), Sum(of, where="ended"), n="both"),
        lambda rows: _over(rows["won"].sum(), rows["ended"].sum()),
    ),
    "formula": (
        lambda of: Formula({"a": Sum(of, "amount"), "b": Mean(of, "days")}, lambda a, b: a - b, n="b"),
        lambda rows: money(rows) - _over(rows["days"].sum(), rows["days"].notna().sum()),
    ),
    "median": (lambda of: Quantile(of, "days"), lambda rows: rows["days"].quantile(0.5)),
    "ninetieth percentile": (lambda of: Quantile(of, "amount", 0.9), lambda rows: rows["amount"].quantile(0.9)),
    "survival median": (lambda of: SurvivalMedian(of, "days", "ended"), _km),
    "promoters": (
        lambda of: NetPromoter(of, "score"),
        lambda rows: 100 * _over((rows["score"] >= 9).sum() - (rows["score"] <= 6).sum(), len(rows)),
    ),
}  # fmt: skip
MEETINGS = {"in": (IN, dated), "at end": (AT_END, at_end), "at start": (AT_START, at_start), "over": (OVERLAP, lasting)}


Fold = Callable[[Callable[[Side], Measure], Cut], Cols]


def _folding(desk: Desk, clock: Clock, *, compacting: bool = True) -> Fold:
    """What all measures say of one book, whose facts are made once."""
    side, book = Side(desk.facts_of(spells=clock is not IN), clock), Book(desk.log, compacting=compacting)

    def fold(make: Callable[[Side], Measure], cut: Cut) -> Cols:
        with patch.object(grain, "_SMALL", 0):
            return make(side).fold(book, cut)

    return fold


def _fold(desk: Desk, clock: Clock, make: Callable[[Side], Measure], cut: Cut) -> Cols:
    return _folding(desk, clock)(make, cut)


@cache
def _folding_many() -> tuple[Fold, Fold]:
    """Of one large desk, by its compacted facts and row by row."""
    desk = Desk(rows_of(7, 3000, days=20))
    return _folding(desk, IN), _folding(desk, IN, compacting=False)


def _agree(found: float, expected: float) -> bool:
    return bool(np.isclose(found, expected, rtol=1e-12, atol=1e-12, equal_nan=True))


@pytest.mark.parametrize("meets", MEETINGS)
@given(desk=desks(), cut=cuts())
@settings(max_examples=30)
def test_that_every_measure_equals_plain_counting_in_every_cell(meets: str, desk: Desk, cut: Cut) -> None:
    clock, when = MEETINGS[meets]
    fold = _folding(desk, clock)
    folded = {name: fold(make, cut).value for name, (make, _) in MEASURES.items()}
    cells = {place: desk.met(cut, place, when) for place in np.ndindex(folded["count"].shape)}
    full = {place: rows for place, rows in cells.items() if len(rows)}
    for name, (_, plain) in MEASURES.items():
        for place, rows in full.items():
            assert _agree(folded[name][place], plain(rows)), (name, place)
        empty = [folded[name][place] for place in cells.keys() - full.keys()]
        assert np.allclose(empty, plain(desk.frame.iloc[:0]), equal_nan=True)


@given(cut=cuts())
def test_that_compacted_facts_give_the_same_figures(cut: Cut) -> None:
    for make, _ in MEASURES.values():
        fast, slow = (fold(make, cut) for fold in _folding_many())
        for column in ("value", "numerator", "denominator", "n"):
            found, expected = getattr(fast, column), getattr(slow, column)
            assert np.allclose(found, expected, rtol=1e-12, atol=0, equal_nan=True)


@given(desk=desks(), cut=cuts())
def test_that_a_mix_splits_the_whole(desk: Desk, cut: Cut) -> None:
    names = ("lead", "offer", "close")
    cols = _fold(desk, IN, lambda of: Mix(of, "stage", names, value="amount", shares=False), cut)
    shares = _fold(desk, IN, lambda of: Mix(of, "stage", names), cut)
    for place in zip(*np.nonzero(cols.n), strict=True):
        rows = desk.met(cut, place, dated)
        for stage, name in enumerate(names):
            part = rows[rows["stage"] == stage]
            assert _agree(cols.detail[name][place], money(part))
            assert _agree(shares.detail[name][place], _over(len(part), rows["stage"].notna().sum()))


@given(desk=desks(), cut=cuts(("rep", "product")))
def test_that_parts_of_the_whole_are_shares_of_everybody(desk: Desk, cut: Cut) -> None:
    cols = _fold(desk, IN, lambda of: ShareOfWhole(Sum(of, "amount"), "product"), cut)
    whole = Cut(cut.periods, cut.by, tuple((dim, mask) for dim, mask in cut.keep if dim != "product"))
    axis = 1 + cut.by.index("product") if "product" in cut.by else None
    for place in np.ndindex(cols.value.shape):
        if not cols.n[place]:
            assert cols.value[place] == 0 or np.isnan(cols.value[place])
            continue
        everybody = [place] if axis is None else [(*place[:axis], code, *place[axis + 1 :]) for code in range(3)]
        total = sum(money(desk.met(whole, each, dated)) for each in everybody)
        assert _agree(cols.value[place], _over(money(desk.met(cut, place, dated)), total))


def test_that_money_adds_up_exactly_in_any_order() -> None:
    frame = rows_of(3, 4000)
    frame["amount"] = np.tile([0.1, 0.2, -0.3, 1e8 + 0.0001], 1000)
    frame["aside"], frame["day"] = "", 5
    every = Cut((Period(0, 10),))
    for rows in (frame, frame.iloc[::-1], frame.sample(frac=1, random_state=1)):
        assert _fold(Desk(rows.reset_index(drop=True)), IN, MEASURES["total"][0], every).value[0] == 1e11 + 0.1


def test_that_a_period_ends_before_its_last_day_is_over() -> None:
    frame = rows_of(1, 3)
    frame["day"], frame["aside"] = [9, 10, 19], ""
    cut = Cut((Period(10, 19), Period(19, 20)))
    assert _fold(Desk(frame), IN, Count, cut).value.tolist() == [1, 1]


def test_that_nothing_to_divide_by_gives_no_value_and_not_nought() -> None:
    desk, cut = Desk(rows_of(1, 0)), Cut((Period(0, 100),))
    values = {name: _fold(desk, IN, make, cut).value[0] for name, (make, _) in MEASURES.items()}
    assert values.pop("count") == values.pop("total") == 0
    assert np.isnan(list(values.values())).all()


def test_that_a_ratio_of_two_counts_may_be_judged_by_another_rule_than_a_rates() -> None:
    desk, cut = Desk(rows_of(1, 3)), Cut((Period(0, 100),))
    usual = _fold(desk, IN, lambda of: Ratio(Sum(of), Sum(of)), cut)
    chosen = _fold(desk, IN, lambda of: Ratio(Sum(of), Sum(of), judged_as=MeasureKind.MEAN), cut)
    assert (usual.judged_as, chosen.judged_as) == (MeasureKind.RATE, MeasureKind.MEAN)


def test_that_a_total_tells_how_many_rows_were_valued() -> None:
    frame = rows_of(1, 3)
    frame["day"], frame["aside"], frame["amount"] = 5, "", [10_000, 2_000, np.nan]
    cols = _fold(Desk(frame), IN, MEASURES["total"][0], Cut((Period(0, 9),)))
    assert (cols.value[0], cols.n[0], cols.detail["valued"][0]) == (12_000, 3, 2)


@given(desk=desks())
def test_that_a_survival_median_has_the_interval_of_its_curve(desk: Desk) -> None:
    cut = Cut((Period(0, 60), Period(60, 120)))
    cols = _fold(desk, IN, MEASURES["survival median"][0], cut)
    assert cols.lo is not None
    assert cols.hi is not None
    for place in range(2):
        known = desk.met(cut, (place,), dated).dropna(subset="days")
        if known["ended"].any():
            low, high = median_interval(kaplan_meier(known["days"], known["ended"]))
            assert _agree(cols.lo[place], low)
            assert _agree(cols.hi[place], high)
