from datetime import date, timedelta
from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import team
from tests.kpis.building import log


def deal(created: str, closed: str | None, status: str) -> dict[str, Any]:
    return {"created_at": created, "closed_at": closed, "status": status, "owner_rep_id": "Ann"}


MARCH = [
    deal("2026-03-02", "2026-03-20", "won"),
    deal("2026-03-03", "2026-05-20", "won"),
    deal("2026-03-04", "2026-04-20", "won"),
    *[deal("2026-03-05", "2026-06-20", "lost")] * 4,
    deal("2026-03-06", None, "open"),
]
YOUNG = [deal("2026-03-30", "2026-03-31", "won"), deal("2026-03-30", None, "open")]


def test_that_only_opportunities_old_enough_count_on_either_side():
    found = team(log(opportunities=[*MARCH, *YOUNG], as_of="2026-09-02"), "K34")
    assert found.value == 3 / 8
    assert (found.numerator, found.denominator, found.n) == (3, 8, 8)
    assert found.excluded == {"too_recent": 2}
    assert found.status == Status.NOT_ENOUGH_DATA
    assert "180 days" in found.notes[0]


def test_that_a_deal_won_after_the_window_counts_as_not_won():
    late = [*MARCH[1:], deal("2026-03-02", "2026-09-01", "won")]
    assert team(log(opportunities=late, as_of="2026-09-02"), "K34").value == 2 / 8


def test_that_a_cohort_less_than_half_old_enough_is_immature_and_an_older_one_stands_in():
    before = [deal("2026-02-02", "2026-02-20", "won"), deal("2026-02-03", None, "open")]
    found = team(log(opportunities=[*before, *MARCH, *YOUNG], as_of="2026-08-25"), "K34")
    assert (found.value, found.status) == (None, Status.IMMATURE)
    assert found.matured is not None
    assert (found.matured.value, found.matured.n, found.matured.period.label) == (0.5, 2, "Feb 2026")


def test_that_under_all_those_old_enough_count():
    found = team(log(opportunities=[*MARCH, *YOUNG], as_of="2026-09-01"), "K34", "all")
    assert (found.value, found.n) == (3 / 7, 7)


def test_that_the_window_is_what_nine_in_ten_of_twenty_won_deals_took():
    start = date(2026, 3, 1)
    won = [deal(str(start), str(start + timedelta(days=days)), "won") for days in range(1, 21)]
    found = team(log(opportunities=[*won, deal("2026-03-30", None, "open")], as_of="2026-03-31"), "K34")
    assert (found.numerator, found.n) == (18, 20)
    assert "18.1 days" in found.notes[0]


def test_that_opportunities_without_an_opening_day_are_told():
    undated = {**MARCH[0], "created_at": None}
    book = log(opportunities=[*MARCH, undated], as_of="2026-09-02")
    assert team(book, "K34").excluded == {"no_date": 1}
    assert team(book, "K34", "all").excluded == {"no_start": 1}
