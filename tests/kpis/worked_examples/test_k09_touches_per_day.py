from datetime import date, timedelta
from typing import Any

from salesdesk.kpis.status import Status
from tests.kpis.asking import of, table, team
from tests.kpis.building import log

LAST = "2026-03-31"


def acts(kind: str, count: int, day: str = "2026-03-05", **cells: Any) -> list[dict[str, Any]]:
    full = {"rep_id": "Ann", "status": "done", "direction": "out", "is_automated": False, **cells}
    return [{"type": kind, "happened_at": f"{day} 10:{number % 60:02d}", **full} for number in range(count)]


def leave(rep: str, first: date, days: int) -> list[dict[str, Any]]:
    return [{"rep_id": rep, "date": (first + timedelta(days=number)).isoformat()} for number in range(days)]


BEGIN = acts("call", 1, "2026-02-02")  # the log begins before the month
MARCH = [*acts("call", 160), *acts("email", 120, "2026-03-06"), *acts("social", 30, "2026-03-09")]
TWO_DAYS = leave("Ann", date(2026, 3, 16), 2)


def test_that_touches_are_divided_by_the_days_worked():
    found = team(log(activities=[*BEGIN, *MARCH], absences=TWO_DAYS, as_of=LAST), "K09")
    assert (found.value, found.numerator, found.denominator) == (15.5, 310, 20)
    assert (found.n, found.status) == (20, Status.OK)
    channels = {name: found.details[name] for name in ("phone", "email", "social", "meetings", "texts")}
    assert channels == {"phone": 8, "email": 6, "social": 1.5, "meetings": 0, "texts": 0}


def test_that_a_whole_month_on_leave_has_no_data():
    away = leave("Ann", date(2026, 3, 1), 31)
    found = of(log(activities=[*BEGIN, *acts("call", 1, "2026-04-02")], absences=away, as_of="2026-04-30"), "K09",
               rep="Ann")  # fmt: skip
    assert (found.value, found.status) == (None, Status.NO_DATA)


def test_that_weekend_work_counts_without_its_day():
    found = team(log(activities=[*BEGIN, *acts("call", 11, "2026-03-07")], as_of=LAST), "K09")
    assert (found.value, found.denominator) == (0.5, 22)


def test_that_holidays_and_days_before_joining_are_not_worked():
    reps = [{"name": "Ann", "start_date": "2026-03-16"}]
    book = log(activities=[*BEGIN, *acts("call", 22)], reps=reps, holidays=[{"date": "2026-03-20"}], as_of=LAST)
    assert team(book, "K09").value == 22 / 11


def test_that_different_people_are_counted_once_per_rep_and_day():
    rows = [
        *acts("call", 2, person_id="p"),
        *acts("email", 1, person_id="p"),
        *acts("call", 1, lead_id="l"),
        *acts("call", 1, "2026-03-06", person_id="p"),
        *acts("call", 1, customer_id="Acme"),
        *acts("call", 1, person_id="p", rep_id="Ben"),
        *acts("call", 1),
    ]
    book = log(activities=[*acts("call", 1, "2026-02-02", person_id="q"), *rows], as_of=LAST)
    assert of(book, "K09", rep="Ann").details["people"] == 4 / 22
    assert team(book, "K09").details["people"] == 5 / 44
    assert table(book, "K09").figures["people"].at().excluded == {"no_person": 1}


def test_that_without_any_column_that_names_people_there_is_no_figure_of_people():
    assert "people" not in team(log(activities=[*BEGIN, *MARCH], as_of=LAST), "K09").details


def test_that_contacts_of_nobody_and_of_managers_without_a_quota_are_set_aside():
    rows = [*acts("call", 22), *acts("call", 3, rep_id=None), *acts("call", 4, rep_id="Max")]
    reps = [{"name": "Ann", "role": "ae"}, {"name": "Max", "role": "manager"}]
    found = team(log(activities=[*BEGIN, *rows], reps=reps, as_of=LAST), "K09")
    assert (found.value, found.excluded) == (1, {"no_rep": 3, "no_seller": 4})


def test_that_a_rep_without_contacts_has_none_per_day():
    book = log(activities=[*BEGIN, *MARCH], reps=[{"name": "Ann"}, {"name": "Ben"}], as_of=LAST)
    assert (of(book, "K09", rep="Ben").value, of(book, "K09", rep="Ben").n) == (0, 22)
    assert team(book, "K09").value == 310 / 44


def test_that_by_method_all_days_count():
    book = log(activities=[*BEGIN, *MARCH], as_of=LAST)
    assert of(book, "K09", method="Call").value == 160 / 22
    assert of(book, "K09", method="E-mail").value == 120 / 22


def test_that_a_running_month_has_the_days_up_to_the_end_of_the_log():
    assert team(log(activities=[*BEGIN, *acts("call", 24)], as_of="2026-03-17"), "K09").value == 2
