"""Columns whose values stand above groups of rows, filled down on the command line."""

import json
from pathlib import Path

import pytest

from tests.test_cli import say

__all__ = ["say"]

pytestmark = pytest.mark.usefixtures("reading_here")

ROWS = (
    "Ann,D1,2026-03-01,5,Won\n,D2,2026-03-02,6,Won\nBea,D3,2026-03-03,7,Won\n"
    ",D4,2026-03-04,8,Won\n,D5,2026-03-05,9,Won\n"
)


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.csv"
    path.write_text(f"Sales rep,Deal ID,Close Date,Amount,Stage\n{ROWS}")
    return str(path)


def test_that_check_names_the_option_that_fills_a_column_down(say, report: str) -> None:
    said = say("check", report).out
    assert "its value stands in the first row of each group only" in said
    assert 'Answer it with --fill-down "Sales rep".' in said
    filled = say("check", report, "--fill-down", "Sales rep").out
    assert "3 cells were filled down, as you said (rows 3, 5 and 6)" in filled
    assert "Answer it with" not in filled


def test_that_the_figures_are_those_of_the_rows_filled_down(say, report: str) -> None:
    asked = ("kpis", report, "--kpi", "K15", "--by", "rep", "--period", "all", "--format", "json")
    alone = {one["key"]: one["value"] for one in say(*asked).objects}
    assert (alone["Ann"], alone["Bea"], alone["(no rep)"], alone[None]) == (1, 1, 3, 5)
    filled = {one["key"]: one["value"] for one in say(*asked, "--fill-down", "sales REP").objects}
    assert filled == {"Ann": 2, "Bea": 3, None: 5}


def test_that_a_header_that_no_file_has_names_what_is_nearest(say, report: str) -> None:
    said = say("kpis", report, "--fill-down", "Sales repp")
    assert (said.code, said.out) == (2, "")
    assert "no file has a column called “Sales repp”: did you mean “Sales rep”" in said.err


def test_that_what_was_found_has_the_option_as_a_value_of_its_own(say, report: str) -> None:
    issues = json.loads(say("check", report, "--format", "json").out)["issues"]
    assert [each["option"] for each in issues if each["column"]] == ['--fill-down "Sales rep"']
