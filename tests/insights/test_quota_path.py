"""What it takes to reach the quota: the worked example from a whole log, and what happens where nothing is missing."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from salesdesk.insights.quota_path import QuotaPath, quota_path
from salesdesk.models.log import SalesLog
from tests.company import board_of
from tests.kpis.building import log

QUOTA = {"rep_id": "Ann", "period_start": "2026-03-01", "period_end": "2026-03-31", "amount": 100_000.0}


@cache
def team(won: int = 4, as_of: str = "2026-03-12", dials: int = 2000) -> SalesLog:
    """A rate of 5 % to 100 contacts, of 20 % to 20 outbound opportunities; 10 of 40 opportunities were won after a
    fortnight, at 9,000 together with the four of 10,000 in March; 15,000 are to be expected of an open deal."""
    old = {"owner_rep_id": "Ann", "created_at": "2025-08-01"}
    new = {"owner_rep_id": "Ann", "created_at": "2026-01-05", "source": "Website"}
    rows: list[dict[str, Any]] = [
        {**old, "source": "Cold call" if number < 20 else "Website", "amount": 8_600.0,
         "status": "won" if number < 10 else "lost", "closed_at": "2025-08-15"}
        for number in range(40)
    ]  # fmt: skip
    rows += [{**new, "amount": 10_000.0, "status": "won", "closed_at": "2026-03-05"}] * won
    rows += [{**new, "amount": 15_000 * 44 / 14, "status": "open", "expected_close": "2026-03-25"}]
    rows = [{**row, "opportunity_id": f"d{number}"} for number, row in enumerate(rows)]
    calls = [
        {"rep_id": "Ann", "type": "call", "happened_at": "2025-07-01 10:00", "person_id": f"p{number}",
         "outcome": "Connected" if number < 100 else "No answer"}
        for number in range(dials)
    ]  # fmt: skip
    return log(as_of=as_of, opportunities=rows, quotas=[QUOTA], **({"activities": calls} if dials else {}))


def found(*args: Any, **kwargs: Any) -> QuotaPath:
    path = quota_path(board_of(team(*args, **kwargs), "2026-03"))
    assert path is not None
    return path


def test_that_a_log_gives_the_worked_example() -> None:
    path = found()
    assert (path.quota, path.won, path.pipeline) == (100_000, 40_000, pytest.approx(15_000, abs=0.01))
    assert [rate.value for rate in path.rates] == pytest.approx([0.05, 0.20, 0.25])
    assert (path.size.value, path.days_left, path.lag) == (9_000, 13, 10)
    assert path.ladder.gap == pytest.approx(45_000, abs=0.01)
    assert path.ladder.steps == pytest.approx((5, 20, 100, 2000))
    assert path.steps == ("deals", "opportunities", "contacts", "dials")
    assert path.ladder.a_day == pytest.approx(2000 / 3)
    assert path.opportunities_a_day == pytest.approx(20 / 3)


def test_that_more_dials_than_were_ever_made_are_told_apart() -> None:
    path = found()
    assert path.busy is not None
    assert path.is_heroic


def test_that_a_quota_that_is_reached_takes_nothing_more() -> None:
    path = found(won=9)
    assert path.ladder.is_reached
    assert path.ladder.a_day == 0


def test_that_what_is_opened_too_late_feeds_the_next_period() -> None:
    path = found(as_of="2026-03-24")
    assert path.ladder.is_too_late
    assert path.ladder.a_day is None


def test_that_without_calls_the_way_begins_with_opportunities() -> None:
    path = found(dials=0)
    assert path.steps == ("deals", "opportunities")
    assert path.ladder.steps == pytest.approx((5, 20))
    assert not path.is_heroic


def test_that_a_period_that_is_over_or_has_no_quota_has_no_path() -> None:
    assert quota_path(board_of(team(), "2026-02")) is None
    assert quota_path(board_of(team(as_of="2026-04-30"), "2026-03")) is None
