"""What must hold for every KPI, whatever it measures."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_ID, BY_KEY
from salesdesk.kpis.catalogue.chain import CHAIN, RATES
from salesdesk.kpis.catalogue.rep_days import observes_days
from salesdesk.kpis.kpi import Kpi, MeasureKind
from salesdesk.kpis.measures import Count, Mean, Measure, Share, Total
from salesdesk.kpis.order_measures import Quantile
from salesdesk.kpis.records import records
from salesdesk.kpis.score import score
from salesdesk.kpis.slices import cut_for
from salesdesk.kpis.sources import Per
from salesdesk.kpis.status import Status
from salesdesk.models.log import SalesLog
from salesdesk.models.period import parse_period
from salesdesk.models.selection import DIMS, Selection, nobody
from salesdesk.models.tables import BY_NAME
from tests.kpis.building import without
from tests.kpis.full_log import SILENT, full_log

SCORED = (*ALL, *CHAIN, *RATES.values())
ADDED_UP = (MeasureKind.COUNT, MeasureKind.SUM, MeasureKind.SNAPSHOT)
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
    if observes_days(kpi):
        assert silent.numerator == 0
    elif not any("rep" in side.shared for side in kpi.measure.sides):  # such as the content that is there for all reps
        assert silent.n == 0


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
        if (dim == "rep" and kpi.rep_measure is not None) or not _has_parts(measure, dim):
            continue
        parts = ask(kpi, full_log(), period, by=(dim,))
        if isinstance(measure, Share | Mean) and isinstance(measure.of, Per) and not measure.of.owned((dim,)):
            # One piece of content is used by several reps: a member can stand in several parts.
            assert (np.nan_to_num(parts.denominator) <= (whole.denominator or 0)).all()
            continue
        if kpi.kind in ADDED_UP and isinstance(measure, Count | Total):
            assert np.nansum(parts.value) == pytest.approx(whole.value or 0, rel=1e-12)
        elif isinstance(measure, Share | Mean):
            assert np.nansum(parts.numerator) == pytest.approx(whole.numerator or 0, rel=1e-12)
            assert np.nansum(parts.denominator) == whole.denominator


def _has_parts(measure: Measure, dim: str) -> bool:
    """Along a dimension that members do not have, such as the product, all of them stand in every cell."""
    of = measure.of if isinstance(measure, Share) else None
    return not isinstance(of, Per) or of.base is None or dim not in of.sides[of.base].of.shared


# --- the records behind a figure


@every_scored
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("of", ["team", "one", "nobody"])
def test_that_the_records_behind_a_figure_make_it_up(kpi: Kpi, period: str, of: str):
    log = full_log()
    book = _book(log)
    dim = first_dim(kpi)
    cell = {"team": {}, "one": {dim: book.labels(dim)[0]}, "nobody": {dim: nobody(dim)}}[of]
    cut = cut_for(book, Selection(parse_period(period, log.span)), by=tuple(cell))
    found = score(kpi, book, cut).find(**cell)
    if found is None or found.status in (Status.NO_DATA, Status.NOT_AVAILABLE):
        return
    if kpi.private:
        assert not records(kpi, book, cut, cell)
        return
    behind = [part for part in records(kpi, book, cut, cell).values() if not part.aside]
    measure = kpi.measure_of(None, tuple(cell))
    if isinstance(measure, Share | Mean | Quantile) and isinstance(measure.of, Per):
        behind = [part for part in behind if part.members]  # their rows are listed after them
    values = np.concatenate([part.value for part in behind if part.value is not None] or [np.empty(0)])
    known = values[~np.isnan(values)]
    if isinstance(measure, Count | Total):
        assert known.sum() == pytest.approx(found.value or 0, rel=1e-12)
        assert sum(len(part) for part in behind) == found.n
    elif isinstance(measure, Share):
        assert (known.sum(), len(known)) == (found.numerator, found.n)
    elif isinstance(measure, Mean):
        assert known.mean() == pytest.approx(found.value, rel=1e-12)
    elif isinstance(measure, Quantile):
        assert np.median(known) == found.value
    assert all(pointer >= 0 for part in behind for pointer in part.pointers)


@every_scored
def test_that_what_is_left_out_can_be_listed(kpi: Kpi):
    log = full_log()
    book = _book(log)
    cut = cut_for(book, Selection(parse_period("2025", log.span)))
    left_out = score(kpi, book, cut).at().excluded
    listed = [part for part in records(kpi, book, cut, {}).values() if part.aside]
    assert sum(left_out.values()) == sum(len(part) for part in listed) or kpi.private
