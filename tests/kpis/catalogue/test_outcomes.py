from typing import Any

import pytest

from salesdesk.kpis.catalogue.outcomes import LOST, OPEN, WON, deals
from salesdesk.models.period import NO_DAY, day_date
from tests.kpis.building import log

Entry = tuple[str, str]


def standing(deal: dict[str, Any], *entries: Entry, **options: Any) -> tuple[int, str | None]:
    history = [{"opportunity_id": "d", "stage": stage, "entered_at": at} for stage, at in entries]
    tables = {"opp_stage_history": history} if history else {}
    found = deals(log(opportunities=[{"opportunity_id": "d", "created_at": "2026-01-05", **deal}], **tables, **options))
    closed = found.closed[0]
    return int(found.status[0]), None if closed == NO_DAY else str(day_date(closed))


def won(day: str | None) -> dict[str, Any]:
    return {"status": "won", "closed_at": day}


def test_that_without_history_the_stated_status_and_closing_hold():
    assert standing(won("2026-03-12")) == (WON, "2026-03-12")
    assert standing({"status": "open"}) == (OPEN, None)
    assert standing({"status": None}) == (OPEN, None)


def test_that_a_won_deal_without_a_date_is_won_on_no_day():
    assert standing(won(None)) == (WON, None)


def test_that_a_reopening_voids_the_closing_before_it():
    entries = (("Won", "2026-03-12 10:00"), ("Negotiation", "2026-03-20 10:00"))
    assert standing({"status": "open"}, *entries) == (OPEN, None)
    assert standing(won("2026-03-12"), *entries) == (OPEN, None)


def test_that_a_deal_won_reopened_and_lost_is_lost_on_its_last_closing():
    entries = (("Won", "2026-03-12 10:00"), ("Demo", "2026-03-20 10:00"), ("Lost", "2026-03-28 10:00"))
    assert standing({"status": "lost", "closed_at": "2026-03-28"}, *entries) == (LOST, "2026-03-28")
    assert standing({"status": "won", "closed_at": "2026-03-12"}, *entries) == (LOST, "2026-03-28")


def test_that_a_stated_closing_after_the_history_holds():
    entries = (("Won", "2026-03-12 10:00"), ("Demo", "2026-03-20 10:00"))
    assert standing({"status": "lost", "closed_at": "2026-03-20"}, *entries) == (LOST, "2026-03-20")


def test_that_a_history_of_open_stages_only_does_not_open_a_closed_deal():
    assert standing(won("2026-03-12"), ("Demo", "2026-03-14 10:00")) == (WON, "2026-03-12")
    assert standing(won(None), ("Demo", "2026-03-14 10:00")) == (WON, None)


def test_that_the_stated_day_of_one_and_the_same_closing_holds():
    entries = (("Demo", "2026-03-01 10:00"), ("Won", "2026-03-14 10:00"))
    assert standing(won("2026-03-12"), *entries) == (WON, "2026-03-12")
    assert standing(won(None), *entries) == (WON, "2026-03-14")


def test_that_the_status_of_the_history_counts_more_than_its_stage():
    history = [{"opportunity_id": "d", "stage": "Handover", "status": "won", "entered_at": "2026-03-02 10:00"}]
    found = deals(log(opportunities=[{"opportunity_id": "d", "status": "open"}], opp_stage_history=history))
    assert found.status.tolist() == [WON]


@pytest.mark.parametrize(("as_of", "status"), [("2026-03-11", OPEN), ("2026-03-12", WON), ("2026-03-20", OPEN)])
def test_that_nothing_counts_that_happened_after_the_end_of_the_log(as_of: str, status: int):
    entries = (("Won", "2026-03-12 23:59"), ("Demo", "2026-03-20 10:00"), ("Lost", "2026-03-28 10:00"))
    deal = {"status": "lost", "closed_at": "2026-03-28"}
    assert standing(deal, *entries, as_of=as_of)[0] == status


def test_that_a_deal_opened_after_the_end_of_the_log_and_a_test_record_are_not_there():
    rows = [
        {"status": "won", "closed_at": "2026-03-01", "is_test": True},
        {"status": "open", "created_at": "2026-03-09", "is_test": False},
        {"status": "open", "created_at": None},
    ]
    assert deals(log(opportunities=rows, as_of="2026-03-08")).real.tolist() == [False, False, True]


def test_that_a_closing_is_dated_in_the_reporting_zone():
    assert standing(won("2026-03-31 23:30Z"), zone="Europe/Berlin") == (WON, "2026-04-01")
