"""The records behind a figure make it up, whatever sort of figure it is."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from salesdesk.kpis.book import Book
from salesdesk.kpis.catalogue import ALL, BY_ID
from salesdesk.kpis.catalogue.chain import CHAIN, RATES
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.records import Records, records
from salesdesk.kpis.score import score
from salesdesk.kpis.slices import cut_for
from salesdesk.kpis.status import Status
from salesdesk.models.log import SalesLog
from salesdesk.models.period import parse_period
from salesdesk.models.selection import Selection, nobody
from tests.kpis.drilled import Listed, checks
from tests.kpis.full_log import full_log
from tests.kpis.worked_examples.test_k46_net_revenue_retention import YEAR
from tests.kpis.worked_examples.test_k46_net_revenue_retention import book as two_years

FIGURES = [(kpi, figure) for kpi in (*ALL, *CHAIN, *RATES.values()) for figure in (None, *kpi.figures)]
PERIODS = ("2025-Q3", "2025", "2026-02-03..2026-02-20", "all")


@lru_cache(maxsize=2)
def _book(log: SalesLog) -> Book:
    return Book(log)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize(
    ("kpi", "figure"), FIGURES, ids=[f"{kpi.key}-{figure or 'headline'}" for kpi, figure in FIGURES]
)
def test_that_the_records_behind_a_figure_make_it_up(kpi: Kpi, figure: str | None, period: str):
    log = full_log()
    book, dim = _book(log), "rep" if "rep" in kpi.by else kpi.by[0]
    for cell in ({}, {dim: book.labels(dim)[0]}, {dim: nobody(dim)}):
        cut = cut_for(book, Selection(parse_period(period, log.span)), by=tuple(cell))
        told = score(kpi, book, cut, figure).find(**cell)
        found = records(kpi, book, cut, cell, figure=figure)
        if kpi.private:
            assert not found
            continue
        if told is None or told.status in (Status.NO_DATA, Status.NOT_AVAILABLE, Status.IMMATURE):
            continue
        assert all(pointer >= 0 for part in found.values() for pointer in part.pointers)
        for what, recounted, stated in checks(
            kpi.measure_of(figure, tuple(cell)), Listed(found, book, cell, cut.periods[0]), told
        ):
            assert recounted == pytest.approx(stated, rel=1e-9, abs=1e-9), (cell, what)


@pytest.mark.parametrize("figure", [None, *BY_ID["K46"].figures])
def test_that_the_accounts_behind_two_full_years_make_up_their_growth(figure: str | None):
    kpi, log = BY_ID["K46"], two_years()
    book = _book(log)
    cut = cut_for(book, Selection(parse_period(YEAR, log.span)))
    told, found = score(kpi, book, cut, figure).at(), records(kpi, book, cut, {}, figure=figure)
    checked = [*checks(kpi.measure_of(figure), Listed(found, book, {}, cut.periods[0]), told)]
    assert "value" in [what for what, _, _ in checked]
    assert [recounted for _, recounted, _ in checked] == pytest.approx([stated for _, _, stated in checked])


@pytest.mark.parametrize("kpi", ["K01", "K10", "K25", "K32", "K33", "K35", "K36", "K38", "K40", "K42", "K49"])
def test_that_a_record_too_few_would_be_noticed(kpi: str):
    log, chosen = full_log(), BY_ID[kpi]
    cut = cut_for(_book(log), Selection(parse_period("2025-Q3", log.span)))
    told, found = score(chosen, _book(log), cut).at(), records(chosen, _book(log), cut, {})
    short = {key: _without_largest(part) for key, part in found.items()}
    checked = checks(chosen.measure, Listed(short, _book(log), {}, cut.periods[0]), told)
    assert any(recounted != pytest.approx(stated, rel=1e-9) for _, recounted, stated in checked)


@pytest.mark.parametrize(("kpi", "figure"), [("K25", None), ("K36", "undecided_median"), ("K43", "lifespan")])
def test_that_a_time_that_goes_on_is_told_from_one_that_has_ended(kpi: str, figure: str | None):
    log, chosen = full_log(), BY_ID[kpi]
    cut = cut_for(_book(log), Selection(parse_period("all", log.span)))
    told, found = score(chosen, _book(log), cut, figure).at(), records(chosen, _book(log), cut, {}, figure=figure)
    timed = {key: part for key, part in found.items() if part.ended is not None}
    assert timed
    turned = found | {key: replace(part, ended=~part.ended) for key, part in timed.items() if part.ended is not None}
    checked = list(checks(chosen.measure_of(figure), Listed(turned, _book(log), {}, cut.periods[0]), told))
    assert [what for what, recounted, stated in checked if recounted != pytest.approx(stated)] == ["ended", "value"]


@pytest.mark.parametrize("kpi", ["K02", "K09", "K20"])
def test_that_days_no_record_stands_for_are_counted_as_well(kpi: str):
    log, chosen, off = full_log(), BY_ID[kpi], []
    for cell in ({}, {"rep": "Ann"}):
        cut = cut_for(_book(log), Selection(parse_period("2025", log.span)), by=tuple(cell))
        told, found = score(chosen, _book(log), cut).find(**cell), records(chosen, _book(log), cut, cell)
        assert told is not None
        measure, listed = chosen.measure_of(None, tuple(cell)), Listed(found, _book(log), cell, cut.periods[0])
        assert "value" in [what for what, _, _ in checks(measure, listed, told)]
        longer = replace(listed, period=parse_period("2025-01-01..2026-01-10", log.span))
        off += [recounted != pytest.approx(stated, rel=1e-9) for _, recounted, stated in checks(measure, longer, told)]
    assert any(off)


def _without_largest(part: Records) -> Records:
    if part.aside or part.value is None or np.isnan(part.value).all():
        return part
    kept = np.delete(np.arange(len(part)), np.nanargmax(part.value))
    members = tuple(part.members[place] for place in kept) if part.members else ()
    pointers = part.pointers if part.members else part.pointers[kept]
    ended = None if part.ended is None else part.ended[kept]
    return replace(part, value=part.value[kept], members=members, pointers=pointers, ended=ended)
