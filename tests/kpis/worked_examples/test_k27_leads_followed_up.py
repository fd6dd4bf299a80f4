import pytest

from tests.kpis.asking import of, team
from tests.kpis.worked_examples.test_k25_lead_response_time import CALLS, LEADS, book, call, lead


def test_that_six_of_seven_were_followed_up():
    found = team(book(), "K27")
    assert (found.value, found.numerator, found.n) == (6 / 7, 6, 7)
    assert found.excluded == {"outbound": 1}
    assert "Nothing says which leads are qualified" in " ".join(found.notes)


def test_that_only_contacts_reach_a_lead():
    calls = [
        call("L1", "2026-03-02 10:25", outcome="Connected"),
        call("L2", "2026-03-03 09:10", outcome="Left voicemail"),
        call("L3", "2026-03-09 10:30", type="email"),
        call("L3", "2026-03-09 11:30", type="email", direction="in"),
        call("L4", "2026-03-08 03:10", outcome="Gatekeeper"),
        call("L5", "2026-03-10 12:00", type="meeting", outcome="No show"),
    ]
    assert team(book(LEADS[:5], calls), "K27").details["reached"] == 2 / 5
    counted = book(LEADS[:5], calls, settings={"gatekeeper_counts": True})
    assert team(counted, "K27").details["reached"] == 3 / 5


def test_that_a_message_before_any_attempt_reaches_nobody():
    calls = [call("L1", "2026-03-02 09:59", type="email", direction="in"), call("L1", "2026-03-02 12:00")]
    assert team(book(LEADS[:1], calls), "K27").details["reached"] == 0


def test_that_leads_that_are_not_qualified_do_not_count():
    leads = [{**row, "is_qualified": row["lead_id"] != "L1"} for row in LEADS]
    found = team(book(leads), "K27")
    assert (found.value, found.excluded["not_qualified"]) == (5 / 6, 1)


def test_that_a_lead_of_which_nothing_says_whether_it_is_qualified_is_a_gap():
    leads = [{**row, "is_qualified": None if row["lead_id"] == "L1" else True} for row in LEADS]
    found = team(book(leads), "K27")
    assert (found.n, found.excluded["qualified_unknown"]) == (6, 1)
    assert found.coverage == pytest.approx(6 / 7)


@pytest.mark.parametrize("cells", [{"disqualified_at": "2026-03-11 09:00"}, {"stage": "Junk"}, {"stage": "Spam"}])
def test_that_a_lead_disqualified_before_any_attempt_does_not_count(cells: dict[str, str]):
    leads = [*LEADS[:4], {**LEADS[4], **cells}]
    found = team(book(leads), "K27")
    assert (found.value, found.excluded) == (1, {"disqualified": 1})
    late = team(book(leads, [*CALLS, call("L5", "2026-03-10 12:00")]), "K27")
    assert late.n == 5


def test_that_a_lead_younger_than_the_time_to_answer_is_pending():
    found = team(book([*LEADS, lead("L9", "2026-03-31 23:40")]), "K27")
    assert (found.n, found.excluded["pending"]) == (7, 1)


def test_that_the_score_shows_which_leads_are_picked():
    leads = [{**row, "score": 90.0 if row["lead_id"] != "L5" else 20.0} for row in LEADS]
    details = team(book(leads), "K27").details
    assert (details["score_followed"], details["score_untouched"]) == (90, 20)


def test_that_a_lead_counts_for_whoever_answered_it():
    found = of(book(), "K27", rep="Ben")
    assert (found.value, found.n) == (1, 1)
