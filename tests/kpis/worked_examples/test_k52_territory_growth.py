from typing import Any

import pytest

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log


def line(place: str | None, amount: float, day: str) -> dict[str, Any]:
    return {"region": place, "amount": amount, "order_date": day}


LINES = [
    line("North", 100_000, "2025-03-10"), line("North", 120_000, "2026-03-10"), line("North", -10_000, "2026-03-12"),
    line("West", 30_000, "2026-03-31"),
    line("South", 60_000, "2025-03-31"), line("South", 45_000, "2026-03-01"),
    line("South", 7_000, "2025-02-28"), line("South", 7_000, "2026-02-28"),
]  # fmt: skip


def book(*more: dict[str, Any], as_of: str = "2026-03-31", **tables: Any):
    return log(order_lines=[*LINES, *more], as_of=as_of, **tables)


def test_that_growth_is_measured_against_the_same_period_a_year_before():
    found = table(book(), "K52", by=("region",))
    assert [found.at(region=place).value for place in ("North", "South")] == [0.1, -0.25]
    north = found.at(region="North")
    assert (north.numerator, north.denominator, north.n, north.status) == (110_000, 100_000, 3, Status.OK)


def test_that_a_new_territory_has_no_growth_and_is_named():
    west = table(book(), "K52", by=("region",)).at(region="West")
    assert (west.value, west.status, west.numerator, west.denominator) == (None, Status.NO_DATA, 30_000, 0)
    assert "New, with nothing sold a year before: West." in west.notes


def test_that_the_whole_includes_new_territories():
    whole = team(book(), "K52")
    assert whole.value == 25 / 160
    assert not any("New" in note for note in whole.notes)


def test_that_contributions_are_parts_of_the_whole_growth():
    parts = table(book(), "K52", by=("region",)).figures["contribution"]
    assert [parts.at(region=place).value for place in ("North", "West", "South")] == [10 / 160, 30 / 160, -15 / 160]
    assert team(book(), "K52").details["contribution"] == 25 / 160
    assert of(book(), "K52", region="South").details["contribution"] == -15 / 160


def test_that_more_given_back_than_sold_a_year_before_leaves_no_growth():
    found = book(line("West", -5.0, "2025-03-04"))
    assert of(found, "K52", region="West").status == Status.NO_DATA


def test_that_the_territory_is_that_of_the_location_else_the_customers():
    lines = [{"amount": amount, "order_date": day, "location_id": place, "customer_id": "c"}
             for amount, day, place in ((10.0, "2025-03-04", "L"), (12.0, "2026-03-04", "L"), (5.0, "2026-03-05", None),
                                        (4.0, "2025-03-05", None))]  # fmt: skip
    found = log(order_lines=lines, locations=[{"location_id": "L", "region": "North"}], as_of="2026-03-31",
                customers=[{"customer_id": "c", "territory": "South"}])  # fmt: skip
    assert [of(found, "K52", region=place).value for place in ("North", "South")] == [0.2, 0.25]


def test_that_a_running_month_is_compared_with_as_many_working_days():
    found = book(as_of="2026-03-15")
    assert team(found, "K52").denominator == 100_000
    assert "still running" in " ".join(team(found, "K52").notes)
    assert "still running" not in " ".join(team(book(), "K52").notes)


@pytest.mark.parametrize("day", ["2025-03-20", "2025-09-01"])
def test_that_a_log_that_begins_later_has_no_growth(day: str):
    rows = [line("North", 5.0, f"2025-{month:02d}-{number:02d}") for month in range(9, 13) for number in (2, 9, 16, 23)]
    rows += [line("North", 7.0, f"2026-{month:02d}-{number:02d}") for month in (1, 2, 3) for number in (2, 9, 16, 23)]
    whole = team(log(order_lines=[line("North", 3.0, day), *rows], as_of="2026-03-31"), "K52")
    if day == "2025-09-01":
        assert (whole.value, whole.status) == (None, Status.NO_DATA)
        assert "The log does not reach back to the same period a year before." in whole.notes
    else:
        assert whole.denominator == 3


def test_that_all_there_is_has_nothing_to_grow_from():
    assert team(book(), "K52", "all").status == Status.NO_DATA


def test_that_without_order_lines_won_deals_are_the_sales():
    deals = [{"status": "won", "closed_at": day, "amount": amount, "territory": "North"}
             for day, amount in (("2025-03-10", 100.0), ("2026-03-10", 110.0))]  # fmt: skip
    found = log(opportunities=deals, as_of="2026-03-31")
    assert of(found, "K52", region="North").value == 0.1
    assert "won opportunities" in team(found, "K52").notes[0]
