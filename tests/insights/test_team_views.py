"""What the pictures of the Team page show: quotas, pairs, surveys, and two reps head to head."""

from __future__ import annotations

import pytest

from salesdesk.insights.duel import duels
from salesdesk.insights.marks import marked
from salesdesk.insights.pairing import openers
from salesdesk.insights.quota_view import attainments, elapsed_share, has_targets, quotas, targets_by
from salesdesk.insights.waves import waves
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

CLOSED = "2026-03-12"


def quota(rep: str, amount: float) -> dict[str, object]:
    return {"rep_id": rep, "period_start": "2026-03-01", "period_end": "2026-03-31", "amount": amount}


def test_that_the_pace_is_the_part_of_the_working_days_that_is_over() -> None:
    """At 17 March 12 of the 22 working days are over: 76 % is then a pace of 139 %."""
    rows = deals(1, 0, CLOSED, "Ann", amount=38_000.0)
    board = board_of(log(as_of="2026-03-17", opportunities=rows, quotas=[quota("Ann", 50_000.0)]), "2026-03")
    assert elapsed_share(board) == pytest.approx(12 / 22)
    found = quotas(board)
    assert found is not None
    (row,) = found.rows
    assert (row.actual, row.goal) == (38_000.0, 50_000.0)
    assert row.pace == pytest.approx(50_000 * 12 / 22)
    assert row.actual / row.pace == pytest.approx(1.393, abs=0.001)


def test_that_a_period_that_is_over_has_no_pace() -> None:
    board = board_of(
        log(as_of="2026-04-30", opportunities=deals(1, 0, CLOSED), quotas=[quota("Ann", 100.0)]), "2026-03"
    )
    found = quotas(board)
    assert found is not None
    assert found.rows[0].pace is None


def test_that_attainments_are_those_of_the_share_at_quota() -> None:
    rows = [deal for rep, amount in (("A", 38_000.0), ("B", 50_000.0), ("C", 49_980.0), ("D", 67_000.0))
            for deal in deals(1, 0, CLOSED, rep, amount=amount)]  # fmt: skip
    board = board_of(log(as_of="2026-04-30", opportunities=rows, quotas=[quota(rep, 50_000.0) for rep in "ABCD"]),
                     "2026-03")  # fmt: skip
    found = attainments(board)
    assert found == (("A", 0.76), ("C", pytest.approx(0.9996)), ("B", 1.0), ("D", 1.34))
    assert board.kpis["reps_at_quota"].now.value == sum(value >= 1 for _, value in found) / 4


def test_that_missing_the_quota_with_many_touches_is_told_only_where_both_hold() -> None:
    lost, calls = [], []
    for rep, touches in (("Ann", 12), ("Ben", 3), ("Cid", 3), ("Dan", 3)):
        for number in range(8):
            deal = f"{rep}{number}"
            lost += deals(0, 1, CLOSED, rep, opportunity_id=deal, created_at="2026-01-05")
            calls += [{"opportunity_id": deal, "rep_id": rep, "type": "call", "happened_at": f"2026-02-{day + 1:02}"}
                      for day in range(touches + number % 2)]  # fmt: skip
    lost += deals(10, 0, CLOSED, "Ben")
    goals = [quota("Ann", 1000.0), quota("Ben", 1000.0), quota("Cid", 1000.0)]
    found = quotas(board_of(log(as_of="2026-04-30", opportunities=lost, activities=calls, quotas=goals), "2026-03"))
    assert found is not None
    assert [each.name for each in found.missed] == ["Ann"]
    assert found.missed[0].touches == 12.5


def test_that_nobody_has_a_quota_without_quotas() -> None:
    board = board_of(log(as_of="2026-04-30", opportunities=deals(3, 1, CLOSED)), "2026-03")
    assert quotas(board) is None
    assert attainments(board) == ()
    assert targets_by(board, "team") is None


def test_that_targets_are_told_apart_by_whom_they_are_set_for() -> None:
    board = company_board()
    assert has_targets(board, "location")
    assert not has_targets(board, "product")
    found = targets_by(board, "location")
    assert found is not None
    assert [row.name for row in found] == sorted((row.name for row in found), key=str.casefold)
    assert all(row.actual / row.goal == pytest.approx(row.score.value) for row in found)


def test_that_openers_are_paired_with_closers_only_beyond_chance() -> None:
    opened = {"created_at": "2026-03-02", "stage": "Demo"}
    rows = [deal for rep, won, lost in (("Op", 5, 45), ("Clo", 35, 15), ("Mid", 14, 26), ("Few", 1, 2))
            for deal in deals(won, lost, CLOSED, rep)]  # fmt: skip
    rows += [{**opened, "owner_rep_id": rep} for rep, n in (("Op", 30), ("Clo", 5), ("Mid", 10), ("Few", 9))
             for _ in range(n)]  # fmt: skip
    found = openers(board_of(log(as_of="2026-04-30", opportunities=rows), "2026-03"))
    assert found is not None
    assert found.pairs == (("Op", "Clo"),)
    assert (found.opened, found.won) == (10.0, pytest.approx(0.35))
    assert [rep.name for rep in found.reps if rep.few] == ["Few"]


def test_that_reps_who_win_alike_are_not_paired() -> None:
    rows = [deal for rep in ("A", "B", "C") for deal in deals(10, 10, CLOSED, rep)]
    found = openers(board_of(log(as_of="2026-04-30", opportunities=rows), "2026-03"))
    assert found is not None
    assert found.pairs == ()


def test_that_a_survey_with_few_answers_shows_nothing() -> None:
    def answers(wave: str, day: str, scores: list[float | None]) -> list[dict[str, object]]:
        return [{"survey_id": wave, "sent_at": day, "answered_at": day if score else None, "score": score,
                 "scale_max": 5.0} for score in scores]  # fmt: skip

    rows = answers("first", "2026-01-12", [5, 4, 4, 3, 5, 2, None, None]) + answers("second", "2026-03-12", [5, 4, 4])
    found = waves(board_of(log(as_of="2026-03-31", satisfaction_responses=rows), "2026-Q1"))
    assert found is not None
    told = {wave.name: (wave.top, wave.others, wave.silent) for wave in found}
    assert told["second"] == (None, None, None)
    assert told["first"] in ((2.0, 4.0, 2.0), (None, None, None))


def test_that_two_reps_differ_only_beyond_chance() -> None:
    rows = deals(60, 40, CLOSED, "Ann") + deals(30, 70, CLOSED, "Ben") + deals(29, 71, CLOSED, "Cid")
    board = marked(board_of(log(as_of="2026-04-30", opportunities=rows), "2026-03"))
    (clear,) = duels(board, ("win_rate",), "Ann", "Ben")
    assert (clear.text, clear.better, clear.higher) == ("clear difference", 0, 0)
    (alike,) = duels(board, ("win_rate",), "Ben", "Cid")
    assert (alike.text, alike.better) == ("within chance", None)
    assert alike.sides[0].low is not None
    assert alike.sides[0].low < 0.3 < (alike.sides[0].high or 0)


def test_that_few_deals_tell_nothing_about_two_reps() -> None:
    rows = deals(3, 0, CLOSED, "Ann") + deals(0, 3, CLOSED, "Ben")
    board = board_of(log(as_of="2026-04-30", opportunities=rows), "2026-03")
    (found,) = duels(board, ("win_rate",), "Ann", "Ben")
    assert (found.text, found.better) == ("cannot tell yet", None)


def test_that_every_figure_can_be_held_against_another_reps() -> None:
    board = company_board()
    keys = tuple(key for key, scores in board.kpis.items() if scores.reps is not None)
    found = duels(board, keys, "Hassan Farrow", "Ruth Ostrand")
    assert len(found) > 20
    assert {"clear difference", "within chance"} <= {duel.text for duel in found}
    lower = [duel for duel in found if duel.key == "lead_response_time" and duel.better is not None]
    assert all(duel.better != duel.higher for duel in lower)
