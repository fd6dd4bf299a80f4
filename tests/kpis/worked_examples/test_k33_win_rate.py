import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

AMOUNTS = {"won": (10, 20, 25, 15), "lost": (50, 40, 30, 20, 10)}
CLOSED = [
    {"opportunity_id": f"{status} {amount}", "status": status, "amount": amount, "closed_at": "2026-03-10",
     "created_at": "2026-01-10", "owner_rep_id": "Ann"}
    for status, amounts in AMOUNTS.items() for amount in amounts
]  # fmt: skip
OPEN = [
    {"opportunity_id": f"open {place}", "status": "open", "amount": 5, "created_at": "2026-01-10"} for place in range(3)
]
REOPENED = {"opportunity_id": "again", "status": "open", "amount": 7, "created_at": "2026-01-10"}
HISTORY = [
    {"opportunity_id": "again", "stage": stage, "entered_at": at}
    for stage, at in (("Lost", "2026-03-05 10:00"), ("Demo", "2026-03-20 10:00"))
]
BOOK = log(opportunities=[*CLOSED, *OPEN, REOPENED], opp_stage_history=HISTORY, as_of="2026-03-31")


def test_that_the_rate_is_won_deals_among_closed_ones():
    found = team(BOOK, "K33")
    assert found.value == 4 / 9
    assert (found.numerator, found.denominator, found.n) == (4, 9, 9)
    assert found.status == Status.NOT_ENOUGH_DATA
    assert found.interval == pytest.approx((0.189, 0.733), abs=0.0005)


def test_that_the_rate_by_value_shows_that_the_large_ones_are_lost():
    assert team(BOOK, "K33").details["by_value"] == 70 / 220


def test_that_nothing_closed_gives_no_rate():
    assert team(BOOK, "K33", "2026-02").status == Status.NO_DATA
    assert of(BOOK, "K33", rep="Ann").value == 4 / 9


def test_that_a_log_without_any_lost_deal_is_called_out():
    assert "won deals only" in team(log(opportunities=CLOSED[:4], as_of="2026-03-31"), "K33").notes[0]
    assert "won deals only" not in " ".join(team(BOOK, "K33").notes)


OVERDUE = [
    {"opportunity_id": f"late {due}", "status": "open", "amount": 30, "created_at": "2025-10-10",
     "expected_close": due, "owner_rep_id": "Ann", "stage": "Demo"}
    for due in ("2025-12-02", "2025-12-31", "2026-01-05")
]  # fmt: skip


def overdue(limit: int | None):
    settings = {"overdue_lost_days": limit}
    return log(opportunities=[*CLOSED, *OVERDUE], as_of="2026-03-31", settings=settings)


def test_that_open_deals_that_are_overdue_for_long_count_as_lost_if_so_wished():
    assert team(overdue(None), "K33").value == 4 / 9
    found = team(overdue(90), "K33")
    assert (found.value, found.details["by_value"]) == (4 / 10, 70 / 250)
    assert found.notes[0] == "One open deal counts as lost, being overdue for more than 90 days."
    assert team(overdue(90), "K35").denominator == 6


def test_that_an_overdue_deal_is_lost_on_the_day_after_its_limit():
    assert team(overdue(85), "K33", "2026-02").n == 1
    assert team(overdue(90), "K33", "2026-04").n == 0
    assert team(overdue(90), "K33", "2026-03-03..2026-03-03").n == 1
    assert team(overdue(90), "K33", "2026-03-31..2026-03-31").n == 0


def test_that_overdue_deals_stay_open_elsewhere():
    for kpi in ("K15", "K36", "K57"):
        assert team(overdue(90), kpi).value == team(overdue(None), kpi).value
