"""What must hold for every KPI, whatever it measures."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from salesdesk.kpis.alike import Attained
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_ID, BY_KEY
from salesdesk.kpis.catalogue.chain import CHAIN, PAST, RATES
from salesdesk.kpis.catalogue.rep_days import observes_days
from salesdesk.kpis.clocks import Meets
from salesdesk.kpis.growth_measures import Growth
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.measures import Count, Counted, Formula, Mean, Measure, Mix, NetPromoter, Ratio, Share, Total
from salesdesk.kpis.order_measures import Quantile, SurvivalMedian
from salesdesk.kpis.records import records
from salesdesk.kpis.score import score
from salesdesk.kpis.slices import cut_for
from salesdesk.kpis.sources import Per, Side, Sum
from salesdesk.kpis.status import Status
from salesdesk.models.log import SalesLog
from salesdesk.models.period import parse_period
from salesdesk.models.selection import DIMS, Selection
from salesdesk.models.tables import BY_NAME
from tests.kpis.building import without
from tests.kpis.full_log import SILENT, full_log

SCORED = (*ALL, *CHAIN, *RATES.values(), *PAST.values())
PERIODS = ("2025-Q3", "2025", "2026-02-03..2026-02-20", "all")

every_kpi = pytest.mark.parametrize("kpi", ALL, ids=[kpi.id for kpi in ALL])
every_of_reps = pytest.mark.parametrize(
    "kpi", [kpi for kpi in SCORED if "rep" in kpi.by], ids=[kpi.key for kpi in SCORED if "rep" in kpi.by]
)
every_scored = pytest.mark.parametrize("kpi", SCORED, ids=[kpi.key for kpi in SCORED])


def first_dim(kpi: Kpi) -> str:
    """Reps where a KPI knows them."""
    return "rep" if "rep" in kpi.by else kpi.by[0]


def ask(kpi: Kpi, log: SalesLog, period: str = "2025-Q3", by: tuple[str, ...] = (), figure: str | None = None):
    book = _book(log)
    return score(kpi, book, cut_for(book, Selection(parse_period(period, log.span)), by=by), figure)


@lru_cache(maxsize=2)
def _book(log: SalesLog) -> Book:
    return Book(log)


# --- declarations


def test_that_no_two_kpis_share_a_name_an_id_or_a_key():
    for names in ([kpi.id for kpi in ALL], [kpi.key for kpi in SCORED], [kpi.name for kpi in ALL]):
        assert len(set(names)) == len(names)
    assert [BY_ID[kpi.id] for kpi in ALL] == [BY_KEY[kpi.key] for kpi in ALL] == list(ALL)


def test_that_kpis_stand_in_the_order_of_their_ids():
    assert all(int(one.id[1:]) < int(other.id[1:]) for one, other in pairwise(ALL))


@every_kpi
def test_that_a_kpi_says_what_it_means_how_it_is_worked_out_and_what_to_ask(kpi: Kpi):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", kpi.key)
    assert kpi.definition.endswith(".")
    assert kpi.question.endswith(("?", "."))
    assert kpi.formula
    assert kpi.page
    assert kpi.counted != "rows"
    assert all(figure.name for figure in kpi.figures.values())


@every_kpi
def test_that_a_benchmark_tells_its_source(kpi: Kpi):
    if kpi.benchmark is not None:
        assert kpi.benchmark.source
        assert kpi.benchmark.about
        assert kpi.benchmark.text


@every_scored
def test_that_needs_and_slices_are_declared_ones(kpi: Kpi):
    for need in (*kpi.needs, *(need for figure in kpi.figures.values() for need in figure.needs)):
        for name in need.replace("|", " ").split():
            table, _, column = name.partition(".")
            assert not column or BY_NAME[table].column(column)
    assert set(kpi.by) <= DIMS.keys()
    assert kpi.by


@every_kpi
def test_that_only_figures_about_the_team_or_the_market_do_not_tell_reps_apart(kpi: Kpi):
    about_the_group = {"reps_at_quota", "quota_calibration", "employee_satisfaction"}
    about_the_market = {"price_index", "product_penetration", "new_opportunity_volume"}
    assert ("rep" in kpi.by) == (kpi.key not in about_the_group | about_the_market)


@every_kpi
def test_that_a_kpi_has_a_worked_example(kpi: Kpi):
    examples = Path(__file__).with_name("worked_examples")
    assert (examples / f"test_k{kpi.id[1:]}_{kpi.key}.py").is_file()


# --- columns that are missing


@every_scored
def test_that_without_a_needed_column_there_is_no_figure_and_no_failure(kpi: Kpi):
    for need in kpi.needs:
        for place in range(max(len(choice.split()) for choice in need.split("|"))):
            log = full_log()
            for choice in need.split("|"):
                names = choice.split()
                table, _, column = names[min(place, len(names) - 1)].partition(".")
                log = without(log, table, column) if column else without(log, table)
            for by in ((), ("rep",)):
                found = ask(kpi, log, by=by)
                assert np.isnan(found.value).all()
                assert found.is_status(Status.NOT_AVAILABLE).all()
                assert found.lacking


@every_scored
def test_that_a_needed_table_without_rows_gives_no_figure_and_no_failure(kpi: Kpi):
    log = full_log()
    tables = {name: frame.iloc[:0] for name, frame in log.tables.items()}
    marks = {key: mark[:0] for key, mark in log.date_only.items()}
    found = ask(kpi, SalesLog(tables=tables, settings=log.settings, date_only=marks))
    assert not np.nan_to_num(found.value).any()
    assert ask(kpi, SalesLog(tables=tables, settings=log.settings, date_only=marks), by=("rep",)) is not None


@every_kpi
@pytest.mark.parametrize("choice", [0, 1, 2])
def test_that_columns_that_are_not_needed_may_as_well_be_blank(kpi: Kpi, choice: int):
    needed: set[str] = set()
    for need in kpi.needs:
        choices = need.split("|")
        needed |= set(choices[min(choice, len(choices) - 1)].split())
    dropped, blank = _only(needed, drop=True), _only(needed, drop=False)
    for period in PERIODS:
        assert not ask(kpi, dropped, period).lacking
        alone, beside = ask(kpi, dropped, period).at(), ask(kpi, blank, period).at()
        assert (alone.value, alone.n, alone.status) == (beside.value, beside.n, beside.status)


def _only(needed: set[str], drop: bool) -> SalesLog:
    """The full log with the other columns of the needed tables dropped, or blanked; other tables are gone."""
    log, tables = full_log(), {}
    for name in dict.fromkeys(need.partition(".")[0] for need in needed):
        frame = log.tables[name].copy()
        for column in frame.columns:
            if f"{name}.{column}" not in needed:
                frame = frame.drop(columns=column) if drop else frame.assign(**{column: _blank(frame[column])})
        tables[name] = frame
    marks = {key: mark for key, mark in log.date_only.items() if key[0] in tables and key[1] in tables[key[0]]}
    return SalesLog(tables=tables, settings=log.settings, date_only=marks)


def _blank(column):
    return column.where(np.zeros(len(column), dtype=bool))


# --- periods and members


@every_scored
@pytest.mark.parametrize("period", ["2019", "2031-05"])
def test_that_a_period_outside_the_log_has_no_data(kpi: Kpi, period: str):
    for by in ((), (first_dim(kpi),)):
        assert ask(kpi, full_log(), period, by).is_status(Status.NO_DATA).all()


@every_of_reps
def test_that_a_rep_without_rows_is_listed(kpi: Kpi):
    silent = ask(kpi, full_log(), by=("rep",)).at(rep=SILENT)
    assert not silent.value
    assert not silent.numerator
    if not observes_days(kpi) and "rep" not in _shared(kpi.measure):  # such as the content that is there for all reps
        assert silent.n == 0


def _shared(measure: Measure) -> set[str]:
    """The dimensions along which some of the rows count in every cell."""
    return {dim for side in measure.sides for dim in side.shared}


@every_scored
@pytest.mark.parametrize("period", ["2025", "all"])
def test_that_a_filter_that_selects_nothing_leaves_no_data(kpi: Kpi, period: str):
    log = full_log()
    book = _book(log)
    for dim in () if kpi.private else kpi.by:
        chosen = Selection(parse_period(period, log.span)).only(dim, frozenset())
        for by in ((), (dim,)):
            table = score(kpi, book, cut_for(book, chosen, by=by))
            assert dim not in table.ignored
            if by:
                assert table.value.size == 0
            else:
                found = table.at()
                assert (found.value, found.status) == (None, Status.NO_DATA)


@every_scored
@pytest.mark.parametrize("period", PERIODS)
def test_that_figures_lie_within_their_intervals(kpi: Kpi, period: str):
    found = ask(kpi, full_log(), period, by=(first_dim(kpi),))
    known = ~np.isnan(found.value) & ~np.isnan(found.lo) & ~np.isnan(found.hi)
    assert (found.lo[known] <= found.value[known]).all()
    assert (found.value[known] <= found.hi[known]).all()


@every_scored
@pytest.mark.parametrize("period", PERIODS)
def test_that_parts_add_up_to_the_whole_along_every_dimension(kpi: Kpi, period: str):
    measure = kpi.measure
    whole = ask(kpi, full_log(), period).at()
    for dim in kpi.by:
        if dim == "rep" and kpi.rep_measure is not None:
            continue
        parts = ask(kpi, full_log(), period, by=(dim,))
        for part, column in _columns(measure):
            told, of_whole = np.nansum(getattr(parts, column)), getattr(whole, column) or 0
            if _has_parts(part.of, dim):
                assert told == pytest.approx(of_whole, rel=1e-12, abs=1e-12), (dim, column)
            elif isinstance(measure, Share) and not _in_every_cell(part.of, dim):
                # One piece of content is used by several reps: a member can stand in several parts.
                assert (np.nan_to_num(getattr(parts, column)) <= of_whole).all(), (dim, column)


def _columns(measure: Measure) -> list[tuple[Counted, str]]:
    """The columns of an answer that add up, each with the part of the measure that it counts."""
    part, *others = measure.counted
    match measure:
        case Attained():
            return []  # which goals count is decided anew for each slice
        case Count() | Total():
            return [(part, "value")]
        case Share() | Mean():
            return [(part, "numerator"), (part, "denominator")]
        case Ratio() | Growth():
            return [(part, "numerator"), (others[0], "denominator")]
        case Quantile() | SurvivalMedian() | NetPromoter() | Mix():
            return [(part, "n")]
        case Formula():
            observed = measure.parts[measure.n]
            return [(each, "n") for each in measure.counted if each.key == measure.n and isinstance(observed, Sum)]
    raise TypeError(f"nothing is said of how a {type(measure).__name__} adds up")


def _has_parts(of: Side | Per, dim: str) -> bool:
    """Whether each row stands in one cell along a dimension: of members those that own it, or stand there at a time."""
    if isinstance(of, Side):
        return dim not in of.shared
    base = of.sides[of.base].of if of.base else None
    at_a_time = base is not None and base.clock.meets is Meets.INSTANT and dim not in base.shared
    return bool(of.owned((dim,))) or at_a_time


def _in_every_cell(of: Side | Per, dim: str) -> bool:
    return isinstance(of, Per) and of.base is not None and dim in of.sides[of.base].of.shared


# --- what was left out


@every_scored
def test_that_what_is_left_out_can_be_listed(kpi: Kpi):
    log = full_log()
    book = _book(log)
    cut = cut_for(book, Selection(parse_period("2025", log.span)))
    left_out = score(kpi, book, cut).at().excluded
    listed = [part for part in records(kpi, book, cut, {}).values() if part.aside]
    assert sum(left_out.values()) == sum(len(part) for part in listed) or kpi.private
