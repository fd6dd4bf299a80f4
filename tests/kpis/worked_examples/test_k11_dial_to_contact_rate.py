from typing import Any

import pytest

from salesdesk.kpis.catalogue.chain import CHAIN, RATES
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log

OUTCOMES = ("Connected", "Left voicemail", "No answer", "Connected", "Wrong number", "Busy", None, "Gatekeeper")


def call(outcome: str | None, **cells: Any) -> dict[str, Any]:
    return {"type": "call", "happened_at": "2026-03-05 10:00", "direction": "out", "outcome": outcome, **cells}


CALLS = [call(outcome) for outcome in OUTCOMES]


def book(*rows: dict[str, Any], **more: Any):
    return log(activities=list(rows), as_of="2026-03-31", **more)


def test_that_calls_that_reached_a_person_are_divided_by_those_with_a_known_outcome():
    found = team(book(*CALLS), "K11")
    assert round(100 * found.value, 1) == 28.6
    assert (found.numerator, found.n, found.excluded) == (2, 7, {"no_outcome": 1})
    assert (found.coverage, found.status) == (7 / 8, Status.NOT_ENOUGH_DATA)


def test_that_incoming_calls_are_ignored():
    found = team(book(*CALLS, call("Connected", direction="in")), "K11")
    assert (found.numerator, found.n) == (2, 7)


def test_that_only_empty_outcomes_give_no_data():
    found = team(book(call(None), call("-"), call("Uncategorized")), "K11")
    assert (found.value, found.status, found.excluded) == (None, Status.NO_DATA, {"no_outcome": 3})


def test_that_a_gatekeeper_is_a_contact_only_if_the_settings_say_so():
    found = team(book(*CALLS, settings={"gatekeeper_counts": True}), "K11")
    assert found.value == 3 / 7
    assert "gatekeeper" in found.notes[-1]


@pytest.mark.parametrize("counts", [False, True])
def test_that_the_chain_from_dials_to_deals_has_the_same_contacts(counts: bool):
    same = book(*CALLS, call("Connected", direction="in"), settings={"gatekeeper_counts": counts})
    found, first = team(same, "K11"), team(same, RATES["contacts"])
    assert (found.value, found.n, found.excluded) == (first.value, first.n, first.excluded)
    assert [team(same, step).value for step in CHAIN[:2]] == [8, found.numerator]


def test_that_calls_are_told_apart_by_weekday_and_hour():
    rows = [call("Connected"), call("Busy"), call("Connected", happened_at="2026-03-06 17:59")]
    whole = call("Connected", happened_at="2026-03-09")
    found = book(*rows, whole, zone="Europe/Berlin")
    assert of(found, "K11", weekday="Thursday", hour="10:00").value == 0.5
    assert of(found, "K11", weekday="Friday", hour="17:00").value == 1
    assert of(found, "K11", weekday="Monday", hour="(none)").n == 1


def test_that_the_hour_is_that_of_the_lead_that_was_called():
    leads = [{"lead_id": "a", "time_zone": "America/New_York"}, {"lead_id": "b", "time_zone": "nowhere"}]
    rows = [call("Connected", lead_id=name, happened_at="2026-03-03 02:00") for name in ("a", "b")]
    found = book(*rows, leads=leads, zone="Europe/Berlin")
    assert of(found, "K11", weekday="Monday", hour="20:00").n == 1
    assert of(found, "K11", weekday="Tuesday", hour="02:00").n == 1


def test_that_calls_are_told_apart_by_the_source_of_the_lead():
    leads = [{"lead_id": "a", "source": "List"}]
    assert of(book(call("Busy", lead_id="a"), leads=leads), "K11", source="List").value == 0
