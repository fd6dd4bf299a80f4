"""Scores on standard output: JSON to the letter, CSV that no spreadsheet runs, a table for people."""

import csv
import io
import json
import math
from dataclasses import replace
from datetime import date

import pytest

from salesdesk.commands.figures import Figure, as_csv, as_json, as_table
from salesdesk.insights.wording import Voice
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import Score
from salesdesk.models.period import ALL, Period

QUARTER = Period.of(date(2026, 4, 1), date(2026, 6, 30), "Q2 2026")
WINS = Score(
    kpi="win_rate",
    by="rep",
    key="Ann Lee",
    period=QUARTER,
    value=2 / 3,
    unit=Unit.PERCENT,
    numerator=2.0,
    denominator=3.0,
    n=3,
    status=Status.NOT_ENOUGH_DATA,
    interval=(0.2077, 0.9385),
    details={"by_value": 0.5},
    coverage=1.0,
    notes=("a note",),
    excluded={"no_date": 1},
)


def of(score: Score) -> Figure:
    return Figure(BY_KEY["win_rate"], score)


def read(score: Score) -> dict[str, object]:
    (found,) = json.loads(as_json([of(score)]))
    return found


def test_that_an_object_has_the_fields_of_the_contract_in_order() -> None:
    assert list(read(WINS)) == [
        "kpi", "id", "by", "key", "period", "value", "unit", "numerator", "denominator", "n", "status", "interval",
        "details", "coverage", "notes", "excluded", "matured",
    ]  # fmt: skip


def test_that_figures_are_unrounded_and_both_days_of_the_period_included() -> None:
    found = read(WINS)
    assert (found["kpi"], found["id"]) == ("win_rate", "K33")
    assert found["value"] == 2 / 3
    assert found["interval"] == [0.2077, 0.9385]
    assert found["period"] == {"label": "Q2 2026", "start": "2026-04-01", "end": "2026-06-30"}
    assert found["excluded"] == {"no_date": 1}
    assert found["matured"] is None


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, None])
def test_that_what_is_no_number_is_null(value: float | None) -> None:
    text = as_json([of(replace(WINS, value=value, details={"by_value": value}, coverage=value))])
    found = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))[0]
    assert found["value"] is found["details"]["by_value"] is found["coverage"] is None


def test_that_all_there_is_has_no_first_and_no_last_day() -> None:
    assert read(replace(WINS, period=ALL))["period"] == {"label": "All", "start": None, "end": None}


def test_that_the_newest_old_enough_cohort_comes_along() -> None:
    older = replace(WINS, period=Period.of(date(2026, 1, 1), date(2026, 3, 31), "Q1 2026"), status=Status.OK)
    found = read(replace(WINS, value=None, status=Status.IMMATURE, matured=older))
    assert found["matured"]["period"]["label"] == "Q1 2026"
    assert found["matured"]["matured"] is None


def rows(*scores: Score) -> tuple[list[dict[str, str]], int]:
    text, guarded = as_csv([of(score) for score in scores])
    return list(csv.DictReader(io.StringIO(text))), guarded


def test_that_csv_holds_the_exact_number_and_blank_for_none() -> None:
    found, guarded = rows(WINS, replace(WINS, value=None, interval=None, key=None))
    assert float(found[0]["value"]) == 2 / 3
    assert found[0]["n"] == "3"
    assert [found[1][name] for name in ("value", "low", "high", "key")] == ["", "", "", ""]
    assert guarded == 0


@pytest.mark.parametrize("name", ["=1+1", "+49 170", "-Ann", "@ann", "\tAnn"])
def test_that_a_name_like_a_formula_is_written_as_text(name: str) -> None:
    found, guarded = rows(replace(WINS, key=name))
    assert found[0]["key"] == f"'{name}"
    assert guarded == 1


@pytest.mark.parametrize("name", ["-12", "+4.5"])
def test_that_a_name_that_is_a_plain_number_stays(name: str) -> None:
    assert rows(replace(WINS, key=name))[0][0]["key"] == name


def test_that_a_negative_figure_stays_a_number() -> None:
    found, guarded = rows(replace(WINS, value=-3.5))
    assert (found[0]["value"], guarded) == ("-3.5", 0)


def test_that_the_table_says_value_basis_and_who() -> None:
    ann = replace(WINS, status=Status.OK, notes=())
    text = as_table([of(ann), of(replace(ann, key=None, numerator=60.0, denominator=90.0, n=90))], Voice("EUR"))
    head, first, team = text.splitlines()
    assert head == "Win rate (K33)"
    assert first.split() == ["Ann", "Lee", "67", "%", "2", "of", "3", *first.split()[7:]]
    assert team.split()[0] == "Team"


def test_that_the_table_without_slices_has_one_line_per_kpi() -> None:
    text = as_table([of(replace(WINS, by=None, key=None))], Voice())
    line, blank, note = text.splitlines()
    assert line.startswith("K33  Win rate")
    assert "not enough data" in line
    assert (blank, note) == ("", "K33: a note")


def test_that_the_table_says_once_what_is_missing() -> None:
    lacking = replace(WINS, value=None, status=Status.NOT_AVAILABLE, notes=("needs Deals: Amount",))
    text = as_table([of(lacking), of(replace(lacking, key="Ben")), of(replace(lacking, key=None))], Voice())
    assert text.count("needs Deals: Amount") == 1
    assert "Ben" not in text


def test_that_no_figures_make_no_table() -> None:
    assert as_table([], Voice()) == ""
