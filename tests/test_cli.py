"""The command line: its commands, what goes to which stream, and how it ends."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from salesdesk import __version__, cli
from salesdesk.cli import COMMANDS, main
from salesdesk.commands.options import SLICES
from salesdesk.kpis.catalogue import ALL
from salesdesk.models.selection import DIMS
from salesdesk.models.typed import Typed, TypedQuota
from salesdesk.store.workspace import Workspace

pytestmark = pytest.mark.usefixtures("reading_here")

DEALS = """Opportunity ID,Owner,Created,Closed,Stage,Amount,Product
1,Ann Lee,2026-01-05,2026-02-20,Closed Won,1000.50,Alpha
2,Ann Lee,2026-01-20,2026-03-02,Closed Lost,,Beta
3,Ben Ode,2026-02-01,2026-03-10,Closed Won,500,Alpha
4,,2026-02-11,2026-04-02,Closed Won,250,
5,Cai Wu,2025-12-03,,Negotiation,900,Beta
6,Ben Ode,2025-12-20,2026-01-15,Closed Lost,,Alpha
"""
AMBIGUOUS = DEALS.replace("2026-", "04/03/2026 ").replace("2025-", "05/03/2026 ")


@pytest.fixture
def deals(tmp_path: Path) -> str:
    file = tmp_path / "deals.csv"
    file.write_text(DEALS, encoding="utf-8")
    return str(file)


class Said:
    """What a call of the command line gave back."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def objects(self) -> list[dict]:
        return json.loads(self.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> Said:
        code = main(arguments)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call


# Streams and exit codes


def test_that_the_period_in_use_is_said_on_standard_error(say, deals: str) -> None:
    said = say("kpis", deals, "--kpi", "K33")
    assert said.code == 0
    assert "Period: Q1 2026 (2026-01-01 to 2026-03-31)" in said.err
    assert "Period" not in said.out
    assert "Win rate" in said.out


def test_that_the_window_is_not_loaded_for_a_command(deals: str) -> None:
    code = f"""
import sys
from salesdesk.cli import main
main(["kpis", {deals!r}])
print([name for name in sys.modules if name.split(".")[0] in ("PySide6", "pyqtgraph")], file=sys.stderr)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stderr.splitlines()[-1] == "[]"


def test_that_help_loads_no_tables() -> None:
    code = """
import sys
from salesdesk.cli import main
main(["kpis", "--help"])
print("pandas" in sys.modules, file=sys.stderr)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stderr.strip() == "False"


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_that_every_command_has_help(say, command: str) -> None:
    said = say(command, "--help")
    assert said.code == 0
    assert f"salesdesk {command}" in said.out


def test_that_help_names_every_command(say) -> None:
    said = say("--help")
    assert all(f"salesdesk {command.name}" in said.out for command in COMMANDS)


def test_that_the_version_is_told(say) -> None:
    assert say("--version").out.split() == ["SalesDesk", __version__]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["kpis"], "FILE"),
        (["kpis", "DEALS", "--bye", "rep"], "--bye"),
        (["kpis", "DEALS", "--by", "planet"], "planet"),
        (["kpis", "DEALS", "--kpi", "K99"], "no KPI called “K99”"),
        (["kpis", "DEALS", "--period", "2026-Q7"], "2026-Q7"),
        (["kpis", "DEALS", "--period", "soon"], "soon"),
        (["kpis", "DEALS", "--as-of", "31.3.2026"], "31.3.2026"),
        (["kpis", "DEALS", "--zone", "Mars/Olympus"], "Mars/Olympus"),
        (["kpis", "DEALS", "--zone", "../etc"], "../etc"),
        (["kpis", "DEALS", "--currency", "Euros"], "Euros"),
        (["kpis", "DEALS", "--dates", "ymd"], "ymd"),
        (["scorecards", "DEALS"], "--out"),
        (["scorecards", "DEALS", "--out", "OUT", "--rep", "Anne Lee"], "did you mean Ann Lee"),
        (["team", "DEALS", "--out", "team.csv"], "team.csv"),
        (["shots", "OUT", "--size", "big"], "big"),
        (["--no-such-option"], "--no-such-option"),
    ],
)
def test_that_wrong_usage_ends_with_2(say, deals: str, tmp_path: Path, arguments: list[str], reason: str) -> None:
    places = {"DEALS": deals, "OUT": str(tmp_path / "out")}
    said = say(*(places.get(word, word) for word in arguments))
    assert said.code == 2
    assert reason in said.err
    assert said.out == ""
    assert not (tmp_path / "out").exists()


def test_that_each_reason_of_a_refusal_is_one_line_on_standard_error(say, deals: str, tmp_path: Path) -> None:
    empty, picture = tmp_path / "empty.xlsx", tmp_path / "picture.xlsx"
    empty.touch()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    said = say("kpis", deals, str(empty), str(picture), str(tmp_path / "gone.csv"), "--format", "json")
    assert (said.code, said.out) == (1, "")
    lines = said.err.splitlines()
    assert len(lines) == 3
    for name, line in zip(["empty.xlsx", "picture.xlsx", "gone.csv"], lines, strict=True):
        assert line.startswith(f"salesdesk: {name}: ")
        assert str(tmp_path) not in line


def test_that_a_column_nobody_can_settle_names_the_option_to_give(say, tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    rows = ["Opportunity ID,Owner,Created,Closed,Stage,Amount"]
    rows += [f"{row},Ann,0{row}/02/2026,0{row}/03/2026,Closed Won,{row}" for row in range(1, 6)]
    file.write_text("\n".join(rows), encoding="utf-8")
    said = say("kpis", str(file))
    assert (said.code, said.out) == (1, "")
    assert "--dates dmy or --dates mdy" in said.err
    firsts = [say("kpis", str(file), "--dates", order, "--kpi", "K15", "--by", "month", "--format", "json",
                  "--period", "all").objects for order in ("dmy", "mdy")]  # fmt: skip
    assert [[found["n"] for found in objects][-1] for objects in firsts] == [5, 5]
    assert [found["key"] for found in firsts[0]] == ["2026-02", "2026-03", None]
    assert [found["key"] for found in firsts[1]][:2] == ["2026-01", "2026-02"]
    listed = say("check", str(file))
    assert listed.code == 0
    assert "needs an answer" in listed.out


def test_that_an_own_error_is_a_sentence_and_the_trace_goes_to_the_log(
    say, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = " ".join(["secret", "cell"])

    def fail(*_: object) -> None:
        raise ValueError(secret)

    monkeypatch.setattr("salesdesk.commands.glossary.run", fail)
    said = say("glossary")
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err
    (trace,) = own_home.rglob("salesdesk.log")
    assert "ValueError" in trace.read_text(encoding="utf-8")
    assert secret not in trace.read_text(encoding="utf-8") + said.err


def test_that_a_reader_who_has_seen_enough_is_no_error(deals: str) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "salesdesk", "glossary"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == 0


# KPIs


def test_that_without_slices_there_is_one_object_per_kpi(say, deals: str) -> None:
    objects = say("kpis", deals, "--format", "json").objects
    assert [found["id"] for found in objects] == [kpi.id for kpi in ALL]
    assert {(found["by"], found["key"]) for found in objects} == {(None, None)}


def test_that_slices_come_sorted_and_the_team_last(say, deals: str) -> None:
    objects = say("kpis", deals, "--by", "rep", "--kpi", "K15", "--period", "all", "--format", "json").objects
    assert [found["key"] for found in objects] == ["(no rep)", "Ann Lee", "Ben Ode", "Cai Wu", None]
    assert [found["value"] for found in objects] == [1, 1, 1, 0, 3]
    assert {found["by"] for found in objects} == {"rep"}


def test_that_a_rep_without_rows_appears(say, deals: str) -> None:
    objects = say("kpis", deals, "--by", "rep", "--kpi", "K33", "--format", "json").objects
    cai = next(found for found in objects if found["key"] == "Cai Wu")
    assert (cai["value"], cai["status"], cai["n"]) == (None, "no_data", 0)


def test_that_months_are_keys_with_their_own_days(say, deals: str) -> None:
    objects = say("kpis", deals, "--by", "month", "--kpi", "K33", "--format", "json").objects
    assert [found["key"] for found in objects] == ["2026-01", "2026-02", "2026-03", None]
    assert objects[1]["period"] == {"label": "Feb 2026", "start": "2026-02-01", "end": "2026-02-28"}
    assert [found["n"] for found in objects] == [1, 1, 2, 4]
    assert objects[-1]["value"] == 0.5


def test_that_a_dimension_a_kpi_cannot_have_is_one_object_with_the_reason(say, deals: str) -> None:
    impossible = next(kpi for kpi in ALL if "product" not in kpi.by)
    objects = say("kpis", deals, "--by", "product", "--kpi", impossible.id, "--format", "json").objects
    assert [(found["by"], found["key"], found["status"]) for found in objects] == [("product", None, "not_available")]
    assert any("product" in note for note in objects[0]["notes"])


def test_that_a_missing_column_is_named(say, deals: str) -> None:
    (found,) = say("kpis", deals, "--kpi", "K03", "--format", "json").objects
    assert (found["status"], found["value"]) == ("not_available", None)
    assert any("Quotas" in note for note in found["notes"])


def test_that_kpis_are_named_by_id_key_or_name(say, deals: str) -> None:
    objects = say("kpis", deals, "--kpi", "k33", "win_rate", "Win rate", "--kpi", "K01", "--format", "json").objects
    assert [found["id"] for found in objects] == ["K33", "K01"]


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-01-10..2026-03-05", "2026-01-10", "2026-03-05"),
        ("all", None, None),
    ],
)
def test_that_periods_are_told_with_both_days(say, deals: str, period: str, start: str, end: str) -> None:
    (found,) = say("kpis", deals, "--kpi", "K15", "--period", period, "--format", "json").objects
    assert (found["period"]["start"], found["period"]["end"]) == (start, end)


def test_that_the_log_ends_when_told(say, deals: str) -> None:
    said = say("kpis", deals, "--as-of", "2026-02-28", "--kpi", "K15", "--period", "all", "--format", "json")
    assert "The log ends on 2026-02-28." in said.err
    assert said.objects[0]["value"] == 1


def test_that_csv_has_a_line_per_figure(say, deals: str) -> None:
    said = say("kpis", deals, "--by", "rep", "--kpi", "K01", "--format", "csv")
    assert len(said.out.splitlines()) == 1 + 3 + 1  # the heading; Ann, Ben and Cai; the team
    assert ",1000.5," in said.out


def test_that_the_slices_offered_are_those_of_the_program() -> None:
    assert {*SLICES} == {*DIMS, "month"}


# Handing out


def test_that_scorecards_are_named_by_rep_and_period(say, deals: str, tmp_path: Path) -> None:
    out = tmp_path / "cards"
    said = say("scorecards", deals, "--out", str(out), "--rep", "ann lee", "Ben Ode")
    assert said.code == 0
    assert sorted(path.name for path in out.iterdir()) == ["Ann Lee Q1 2026.xlsx", "Ben Ode Q1 2026.xlsx"]
    assert said.out.splitlines() == [str(out / "Ann Lee Q1 2026.xlsx"), str(out / "Ben Ode Q1 2026.xlsx")]
    assert openpyxl.load_workbook(out / "Ann Lee Q1 2026.xlsx", read_only=True).sheetnames


def test_that_every_rep_gets_a_scorecard_unless_told(say, deals: str, tmp_path: Path) -> None:
    assert say("scorecards", deals, "--out", str(tmp_path / "cards")).code == 0
    assert len(list((tmp_path / "cards").iterdir())) == 3


def test_that_nothing_is_replaced_unless_told(say, deals: str, tmp_path: Path) -> None:
    book = tmp_path / "team.xlsx"
    book.write_text("mine", encoding="utf-8")
    said = say("team", deals, "--out", str(book))
    assert (said.code, said.out) == (1, "")
    assert book.read_text(encoding="utf-8") == "mine"
    assert say("team", deals, "--out", str(book), "--overwrite").code == 0
    assert openpyxl.load_workbook(book, read_only=True).sheetnames


# Check, glossary, workspace


def test_that_check_accounts_for_every_row(say, deals: str) -> None:
    report = json.loads(say("check", deals, "--format", "json").out)
    (source,) = report["sources"]
    assert source["rows"] == source["used"] + sum(source["set_aside"].values()) == 6
    assert report["tables"]["opportunities"] == 6
    assert {match["header"] for match in source["matches"]} == set(DEALS.splitlines()[0].split(","))


def test_that_check_says_what_is_not_used(say, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    lines = DEALS.splitlines()
    file.write_text("\n".join([f"{lines[0]},Zodiac", *(f"{line},Libra" for line in lines[1:])]), encoding="utf-8")
    said = say("check", str(file))
    assert said.code == 0
    assert "“Zodiac” is not used" in said.out


def test_that_the_glossary_has_every_kpi(say) -> None:
    text = say("glossary").out
    assert all(f"{kpi.name} ({kpi.id})" in text for kpi in ALL)
    assert [entry["id"] for entry in json.loads(say("glossary", "--format", "json").out)] == [kpi.id for kpi in ALL]


def test_that_nothing_is_remembered_without_a_workspace(say, deals: str, own_home: Path) -> None:
    before = sorted(own_home.rglob("*"))
    say("kpis", deals)
    assert sorted(own_home.rglob("*")) == before


def test_that_the_settings_of_a_workspace_count(say, deals: str, tmp_path: Path) -> None:
    kept = Workspace.open(tmp_path / "desk")
    kept.settings.set("currency", "CHF")
    kept.names.set({"Ann Lee": "Ann-Marie Lee"})
    kept.close()
    said = say("kpis", deals, "--workspace", str(tmp_path / "desk"), "--by", "rep", "--kpi", "K01")
    assert "1,001 CHF" in said.out
    assert "Ann-Marie Lee" in said.out
    over = say("kpis", deals, "--workspace", str(tmp_path / "desk"), "--currency", "eur", "--kpi", "K01")
    assert "€1,501" in over.out


def test_that_my_team_of_a_workspace_is_shown_and_said(say, deals: str, tmp_path: Path) -> None:
    desk = str(tmp_path / "desk")
    kept = Workspace.open(Path(desk))
    kept.my_team.set({"Ann Lee", "Ben Ode", "Somebody Else"})
    kept.close()
    said = say("kpis", deals, "--workspace", desk, "--by", "rep", "--kpi", "K13", "--period", "all", "--format", "json")
    assert [found["key"] for found in said.objects] == ["Ann Lee", "Ben Ode", None]
    assert "My team: 2 of 3 reps." in said.err
    cards = tmp_path / "cards"
    assert say("scorecards", deals, "--workspace", desk, "--out", str(cards)).code == 0
    assert len(list(cards.iterdir())) == 2
    assert say("scorecards", deals, "--workspace", desk, "--out", str(cards), "--rep", "Cai Wu").code == 0
    assert len(list(cards.iterdir())) == 3


def test_that_a_damaged_workspace_is_refused(say, deals: str, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "workspace.sqlite").write_bytes(b"no database" * 500)
    said = say("kpis", deals, "--workspace", str(tmp_path / "desk"))
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1


def test_that_files_alone_open_the_window(say, deals: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr("salesdesk.commands.window.run", lambda chosen: opened.append(chosen.files))
    assert say(deals).code == 0
    assert say().code == 0
    assert opened == [[Path(deals)], []]
    assert cli.OPEN.name == "window"


def test_that_the_template_is_written_once_and_replaced_only_when_told(say, tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    said = say("template", str(file))
    assert (said.code, said.out) == (0, f"{file}\n")
    assert say("template", str(file)).code == 1
    assert say("template", str(file), "--overwrite").code == 0
    assert say("template", str(tmp_path / "template.csv")).code == 2


def test_that_typed_quotas_and_kept_settings_of_a_workspace_count(say, deals: str, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "kept")
    workspace.typed.set(Typed(quotas=(TypedQuota("Ann Lee", date(2026, 1, 1), date(2026, 3, 31), 2001.0),)))
    workspace.settings.set("fiscal_start", 4)
    workspace.close()
    said = say("kpis", deals, "--workspace", str(tmp_path / "kept"), "--kpi", "K03", "--format", "json")
    (found,) = said.objects
    assert (found["numerator"], found["denominator"], found["value"]) == (1000.5, 2001, 0.5)
    assert "Q4 FY25/26" in said.err
