from datetime import date
from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log, without
from tests.kpis.worked_examples.test_k09_touches_per_day import leave


def actions(action: str | None, count: int, rep: str | None = "Ann", day: str = "2026-03-05") -> list[dict[str, Any]]:
    return [{"rep_id": rep, "happened_at": day, "action": action} for _ in range(count)]


BEGIN = [{"type": "call", "happened_at": "2026-02-02", "rep_id": "Ann"}]
DONE = [*actions("Post", 3), *actions("Comment on a post", 10), *actions("Connection request", 20),
        *actions("Direct message", 8)]  # fmt: skip
REPS = [{"name": "Ann"}, {"name": "Ben"}]
AWAY = [*leave("Ann", date(2026, 3, 16), 2), *leave("Ben", date(2026, 3, 30), 2)]


def book(rows: list[dict[str, Any]] = DONE):
    return log(social_activities=rows, activities=BEGIN, reps=REPS, absences=AWAY, as_of="2026-03-31")


def test_that_social_actions_are_counted_per_working_week():
    found = of(book(), "K20", rep="Ann")
    assert (found.value, found.n, found.status) == (10.25, 20, Status.OK)
    assert found.details == {
        "posts": 0.75, "comments": 2.5, "requests": 5, "messages": 2, "reactions": 0, "others": 0,
    }  # fmt: skip


def test_that_a_rep_without_rows_has_none():
    found = of(book(), "K20", rep="Ben")
    assert (found.value, found.status) == (0, Status.OK)


def test_that_without_the_table_there_is_no_figure_and_not_zero():
    found = team(without(book(), "social_activities"), "K20")
    assert (found.value, found.status) == (None, Status.NOT_AVAILABLE)


def test_that_the_team_is_counted_per_rep_and_week():
    assert team(book(), "K20").value == 41 / 8


def test_that_other_and_blank_actions_count_as_well():
    found = of(book([*actions("Liked a post", 4), *actions("Poll", 8), *actions(None, 4)]), "K20", rep="Ann")
    assert (found.value, found.details["reactions"], found.details["others"]) == (4, 1, 3)


def test_that_actions_of_nobody_are_set_aside():
    found = team(book([*DONE, *actions("Post", 2, rep=None)]), "K20")
    assert (found.numerator, found.excluded) == (41, {"no_rep": 2})


def test_that_it_is_told_that_reps_logged_it_themselves():
    assert "reps' own log" in team(book(), "K20").notes[0]
