from datetime import date, timedelta
from typing import Any

import pytest

from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.status import Status
from tests.kpis.asking import table, team
from tests.kpis.building import log
from tests.kpis.recounts import RECOUNTS
from tests.kpis.recounts.plain_rows import counting

SHARES = {"Ann": 76.0, "Ben": 100.0, "Cem": 99.96, "Dee": 134.0, "Eve": 50.0}  # % of 10,000; Eve has no quota


def won(rep: str, amount: float, day: str = "2026-03-10") -> dict[str, Any]:
    return {"opportunity_id": f"{rep} {day}", "owner_rep_id": rep, "amount": amount, "status": "won", "closed_at": day}


def quota(rep: str, month: int = 3, amount: float = 10_000.0) -> dict[str, Any]:
    return {"rep_id": rep, "period_start": f"2026-{month:02d}-01", "amount": amount}


DEALS = [won(rep, share * 100) for rep, share in SHARES.items()]
QUOTAS = [quota(rep) for rep in ("Ann", "Ben", "Cem", "Dee")]
REPS = [{"name": name, "team": "East" if name < "C" else "West"} for name in SHARES]


def book(**tables: Any):
    filled = {"opportunities": DEALS, "quotas": QUOTAS, "reps": REPS, **tables}
    return log(as_of="2026-03-31", **filled)


def test_that_a_rep_at_exactly_the_quota_counts_and_one_just_below_does_not():
    found = team(book(), "K04")
    assert (found.value, found.numerator, found.denominator, found.n) == (0.5, 2, 4, 4)
    assert found.status == Status.NOT_ENOUGH_DATA
    shares = table(book(), "K03", by=("rep",))
    assert [round(shares.at(rep=rep).value, 4) for rep in ("Ann", "Ben", "Cem", "Dee")] == [0.76, 1, 0.9996, 1.34]
    assert shares.at(rep="Eve").status == Status.NO_DATA
    assert Voice().value(shares.at(rep="Cem").value, Unit.PERCENT) == "100.0 %"


def test_that_a_rep_counts_from_half_of_the_working_days_on():
    for start, counted in (("2026-03-16", 4), ("2026-03-17", 4), ("2026-03-18", 3)):  # 12, 11 and 10 of 22 days
        reps = [{"name": "Ann", "start_date": start}, *REPS[1:]]
        assert team(book(reps=reps), "K04").n == counted


def test_that_what_was_given_back_does_not_count():
    refund = {"rep_id": "Dee", "amount": -3_500.0, "order_date": "2026-03-20"}
    assert team(book(order_lines=[refund]), "K04").value == 0.25


def test_that_without_quotas_there_is_no_data():
    assert team(book(quotas=[quota("Ann", amount=0.0)]), "K04").status == Status.NO_DATA
    assert team(book(), "K04", "2026-02").status == Status.NO_DATA


def test_that_the_months_of_a_large_log_are_as_counted_row_by_row():
    shares = []
    with counting(8) as everything:
        for month in range(1, 13):
            last = date(2025 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            shares.append(RECOUNTS["K04"]((last.replace(day=1), last)))
            assert team(everything, "K04", f"2025-{month:02d}").value == shares[-1]
    assert len(set(shares)) > 1


def test_that_teams_are_told_apart_and_reps_are_not():
    assert table(book(), "K04", by=("team",)).at(team="East").value == pytest.approx(1 / 2)
    assert team(book(), "K04", team="West").n == 2
    found = table(book(), "K04", by=("rep",))
    assert (found.at().status, found.notes) == (Status.NOT_AVAILABLE, ("not split by rep",))
