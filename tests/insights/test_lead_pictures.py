"""The numbers behind the pictures of leads: bands, scores, replies, labels, meetings, stages."""

from __future__ import annotations

import pytest

from salesdesk.insights.lead_answers import bands_by, bands_by_month, hours_of_arrival
from salesdesk.insights.lead_replies import (
    LabelCounts,
    labels_of_positive,
    meeting_steps,
    replies_by,
    replies_by_month,
    replies_of_all,
)
from salesdesk.insights.lead_scores import Third, followed_by_score
from salesdesk.insights.lead_stages import stage_flow, stage_shares
from tests.company import board_of
from tests.kpis.building import log
from tests.kpis.worked_examples.test_k25_lead_response_time import book as response_book
from tests.kpis.worked_examples.test_k25_lead_response_time import call, lead
from tests.kpis.worked_examples.test_k28_positive_reply_rate import BACK, SENT, reply
from tests.kpis.worked_examples.test_k28_positive_reply_rate import book as reply_book
from tests.kpis.worked_examples.test_k30_meeting_acceptance_rate import book as meeting_book
from tests.kpis.worked_examples.test_k53_lifecycle_stage_share import LEADS
from tests.kpis.worked_examples.test_k53_lifecycle_stage_share import book as stage_book

MARCH = "2026-03"


def test_that_bands_are_shares_of_the_leads_of_each_rep_after_all():
    found = bands_by(board_of(response_book(), MARCH), "rep")
    assert found is not None
    assert [row.name for row in found.rows] == ["All", "Ann", "Ben"]
    assert found.bands[-1] == "never"
    assert found.rows[0].shares == pytest.approx((0, 0, 2 / 6, 3 / 6, 1 / 6))
    assert (found.rows[0].score.value, found.left_out) == (2 / 6, 0)


def test_that_bands_of_months_leave_out_months_without_leads():
    found = bands_by_month(board_of(response_book(), MARCH))
    assert found is not None
    assert [row.name for row in found.rows] == ["Mar 2026"]
    assert bands_by_month(board_of(response_book(), "2024-01")) is None
    assert bands_by(board_of(response_book(), "2024-01"), "source") is None


def test_that_a_log_of_dates_has_bands_of_days_and_no_hours():
    leads = [lead("L1", "2026-03-02"), lead("L2", "2026-03-02")]
    board = board_of(response_book(leads, [call("L1", "2026-03-03")], []), MARCH)
    found = bands_by(board, "source")
    assert found is not None
    assert found.bands == ("same_day", "next_day", "later", "never")
    assert found.rows[0].shares == (0, 0.5, 0, 0.5)
    assert hours_of_arrival(board) is None


def test_that_hours_go_from_the_first_to_the_last_with_leads():
    hours = hours_of_arrival(board_of(response_book(), MARCH)) or ()
    assert [each.hour for each in hours] == [f"{hour:02d}:00" for hour in range(1, 17)]
    assert (hours[0].score.value, hours[9].score.value, hours[1].score.n) == (40, 25, 0)


def scored(followed: list[bool], score: float, name: str, rep: str = "Ann") -> tuple[list[dict], list[dict]]:
    leads = [lead(f"{name}{n}", "2026-03-02 10:00", score=score + n, owner_rep_id=rep) for n in range(len(followed))]
    calls = [call(each["lead_id"], "2026-03-02 12:00", rep) for each, hit in zip(leads, followed, strict=True) if hit]
    return leads, calls


def test_that_picking_high_scores_shows_beyond_chance_only():
    parts = [scored([True] * 6 + [False] * 14, 0, "low"), scored([True] * 12 + [False] * 8, 30, "mid")]
    parts += [scored([True] * 20, 60, "high", "Ben")]
    leads, calls = ([row for part in parts for row in part[place]] for place in (0, 1))
    found = followed_by_score(board_of(response_book(leads, calls, []), MARCH))
    assert found is not None
    assert found.tops == (19, 49)
    assert found.team.thirds == (Third(6, 20), Third(12, 20), Third(20, 20))
    assert found.team.picks
    assert [(row.name, row.picks) for row in found.reps] == [("Ann", False), ("Ben", False)]
    assert found.reps[0].thirds == (Third(6, 20), Third(12, 20), Third(0, 0))


def test_that_leads_of_one_score_are_no_thirds():
    leads, calls = scored([True], 5, "a")
    assert followed_by_score(board_of(response_book(leads, calls, []), MARCH)) is None
    assert followed_by_score(board_of(response_book(), MARCH)) is None


def test_that_prospects_are_told_apart_by_what_they_said_last():
    board = board_of(reply_book(), MARCH)
    everybody = replies_of_all(board)
    counts = (everybody.positive, everybody.other, everybody.negative, everybody.silent)
    assert (counts, everybody.n) == ((2, 1, 1, 3), 7)
    by_method = replies_by(board, "method") or ()
    assert [(row.name, row.n) for row in by_method] == [("E-mail", 7)]
    months = replies_by_month(board) or ()
    assert [row.positive for row in months if row.n] == [2]
    assert replies_by_month(board_of(reply_book(), "2024-01")) is None


def test_that_labels_of_positive_replies_are_counted_by_channel():
    back = [
        reply("P1", "2026-03-03", label="Interested"),
        reply("P2", "2026-03-03", label="Interested"),
        reply("P3", "2026-03-03", "positive", label="Pricing", type="sms"),
        reply("P4", "2026-03-03", "positive"),
        reply("P5", "2026-03-03", label="Stop"),
    ]
    found = labels_of_positive(board_of(log(activities=[*SENT, *back], as_of="2026-03-31"), MARCH))
    assert found == LabelCounts(
        ("Interested", "Pricing", "no label"), ("E-mail", "Text message"), ((2, 0), (0, 1), (1, 0))
    )
    assert found.total == 4
    assert labels_of_positive(board_of(log(activities=SENT, as_of="2026-03-31"), MARCH)) is None


def test_that_meetings_follow_replies():
    found = meeting_steps(board_of(meeting_book(), MARCH))
    assert found is not None
    assert (found.approached, found.replied, found.agreed, found.met, found.apart) == (7, 4, 2, 1, 1)
    assert found.show_rate is not None
    assert found.show_rate.value == 0.5
    assert meeting_steps(board_of(log(activities=[*SENT, *BACK], as_of="2026-03-31"), MARCH)) is None


def test_that_stages_have_shares_at_the_end_of_each_month():
    found = stage_shares(board_of(stage_book(), MARCH))
    assert found is not None
    assert found.stages == ("lead", "mql", "sql")
    assert [share[-1] for share in found.shares] == [0.5, 0.3, 0.2]
    assert (found.open[-1], found.shares[0][0]) == (10, None)


def test_that_leads_flow_through_stages_where_a_history_tells():
    flows = {each.stage: each for each in stage_flow(board_of(stage_book(), MARCH)) or ()}
    mql = flows["mql"]
    assert (mql.entered, mql.left, mql.standing) == (3, 2, 3)
    assert stage_flow(board_of(log(leads=LEADS, as_of="2026-03-31"), MARCH)) is None
