import pytest

from tests.reading.sheets import days, log_of, moments, sheet, texts

LEADS = {"Lead ID": ["1", "2", "3"], "Lead Owner": ["Ann"] * 3,
         "Created": ["2026-03-04 09:00", "2026-03-05 09:00", "2026-03-06 09:00"]}  # fmt: skip


def opened(**columns):
    named = {name.replace("_", " "): cells for name, cells in columns.items()}
    return log_of(sheet({**LEADS, **named}, "leads.csv"))


def answered(log):
    return moments(log.tables["leads"]["first_response_at"])


@pytest.mark.parametrize("times", [["0:30:00", None, "1:00:00"], ["1800", None, "3600"]])
def test_that_a_response_time_runs_from_the_creation(times):
    assert answered(opened(Lead_response_time=times)) == ["2026-03-04 09:30:00", None, "2026-03-06 10:00:00"]


def test_that_a_response_time_runs_from_when_the_lead_was_given_to_somebody():
    log = opened(Lead_response_time=["1800", "60", None], Assigned_date=["2026-03-04 10:00", None, "2026-03-07 10:00"])
    assert answered(log) == ["2026-03-04 10:30:00", "2026-03-05 09:01:00", None]


def test_that_a_first_response_that_is_told_goes_before_a_response_time():
    log = opened(Lead_response_time=["1800", "60", None], First_response=["2026-03-09", None, None])
    assert days(log.tables["leads"]["first_response_at"])[0] == "2026-03-09"
    assert answered(log)[1:] == ["2026-03-05 09:01:00", None]
    assert log.is_date_only("leads", "first_response_at").tolist() == [True, False, False]


def test_that_a_day_without_a_time_starts_no_clock():
    log = opened(Lead_response_time=["1800", "60", None], Created=["2026-03-04", "2026-03-05 09:00", None])
    assert answered(log) == [None, "2026-03-05 09:01:00", None]


def test_that_response_times_of_an_unlikely_unit_are_not_used():
    log = opened(Lead_response_time=["0.5", "0.25", "2"])
    assert not log.has("leads", "first_response_at")
    assert "The response times are not used" in texts(log)
