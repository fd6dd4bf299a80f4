import numpy as np
import pytest

from salesdesk.insights.fairness import Fair, fair
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

CLOSED = "2026-05-12"
COUNTS = {"A": (3, 5), "B": (30, 100), "C": (12, 60), "D": (1, 12), "E": (0, 3), "F": (22, 55)}

ALIKE = dict.fromkeys("ABCDEFGH", (40, 100))


def fair_of(key: str, counts: dict[str, tuple[int, int]], **tables: list[dict[str, object]]) -> Fair:
    rows = [deal for rep, (won, n) in counts.items() for deal in deals(won, n - won, CLOSED, rep)]
    return fair(board_of(log(as_of="2026-06-30", opportunities=rows, **tables), "2026-Q2"), key)


def test_that_small_samples_are_pulled_toward_the_team() -> None:
    found = fair_of("win_rate", COUNTS)
    assert found.names == tuple(COUNTS)
    assert found.team == pytest.approx(68 / 235)
    assert [round(value, 3) for value in found.shrunk] == [0.320, 0.297, 0.239, 0.246, 0.271, 0.350]


def test_that_deals_of_nobody_pull_no_rep() -> None:
    rows = [deal for rep, (won, n) in COUNTS.items() for deal in deals(won, n - won, CLOSED, rep)]
    rows += [{**deal, "owner_rep_id": None} for deal in deals(60, 5, CLOSED, "A")]
    board = board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2")
    found, without = fair(board, "win_rate"), fair_of("win_rate", COUNTS)
    assert board.kpis["win_rate"].now.value == pytest.approx(128 / 300)
    assert found.centre.tolist() == pytest.approx([68 / 235] * 6)
    assert found.shrunk.tolist() == pytest.approx(without.shrunk.tolist())
    assert (found.pooled, found.others(0)) == (True, "all reps together")
    assert (without.pooled, without.others(0)) == (False, "the team")


def test_that_nobody_is_marked_within_what_chance_explains() -> None:
    found = fair_of("win_rate", COUNTS)
    assert not found.outside.any()
    assert not found.step.any()


def test_that_reps_with_too_few_deals_come_last_and_are_not_compared() -> None:
    found = fair_of("win_rate", COUNTS)
    assert [found.names[place] for place in found.order()] == ["F", "B", "D", "C", "A", "E"]
    assert [name for name, few in zip(found.names, found.few, strict=True) if few] == ["A", "E"]


def test_that_a_rep_beyond_chance_is_marked_with_the_strongest_step() -> None:
    found = fair_of("win_rate", {**ALIKE, "Z": (5, 100)})
    assert found.step.tolist() == [*[0] * len(ALIKE), -3]


def test_that_few_won_deals_are_worse_and_a_long_cycle_is_too() -> None:
    rows = [deal for rep in "ABC" for deal in deals(40, 0, CLOSED, rep, created_at="2026-05-01")]
    rows += deals(40, 0, CLOSED, "D", created_at="2026-01-02")
    found = fair(board_of(log(as_of="2026-06-30", opportunities=rows), "2026-Q2"), "sales_cycle_length")
    assert found.step[3] < 0


@pytest.mark.parametrize(
    "cells", [{"end_date": "2026-05-20"}, {"start_date": "2026-04-20"}, {"start_date": "2026-02-01"}]
)
def test_that_who_left_or_is_new_is_not_compared(cells: dict[str, str]) -> None:
    reps = [*({"rep_id": name} for name in ALIKE), {"rep_id": "Z", **cells}]
    found = fair_of("win_rate", {**ALIKE, "Z": (5, 100)}, reps=reps)
    assert found.few.tolist() == [*[False] * len(ALIKE), True]
    assert not found.step.any()


def test_that_a_rep_without_a_single_row_is_not_called_worse() -> None:
    reps = [{"rep_id": name} for name in "ABCD"]
    found = fair_of("deals_won", {"A": (40, 40), "B": (38, 38), "C": (42, 42)}, reps=reps)
    assert found.names == ("A", "B", "C", "D")
    assert found.step[3] == 0
    assert found.centre[0] == pytest.approx(40)


def test_that_counts_are_compared_within_a_role() -> None:
    counts = {"A": (40, 40), "B": (41, 41), "C": (42, 42), "X": (4, 4), "Y": (5, 5), "Z": (6, 6)}
    reps = [{"rep_id": name, "role": "ae" if name in "ABC" else "sdr"} for name in counts]
    found = fair_of("deals_won", counts, reps=reps)
    assert found.centre.tolist() == [41.0, 41.0, 41.0, 5.0, 5.0, 5.0]
    assert not found.outside.any()


def test_that_a_neutral_figure_is_never_shaded() -> None:
    found = company_board().fairness["activity_volume"]
    assert found.outside.any()
    assert not found.step.any()


def test_that_only_figures_beyond_the_limits_are_shaded() -> None:
    for key, found in company_board().fairness.items():
        assert np.array_equal(found.step != 0, (found.outside != 0) & (found.step != 0)), key
        assert (np.abs(found.step) <= 3).all(), key
        assert not found.step[found.few].any(), key
