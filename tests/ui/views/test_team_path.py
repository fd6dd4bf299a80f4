"""What it takes to reach the quota, in words: never more dials than anybody makes."""

from __future__ import annotations

from dataclasses import replace

from salesdesk.insights.wording import Voice
from salesdesk.ui.views.team_path import VIEW, path_text, show_path
from tests.company import board_of
from tests.insights.test_quota_path import found, team

VOICE = Voice("EUR")


def test_that_more_dials_than_were_ever_made_are_not_asked_for() -> None:
    text = path_text(found(), VOICE)
    assert "5 deals of €9k, that is 20 new opportunities of which 25 % are won" in text
    assert "Calls alone will not do it" in text
    assert "667" not in text


def test_that_a_usual_number_of_dials_is_told_with_its_range() -> None:
    assert "By calls alone 667 dials a day (8 in 10 chances: 424 to 1,049)." in path_text(
        replace(found(), busy=700.0), VOICE
    )


def test_that_a_quota_that_is_reached_takes_nothing_more() -> None:
    path = found(won=12)
    assert path_text(path, VOICE).startswith("Nothing more")
    stages = show_path(path, board_of(team(won=12), "2026-03"), VOICE).data.stages
    assert [stage.value for stage in stages] == [100_000, -100_000, 0, 0]


def test_that_what_is_opened_too_late_is_said_to_feed_the_next_period() -> None:
    assert "New calls will not close in this period" in path_text(found(as_of="2026-03-24"), VOICE)


def test_that_without_calls_nothing_is_said_of_dials() -> None:
    assert "dials" not in path_text(found(dials=0), VOICE)


def test_that_each_bar_opens_records() -> None:
    assert VIEW.pick is not None
    wanted = [VIEW.pick(None, None, place) for place in range(4)]
    assert [each.kpi for each in wanted if each] == ["quota_attainment"] * 2 + ["pipeline_coverage"] * 2
