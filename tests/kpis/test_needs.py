"""What a KPI needs, and which periods its tables cover."""

from datetime import date

import pandas as pd
import pytest

from salesdesk.kpis.kpi import Direction, Figure, Kpi, Unit
from salesdesk.kpis.measures import Count, Total
from salesdesk.kpis.needs import covered, missing, reach, used_tables
from salesdesk.kpis.sources import Side
from salesdesk.models.log import SalesLog
from salesdesk.models.period import ALL, day_number, month_of, quarter_of
from salesdesk.models.settings import Settings
from tests.kpis.building import log, without
from tests.kpis.plain import Desk, rows_of

SIDE = Side(Desk(rows_of(1, 1)).facts_of())


def kpi(*needs: str, **figures: Figure) -> Kpi:
    measure, higher = Count(SIDE), Direction.HIGHER
    return Kpi("K00", "deals", "Deals", "All deals.", "deals", Unit.COUNT, higher, needs, measure, ("rep",), figures)


FULL = log(
    opportunities=[{"amount": 5.0, "created_at": "2026-01-05", "closed_at": "2026-02-07", "status": "won"}],
    order_lines=[{"amount": 3.0}],
)


def test_that_a_kpi_lacks_nothing_where_all_its_columns_are() -> None:
    assert missing(kpi("opportunities.amount opportunities.closed_at", "order_lines"), FULL) == ()


def test_that_what_is_missing_is_named_as_people_call_it() -> None:
    bare = without(FULL, "opportunities", "closed_at")
    assert missing(kpi("opportunities.closed_at", "reps"), bare) == ("Opportunities: Closed", "Reps")


def test_that_one_of_several_ways_is_enough_and_the_nearest_is_named() -> None:
    either = kpi("proposals.sent_at proposals.opportunity_id | opportunities.amount opportunities.closed_at")
    assert missing(either, FULL) == ()
    assert used_tables(either, FULL) == ("opportunities",)
    assert missing(either, without(FULL, "opportunities", "closed_at")) == ("Opportunities: Closed",)
    assert missing(either, without(FULL, "opportunities")) == ("Proposals: Sent", "Proposals: Opportunity")


def test_that_a_figure_may_need_more_than_its_kpi() -> None:
    valued = kpi("opportunities", value=Figure("Value", Unit.MONEY, Total(SIDE, "amount"), ("opportunities.amount",)))
    bare = without(FULL, "opportunities", "amount")
    assert missing(valued, bare) == ()
    assert missing(valued, bare, "value") == ("Opportunities: Amount",)


def _calls(*days: str, as_of: str | None = None) -> SalesLog:
    moments = pd.to_datetime(list(days), utc=True).as_unit("us")
    frame = pd.DataFrame({"happened_at": moments, "type": pd.Categorical(["call"] * len(days))})
    return SalesLog({"activities": frame}, Settings(as_of=date.fromisoformat(as_of) if as_of else None))


def test_that_a_table_reaches_from_its_first_row_to_its_last() -> None:
    found = reach(_calls("2026-01-10", "2026-03-01", "2026-01-12"), "activities")
    assert found is not None
    assert (found.first, found.last) == (day_number(date(2026, 1, 10)), day_number(date(2026, 3, 1)))
    assert found.pause == 48
    assert reach(log(reps=[{"name": "Ada"}]), "reps") is None


@pytest.mark.parametrize(
    ("first", "partly", "outside"),
    [("2026-01-01", False, False), ("2026-01-20", True, False), ("2026-05-04", True, True)],
)
def test_that_a_period_before_the_first_row_is_covered_in_part_or_not_at_all(
    first: str, partly: bool, outside: bool
) -> None:
    days = [str(day.date()) for day in pd.date_range(first, "2026-06-30")]
    found = covered(kpi("activities"), _calls(*days), (quarter_of(date(2026, 2, 1)),))
    assert (bool(found.partly[0]), bool(found.outside[0])) == (partly, outside)


def test_that_a_silence_no_longer_than_others_is_no_sign_of_missing_rows() -> None:
    sparse = _calls("2026-01-20", "2026-02-25", "2026-03-10", as_of="2026-03-31")
    assert not covered(kpi("activities"), sparse, (quarter_of(date(2026, 1, 1)),)).partly[0]


def test_that_a_table_that_ends_early_covers_only_part() -> None:
    days = [str(day.date()) for day in pd.date_range("2026-01-01", "2026-02-10")]
    found = covered(kpi("activities"), _calls(*days, as_of="2026-06-30"), (quarter_of(date(2026, 1, 1)),))
    assert found.partly[0]
    assert not found.too_early[0]


def test_that_a_period_runs_until_the_log_reaches_its_end() -> None:
    days = [str(day.date()) for day in pd.date_range("2026-01-01", "2026-02-10")]
    periods = (month_of(date(2026, 1, 1)), month_of(date(2026, 2, 1)), month_of(date(2026, 3, 1)), ALL)
    found = covered(kpi("activities"), _calls(*days), periods)
    assert found.running.tolist() == [False, True, True, False]
    assert found.outside.tolist() == found.too_early.tolist() == [False, False, True, False]
    assert not found.partly[3]


@pytest.mark.parametrize("cells", [{"closed_at": None}, {}])
def test_that_a_table_without_any_date_says_nothing_of_a_dated_period(cells: dict[str, None]) -> None:
    undated = log(opportunities=[{"amount": 5.0, "status": "won", **cells}], as_of="2026-03-31")
    found = covered(kpi("opportunities"), undated, (month_of(date(2026, 1, 1)), ALL))
    assert found.undated.tolist() == [True, False]
    assert not (found.outside | found.partly).any()
