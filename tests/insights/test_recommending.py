"""Promoters, passives and detractors, month by month and told apart."""

from __future__ import annotations

from salesdesk.insights.recommending import by_member, by_month
from tests.company import board_of
from tests.kpis.building import log

CUSTOMERS = [{"customer_id": "a", "segment": "Banks"}, {"customer_id": "b", "segment": "Shops"}]
SCORES = [("a", score) for score in (10, 9, 9, 8, 7, 6, 3, 0, 10, 5)] + [("b", 10)]
ANSWERS = [{"customer_id": who, "score": score, "answered_at": "2026-03-10"} for who, score in SCORES]
BOARD = board_of(log(as_of="2026-06-30", customers=CUSTOMERS, nps_responses=ANSWERS), "2026-03")


def test_that_segments_follow_all_and_those_of_few_answers_come_last() -> None:
    found = by_member(BOARD, "segment")
    assert found is not None
    assert [(each.name, each.score.n, each.score.status) for each in found] == [
        ("All", 11, "indicative"),
        ("Banks", 10, "indicative"),
        ("Shops", 1, "not_enough_data"),
    ]
    assert found[1].shares == (0.4, 0.2, 0.4)
    assert found[1].score.value == 0
    assert [each.member for each in found] == [None, "Banks", "Shops"]


def test_that_only_months_with_answers_are_shown_the_newest_first() -> None:
    found = by_month(board_of(BOARD.log, "2026-06"))
    assert found is not None
    assert [each.name for each in found] == ["May 2026", "Apr 2026", "Mar 2026"]


def test_that_without_answers_there_is_nothing() -> None:
    assert by_member(board_of(BOARD.log, "2026-01"), "segment") is None
    assert by_month(board_of(BOARD.log, "2026-01")) is None
