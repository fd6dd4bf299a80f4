"""Scoring a KPI over a cut: the table, its cells, what was left out, filters it cannot follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from salesdesk.kpis.book import Book
from salesdesk.kpis.clocks import AT_END, trailing
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import NO_DATE
from salesdesk.kpis.kpi import Direction, Figure, Kpi, MeasureKind, Unit
from salesdesk.kpis.measures import Count, Measure, Mix, Ratio, Share, Total
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.score import ScoreTable, score
from salesdesk.kpis.sources import Side, Sum
from salesdesk.kpis.status import Status
from salesdesk.models.log import SalesLog
from salesdesk.models.money import units
from salesdesk.models.period import ALL, NO_DAY, Period
from salesdesk.models.settings import Settings
from tests.kpis.plain import DOUBLE, LAST, NO_AMOUNT, REPS, Desk, cuts, dated, desks, rows_of

EVERY_DIM = ("rep", "team", "customer", "segment", "product")


def kpi_of(measure: Measure, by: tuple[str, ...] = EVERY_DIM, **more: object) -> Kpi:
    known = {"id": "K00", "key": "deals", "name": "Deals", "definition": "", "formula": "", "unit": Unit.COUNT}
    return Kpi(**known, direction=Direction.HIGHER, needs=("opportunities",), measure=measure, by=by, **more)  # type: ignore[arg-type]


def simple(count: int = 40, **columns: object) -> Desk:
    """Rows that all count, on days 0, 3, 6, …, unless told otherwise."""
    frame = rows_of(11, count)
    frame["day"], frame["aside"] = np.arange(count) * 3 % LAST, ""
    return Desk(frame.assign(**columns))


def scored(desk: Desk, measure: Measure, cut: Cut, **more: object) -> ScoreTable:
    return score(kpi_of(measure, **more), Book(desk.log), cut)


MONTHS = Cut((Period(0, 30), Period(30, 60)))


def test_that_a_cell_holds_everything_there_is_to_say() -> None:
    desk = simple(rep=0, amount=2.5)
    side = Side(desk.facts_of())
    shares = scored(desk, Share(side, "won"), MONTHS.sliced("rep"), figures={
        "value": Figure("Value", Unit.MONEY, Total(side, "amount")),
        "bands": Figure("Bands", Unit.PERCENT, Mix(side, "stage", ("early", "late", "last"), shares=False)),
    })  # fmt: skip
    found = shares.at(1, rep="Ada")
    rows = desk.met(MONTHS, (1,), dated)
    assert (found.kpi, found.by, found.key, found.period) == ("deals", "rep", "Ada", MONTHS.periods[1])
    assert (found.value, found.numerator, found.denominator) == (rows["won"].mean(), rows["won"].sum(), len(rows))
    assert (found.n, found.status, found.coverage, found.notes) == (10, "indicative", 1.0, ())
    assert found.interval is not None
    assert found.interval[0] < found.value < found.interval[1]
    assert found.details["value"] == 25.0
    assert found.details["early"] == (rows["stage"] == 0).sum()


def test_that_reps_without_rows_are_listed_and_nobody_only_with_rows() -> None:
    desk = simple(rep=0)
    table = scored(desk, Count(Side(desk.facts_of())), MONTHS.sliced("rep"))
    assert table.labels == (REPS,)
    assert (table.at(rep="Bo").value, table.at(rep="Bo").status) == (0.0, "ok")
    unowned = simple(rep=-1)
    assert scored(unowned, Count(Side(unowned.facts_of())), MONTHS.sliced("rep")).labels == ((*REPS, "(no rep)"),)


def test_that_filtered_labels_are_not_listed() -> None:
    desk = simple(40)
    cut = MONTHS.sliced("rep").only("rep", np.array([True, False, True, False, False]))
    assert scored(desk, Count(Side(desk.facts_of())), cut).labels == (("Ada", "Cy"),)


def test_that_an_unknown_label_is_an_error_and_not_an_empty_figure() -> None:
    desk = simple()
    table = scored(desk, Count(Side(desk.facts_of())), MONTHS.sliced("rep"))
    with pytest.raises(KeyError, match="Zed"):
        table.at(rep="Zed")
    assert table.find(rep="Zed") is None


def test_that_a_series_runs_over_the_periods() -> None:
    desk = simple()
    table = scored(desk, Count(Side(desk.facts_of())), MONTHS.sliced("rep"))
    assert table.series(rep="Ada").tolist() == [table.at(place, rep="Ada").value for place in (0, 1)]


@given(desk=desks(), cut=cuts())
@settings(max_examples=25)
def test_that_the_team_is_the_sum_of_reps_and_nobody(desk: Desk, cut: Cut) -> None:
    kpi, book = kpi_of(Total(Side(desk.facts_of()), "amount")), Book(desk.log)
    if "rep" in cut.by:
        cut = cut.sliced("product")
    team, reps = score(kpi, book, cut), score(kpi, book, cut.sliced("rep", *cut.by))
    known = ~np.isnan(team.value)
    for place in np.argwhere(known):
        of_reps = reps.value[
            (place[0], slice(None), *(_there(reps, team, axis, at) for axis, at in enumerate(place[1:], 1)))
        ]
        assert np.nansum(units(of_reps)) == units(team.value[tuple(place)])


def _there(wide: ScoreTable, narrow: ScoreTable, axis: int, at: int) -> int:
    return wide.labels[axis].index(narrow.labels[axis - 1][at])


@given(desk=desks(), cut=cuts())
@settings(max_examples=25)
def test_that_rows_left_out_are_sliced_and_filtered_like_the_figure(desk: Desk, cut: Cut) -> None:
    table = scored(desk, Count(Side(desk.facts_of(), where="won")), cut)
    for reason in (NO_AMOUNT, DOUBLE):
        for place in np.ndindex(table.n.shape):
            plain = desk.set_aside(cut, _codes(table, place), dated, reason)
            assert _excluded(table, reason.key, place) == plain["won"].sum()


def _codes(table: ScoreTable, place: tuple[int, ...]) -> tuple[int, ...]:
    known = {"rep": REPS, "team": ("East", "West"), "product": ("Pen", "Ink"), "segment": ("Bank", "Shop")}
    known["customer"] = ("Acme", "Bolt", "Corp", "Dune", "Edge")
    labels = (table.labels[axis][at] for axis, at in enumerate(place[1:]))
    codes = (
        known[dim].index(label) if label in known[dim] else len(known[dim])
        for dim, label in zip(table.by, labels, strict=True)
    )
    return (place[0], *codes)


def _excluded(table: ScoreTable, key: str, place: tuple[int, ...]) -> float:
    return sum(counts[place] for reason, counts in table.excluded.items() if reason.key == key)


def test_that_undated_rows_are_left_out_of_a_period_and_counted_in_all() -> None:
    desk = simple(10, day=[NO_DAY] * 4 + [5] * 6)
    table = scored(desk, Count(Side(desk.facts_of())), Cut((Period(0, 30), ALL)))
    assert table.value.tolist() == [6, 10]
    assert (table.at(0).excluded, table.at(1).excluded) == ({"no_date": 4}, {})
    assert (table.at(0).coverage, table.at(1).coverage) == (0.6, 1.0)
    assert table.notes == ("Without a date, but included: 4",)
    assert NO_DATE.gap


def test_that_a_trailing_year_leaves_undated_rows_out_even_of_all() -> None:
    desk = simple(10, day=[NO_DAY] * 4 + [5] * 6)
    found = scored(desk, Count(Side(desk.facts_of(), trailing(12))), Cut((ALL,))).at()
    assert (found.value, found.excluded, found.coverage, found.notes) == (6, {"no_date": 4}, 0.6, ())


def test_that_a_snapshot_needs_no_date() -> None:
    desk = simple(2, day=NO_DAY, until=LAST + 10, amount=3.0)
    side = Side(desk.facts_of(spells=True), AT_END)
    table = scored(desk, Total(side, "amount", MeasureKind.SNAPSHOT), Cut((Period(0, 30),)))
    assert (table.at().value, table.at().excluded, table.at().status) == (6.0, {}, "ok")


def test_that_only_gaps_lower_the_coverage() -> None:
    desk = simple(10, day=5, aside=[NO_AMOUNT.key] * 2 + [DOUBLE.key] * 5 + [""] * 3)
    found = scored(desk, Count(Side(desk.facts_of())), MONTHS).at()
    assert (found.coverage, found.excluded) == (0.6, {"no_amount": 2, "double": 5})


def test_that_a_side_used_twice_is_left_out_once() -> None:
    desk = simple(10, day=5, aside=[NO_AMOUNT.key] * 2 + [""] * 8)
    side = Side(desk.facts_of())
    ratio = Ratio(Sum(side, "amount", where="won"), Sum(side, "amount"))
    assert scored(desk, ratio, MONTHS).at().excluded == {"no_amount": 2}


def test_that_a_filter_the_kpi_cannot_follow_is_left_out_and_told() -> None:
    desk = simple()
    nothing = MONTHS.only("product", np.array([False] * 3)).only("rep", np.array([True] * 5))
    table = scored(desk, Count(Side(desk.facts_of())), nothing, by=("rep",))
    assert table.value[0] == 10
    assert (table.ignored, table.notes) == (("product",), ("not filtered by product",))


def test_that_a_private_kpi_follows_no_filter() -> None:
    desk = simple()
    cut = MONTHS.only("rep", np.array([False] * 5))
    table = scored(desk, Count(Side(desk.facts_of())), cut, private=True)
    assert (table.value[0], table.ignored) == (10, ("rep",))


def test_that_a_slice_the_kpi_cannot_have_is_not_available() -> None:
    desk = simple()
    found = scored(desk, Count(Side(desk.facts_of())), MONTHS.sliced("product"), by=("rep",)).at()
    assert (found.value, found.status, found.key) == (None, "not_available", None)
    assert found.notes == ("not split by product",)


def test_that_a_kpi_without_its_columns_is_not_available_and_says_what_it_needs() -> None:
    desk = simple()
    kpi = replace(kpi_of(Count(Side(desk.facts_of()))), needs=("proposals.sent_at",))
    table = score(kpi, Book(desk.log), MONTHS.sliced("rep"))
    assert table.lacking == ("Proposals: Sent",)
    assert (table.at(rep="Ada").status, table.at(rep="Ada").value, table.at(rep="Ada").n) == ("not_available", None, 0)
    assert table.notes == ("needs Proposals: Sent",)


def test_that_a_figure_without_its_columns_is_left_out() -> None:
    desk = simple()
    side = Side(desk.facts_of())
    figures = {"sent": Figure("Sent", Unit.COUNT, Count(side), ("proposals",))}
    assert scored(desk, Count(side), MONTHS, figures=figures).at().details == {}


def test_that_filters_that_keep_nothing_leave_no_data() -> None:
    desk = simple()
    side, cut = Side(desk.facts_of()), MONTHS.only("rep", np.array([False] * 5))
    share = scored(desk, Share(side, "won"), cut).at()
    assert (share.value, share.status, share.n, share.interval, share.coverage) == (None, "no_data", 0, None, None)
    assert scored(desk, Quantile(side, "days"), cut).at().status == "no_data"
    assert scored(desk, Total(side, "amount"), cut).at().status == "no_data"


def test_that_a_period_outside_the_log_has_no_data_even_for_a_count() -> None:
    desk = simple()
    table = scored(desk, Count(Side(desk.facts_of())), Cut((Period(-90, -60), Period(LAST + 1, LAST + 31))))
    assert [table.at(place).status for place in (0, 1)] == ["no_data", "no_data"]
    assert [table.at(place).value for place in (0, 1)] == [None, None]


def test_that_a_running_period_is_indicative() -> None:
    desk = simple()
    assert scored(desk, Count(Side(desk.facts_of())), Cut((Period(90, 130),))).at().status == "indicative"


def test_that_reps_may_have_a_measure_of_their_own() -> None:
    desk = simple(rep=0)
    side = Side(desk.facts_of())
    kpi, book = kpi_of(Count(side), rep_measure=Count(Side(side.facts, where="won"))), Book(desk.log)
    team, reps = score(kpi, book, MONTHS), score(kpi, book, MONTHS.sliced("rep"))
    assert team.value[0] == 10
    assert reps.at(rep="Ada").value == desk.met(MONTHS, (0,), dated)["won"].sum()


def test_that_notes_come_from_the_log() -> None:
    desk = simple()
    table = scored(desk, Count(Side(desk.facts_of())), MONTHS, notes=lambda log: (f"{log.rows('reps')} reps",))
    assert table.at().notes == ("4 reps",)


def test_that_settings_decide_what_is_enough() -> None:
    desk = simple()
    strict = replace(Settings().limits, rate=(11, 30))
    log = SalesLog(desk.log.tables, Settings(limits=strict, as_of=date(1970, 4, 30)))
    kpi = kpi_of(Share(Side(desk.facts_of()), "won"))
    assert score(kpi, Book(log), MONTHS).at().status == "not_enough_data"


@pytest.mark.parametrize("by", [(), ("rep",), ("rep", "product")])
def test_that_all_columns_have_one_shape_and_no_value_where_the_status_has_none(by: tuple[str, ...]) -> None:
    desk = Desk(rows_of(2, 200))
    table = scored(desk, Share(Side(desk.facts_of()), "won", mature="mature"), MONTHS.sliced(*by))
    columns: Mapping[str, np.ndarray] = {name: getattr(table, name) for name in ("value", "n", "lo", "hi", "coverage")}
    shape = (2, *(len(labels) for labels in table.labels))
    assert {column.shape for column in (*columns.values(), *table.excluded.values())} == {shape}
    hidden = ~table.is_status(Status.OK, Status.INDICATIVE, Status.NOT_ENOUGH_DATA)
    assert np.isnan(table.value[hidden]).all()
