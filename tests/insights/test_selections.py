from datetime import date

import pytest

from salesdesk.insights.selections import compared_period, first_selection, in_progress
from salesdesk.models.period import ALL, parse_period
from salesdesk.models.selection import Against, Selection
from tests.company import board_of, deals
from tests.kpis.building import log

FULL = log(as_of="2026-06-30", opportunities=[*deals(1, 1, "2026-06-30"), *deals(1, 1, "2025-12-30")])
RUNNING = log(as_of="2026-05-14", opportunities=[*deals(1, 1, "2026-05-14"), *deals(1, 1, "2025-12-30")])


def test_that_a_log_opens_with_its_last_full_quarter() -> None:
    assert first_selection(FULL).period.label == "Q2 2026"
    assert first_selection(RUNNING).period.label == "Q1 2026"


def test_that_a_full_period_is_compared_with_the_whole_one_before() -> None:
    compared = compared_period(FULL, Selection(parse_period("2026-Q2", FULL.span)))
    assert compared is not None
    assert (compared.first, compared.last) == (date(2026, 1, 1), date(2026, 3, 31))


def test_that_a_running_period_is_compared_with_as_many_working_days() -> None:
    selection = Selection(parse_period("2026-Q2", RUNNING.span))
    assert in_progress(RUNNING, selection.period)
    compared = compared_period(RUNNING, selection)
    assert compared is not None
    elapsed = len(RUNNING.calendar.working_days(parse_period("2026-04-01..2026-05-14", RUNNING.span)))
    assert len(RUNNING.calendar.working_days(compared)) == elapsed
    assert compared.first == date(2026, 1, 1)
    assert compared.label == "Q1 2026, same days"


def test_that_a_running_period_is_compared_with_the_same_days_of_last_year() -> None:
    selection = Selection(parse_period("2026-Q2", RUNNING.span), Against.LAST_YEAR)
    compared = compared_period(RUNNING, selection)
    assert compared is not None
    assert (compared.first, compared.last.year) == (date(2025, 4, 1), 2025)


@pytest.mark.parametrize("selection", [Selection(ALL), Selection(parse_period("2026", FULL.span), Against.NOTHING)])
def test_that_there_may_be_nothing_to_compare_with(selection: Selection) -> None:
    assert compared_period(FULL, selection) is None


def test_that_a_log_without_dates_opens_with_all_of_it() -> None:
    undated = log(opportunities=[{"opportunity_id": "1", "amount": 70.0, "status": "open"}])
    assert not undated.span.is_dated
    board = board_of(undated, "all")
    assert first_selection(undated).period.is_all
    assert board.kpis["open_pipeline"].now.value == 70.0
    assert not any(value == value for value in board.kpis["open_pipeline"].months.series())
