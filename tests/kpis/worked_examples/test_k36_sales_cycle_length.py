from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import team
from tests.kpis.building import log


def deal(name: str, created: str | None, closed: str | None, status: str = "won") -> dict[str, Any]:
    return {"opportunity_id": name, "created_at": created, "closed_at": closed, "status": status}


DEALS = [
    deal("a", "2026-02-01", "2026-03-03"),
    deal("b", "2026-03-10", "2026-03-10"),
    deal("c", "2026-01-29", "2026-03-15"),
    deal("d", "2026-01-20", "2026-03-22"),
    deal("e", "2026-03-02", "2026-03-26"),
]
HISTORY = [
    {"opportunity_id": "d", "stage": stage, "entered_at": f"{day} 10:00"}
    for stage, day in (("Lost", "2026-02-20"), ("Demo", "2026-03-01"), ("Won", "2026-03-22"))
]


def book(*more: dict[str, Any]):
    return log(opportunities=[*DEALS, *more], opp_stage_history=HISTORY, as_of="2026-03-31")


def test_that_the_cycle_is_the_median_of_days_from_opening_to_winning():
    found = team(book(), "K36")
    assert (found.value, found.n, found.status) == (30, 5, Status.INDICATIVE)
    assert (found.details["mean"], round(found.details["p90"], 1)) == (32, 54.6)
    bands = {name: count for name, count in found.details.items() if name.startswith("days_")}
    assert bands == {"days_0_7": 1, "days_8_21": 0, "days_22_42": 2, "days_43_90": 2, "days_over_90": 0}


def test_that_lost_deals_have_a_median_of_their_own():
    found = team(book(deal("f", "2026-03-01", "2026-03-09", "lost")), "K36")
    assert (found.value, found.details["lost_median"]) == (30, 8)


def test_that_deals_without_an_opening_day_and_those_that_end_before_it_are_set_aside():
    found = team(book(deal("f", None, "2026-03-09"), deal("g", "2026-03-12", "2026-03-09")), "K36")
    assert (found.value, found.n) == (30, 5)
    assert found.excluded == {"no_start": 1, "negative": 1}
    assert found.coverage == 5 / 7


def test_that_days_are_calendar_days_in_the_reporting_zone():
    late = {"opportunity_id": "z", "created_at": "2026-03-09 23:30Z", "closed_at": "2026-03-10 22:30Z", "status": "won"}
    assert team(log(opportunities=[late], zone="Europe/Berlin", as_of="2026-03-31"), "K36").value == 0


def test_that_open_deals_count_as_undecided_until_the_end_of_the_log():
    rows = [deal(str(place), "2026-01-01", day) for place, day in enumerate(
        ("2026-01-11", "2026-01-21", "2026-01-21", "2026-01-31", "2026-02-15"))]  # fmt: skip
    rows += [deal(f"open {place}", day, None, "open") for place, day in enumerate(
        ("2026-01-01", "2026-02-15", "2026-01-26", "2026-01-11"))]  # fmt: skip
    found = team(log(opportunities=rows, as_of="2026-03-02"), "K36", "2026-01-01..2026-03-02")
    assert (found.value, found.details["undecided_median"]) == (20, 45)


def test_that_a_closing_on_an_unknown_day_is_told_in_every_month():
    undated = deal("f", "2026-03-01", None)
    assert team(book(undated), "K36").excluded == {"no_date": 1}
    assert team(book(undated), "K36", "all").excluded == {"no_end": 1}
