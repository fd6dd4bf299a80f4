"""`salesdesk check`: what can be worked out is counted as everywhere else, and all of it goes to a workbook."""

import json
from pathlib import Path

import openpyxl
import pytest

from salesdesk.cli import main
from salesdesk.kpis.catalogue import ALL

pytestmark = pytest.mark.usefixtures("reading_here")

# Deals with an amount each but one, and calls none of which is a meeting.
DEALS = """Opportunity ID,Owner,Created,Closed,Stage,Amount
1,Ann Lee,2026-01-05,2026-02-20,Closed Won,1000.50
2,Ann Lee,2026-01-20,2026-03-02,Closed Lost,
3,Ben Ode,2026-02-01,2026-03-10,Closed Won,500
4,Ben Ode,2026-02-11,2026-03-12,Closed Won,
"""
CALLS = """Activity ID,Type,Date,Rep,Lead,Outcome
a,call,2026-02-03 10:00,Ann Lee,x,connected
b,call,2026-02-04 10:00,Ann Lee,y,no answer
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    found = []
    for name, text in {"deals.csv": DEALS, "calls.csv": CALLS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        found.append(str(tmp_path / name))
    return tuple(found)


@pytest.mark.usefixtures("reading_child")
def test_that_what_can_be_worked_out_is_what_the_figures_say(
    files: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *files, "--format", "json"]) == 0
    told = {each["id"]: each for each in json.loads(capsys.readouterr().out)["kpis"]}
    assert main(["kpis", *files, "--period", "all", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    can = {key for key, each in told.items() if each["available"]}
    assert can == {each["id"] for each in figures if each["status"] != "not_available"}
    assert "K30" not in can  # its columns are all there, but no meeting in them
    assert told["K30"]["needs"] == ["Activities: meetings"]
    assert (told["K38"]["rows"], told["K38"]["left_out"]) == (2, {"no amount": 1})
    assert main(["check", *files]) == 0
    said = capsys.readouterr().out
    assert f"{len(can)} of {len(ALL)} KPIs can be worked out; of these " in said
    assert "Average deal size (K38): too few cases; 67 % of its rows are usable, left out: no amount (1)" in said
    assert "Meeting acceptance rate (K30) needs Activities: meetings" in said


def test_that_all_of_it_is_written_to_a_workbook(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "report.xlsx"
    assert main(["check", *files, "--out", str(book)]) == 0
    assert capsys.readouterr().out == f"{book}\n"
    assert openpyxl.load_workbook(book, read_only=True).sheetnames[0] == "What needs a look"
    assert main(["check", *files, "--out", str(book)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["check", *files, "--out", str(book), "--overwrite"]) == 0
    assert main(["check", *files, "--out", str(tmp_path / "report.csv")]) == 2


def test_that_a_log_without_dates_is_said_to_have_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deals = tmp_path / "deals.csv"
    deals.write_text("Deal ID,Owner,Amount,Status\n1,Ann,100,Won\n2,Ben,70,Open\n", encoding="utf-8")
    assert main(["check", str(deals)]) == 0
    assert "Nothing in the log has a date; currency: none stated." in capsys.readouterr().out
    assert main(["check", str(deals), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["span"] == {"start": None, "as_of": None}
    assert main(["kpis", str(deals), "--by", "month", "--kpi", "K57"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "Period: All. Nothing in the log has a date.\n"
    assert "1970" not in printed.out


def test_that_a_count_of_columns_is_not_told_as_one_of_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deals = tmp_path / "deals.csv"
    deals.write_text("Deal ID,Owner,Amount,Status,Age,Mood\n1,Ann,100,Won,3,a\n1,Ann,100,Won,3,a\n", encoding="utf-8")
    assert main(["check", str(deals)]) == 0
    said = capsys.readouterr().out
    assert "2 columns are not used: “Age”, “Mood” – unmatched." in said
    deals.write_text("Deal ID,Amount,Status\n1,x,Won\n2,y,Won\n3,5,Won\n4,6,Won\n5,7,Won\n", encoding="utf-8")
    assert main(["check", str(deals)]) == 0
    assert "not an amount (rows 2 and 3) (2 rows) – blanked." in capsys.readouterr().out
