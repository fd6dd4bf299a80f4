"""The manager's goals: which holds for a period, and how far a figure is from it."""

from __future__ import annotations

from datetime import date

import pytest

from salesdesk.insights.goals import Goal, goal_text, goals_for, is_for_any, target_of
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.models.period import ALL, Period, month_of, quarter_of, year_of
from salesdesk.models.selection import Selection
from salesdesk.store.targets import Target
from tests.company import board_of, deals
from tests.kpis.building import log

LOG = log(as_of="2026-06-30", opportunities=deals(6, 4, "2026-05-12"))
MAY, Q2, YEAR = month_of(date(2026, 5, 1)), quarter_of(date(2026, 5, 1)), year_of(date(2026, 5, 1))
WON, RATE, CYCLE = BY_KEY["deals_won"], BY_KEY["win_rate"], BY_KEY["sales_cycle_length"]


def goals(period: Period, *targets: Target, **keep: frozenset[str]) -> dict[str, Goal]:
    return goals_for(targets, LOG, Selection(period, keep=keep), frozenset({"Ann"}) if keep else frozenset())


def test_that_a_goal_for_the_very_period_goes_before_wider_ones() -> None:
    targets = (target_of(RATE, 0.4, Q2), target_of(RATE, 0.5, None), target_of(RATE, 0.3, YEAR))
    assert goals(Q2, *targets)["win_rate"].value == 0.4
    assert goals(MAY, *targets)["win_rate"].value == 0.4
    assert goals(quarter_of(date(2026, 1, 1)), *targets)["win_rate"].value == 0.3
    assert goals(year_of(date(2025, 1, 1)), *targets)["win_rate"].value == 0.5


def test_that_what_adds_up_has_its_share_of_the_working_days() -> None:
    assert goals(Q2, target_of(WON, 261.0, YEAR))["deals_won"].value == pytest.approx(65)
    assert goals(YEAR, target_of(WON, 261.0, YEAR))["deals_won"].value == 261
    assert goals(YEAR, target_of(WON, 65.0, Q2)) == {}
    assert goals(MAY, target_of(WON, 7.0, None))["deals_won"].value == 7


def test_that_the_trends_goal_is_that_of_a_month() -> None:
    assert goals(Q2, target_of(WON, 60.0, Q2))["deals_won"].monthly == 20
    assert goals(Q2, target_of(RATE, 0.3, Q2))["win_rate"].monthly == 0.3
    assert goals(ALL, target_of(WON, 60.0, None))["deals_won"].monthly is None
    assert goals(ALL, target_of(WON, 60.0, Q2)) == {}


def test_that_a_part_of_the_team_has_no_goal_for_what_adds_up() -> None:
    both = (target_of(WON, 60.0, Q2), target_of(RATE, 0.3, Q2))
    assert set(goals(Q2, *both, region=frozenset({"East"}))) == {"win_rate"}
    assert set(goals(Q2, *both, rep=frozenset({"Ann"}))) == {"win_rate", "deals_won"}  # Ann is the whole team


def test_that_goals_of_unknown_figures_and_other_units_are_passed_over() -> None:
    assert (
        goals(Q2, Target("magic", Q2.first, Q2.last, 5, "count"), Target("win_rate", Q2.first, Q2.last, 5, "days"))
        == {}
    )


def test_that_a_goal_for_any_period_is_known_as_such() -> None:
    assert is_for_any(target_of(RATE, 0.4, None))
    assert not is_for_any(target_of(RATE, 0.4, YEAR))


@pytest.mark.parametrize(
    ("key", "goal", "running", "text"),
    [
        ("win_rate", 0.64, False, "Goal 64 % · 4 pp below"),
        ("win_rate", 0.6, False, "Goal 60 % · reached"),
        ("win_rate", 0.5, False, "Goal 50 % · reached"),
        ("deals_won", 8.0, False, "Goal 8 · 2 below"),
        ("deals_won", 8.0, True, "Goal 8 · 2 to go"),
        ("sales_cycle_length", 500.0, False, "Goal 500 days · reached"),
    ],
)
def test_that_the_distance_to_a_goal_is_said_in_the_figures_unit(
    key: str, goal: float, running: bool, text: str
) -> None:
    board = board_of(LOG, "2026-Q2", key)
    scores = board.kpis[key]
    assert goal_text(Goal(goal, goal), scores.now, scores.kpi, Voice(), running=running) == text


def test_that_a_board_has_the_goals_of_its_period() -> None:
    board = board_of(LOG, "2026-Q2", "win_rate").with_goals((target_of(RATE, 0.4, Q2),))
    assert board.goals["win_rate"].value == 0.4
