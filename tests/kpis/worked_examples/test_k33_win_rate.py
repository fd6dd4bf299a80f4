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
