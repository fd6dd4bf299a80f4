"""The days on which reps are there and at work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from salesdesk.kpis.catalogue import BY_ID
from salesdesk.kpis.catalogue.rep_days import LONG_LEAVE, observes_days, rep_days, selling_reps, without_days
from salesdesk.models.log import SalesLog
from salesdesk.models.period import day_number
from tests.kpis.building import log

FIRST = date(2026, 3, 2)  # a Monday
BEGIN = [{"type": "call", "happened_at": FIRST.isoformat(), "rep_id": "Ann"}]


def book(reps: list[dict[str, Any]], as_of: str = "2026-03-31", **tables: Any) -> SalesLog:
    return log(reps=reps, activities=BEGIN, as_of=as_of, **tables)


def away(rep: str, first: date, days: int) -> list[dict[str, Any]]:
    return [{"rep_id": rep, "date": (first + timedelta(days=number)).isoformat()} for number in range(days)]


def days(of: SalesLog, rep: int = 0, mark: str | None = None) -> int:
    found = rep_days(of)
    rows = found.dims["rep"] == rep
    return int((rows if mark is None else rows & found.values[mark]).sum())


def test_that_a_rep_has_every_working_day_of_the_log() -> None:
    assert days(book([{"name": "Ann"}], holidays=[{"date": "2026-03-06"}])) == 21
    assert days(book([{"name": "Ann"}], settings={"work_days": (0, 1)})) == 10


def test_that_days_before_joining_and_after_leaving_are_none() -> None:
    reps = [{"name": "Ann", "start_date": "2026-03-16"}, {"name": "Ben", "end_date": "2026-03-03"}]
    assert (days(book(reps), 0), days(book(reps), 1)) == (12, 2)


def test_that_absences_on_working_days_are_not_worked() -> None:
    found = book([{"name": "Ann"}], absences=away("Ann", date(2026, 3, 5), 4))  # Thursday to Sunday
    assert (days(found), days(found, mark="worked"), days(found, mark="strength")) == (22, 20, 22)


@pytest.mark.parametrize(("workdays", "strength"), [(LONG_LEAVE, 44), (LONG_LEAVE + 1, 44 - LONG_LEAVE - 1)])
def test_that_only_a_longer_leave_weakens_the_team(workdays: int, strength: int) -> None:
    last = np.busday_offset(np.datetime64(FIRST), workdays - 1).astype(date)
    found = book([{"name": "Ann"}], "2026-04-30", absences=away("Ann", FIRST, (last - FIRST).days + 1))
    assert (days(found, mark="strength"), days(found, mark="worked")) == (strength, 44 - workdays)


def test_that_two_short_leaves_are_not_a_long_one() -> None:
    absences = [*away("Ann", FIRST, 19), *away("Ann", FIRST + timedelta(days=22), 12)]  # one day at work between
    found = book([{"name": "Ann"}], "2026-04-30", absences=absences)
    assert days(found, mark="strength") == 44


def test_that_absences_of_others_and_outside_the_log_change_nothing() -> None:
    absences = [*away("Ben", FIRST, 2), *away("Ann", date(2027, 1, 4), 3), {"rep_id": None, "date": "2026-03-05"}]
    found = book([{"name": "Ann"}, {"name": "Ben"}], absences=absences)
    assert (days(found, 0, "worked"), days(found, 1, "worked")) == (22, 20)


def test_that_managers_sell_only_if_they_carry_a_quota() -> None:
    reps = [{"name": name, "role": role} for name, role in (("Ann", "AE"), ("Max", "Manager"), ("Moe", "Manager"))]
    found = book(reps, quotas=[{"rep_id": "Moe", "period_start": "2026-03-01", "amount": 5.0}])
    assert selling_reps(found).tolist() == [True, False, True]
    assert [days(found, rep) for rep in range(3)] == [22, 0, 22]


def test_that_rows_of_nobody_and_of_managers_have_no_days_to_be_divided_by() -> None:
    found = book([{"name": "Ann"}, {"name": "Max", "role": "manager"}])
    told = without_days(found, np.array([0, 1, -1], dtype=np.int32))
    assert {reason.key: mask.tolist() for reason, mask in told.items()} == {
        "no_rep": [False, False, True],
        "no_seller": [False, True, False],
    }


def test_that_the_days_are_told_apart_as_the_reps_are() -> None:
    reps = [{"name": "Ann", "team": "East", "territory": "North"}, {"name": "Ben", "team": "West", "territory": None}]
    found = rep_days(book(reps))
    by_rep = dict(zip(found.dims["rep"].tolist(), found.dims["team"].tolist(), strict=True))
    assert by_rep == {0: 0, 1: 1}
    assert set(found.dims["region"][found.dims["rep"] == 0].tolist()) == {0}


def test_that_days_are_no_records_and_lie_within_the_log() -> None:
    found = rep_days(book([{"name": "Ann"}], "2026-03-10"))
    assert (found.row == -1).all()
    assert (found.day.min(), found.day.max()) == (day_number(FIRST), day_number(date(2026, 3, 10)))


def test_that_a_kpi_knows_whether_days_are_what_it_observes() -> None:
    assert observes_days(BY_ID["K09"])
    assert not observes_days(BY_ID["K08"])
