from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def email(person: str, day: str = "2026-03-02", **cells: Any) -> dict[str, Any]:
    full = {"rep_id": "Ann", "direction": "out", "status": "done", "is_automated": False}
    return {"person_id": person, "type": "email", "happened_at": day, **full, **cells}


def reply(person: str, day: str, sentiment: str | None = None, **cells: Any) -> dict[str, Any]:
    return email(person, day, direction="in", sentiment=sentiment, **cells)


SENT = [email(f"P{number}") for number in range(1, 8)]
BACK = [
    reply("P1", "2026-03-03", "positive"),
    reply("P2", "2026-03-03", "negative"),
    reply("P2", "2026-03-05", "positive"),
    reply("P3", "2026-03-04", "negative"),
    reply("P4", "2026-03-02", subject="Automatic reply: Out of office"),
    reply("P7", "2026-03-09"),
]
BOUNCED = {"email_id": "e8", "rep_id": "Ann", "person_id": "P8", "sent_at": "2026-03-02", "delivered": False}


def book(*more: dict[str, Any], **tables: Any):
    return log(activities=[*SENT, *BACK, *more], email_sends=[BOUNCED], as_of="2026-03-31", **tables)


def test_that_two_of_seven_prospects_answered_with_interest():
    found = team(book(), "K28")
    assert (found.value, found.numerator, found.n, found.status) == (2 / 7, 2, 7, Status.NOT_ENOUGH_DATA)
    assert found.excluded == {"bounced": 1}
    assert (found.details["reply_rate"], found.details["unlabelled"]) == (4 / 7, 1)
    assert found.details["first_by_email"] == 2 / 7


def test_that_three_of_fifty_are_six_percent():
    sent = [email(f"P{number}") for number in range(50)]
    found = team(
        log(activities=[*sent, *[reply(f"P{number}", "2026-03-03", "positive") for number in range(3)]]), "K28"
    )
    assert (found.value, found.status) == (0.06, Status.OK)
    assert found.interval == pytest.approx((0.021, 0.162), abs=0.0005)


def test_that_the_last_classified_reply_decides():
    later = [reply("P1", "2026-03-10", "neutral"), reply("P2", "2026-03-10")]
    assert team(book(*later), "K28").numerator == 1


def test_that_an_answer_counts_whenever_it_came():
    late = [reply("P5", "2026-05-10", "positive")]
    found = log(activities=[*SENT, *BACK, *late], as_of="2026-05-31")
    assert team(found, "K28").numerator == 3
    assert team(found, "K28", "2026-05").n == 0


def test_that_a_message_from_before_the_first_contact_is_no_reply():
    assert team(book(reply("P5", "2026-03-01", "positive")), "K28").numerator == 2


def test_that_only_the_very_first_contact_makes_a_cohort():
    found = book(email("P1", "2026-02-20"), email("P2", "2026-03-20"))
    assert team(found, "K28").n == 6


@pytest.mark.parametrize(
    "cells",
    [{"label": "OOO"}, {"subject": "Abwesenheitsnotiz"}, {"label": "Auto-reply"}, {"is_automated": True}],
)
def test_that_what_a_mailbox_answers_by_itself_is_no_reply(cells: dict[str, Any]):
    assert team(book(reply("P5", "2026-03-03", "positive", **cells)), "K28").numerator == 2


@pytest.mark.parametrize("cells", [{"label": "Bounce"}, {"outcome": "Bounced"}, {"subject": "Undeliverable: Hello"}])
def test_that_a_message_that_came_back_means_that_nothing_was_delivered(cells: dict[str, Any]):
    found = team(book(reply("P5", "2026-03-02", **cells)), "K28")
    assert (found.n, found.excluded["bounced"]) == (6, 2)


def test_that_a_prospect_whom_a_second_message_reached_counts_from_it_on():
    found = book(email("P8", "2026-03-20"))
    assert team(found, "K28").n == 8
    assert team(found, "K28", "2026-03-01..2026-03-19").excluded == {}


def test_that_a_bounce_told_in_another_table_holds_for_the_same_email():
    twin = {**BOUNCED, "person_id": "P9", "sent_at": "2026-03-02 10:00"}
    found = log(activities=[*SENT, *BACK, email("P9", "2026-03-02 10:00")], email_sends=[twin], as_of="2026-03-31")
    assert team(found, "K28").excluded == {"bounced": 1}


def test_that_an_answered_call_is_a_reply():
    found = book(email("P9", type="call", outcome="Connected", sentiment="positive"))
    assert team(found, "K28").numerator == 3
    assert team(found, "K28").details["first_by_call"] == 1


def test_that_a_label_tells_what_no_sentiment_does():
    found = team(book(reply("P5", "2026-03-03", label="Send info"), reply("P6", "2026-03-03", label="Pricing")), "K28")
    assert (found.numerator, found.details["unlabelled"]) == (3, 2)


def test_that_customers_are_no_prospects():
    tables = {
        "leads": [{"lead_id": "P1", "customer_id": "Acme"}, {"lead_id": "P2", "customer_id": "Bolt"}],
        "customers": [
            {"customer_id": "Acme", "first_order_date": "2026-01-05"},
            {"customer_id": "Bolt", "first_order_date": "2026-03-02"},
        ],
    }
    found = team(book(**tables), "K28")
    assert (found.n, found.excluded["existing_customer"]) == (6, 1)


def test_that_a_touch_that_names_nobody_is_a_gap():
    found = team(book({**email("P9"), "person_id": None}), "K28")
    assert (found.n, found.excluded["no_person"]) == (7, 1)
    assert found.coverage == 7 / 8


def test_that_a_prospect_belongs_to_whoever_made_the_first_contact():
    found = book(email("P1", "2026-03-04", rep_id="Ben"))
    assert (of(found, "K28", rep="Ann").n, of(found, "K28", rep="Ben").n) == (7, 0)


def test_that_nobody_contacted_gives_no_rate():
    assert team(book(), "K28", "2026-02").status == Status.NO_DATA


def test_that_prospects_belong_to_the_method_of_their_first_contact():
    found = book(email("P9", "2026-03-02", type="call"), reply("P9", "2026-03-03", "positive"))
    assert (of(found, "K28", method="Call").value, of(found, "K28", method="E-mail").value) == (1.0, 2 / 7)
