from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

REPS = [{"name": "Ann"}, {"name": "Ben"}, {"name": "Cem", "start_date": "2026-03-16"}]


def sold(amount: float, rep: str | None, day: str = "2026-03-05", **cells: Any) -> dict[str, Any]:
    return {"amount": amount, "rep_id": rep, "order_date": day, **cells}


LINES = [sold(60_000, "Ann"), sold(30_000, "Ben"), sold(6_000, "Cem", "2026-03-20"), sold(4_000, None)]


def book(lines: list[dict[str, Any]] | None = None, as_of: str = "2026-03-31", **tables: Any):
    return log(order_lines=LINES if lines is None else lines, as_of=as_of, **{"reps": REPS, **tables})


def test_that_sales_of_reps_are_shared_among_full_time_reps():
    found = team(book(), "K02")
    assert found.value == pytest.approx(96_000 / (2 + 12 / 22))
    assert round(found.value) == 37_714
    assert found.details["full_time"] == pytest.approx(2.54545, abs=5e-6)
    assert (found.details["credited"], found.details["house"]) == (96_000, 4_000)
    assert (found.n, found.status) == (3, Status.OK)


def test_that_the_median_rep_is_shown_beside_it():
    assert team(book(), "K02").details["median"] == 30_000
    assert team(book(LINES[2:]), "K02", rep="Cem").details["median"] == pytest.approx(6_000 * 22 / 12)


def test_that_without_an_active_rep_there_is_no_data():
    gone = [{"name": name, "end_date": "2026-01-31"} for name in ("Ann", "Ben", "Cem")]
    assert team(book(reps=gone), "K02").status == Status.NO_DATA


def test_that_a_rep_is_measured_by_the_own_working_days():
    found = of(book(), "K02", rep="Cem")
    assert found.value == pytest.approx(6_000 * 22 / 12)


def test_that_managers_count_only_with_a_quota():
    reps = [*REPS[:2], {"name": "Max", "role": "Manager"}]
    lines = [*LINES[:2], sold(10_000, "Max")]
    assert team(book(lines, reps=reps), "K02").value == 45_000
    quota = [{"rep_id": "Max", "period_start": "2026-03-01", "period_end": "2026-03-31", "amount": 5.0}]
    assert team(book(lines, reps=reps, quotas=quota), "K02").value == pytest.approx(100_000 / 3)


def leave(*days: int, month: int = 3) -> list[dict[str, Any]]:
    return [{"rep_id": "Ben", "date": f"2026-{month:02d}-{day:02d}"} for day in days]


MARCH = [day for day in range(2, 32) if day not in (7, 8, 14, 15, 21, 22, 28, 29)]


def test_that_only_a_leave_of_more_than_twenty_working_days_counts():
    assert team(book(LINES[:2], reps=REPS[:2], absences=leave(*MARCH[:20])), "K02").value == 45_000
    found = team(book(LINES[:2], reps=REPS[:2], absences=leave(*MARCH[:21])), "K02")
    assert found.value == pytest.approx(90_000 / (1 + 1 / 22))


def test_that_a_running_month_is_measured_by_the_days_that_are_over():
    early = [sold(12_000, "Ann", "2026-03-10"), sold(6_000, "Ben", "2026-03-10")]
    assert team(book(early, "2026-03-17", reps=REPS[:2]), "K02").value == 9_000


def test_that_without_order_lines_won_deals_count_and_this_is_said():
    won = [{"opportunity_id": "d", "status": "won", "closed_at": "2026-03-05", "amount": 100.0, "owner_rep_id": "Ann"}]
    found = team(log(opportunities=won, reps=REPS[:2], as_of="2026-03-31"), "K02")
    assert found.value == 50
    assert "won opportunities" in found.notes[0]


def test_that_who_joins_in_the_month_in_which_the_log_begins_is_there_for_a_part_of_it():
    late = [{**line, "order_date": "2026-03-20"} for line in LINES]
    assert team(book(late), "K02").value == pytest.approx(96_000 / (2 + 12 / 22))


def test_that_a_missing_exchange_rate_is_told():
    lines = [*LINES, sold(10, "Ann", currency="GBP")]
    found = team(book([{"currency": "EUR", **line} for line in lines]), "K02")
    assert (round(found.value), found.excluded) == (37_714, {"fx_missing": 1})
