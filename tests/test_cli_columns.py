"""Columns that only a person can explain, explained on the command line."""

import json
from pathlib import Path

import pytest

from salesdesk.models.tables import TABLES
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.header_words import header_signature
from salesdesk.reading.meanings import UnknownMeaning, meaning_of
from salesdesk.store.matches import Match
from salesdesk.store.workspace import Workspace
from tests.test_cli import say

__all__ = ["say"]

pytestmark = pytest.mark.usefixtures("reading_here")

GRADES = "Staff no,Dept,Joy,Desk\n" + "".join(f"{n},{'North' if n % 2 else 'South'},{n % 4 + 1},x\n" for n in range(20))
JOY, DEPT = "Joy=satisfaction_responses.score", "Dept=Satisfaction answers.Team"


def written(folder: Path, text: str, name: str = "survey.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def matched(said) -> dict[str, tuple[str | None, str | None]]:
    """Of all files: by header, what it was read as."""
    sources = json.loads(said.out)["sources"]
    return {match["header"]: (match["table"], match["field"]) for one in sources for match in one["matches"]}


def test_that_an_unrecognised_file_names_the_option_and_opens_once_it_is_explained(say, tmp_path: Path) -> None:
    file = written(tmp_path, GRADES)
    refused = say("kpis", file)
    assert (refused.code, refused.out) == (1, "")
    assert "survey.csv: not recognised" in refused.err
    assert "--column HEADER=TABLE.COLUMN" in refused.err.splitlines()[-1]
    asked = ("kpis", file, "--kpi", "K07", "--by", "team", "--period", "all", "--format", "json")
    found = say(*asked, "--column", JOY, "--column", DEPT).objects
    told = [(one["key"], one["value"], one["n"]) for one in found]
    assert told == [("North", 3, 10), ("South", 2, 10), (None, 2.5, 20)]
    assert "the highest one given, 4, counts as it" in say("check", file, "--column", JOY).out


def test_that_a_file_that_could_be_two_tables_names_the_two_ways_out_and_both_work(say, tmp_path: Path) -> None:
    file = written(tmp_path, "Full note,Owner,Status,Source\n" + "x,Ann,Open,Web\n" * 3, "list.csv")
    refused = say("check", file)
    assert "it could be Opportunities or Leads" in refused.err
    ways = ["Owner=opportunities.owner_rep_id", "Owner=leads.owner_rep_id"]
    assert refused.err.splitlines()[-1].endswith(f"say which with --column {ways[0]} or --column {ways[1]}")
    for way, table in zip(ways, ("opportunities", "leads"), strict=True):
        said = say("check", file, "--column", way, "--format", "json")
        assert {found for found, _ in matched(said).values() if found} == {table}


def test_that_yes_and_no_are_counted_in_what_is_said_of_a_column(say, tmp_path: Path) -> None:
    file = written(tmp_path, "No,Bought\n1,yes\n2,no\n3,no\n4,\n", "people.csv")
    said = say("check", file, "--column", "No=leads.lead_id", "--column", "Bought=leads.is_qualified")
    assert "“Bought” is Qualified (confirmed by you; 1 yes, 2 no)" in said.out


def test_that_pictures_are_drawn_of_explained_columns_or_name_the_option(say, tmp_path: Path) -> None:
    said = say("shots", str(tmp_path / "out"), written(tmp_path, GRADES))
    assert (said.code, said.out) == (1, "")
    assert "--column HEADER=TABLE.COLUMN" in said.err


def test_that_the_other_columns_are_matched_as_they_are_found(say, tmp_path: Path) -> None:
    file = written(tmp_path, "Lead ID,Lead Source,Grp\n1,Web,a\n2,Fair,b\n")
    found = matched(say("check", file, "--column", "Grp=leads.campaign", "--format", "json"))
    assert found == {"Lead ID": ("leads", "lead_id"), "Lead Source": ("leads", "source"), "Grp": ("leads", "campaign")}


def test_that_what_is_said_takes_a_field_from_the_column_that_would_be_it(say, tmp_path: Path) -> None:
    file = written(tmp_path, "Lead ID,Lead Source,Origin of it\n1,Web,Fair\n")
    found = matched(say("check", file, "--column", "origin OF it=Leads.Source", "--format", "json"))
    assert found["Origin of it"] == ("leads", "source")
    assert found["Lead Source"] == (None, None)


def test_that_a_column_may_be_left_out(say, tmp_path: Path) -> None:
    deals = written(tmp_path, "Deal ID,Deal Name,Owner,Stage,Amount,Region\n1,a,Ann,Won,5,N\n", "deals.csv")
    asked = ("check", deals, "--format", "json", "--column", "Amount=unused")
    assert matched(say(*asked))["Amount"] == (None, None)
    found = matched(say(*asked, "--column", "Region=opportunities.segment"))
    assert (found["Amount"], found["Region"]) == ((None, None), ("opportunities", "segment"))
    assert found["Owner"] == ("opportunities", "owner_rep_id")
    refused = say("check", written(tmp_path, GRADES), "--column", "Joy=unused")
    assert "not recognised" in refused.err


def test_that_a_header_of_several_files_is_explained_where_it_fits(say, tmp_path: Path) -> None:
    deals = written(tmp_path, "Deal ID,Deal Name,Owner,Stage,Amount,Zone\n1,a,Ann,Won,5,N\n", "deals.csv")
    firms = written(tmp_path, "Customer ID,Customer,Industry,Zone\n1,Acme,Toys,S\n", "customers.csv")
    said = say("check", deals, firms, "--column", "Zone=opportunities.territory", "--format", "json")
    first, second = ([one["table"], one["matches"][-1]["field"]] for one in json.loads(said.out)["sources"])
    assert (first, second) == (["opportunities", "territory"], ["customers", None])


def test_that_what_is_said_goes_before_what_is_kept(say, tmp_path: Path) -> None:
    file = written(tmp_path, GRADES)
    signature = header_signature(["Staff no", "Dept", "Joy", "Desk"])
    table, kept = "satisfaction_responses", {"Desk": "score", "Dept": "team"}
    workspace = Workspace.open(tmp_path / "kept")
    workspace.matches.set(signature, Match(table, kept))
    workspace.close()
    said = say("check", file, "--workspace", str(tmp_path / "kept"), "--column", JOY, "--format", "json")
    found = matched(said)
    assert (found["Joy"], found["Dept"], found["Desk"]) == ((table, "score"), (table, "team"), (None, None))


@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        ("Joi=leads.name", "no file has a column called “Joi”: did you mean “Joy”?"),
        ("Joy=leeds.name", "there is no table called “leeds”: did you mean leads"),
        ("Joy=leads.qualifed", "leads has no column called “qualifed”: did you mean is_qualified"),
        ("Joy=leads", "“leads” names no column of leads: write it as leads.lead_id"),
        ("Joy", "“Joy” explains no column: write it as HEADER=TABLE.COLUMN"),
        ("=leads.name", "explains no column"),
    ],
)
def test_that_a_wrong_explanation_names_what_is_nearest(say, tmp_path: Path, column: str, sentence: str) -> None:
    said = say("kpis", written(tmp_path, GRADES), "--column", column)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


def test_that_every_column_is_known_by_its_name_and_by_the_label_of_the_template() -> None:
    for table in TABLES:
        for name, column in fields_of(table.name).items():
            assert meaning_of(f"{table.name}.{name}") == (table.name, name)
            if column in table.columns:
                assert meaning_of(f"{table.title}.{column.label}")[0] == table.name


def test_that_an_alias_of_one_table_is_enough() -> None:
    assert meaning_of("deals.owner") == ("opportunities", "owner_rep_id")
    with pytest.raises(UnknownMeaning):
        meaning_of("planets.mass")
