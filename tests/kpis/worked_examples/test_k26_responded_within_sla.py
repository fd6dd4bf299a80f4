from datetime import timedelta

import pytest

from salesdesk.kpis.catalogue.within_limit import BAND_NAMES
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.worked_examples.test_k25_lead_response_time import CALLS, LEADS, book, call, lead


def test_that_two_of_six_were_answered_within_the_hour():
    found = team(book(), "K26")
    assert (found.value, found.numerator, found.n) == (2 / 6, 2, 6)
    assert found.excluded == {"pre_contacted": 1, "outbound": 1}
    assert found.details["business"] == 3 / 6


def test_that_leads_are_told_apart_by_how_soon_they_were_answered():
    details = team(book(), "K26").details
    assert [details[name] for name in BAND_NAMES] == [0, 0, 2 / 6, 3 / 6, 1 / 6]


def test_that_the_end_of_a_band_belongs_to_it():
    calls = [call("L1", "2026-03-02 10:05"), call("L2", "2026-03-02 16:55"), call("L3", "2026-03-06 17:00")]
    details = team(book(LEADS[:3], calls), "K26").details
    assert [details[name] for name in BAND_NAMES[:4]] == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])


def test_that_an_answer_after_exactly_the_limit_is_in_time():
    assert team(book([LEADS[0]], [call("L1", "2026-03-02 11:00")]), "K26").value == 1
    assert team(book([LEADS[0]], [call("L1", "2026-03-02 11:01")]), "K26").value == 0


def test_that_a_lead_whose_time_has_not_run_out_is_pending():
    young = lead("L9", "2026-03-31 23:40")
    assert team(book([*LEADS, young]), "K26").excluded["pending"] == 1
    answered = [*CALLS, call("L9", "2026-03-31 23:45")]
    assert team(book([*LEADS, young], answered), "K26").n == 6
    assert team(book([*LEADS, lead("L9", "2026-03-31 23:00")]), "K26").n == 7


def test_that_working_hours_are_pending_longer():
    late = team(book([*LEADS, lead("L9", "2026-03-31 16:30")]), "K26")
    business = table(book([*LEADS, lead("L9", "2026-03-31 16:30")]), "K26").figures["business"].at()
    assert (late.n, business.n, business.excluded["pending"]) == (7, 6, 1)


def test_that_the_limit_is_a_setting():
    assert team(book(settings={"response_limit": timedelta(minutes=30)}), "K26").value == 1 / 6


def test_that_the_clock_of_a_rep_starts_at_the_assignment():
    assert of(book(), "K26", rep="Ben").value == 1
    ann = of(book([LEADS[5]], [CALLS[5]]), "K26", rep="Ann")
    assert (ann.value, ann.n) == (0, 1)  # two hours were long enough


def test_that_a_lead_passed_on_within_the_limit_is_not_held_against_the_first_rep():
    owners = [
        {"object_type": "lead", "object_id": "L6", "rep_id": rep, "from_at": at}
        for rep, at in (("Ann", "2026-03-11 09:00"), ("Ben", "2026-03-11 09:20"))
    ]
    rows = {"leads": [LEADS[5]], "calls": [CALLS[5]]}
    log = book(**rows, owners=owners)
    ann = of(log, "K26", rep="Ann")
    assert (ann.n, ann.excluded) == (0, {"passed_on": 1})


def test_that_a_lead_disqualified_within_the_limit_does_not_count():
    found = team(book([lead("L1", "2026-03-02 10:00", disqualified_at="2026-03-02 10:30")], CALLS[1:2]), "K26")
    assert (found.n, found.excluded) == (0, {"disqualified": 1})


def test_that_dates_alone_give_days_and_no_share():
    leads = [lead(f"L{number}", "2026-03-02") for number in range(1, 5)]
    calls = [call("L1", "2026-03-02"), call("L2", "2026-03-03"), call("L3", "2026-03-06")]
    found = team(book(leads, calls), "K26")
    assert (found.value, found.status) == (None, Status.NOT_AVAILABLE)
    assert found.details == {"same_day": 0.25, "next_day": 0.25, "later": 0.25, "never": 0.25}


def test_that_leads_are_told_apart_by_the_hour_at_which_they_came_in():
    late = of(book(), "K26", hour="16:00")
    assert (late.value, late.n) == (0, 2)
    assert of(book(), "K25", hour="10:00").value == 25
