import pytest

from tests.kpis.asking import team
from tests.reading.sheets import cells, days, log_of, sheet, texts

PEOPLE = {"Contact ID": ["1", "2", "3"], "Email": ["joe@a.example", None, "max@c.example"],
          "Company": ["Acme", "Globex", "Initech"], "Created": ["2026-03-04 09:00"] * 3}  # fmt: skip
RATING, ASKED = "Last NPS survey rating", "Last NPS survey date"


def opened(ratings, dates, **more):
    return log_of(sheet({**PEOPLE, RATING: ratings, ASKED: dates, **more}, "contacts.csv"))


def test_that_ratings_beside_people_are_answers_to_a_survey():
    log = opened(["9", None, "3"], ["13/03/2026", "14/03/2026", "05/03/2026"])
    assert cells(log, "nps_responses", "person_id") == ["joe@a.example", "max@c.example"]
    assert cells(log, "nps_responses", "customer_id") == ["Acme", "Initech"]
    assert days(log.tables["nps_responses"]["answered_at"]) == ["2026-03-13", "2026-03-05"]
    assert log.origins["nps_responses"].row.tolist() == [2, 4]
    assert team(log, "K42").value == 0
    match = next(match for match in log.sources[0].matches if match.header == ASKED)
    assert (match.table, match.field) == ("nps_responses", "answered_at")
    assert match.decided == "day first (“13/03/2026” in row 2)"
    assert log.sources[0].used == 3


def test_that_a_rating_without_its_day_is_no_answer():
    log = log_of(sheet({**PEOPLE, RATING: ["9", None, "3"]}, "contacts.csv"))
    assert not log.has("nps_responses", "score")


def test_that_what_is_no_number_is_said():
    log = opened(["9", "good", "3"], ["2026-03-13"] * 3)
    assert f"Column “{RATING}”: not a number (row 3)" in texts(log)
    assert cells(log, "nps_responses", "score") == [9, 3]


@pytest.mark.parametrize("name", ["nps.csv", "nps survey.csv"])
def test_that_a_survey_in_a_sheet_of_its_own_goes_first(name):
    own = sheet({"Score": ["10"], "Submit date": ["2026-03-20"], "Respondent": ["eva@d.example"]}, name)
    people = sheet({**PEOPLE, RATING: ["9", None, "3"], ASKED: ["2026-03-13"] * 3}, "contacts.csv")
    assert cells(log_of(own, people), "nps_responses", "score") == [10]
