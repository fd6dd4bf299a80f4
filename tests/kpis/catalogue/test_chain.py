"""The chain from dials to won deals."""

import pytest

from salesdesk.kpis.catalogue.chain import CHAIN, PAST, RATES
from salesdesk.kpis.status import Status
from tests.kpis.asking import team
from tests.kpis.building import log, without

OUTCOMES = ("Connected", "Left voicemail", "No answer", "Connected", "Wrong number", "Busy", None, "Gatekeeper")
CALLS = [
    {"type": "call", "happened_at": "2026-03-05 10:00", "direction": "out", "outcome": outcome} for outcome in OUTCOMES
]
INCOMING = {"type": "call", "happened_at": "2026-03-05 10:00", "direction": "in", "outcome": "Connected"}
DEALS = [
    {
        "opportunity_id": f"d{number}",
        "created_at": "2026-03-05",
        "source": source,
        "status": status,
        "closed_at": closed,
    }
    for number, (source, status, closed) in enumerate(
        [
            ("Cold call", "won", "2026-03-20"),
            ("Website", "open", None),
            ("Website", "open", None),
            ("Website", "open", None),
        ]
    )
]
SENT = [{"opportunity_id": name, "sent_at": "2026-03-10"} for name in ("d0", "d1")]
BOOK = log(activities=[*CALLS, INCOMING], opportunities=DEALS, proposals=SENT, as_of="2026-03-31")


def test_that_the_steps_are_counted_in_the_period():
    assert [team(BOOK, step).value for step in CHAIN] == [8, 2, 4, 2, 1]


def test_that_contacts_are_calls_that_reached_a_person_by_those_with_a_known_outcome():
    found = team(BOOK, RATES["contacts"])
    assert (found.value, found.numerator, found.n) == (2 / 7, 2, 7)
    assert found.interval is not None


def test_that_the_other_rates_divide_volumes_of_the_period():
    rates = {key: team(BOOK, rate) for key, rate in RATES.items()}
    assert [rates[key].value for key in ("opportunities", "proposals", "won")] == [0.5, 0.5, 0.5]


def test_that_a_missing_step_is_passed_over():
    assert {pair: team(BOOK, rate).value for pair, rate in PAST.items()} == {
        ("opportunities", "dials"): 1 / 8,
        ("won", "opportunities"): 1 / 4,
    }


def test_that_a_rate_above_one_has_no_interval():
    found = team(log(activities=CALLS[:1], opportunities=[DEALS[0], {**DEALS[0], "opportunity_id": "z"}],
                     as_of="2026-03-31"), RATES["opportunities"])  # fmt: skip
    assert (found.value, found.interval) == (2, None)


@pytest.mark.parametrize("table", ["activities", "opportunities", "proposals"])
def test_that_a_step_without_its_table_is_not_available(table: str):
    missing = without(BOOK, table)
    statuses = {step.key: team(missing, step).status for step in CHAIN}
    gone = {"activities": {"dials", "contacts"}, "opportunities": {"opportunities", "won"}, "proposals": {"proposals"}}
    assert {key for key, status in statuses.items() if status == Status.NOT_AVAILABLE} == gone[table]
