from typing import Any

import pytest

from salesdesk.insights.wording import Voice
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.status import Status
from tests.kpis.asking import of, team
from tests.kpis.building import log


def answer(person: str | None, score: float | None, day: str | None = "2026-03-10", **cells: Any) -> dict[str, Any]:
    return {"person_id": person, "score": score, "answered_at": day, "customer_id": "c1", "sent_at": "2026-03-01",
            **cells}  # fmt: skip


SCORES = (10, 9, 9, 8, 7, 6, 3, 0, 10)
GOLDEN = [
    *[answer(f"p{place}", score) for place, score in enumerate(SCORES)],
    answer("p9", None, None),
    answer("p0", 2, "2026-02-20"),
]


def book(*more: dict[str, Any], rows: list[dict[str, Any]] = GOLDEN, **tables: Any):
    return log(nps_responses=[*rows, *more], as_of="2026-03-31", **tables)


def test_that_detractors_are_taken_from_promoters():
    found = team(book(), "K42")
    assert found.value == pytest.approx(100 / 9)
    assert (found.numerator, found.n) == (1, 9)
    assert [found.details[name] for name in ("promoters", "passives", "detractors")] == [4, 2, 3]
    assert found.interval is not None
    assert [round(bound) for bound in found.interval] == [-39, 56]
    assert found.excluded == {"blank": 1}
    assert found.status == Status.NOT_ENOUGH_DATA


def test_that_it_is_shown_rounded_half_away_from_zero():
    scores = (10, 10, 10, 0, 0, 0, 0, 8)
    found = team(book(rows=[answer(f"p{place}", score) for place, score in enumerate(scores)]), "K42")
    assert found.value == -12.5
    assert Voice().value(found.value, Unit.SCORE).replace("−", "-") == "-13"
    assert Voice().value(team(book(), "K42").value, Unit.SCORE) == "+11"


def test_that_no_answer_is_no_data():
    found = team(book(rows=[answer("p", None, None)]), "K42")
    assert (found.value, found.status, found.excluded) == (None, Status.NO_DATA, {"blank": 1})


def test_that_an_answer_that_is_no_score_is_listed():
    found = team(book(answer("x", 7.5), answer("y", 11), answer("z", -1)), "K42")
    assert (found.n, found.excluded) == (9, {"blank": 1, "invalid": 3})


def test_that_an_answer_counts_for_ninety_days():
    one = [answer("p", 9, "2026-01-10")]
    assert [team(book(rows=one), "K42", month).n for month in ("2025-12", "2026-01", "2026-03")] == [0, 1, 1]
    assert team(book(rows=[answer("p", 9, "2026-01-01")]), "K42", "2026-03").n == 1
    assert team(book(rows=[answer("p", 9, "2025-12-31")]), "K42", "2026-03").n == 0


def test_that_a_month_has_the_answers_that_were_the_latest_then():
    assert team(book(), "K42", "2026-02").value == -100


def test_that_a_later_answer_that_gave_no_score_supersedes_nothing():
    assert team(book(answer("p0", 12, "2026-03-20")), "K42").n == 9


def test_that_answers_without_a_person_stand_alone():
    found = team(book(answer(None, 9), answer(None, 9)), "K42")
    assert found.n == 11


def test_that_accounts_have_one_voice_each():
    rows = [answer("a", 10), answer("b", 10), answer("c", 0, customer_id="c2"), answer("d", 9, customer_id="c3")]
    found = team(book(rows=rows), "K42")
    assert (found.value, found.details["accounts"]) == (50, pytest.approx(100 / 3))


def test_that_answers_are_told_apart_by_segment_and_account_manager():
    customers = [{"customer_id": "c1", "segment": "Banks", "owner_rep_id": "Ann"}, {"customer_id": "c2"}]
    found = book(answer("q", 0, customer_id="c2"), customers=customers)
    assert of(found, "K42", segment="Banks").n == of(found, "K42", rep="Ann").n == 9


def test_that_fast_closers_can_be_told_from_slow_ones():
    deals = [{"customer_id": name, "created_at": "2025-01-01", "closed_at": day, "status": "won"}
             for name, day in (("c1", "2025-01-05"), ("c2", "2025-03-05"))]  # fmt: skip
    found = book(answer("q", 0, customer_id="c2"), opportunities=deals)
    assert (of(found, "K42", cycle="Slow").value, of(found, "K42", cycle="Fast").n) == (-100, 9)


def test_that_surveys_sent_in_the_first_thirty_days_are_counted():
    customers = [{"customer_id": "c1", "onboarded_at": "2026-02-10"}, {"customer_id": "c2"}]
    rows = [answer(name, 9, sent_at=day) for name, day in (("a", "2026-03-11"), ("b", "2026-03-12"))]
    assert team(book(rows=rows, customers=customers), "K42").details["too_early"] == 1


def test_that_customers_without_a_survey_for_long_are_counted():
    customers = [{"customer_id": f"c{number}", "onboarded_at": day, "churned_at": "2030-01-01"} for number, day in
                 enumerate(("2025-01-01", "2025-05-01", "2025-12-20", "2026-03-01"))]  # fmt: skip
    rows = [answer("a", 9, customer_id="c0", sent_at="2025-11-01"), answer("b", 9, customer_id="c0")]
    found = team(book(rows=rows, customers=customers), "K42")
    assert (found.details["survey_due"], found.details["survey_overdue"]) == (1, 1)
    before = team(book(rows=rows, customers=customers), "K42", "2026-02")
    assert (before.details["survey_due"], before.details["survey_overdue"]) == (1, 1)
