"""Where a rep's money falls behind that of the others: the steps, their parts of the gap, and what stands out."""

from __future__ import annotations

from math import prod
from typing import Any

import pytest

from salesdesk.insights.board import Board
from salesdesk.insights.leakage import Leakage, Untold, leakage
from salesdesk.stats.decomposition import lmdi
from tests.company import board_of, company_board
from tests.kpis.building import log

Rows = list[dict[str, Any]]
ALIKE = (200, 80, 50, 40, 20)  # dials, contacts, opportunities, proposals, won
WEAK = (200, 80, 50, 40, 2)
NONE = (200, 80, 50, 40, 0)


def rows_of(rep: str, counts: tuple[int, ...]) -> dict[str, Rows]:
    dials, contacts, opened, proposed, won = counts
    calls = [
        {"rep_id": rep, "type": "call", "happened_at": "2026-03-02 10:00", "person_id": f"{rep}{number}",
         "outcome": "Connected" if number < contacts else "No answer"}
        for number in range(dials)
    ]  # fmt: skip
    deals = [
        {"opportunity_id": f"{rep}{number}", "owner_rep_id": rep, "created_at": "2026-03-05", "source": "Cold call",
         "amount": 990.0 + 10 * (number % 3), "status": ("won", "lost", "open")[(number >= won) + (number > won)],
         "closed_at": "2026-03-20" if number <= won else None}
        for number in range(opened)
    ]  # fmt: skip
    sent = [{"opportunity_id": f"{rep}{number}", "sent_at": "2026-03-10"} for number in range(proposed)]
    return {"activities": calls, "opportunities": deals, "proposals": sent}


def team(*without: str, **reps: tuple[int, ...]) -> Board:
    """Without some tables, or without the outcome of calls."""
    parts = [rows_of(rep, counts) for rep, counts in reps.items()]
    tables = {name: [row for part in parts for row in part[name]] for name in parts[0] if name not in without}
    for row in tables.get("activities", []) if "outcome" in without else []:
        del row["outcome"]
    return board_of(log(as_of="2026-03-31", **tables), "2026-03")


def told(board: Board, rep: str = "Ann") -> Leakage:
    found = leakage(board, rep)
    assert isinstance(found, Leakage)
    return found


def test_that_the_steps_are_a_month_of_dials_shrunk_rates_and_the_size() -> None:
    found = told(team(Ann=WEAK, Ben=ALIKE, Cid=ALIKE))
    assert [step.key for step in found.steps] == ["dials", "contacts", "opportunities", "proposals", "won",
                                                  "average_deal_size"]  # fmt: skip
    volume, *rates, size = found.steps
    assert (volume.rep, volume.others) == (pytest.approx(200 / 22 * 21), pytest.approx(200 / 22 * 21))
    assert [step.others for step in rates] == pytest.approx([0.4, 50 / 80, 0.8, 42 / 120])
    assert rates[-1].rep == pytest.approx((20 * 42 / 120 + 2) / (20 + 40)), "few reps: as if 20 more cases had come"
    assert size.few, "two deals say nothing of their size"
    assert (volume.part, size.part) == (0, 0)


def test_that_the_parts_are_those_of_the_product_and_add_up_to_the_gap() -> None:
    found = told(team(Ann=(150, 70, 30, 25, 12), Ben=ALIKE, Cid=ALIKE))
    own, others = ([getattr(step, side) for step in found.steps] for side in ("rep", "others"))
    assert (found.value, found.others) == (pytest.approx(prod(own)), pytest.approx(prod(others)))
    assert [step.part for step in found.steps] == pytest.approx(lmdi(own, others).tolist())
    assert sum(step.part for step in found.steps) == pytest.approx(found.value - found.others)
    first = found.steps[0]
    assert first.alone == pytest.approx(found.value * first.others / first.rep - found.value)


def test_that_the_biggest_loss_is_named_only_beyond_chance() -> None:
    found = told(team(Ann=WEAK, Ben=ALIKE, Cid=ALIKE))
    assert found.biggest is not None
    assert found.biggest.key == "won"
    assert found.biggest.sure
    assert told(team(Ann=(198, 79, 49, 39, 19), Ben=ALIKE, Cid=ALIKE)).biggest is None


def test_that_the_answer_is_the_same_each_time() -> None:
    board = team(Ann=WEAK, Ben=ALIKE, Cid=ALIKE)
    assert leakage(board, "Ann") == leakage(board, "Ann")


@pytest.mark.parametrize(
    ("missing", "steps"),
    [
        ("proposals", ["dials", "contacts", "opportunities", "won"]),
        ("outcome", ["dials", "opportunities", "proposals", "won"]),
        ("activities", ["opportunities", "proposals", "won"]),
    ],
)
def test_that_a_step_whose_table_is_missing_is_skipped(missing: str, steps: list[str]) -> None:
    found = told(team(missing, Ann=WEAK, Ben=ALIKE, Cid=ALIKE))
    assert [step.key for step in found.steps[:-1]] == steps
    assert found.biggest is not None
    assert found.biggest.key == "won"


def test_that_steps_begin_where_the_one_is_a_part_of_the_other() -> None:
    found = told(team(Ann=(200, 10, 50, 40, 10), Ben=ALIKE, Cid=ALIKE))
    assert [step.key for step in found.steps] == ["opportunities", "proposals", "won", "average_deal_size"]


def test_that_who_wins_nothing_of_few_is_not_expected_to_win_nothing() -> None:
    found = told(team(Ann=(200, 80, 50, 12, 0), Ben=ALIKE, Cid=ALIKE))
    assert 0 < found.steps[-2].rep < found.steps[-2].others
    assert found.value > 0


def test_that_a_step_of_too_few_cases_is_not_named() -> None:
    found = told(team(Ann=(200, 80, 50, 6, 0), Ben=ALIKE, Cid=ALIKE))
    won = found.steps[-2]
    assert won.few
    assert not won.sure
    assert found.biggest is None or found.biggest.key == "proposals"


def test_that_too_little_is_a_reason_and_no_number() -> None:
    few = (5, 4, 3, 2, 1)
    reasons = {
        "Too few cases": leakage(team(Ann=few, Ben=ALIKE, Cid=ALIKE), "Ann"),
        "Nobody in the same role won": leakage(team(Ann=NONE, Ben=NONE), "Ann"),
        "nobody to compare": leakage(team(Ann=ALIKE), "Ann"),
        "Needs opportunities": leakage(team("opportunities", "proposals", Ann=ALIKE, Ben=ALIKE), "Ann"),
    }
    for words, found in reasons.items():
        assert isinstance(found, Untold), words
        assert words in found.reason


def test_that_who_left_or_is_new_is_not_compared() -> None:
    board = company_board()
    for rep, word in (("Callum Osterby", "left"), ("Sofie Kellan", "was new")):
        found = leakage(board, rep)
        assert isinstance(found, Untold)
        assert word in found.reason


def test_that_reps_are_held_against_their_role() -> None:
    found = told(company_board(), "Ruth Ostrand")
    assert found.role == "Account executives"
    assert found.biggest is not None
    assert found.biggest.key == "won"
    assert [step.few for step in found.steps] == [False, False, True]
