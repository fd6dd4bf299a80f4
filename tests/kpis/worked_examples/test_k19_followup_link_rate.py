from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def mail(name: str, day: int, person: str = "p", **cells: Any) -> dict[str, Any]:
    full = {"rep_id": "Ann", "delivered": True, "is_automated": False, "has_content_link": False}
    return {"email_id": name, "person_id": person, "sent_at": f"2026-03-{day:02d} 10:00:00", **full, **cells}


def click(name: str, at: str, **cells: Any) -> dict[str, Any]:
    return {"email_id": name, "clicked_at": at, "is_bot": False, **cells}


LINK = {"has_content_link": True}
MAILS = [
    mail("first", 2, **LINK),
    mail("m1", 3, **LINK),
    mail("m2", 4, **LINK),
    mail("m3", 5, **LINK, delivered=False),
    mail("m4", 6),
    mail("m5", 9),
]
CLICKS = [
    click("m1", "2026-03-03 12:00:00"),
    click("m2", "2026-03-04 10:00:08"),
    click("m3", "2026-03-05 12:00:00"),
    click("first", "2026-03-02 12:00:00"),
]


def book(*more: dict[str, Any], clicks: list[dict[str, Any]] = CLICKS, **tables: Any):
    return log(email_sends=[*MAILS, *more], link_clicks=clicks, as_of="2026-03-31", **tables)


def test_that_follow_up_emails_with_a_link_are_shared_out_of_all_follow_up_emails():
    found = team(book(), "K19")
    assert (found.value, found.numerator, found.n) == (pytest.approx(0.6), 3, 5)
    assert found.status is Status.NOT_ENOUGH_DATA


def test_that_clicks_of_people_on_delivered_emails_are_the_click_rate():
    assert team(book(), "K19").details["click_rate"] == 0.5


@pytest.mark.parametrize(
    ("second", "bot", "rate"), [(10, False, 0.5), (11, False, 1.0), (50, True, 0.5), (50, None, 1.0)]
)
def test_that_a_click_is_a_machines_by_its_mark_or_up_to_ten_seconds(second: int, bot: bool | None, rate: float):
    clicks = [CLICKS[0], click("m2", f"2026-03-04 10:00:{second}", is_bot=bot)]
    assert team(book(clicks=clicks), "K19").details["click_rate"] == rate


def test_that_a_call_makes_the_next_email_a_follow_up():
    calls = [{"type": "call", "person_id": "q", "rep_id": "Ben", "happened_at": "2026-03-02 10:00"}]
    assert team(book(mail("m6", 3, "q", **LINK), activities=calls), "K19").value == pytest.approx(4 / 6)


def test_that_an_automatic_email_is_neither_a_touch_nor_a_follow_up():
    robots = [mail("r1", 2, "q", is_automated=True), mail("m6", 3, "q"), mail("r2", 9, is_automated=True)]
    assert team(book(*robots), "K19").n == 5


def test_that_an_email_that_is_logged_as_an_activity_too_does_not_follow_itself():
    logged = [{"activity_id": "m6", "type": "email", "person_id": "q", "rep_id": "Ann",
               "happened_at": "2026-03-02 09:58"}]  # fmt: skip
    assert team(book(mail("m6", 2, "q"), activities=logged), "K19").n == 5
    assert team(book(mail("m6", 2, "q"), mail("m7", 3, "q"), activities=logged), "K19").n == 6


def test_that_of_dates_without_a_time_the_later_day_is_the_follow_up():
    days = [mail("m6", 2, "q", sent_at="2026-03-02"), mail("m7", 3, "q", sent_at="2026-03-03")]
    assert team(book(*days), "K19").n == 6


def test_that_emails_without_a_person_or_an_unsaid_link_are_set_aside():
    found = team(book(mail("m6", 9, ""), mail("m7", 10, has_content_link=None)), "K19")
    assert (found.n, found.excluded) == (5, {"no_person": 1, "link_unknown": 1})
    assert found.coverage == pytest.approx(5 / 7)


def test_that_without_clicks_there_is_no_click_rate():
    bare = log(email_sends=MAILS, as_of="2026-03-31")
    assert team(bare, "K19").value == pytest.approx(0.6)
    assert "click_rate" not in team(bare, "K19").details


def test_that_emails_count_for_the_rep_who_sent_them():
    assert of(book(mail("m6", 10, rep_id="Ben", **LINK)), "K19", rep="Ben").value == 1


def test_that_what_the_emails_do_not_say_is_taken_for_granted_aloud():
    cells = ("delivered", "is_automated")
    bare = [{name: cell for name, cell in row.items() if name not in cells} for row in MAILS]
    notes = " ".join(team(log(email_sends=bare, as_of="2026-03-31"), "K19").notes)
    assert "automatic" in notes
    assert "arrived" in notes
