import pytest

from salesdesk.insights.comparisons import With, comparisons, goal_words
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue import BY_KEY
from tests.company import board_of, company_board, deals
from tests.kpis.building import log

VOICE = Voice("EUR")


def compared(key: str, goal: float | None = None, **tables: list[dict[str, object]]):
    board = board_of(log(as_of="2026-06-30", **tables), "2026-Q2")
    return {found.with_what: found for found in comparisons(board, key, VOICE, goal=goal)}


ROWS = [*deals(36, 144, "2026-02-10"), *deals(60, 135, "2026-05-12"), *deals(10, 10, "2025-05-12")]


def test_that_a_figure_is_held_against_the_period_and_the_year_before():
    found = compared("win_rate", opportunities=ROWS)
    assert (found[With.PREVIOUS].label, found[With.LAST_YEAR].label) == ("Q1 2026", "Q2 2025")
    assert found[With.PREVIOUS].value == pytest.approx(0.2)
    assert "likely change" in found[With.PREVIOUS].verdict
    assert found[With.LAST_YEAR].value == 0.5


def test_that_a_goal_is_reached_or_missed_by_so_much():
    assert compared("win_rate", 0.3, opportunities=ROWS)[With.GOAL].verdict == "reached"
    assert compared("win_rate", 0.35, opportunities=ROWS)[With.GOAL].verdict == "4.2 pp below"


def test_that_of_a_figure_where_less_is_better_more_is_above_the_goal():
    board = company_board()
    now = board.kpis["sales_cycle_length"].now
    assert goal_words(BY_KEY["sales_cycle_length"], now, now.value - 2, VOICE) == "2 days above"
    assert goal_words(BY_KEY["sales_cycle_length"], now, now.value, VOICE) == "reached"


def test_that_only_a_figure_from_a_study_is_a_yardstick():
    found = {each.with_what: each for each in comparisons(company_board(), "lead_response_time", VOICE)}
    assert found[With.BENCHMARK].verdict
    for key, kpi in BY_KEY.items():
        if kpi.benchmark is not None and kpi.benchmark.standing != "study":
            told = {each.with_what: each for each in comparisons(company_board(), key, VOICE)}
            assert told[With.BENCHMARK].verdict == ""


def test_that_a_rep_is_held_against_the_team_with_what_chance_explains():
    board = company_board()
    fair = board.fairness["win_rate"]
    for name, beyond in zip(fair.names, fair.outside, strict=True):
        found = {each.with_what: each for each in comparisons(board, "win_rate", VOICE, {"rep": name})}
        assert found[With.TEAM].value == board.kpis["win_rate"].now.value
        if beyond:
            assert "more than chance" in found[With.TEAM].verdict


def test_that_under_all_there_is_no_period_to_compare_with():
    board = board_of(log(as_of="2026-06-30", opportunities=ROWS), "all")
    assert {each.with_what for each in comparisons(board, "win_rate", VOICE)} == set()
