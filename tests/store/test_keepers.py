"""What each keeper of the workspace gives back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.store.matches import Match
from salesdesk.store.targets import Target
from salesdesk.store.workspace import Workspace

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=8,
)
QUARTER = Target("deals_won", date(2026, 1, 1), date(2026, 3, 31), 12, "deals")


@pytest.fixture(scope="module")
def shared() -> Iterator[Workspace]:
    """One workspace for all examples of a property."""
    workspace = Workspace.in_memory()
    yield workspace
    workspace.close()


@given(value=JSON)
def test_that_a_setting_comes_back_as_it_was(shared: Workspace, value: object) -> None:
    shared.settings.set("a", value)
    assert shared.settings.get("a") == value
    assert type(shared.settings.get("a")) is type(value)


def test_that_settings_and_state_do_not_mix(memory: Workspace) -> None:
    memory.settings.set("zone", "UTC")
    memory.state.set("zone", 3)
    assert (memory.settings.get("zone"), memory.state.get("zone")) == ("UTC", 3)
    memory.settings.remove("zone")
    assert memory.settings.get("zone", "Europe/Berlin") == "Europe/Berlin"
    assert memory.state.all() == {"zone": 3}


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, object()])
def test_that_what_json_cannot_hold_is_not_half_saved(memory: Workspace, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        memory.settings.update({"good": 1, "bad": value})  # type: ignore[dict-item]
    assert memory.settings.all() == {}


def test_that_a_target_of_the_same_member_and_period_replaces(memory: Workspace) -> None:
    ann = Target("deals_won", QUARTER.first, QUARTER.last, 4, "deals", "rep", "Ann")
    memory.targets.set(QUARTER, ann)
    memory.targets.set(Target("deals_won", QUARTER.first, QUARTER.last, 15.5, "deals"))
    assert [(target.who, target.amount) for target in memory.targets.of("deals_won")] == [("Ann", 4), ("", 15.5)]
    assert memory.targets.of("net_sales") == ()
    memory.targets.remove(ann)
    assert [target.amount for target in memory.targets.all()] == [15.5]


def test_that_a_target_keeps_its_amount_to_the_last_digit(memory: Workspace) -> None:
    target = Target("net_sales", QUARTER.first, QUARTER.last, 1_234_567.89, "EUR")
    memory.targets.set(target)
    assert memory.targets.all() == (target,)


def test_that_ten_logs_are_remembered_newest_first_and_each_once(memory: Workspace) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number in range(12):
        memory.recent.add([Path(f"{number}.csv"), Path("deals.csv")], f"Log {number}", start - timedelta(days=number))
    memory.recent.add([Path("5.csv"), Path("deals.csv")], "Five", start)
    found = memory.recent.all()
    assert [log.title for log in found[:3]] == ["Five", "Log 11", "Log 10"]
    assert len(found) == 10
    assert found[0].paths == (Path("5.csv"), Path("deals.csv"))
    assert found[0].opened_at == start
    memory.recent.clear()
    assert memory.recent.all() == ()


def test_that_a_match_is_known_again_by_its_signature(memory: Workspace) -> None:
    match = Match("opportunities", {"Deal ID": "opportunity_id", "Größe €": "amount"}, {"decimal": "comma"})
    memory.matches.set("s1", match)
    memory.matches.set("s2", Match("leads", {}))
    assert memory.matches.get("s1") == match
    assert memory.matches.get("s3") is None
    memory.matches.remove("s1")
    assert memory.matches.all() == {"s2": Match("leads", {})}


def test_that_names_are_added_replaced_and_removed(memory: Workspace) -> None:
    memory.names.set({"ann@x.org": "Ann", "0051": "Bo"})
    memory.names.set({"0051": "Bob"})
    assert memory.names.all() == {"0051": "Bob", "ann@x.org": "Ann"}
    assert memory.names.get("0051") == "Bob"
    assert memory.names.get("51") is None
    memory.names.remove("0051")
    assert memory.names.all() == {"ann@x.org": "Ann"}


def test_that_my_team_is_replaced_as_a_whole(memory: Workspace) -> None:
    assert memory.my_team.get() == frozenset()
    memory.my_team.set(["Zoë", "Ann", "Ann"])
    memory.my_team.set({"Bo", "Ann"})
    assert memory.my_team.get() == {"Ann", "Bo"}


def test_that_joined_names_come_back_and_are_replaced_together() -> None:
    workspace = Workspace.in_memory()
    workspace.joined.set([("rep", "J. Smith", "John Smith"), ("customer", "ACME", "Acme Inc")])
    assert workspace.joined.all() == (("customer", "ACME", "Acme Inc"), ("rep", "J. Smith", "John Smith"))
    workspace.joined.set([("rep", "J. Smith", "Jim Smith")])
    assert workspace.joined.all() == (("rep", "J. Smith", "Jim Smith"),)
    workspace.joined.set([])
    assert workspace.joined.all() == ()


def test_that_a_match_without_columns_is_no_match_but_its_answers_count() -> None:
    workspace = Workspace.in_memory()
    workspace.matches.set("sheet", Match("", {}, {"sheet": "unused"}))
    assert workspace.matches.confirmed() == {}
    assert workspace.matches.answers() == {"sheet": {"sheet": "unused"}}


def test_that_matches_are_replaced_and_forgotten_together() -> None:
    workspace = Workspace.in_memory()
    workspace.matches.replace({"a": Match("leads", {"Id": "lead_id"}), "b": Match("reps", {"Rep": "name"})})
    workspace.matches.replace({"a": None, "b": Match("reps", {"Who": "name"})})
    assert workspace.matches.all() == {"b": Match("reps", {"Who": "name"})}
