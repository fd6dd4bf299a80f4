"""What must hold for the figures of any log: random logs, random days, random deals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.insights.board import board
from salesdesk.insights.fairness import fair
from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_ID
from salesdesk.kpis.catalogue.chain import CHAIN
from salesdesk.kpis.kpi import Kpi, MeasureKind
from salesdesk.kpis.measures import Count, Mix, Share
from salesdesk.kpis.needs import missing
from salesdesk.kpis.score import ScoreTable, score
from salesdesk.kpis.slices import cut_for
from salesdesk.models.log import SalesLog
from salesdesk.models.period import ALL as EVERYTHING
from salesdesk.models.period import Period
from salesdesk.models.selection import Selection, nobody
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.open import open_log
from salesdesk.stats.intervals import wilson
from tests.kpis.building import Row, log
from tests.kpis.chances import DAYS, FIRST
from tests.kpis.exported import grids_of
from tests.kpis.full_log import full_log
from tests.reading.sheets import log_of

SEEDS = st.integers(20, 25)  # a log and its facts take a second: few logs, many days
FEW_SEEDS = st.integers(20, 22)  # where each log is read or moved besides, which takes seconds
FLOATING_ZONES = st.sampled_from(["Etc/GMT-9", "Etc/GMT+8", "Etc/GMT-3", "Etc/GMT+11"])  # no clock changes


@lru_cache(maxsize=6)
def book_of(seed: int) -> Book:
    return Book(full_log(seed))


@st.composite
def spans(draw: st.DrawFn) -> Period:
    """Any days of the log, both ends included."""
    first = draw(st.integers(0, DAYS - 1))
    last = draw(st.integers(first, DAYS - 1))
    return Period.of(FIRST + timedelta(days=first), FIRST + timedelta(days=last))


def asked(kpi: Kpi, book: Book, period: Period, *by: str, figure: str | None = None) -> ScoreTable:
    return score(kpi, book, cut_for(book, Selection(period), by=by), figure)


COUNTS = [kpi for kpi in (*ALL, *CHAIN) if isinstance(kpi.measure, Count) and "rep" in kpi.by]


@pytest.mark.parametrize("kpi", COUNTS, ids=[kpi.key for kpi in COUNTS])
@given(seed=SEEDS, period=spans())
@settings(max_examples=15)
def test_that_the_teams_count_is_that_of_the_reps_and_of_nobody(kpi: Kpi, seed: int, period: Period):
    team = asked(kpi, book_of(seed), period).at()
    reps = asked(kpi, book_of(seed), period, "rep")
    credited = sum(reps.at(rep=name).value or 0 for name in reps.labels[0] if name != nobody("rep"))
    uncredited = reps.find(rep=nobody("rep"))
    assert (team.value or 0) == credited + ((uncredited.value or 0) if uncredited else 0)


SHARES = [
    (kpi, figure)
    for kpi in ALL
    for figure in (None, *kpi.figures)
    if isinstance(kpi.measure_of(figure), Share) or kpi.measure_of(figure).kind is MeasureKind.RATE
]


@pytest.mark.parametrize(("kpi", "figure"), SHARES, ids=[f"{kpi.key}-{figure or 'headline'}" for kpi, figure in SHARES])
@given(seed=SEEDS, period=spans())
@settings(max_examples=6)
def test_that_a_share_lies_between_nothing_and_all_and_within_its_interval(
    kpi: Kpi, figure: str | None, seed: int, period: Period
):
    dim = "rep" if "rep" in kpi.by else kpi.by[0]
    for by in ((), (dim,)):
        found = asked(kpi, book_of(seed), period, *by, figure=figure)
        known = ~np.isnan(found.value)
        assert ((found.value[known] >= 0) & (found.value[known] <= 1)).all()
        assert (found.numerator[known] <= found.denominator[known]).all()
        assert ((found.lo[known] <= found.value[known]) & (found.value[known] <= found.hi[known])).all()
        expected = wilson(found.numerator[known], found.denominator[known])
        assert np.allclose([found.lo[known], found.hi[known]], expected)


@given(seed=SEEDS, period=spans())
@settings(max_examples=10)
def test_that_the_shares_of_a_whole_make_it_up(seed: int, period: Period):
    for kpi in ALL:
        for figure in (None, *kpi.figures):
            measure = kpi.measure_of(figure)
            if isinstance(measure, Mix) and measure.shares:
                found = asked(kpi, book_of(seed), period, figure=figure)
                parts = [float(found.detail[name][0]) for name in measure.names if name in found.detail]
                assert np.isnan(parts).all() or sum(parts) == pytest.approx(1)


@given(seed=SEEDS, period=spans())
@settings(max_examples=8)
def test_that_a_reps_shrunk_rate_lies_between_the_own_one_and_that_of_all_alike(seed: int, period: Period):
    keys = [kpi.key for kpi in ALL if isinstance(kpi.measure, Share) and "rep" in kpi.by]
    shown = board(book_of(seed), Selection(period), keys)
    for key in keys:
        found = fair(shown, key)
        assert found.hits is not None
        assert found.cases is not None
        for place, role in enumerate(found.role):
            pool = np.array([role in ("", other) for other in found.role])
            if found.cases[place]:
                assert found.centre[place] == pytest.approx(found.hits[pool].sum() / found.cases[pool].sum()), key
                low, high = sorted((found.hits[place] / found.cases[place], found.centre[place]))
                assert low - 1e-12 <= found.shrunk[place] <= high + 1e-12, key


@given(seed=FEW_SEEDS, period=spans())
@settings(max_examples=6)
def test_that_opening_a_file_twice_changes_nothing(seed: int, period: Period):
    for kpi in ALL:
        dim = "rep" if "rep" in kpi.by else kpi.by[0]
        for by in ((), (dim,)):
            once, twice = (asked(kpi, _read(seed, times), period, *by) for times in (1, 2))
            _same(once, twice)


@lru_cache(maxsize=12)
def _read(seed: int, times: int) -> Book:
    """What the reader makes of a file, or of the file and its copies."""
    files = [grid for copy in range(times) for grid in grids_of(full_log(seed), f"copy {copy}.xlsx")]
    return Book(log_of(*files, zone="Europe/Berlin"))


def test_that_files_on_disk_and_their_copies_are_one_log(tmp_path: Path):
    paths = [tmp_path / f"{name}.csv" for name in ("opportunities", "order_lines")]
    for grid in grids_of(full_log(20), "log"):
        for path in paths:
            if grid.sheet == BY_NAME[path.stem].title:
                cells = [column.to_pylist() for column in grid.columns]
                pd.DataFrame(dict(zip(grid.names, cells, strict=True))).to_csv(path, index=False)
    copies = [path.with_name(f"{path.stem} (2).csv") for path in paths]
    for path, copy in zip(paths, copies, strict=True):
        copy.write_bytes(path.read_bytes())
    once, twice = (Book(open_log(files, strict=False)) for files in (paths, [*paths, *copies]))
    for kpi in (kpi for kpi in ALL if not missing(kpi, once.log)):
        dim = "rep" if "rep" in kpi.by else kpi.by[0]
        _same(asked(kpi, once, EVERYTHING, dim), asked(kpi, twice, EVERYTHING, dim))


def _same(one: ScoreTable, other: ScoreTable) -> None:
    assert one.labels == other.labels
    for column in ("value", "numerator", "denominator", "n", "coverage"):
        np.testing.assert_allclose(getattr(one, column), getattr(other, column), rtol=1e-12, err_msg=column)
    np.testing.assert_array_equal(one.status, other.status)


@given(seed=FEW_SEEDS, zone=FLOATING_ZONES, period=spans())
@settings(max_examples=4)
def test_that_moving_all_times_and_the_zone_together_changes_nothing(seed: int, zone: str, period: Period):
    here, there = _zoned(seed, "UTC"), _zoned(seed, zone)
    for kpi in ALL:
        dim = "rep" if "rep" in kpi.by else kpi.by[0]
        for by in ((), (dim,)):
            for figure in (None, *kpi.figures):
                tables = [asked(kpi, book, period, *by, figure=figure) for book in (here, there)]
                np.testing.assert_allclose(tables[0].value, tables[1].value, rtol=1e-9, err_msg=f"{kpi.id} {figure}")
                np.testing.assert_array_equal(tables[0].status, tables[1].status)


@lru_cache(maxsize=8)
def _zoned(seed: int, zone: str) -> Book:
    return Book(full_log(seed, zone))


@given(seed=SEEDS, period=spans())
@settings(max_examples=20)
def test_that_opportunities_of_reps_and_uncredited_ones_make_up_the_volume(seed: int, period: Period):
    book = book_of(seed)
    volume, reps = asked(BY_ID["K56"], book, period), asked(BY_ID["K13"], book, period, "rep")
    credited = sum(reps.at(rep=name).value or 0 for name in reps.labels[0] if name != nobody("rep"))
    assert credited + volume.at().details.get("uncredited", 0) == (volume.at().value or 0)
    assert np.nansum(reps.figures["value"].value) == pytest.approx(volume.at().details.get("value", 0))


# --- deals that reps share

DEALS = st.lists(
    st.fixed_dictionaries(
        {
            "amount": st.sampled_from([None, 0.0, 0.01, 99.99, 1_000.01, 33_333.33]),
            "owner_rep_id": st.sampled_from(["Ann", "Ben", None]),
            "status": st.sampled_from(["won", "won", "lost", "open"]),
            "source": st.sampled_from(["LinkedIn", "Website", None]),
            "day": st.integers(0, 89),
            "parts": st.lists(st.tuples(st.sampled_from(["Ann", "Ben", "Cem"]), st.sampled_from([10.0, 33.33, 50.0])),
                              max_size=3),
        }
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip
MONEY: dict[str, Callable[[ScoreTable], float]] = {
    "K01": lambda table: np.nansum(table.value),
    "K15": lambda table: np.nansum(table.figures["value"].value),
    "K21": lambda table: np.nansum(table.denominator),
    "K57": lambda table: np.nansum(table.value),
}


@pytest.mark.parametrize("kpi", MONEY)
@given(rows=DEALS)
@settings(max_examples=25)
def test_that_the_parts_of_split_deals_add_up_to_what_the_team_has(kpi: str, rows: list[Row]):
    book = Book(_shared(rows))
    period = Period.of(date(2026, 1, 1), date(2026, 3, 31))
    team, reps = (MONEY[kpi](asked(BY_ID[kpi], book, period, *by)) for by in ((), ("rep",)))
    assert round(1e4 * reps) == round(1e4 * team)


def _shared(rows: list[Row]) -> SalesLog:
    deals, splits = [], []
    for number, row in enumerate(rows):
        closed = None if row["status"] == "open" else str(date(2026, 1, 1) + timedelta(days=row["day"]))
        cells = {name: row[name] for name in ("amount", "owner_rep_id", "status", "source")}
        deals.append({"opportunity_id": f"d{number}", "created_at": "2026-01-01", "closed_at": closed, **cells})
        splits += [{"opportunity_id": f"d{number}", "rep_id": rep, "percent": part} for rep, part in row["parts"]]
    return log(opportunities=deals, deal_splits=splits, as_of="2026-03-31")
