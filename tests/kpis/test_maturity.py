"""Cohorts: only rows old enough count, and a young period points at the newest that is old enough."""

from datetime import date

import numpy as np
import pandas as pd

from salesdesk.kpis.book import Book
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Facts, facts
from salesdesk.kpis.kpi import Kpi
from salesdesk.kpis.maturity import earlier_ones
from salesdesk.kpis.measures import Share
from salesdesk.kpis.score import score
from salesdesk.kpis.sources import Side
from salesdesk.models.log import SalesLog
from salesdesk.models.period import ALL, day_number, month_of, quarter_of
from tests.kpis.test_score import kpi_of

JAN, FEB, MAR = (month_of(date(2026, month, 1)) for month in (1, 2, 3))


def _book() -> Book:
    moments = pd.to_datetime(["2026-01-01", "2026-03-31"], utc=True).as_unit("us")
    reps = pd.DataFrame({"name": ["Ada", "Bo"]})
    return Book(SalesLog({"opportunities": pd.DataFrame({"created_at": moments}), "reps": reps}))


def _kpi(opened: dict[str, tuple[int, int]]) -> Kpi:
    """Per day of opening: by which rep, and the day from which on the deal is old enough; every second one is won."""

    def deals(log: SalesLog) -> Facts:
        days = np.array([day_number(date.fromisoformat(day[:10])) for day in opened], dtype=np.int32)
        rep = np.array([who for who, _ in opened.values()], dtype=np.int32)
        mature = days + np.array([age for _, age in opened.values()]) <= log.as_of
        won = np.arange(len(days)) % 2 == 0
        return facts(days, {"rep": rep}, {"won": won, "mature": mature}, row=np.arange(len(days), dtype=np.int64))

    return kpi_of(Share(Side(deals), "won", mature="mature"), by=("rep",))


OPENED = {
    "2026-01-05": (0, 30), "2026-01-06": (0, 30), "2026-02-05": (0, 30), "2026-02-06": (1, 30), "2026-02-07": (1, 90),
    "2026-03-05": (0, 20), "2026-03-06": (0, 90), "2026-03-07": (1, 90), "2026-03-08": (1, 90),
}  # fmt: skip


def test_that_only_rows_old_enough_stand_on_either_side() -> None:
    found = score(_kpi(OPENED), _book(), Cut((FEB,))).at()
    assert (found.numerator, found.denominator, found.n) == (1, 2, 2)
    assert (found.excluded, found.status, found.matured) == ({"too_recent": 1}, "not_enough_data", None)


def test_that_a_young_period_shows_counts_and_the_newest_one_old_enough() -> None:
    found = score(_kpi(OPENED), _book(), Cut((MAR,))).at()
    assert (found.status, found.value, found.n) == ("immature", None, 1)
    assert found.matured is not None
    assert (found.matured.period, found.matured.value) == (FEB, 0.5)


def test_that_all_reps_of_a_young_period_show_the_same_older_one() -> None:
    table = score(_kpi(OPENED), _book(), Cut((MAR,), ("rep",)))
    assert table.matured is not None
    assert table.matured.periods == (FEB,)
    bo = table.at(rep="Bo")
    assert bo.matured is not None
    assert (bo.matured.key, bo.matured.n, bo.matured.status) == ("Bo", 1, "not_enough_data")


def test_that_exactly_half_is_old_enough() -> None:
    half = {"2026-03-01": (0, 10), "2026-03-02": (0, 90)}
    assert score(_kpi(half), _book(), Cut((MAR,))).at().status == "not_enough_data"


def test_that_all_there_is_counts_what_is_old_enough() -> None:
    found = score(_kpi(OPENED), _book(), Cut((ALL,))).at()
    assert (found.n, found.status) == (5, "not_enough_data")


def test_that_without_an_older_period_there_is_none_to_show() -> None:
    young = {"2026-03-06": (0, 90)}
    table = score(_kpi(young), _book(), Cut((MAR,)))
    assert table.at().status == "immature"
    assert table.at().matured is None


def test_that_older_periods_have_the_same_length_and_end_with_the_log() -> None:
    assert earlier_ones(MAR, _book()) == (FEB, JAN)
    assert earlier_ones(quarter_of(date(2026, 6, 1)), _book()) == (quarter_of(date(2026, 1, 1)),)
