import os
import time
from pathlib import Path

import pytest

from salesdesk import paths
from salesdesk.models.issue import Effect
from salesdesk.reading.presets import known_presets, presets_digest
from tests.reading.drafts import Assistant, column
from tests.reading.sheets import cells, log_of, sheet, texts

OWN = """
name = "Our CRM"
made_by_system = ["Robot note"]

[[layout]]
title = "an export of our CRM"
table = "opportunities"
all = ["Nr", "Kunde"]

[layout.columns]
"Nr" = "opportunity_id"
"Kunde" = "customer_id"
"Summe" = "amount"
"Stand" = "status"

[layout.words.status]
won = ["Auftrag"]
lost = ["Absage"]
"""
ROWS = {"Nr": ["1", "2"], "Kunde": ["Acme", "Globex"], "Summe": ["5", "6"], "Stand": ["Auftrag", "Absage"],
        "Create Date": ["2026-03-04", "2026-03-05"]}  # fmt: skip


@pytest.fixture
def folder(own_home: Path) -> Path:
    found = paths.preset_folder()
    found.mkdir(parents=True)
    return found


def put(folder: Path, text: str, name: str = "ours.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_that_the_folder_of_the_user_lies_in_the_workspace_and_need_not_be_there():
    assert paths.preset_folder().parent == paths.workspace_folder()
    assert known_presets().own == ()
    assert known_presets().problems == {}


def test_that_a_file_dropped_into_the_folder_is_a_preset(folder):
    put(folder, OWN)
    log = log_of(sheet(ROWS))
    assert cells(log, "opportunities", "status") == ["won", "lost"]
    assert cells(log, "opportunities", "amount") == [5, 6]
    assert "Read as an export of our CRM." in log.sources[0].notes
    reasons = {match.header: match.reason for match in log.sources[0].matches}
    assert reasons["Summe"] == "known from Our CRM"
    assert reasons["Create Date"] == "a usual name for it"  # what a preset does not know is guessed


def test_that_a_name_may_go_without_saying(folder):
    put(folder, OWN.replace('"opportunities"', '"opportunities"\nalways = {pipeline = "North"}'))
    assert cells(log_of(sheet(ROWS)), "opportunities", "pipeline") == ["North", "North"]


def test_that_the_import_assistant_knows_it_as_well(folder, tmp_path):
    put(folder, OWN)
    path = tmp_path / "export.csv"
    path.write_text("Nr,Kunde,Summe,Stand\n1,Acme,5,Auftrag\n2,Globex,6,Absage\n", encoding="utf-8")
    drawn = Assistant(path).sheet()
    assert (drawn.reason, drawn.doubt, drawn.questions) == ("it is an export of our CRM", "", ())
    assert column(drawn, "Summe").reason == "known from Our CRM"


def test_that_a_preset_of_the_user_goes_before_one_of_the_program(folder):
    hubspot = {"Record ID": ["1"], "Deal Name": ["a"], "Deal Stage": ["closedwon"], "Pipeline": ["x"],
               "Create Date": ["2026-03-04"], "Worth": ["7"]}  # fmt: skip
    assert "Read as a HubSpot export of deals." in log_of(sheet(hubspot)).sources[0].notes
    put(folder, OWN.replace("Nr", "Record ID").replace("Kunde", "Deal Name").replace("Summe", "Worth"))
    log = log_of(sheet(hubspot))
    assert "Read as an export of our CRM." in log.sources[0].notes
    assert cells(log, "opportunities", "amount") == [7]


def test_that_kinds_which_a_preset_names_as_made_by_the_system_are_left_out(folder):
    columns = {"Activity Type": ["Call", "Robot Note"], "Subject": ["a", "b"], "Owner": ["Ann", "Ann"]}
    assert log_of(sheet(columns, "activities.csv")).sources[0].set_aside == {}
    put(folder, OWN)
    assert log_of(sheet(columns, "activities.csv")).sources[0].set_aside == {"entries that the system made": 1}


def test_that_the_unit_of_a_header_holds_in_whatever_file_it_stands():
    calls = {"Call Id": ["1"], "Agent": ["Ann"], "Date": ["2026-03-04"], "hs_call_duration": ["90000"]}
    assert cells(log_of(sheet({**calls, "Direction": ["Outbound"]}, "calls.csv")), "activities", "duration_s") == [90]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('name = "Our CRM"', "name = ", "it is not written as TOML (line 2, column 8)"),
        ('name = "Our CRM"', "", "it has no name"),
        ('name = "Our CRM"', "name = 5", "it has no name"),
        ('name = "Our CRM"', 'name = "Our CRM"\nnotes = "x"', "it has an entry “notes” that no preset has"),
        ('"opportunities"', '"deals"', "“an export of our CRM” is for a table called “deals”, which there is not"),
        ('"amount"', '"amuont"', "speaks of a column “amuont”, which its table has not got"),
        ("won = [", "victory = [", "“victory” is none of the words of “status” (open, won, lost)"),
        ('["Absage"]', '["auftrag"]', "“auftrag” stands for more than one word of “status”"),
        ('"Summe"', '"{module}"', "names the header “{module}”, in which nothing follows {module}"),
        ('"Summe"', '"Wert {module}"', "names the header “Wert {module}”, in which nothing follows {module}"),
        ('"opportunities"', '"opportunities"\npeople = "yes"', "“people” must be true or false"),
        ('name = "Our CRM"', f'name = "{"x" * 81}"', "it has a name that is no plain line of 80 characters or fewer"),
        ('"an export of our CRM"', '"a\\nb"', "a layout has a title that is no plain line of 80 characters or fewer"),
        (
            'name = "Our CRM"',
            f'name = "Our CRM"\n{"n" * 5000} = 1',
            f"it has an entry “{'n' * 40}…” that no preset has",
        ),
        (
            '"opportunities"',
            '"opportunities"\nhistory = [{header = "{a}{b}{c}{stage}"}]',
            "leaves more than 3 names open",
        ),
        ('["Absage"]', '"Absage"', "“lost” must be a list of texts"),
        ('"Summe"', '"KUNDE"', "names the header “KUNDE” twice"),
        ('all = ["Nr", "Kunde"]', 'all = ["Nr"]', "must name two headers or more that it is known by"),
        ('all = ["Nr", "Kunde"]', 'all = ["Nr"]\nany = ["Kunde"]\nleast = 2', "must name two headers or more"),
        ('"opportunities"', '"opportunities"\nunused = ["Nr"]', "names “nr” both as a column and as unused"),
        ('"opportunities"', '"opportunities"\nconfidence = "C"', "has a confidence other than A or B"),
        ('"opportunities"', '"opportunities"\nalways = {type = "old"}', "“old” is none of the words of “type”"),
        ('"opportunities"', '"opportunities"\nalways = {name = 5}', "has no name"),
        ('"opportunities"', '"opportunities"\nalways = {amount = "5"}', "“5” is none of the words of “amount” (none)"),
        ('"opportunities"', '"opportunities"\nunits = {amount = "hours"}', "“amount” is no duration"),
        ('name = "Our CRM"', 'name = "Our CRM"\nunits = {x = "days"}', "it: “x” cannot be in “days”"),
        ('"opportunities"', '"opportunities"\nblank = {amount = ["-"]}', "“amount” holds no words"),
        ('"opportunities"', '"opportunities"\nhistory = [{header = "When"}]', "does not say where the stage stands"),
    ],
)
def test_that_a_broken_preset_is_said_in_a_sentence_and_left_out(folder, old, new, wrong):
    assert old in OWN
    put(folder, OWN.replace(old, new, 1))
    assert wrong in known_presets().problems["ours.toml"]
    log = log_of(sheet({"Deal ID": ["1"], "Deal Name": ["a"], "Amount": ["5"], "Create Date": ["2026-03-04"]}))
    assert f"The preset ours.toml is not used: {known_presets().problems['ours.toml']}." in texts(log)
    assert log.rows("opportunities") == 1
    assert {issue.effect for issue in log.issues} == {Effect.NOTED}


def test_that_spellings_of_one_word_may_be_told_apart(folder):
    put(folder, OWN.replace('["Absage"]', '["Absage", "ab-sage", "ABSAGE!"]'))
    assert cells(log_of(sheet({**ROWS, "Stand": ["Auftrag", "Ab_Sage"]})), "opportunities", "status") == ["won", "lost"]


def test_that_a_name_of_the_company_may_stand_for_a_module(folder):
    put(folder, OWN.replace('"Summe" =', '"{module} Owner" = "owner_rep_id"\n"Summe" ='))
    log = log_of(sheet({**ROWS, "Projekt Owner": ["Ann", "Bo"]}))
    assert cells(log, "opportunities", "owner_rep_id") == ["Ann", "Bo"]


def test_that_a_preset_without_columns_or_layouts_is_said(folder):
    put(folder, 'name = "x"', "one.toml")
    put(folder, OWN.partition("[layout.columns]")[0], "two.toml")
    (folder / "three.toml").write_bytes(b"\xff\xfe\x00")
    (folder / "four.toml").mkdir()
    put(folder, "x = " + "[" * 50_000, "five.toml")
    put(folder, "not a preset", "readme.txt")
    problems = known_presets().problems
    assert problems["one.toml"] == "it describes no layout ([[layout]])"
    assert problems["two.toml"] == "“an export of our CRM” names no columns"
    assert problems["three.toml"] == "it is not written as TOML"
    assert problems["four.toml"] == "it cannot be read"
    assert problems["five.toml"].startswith("it is not written as TOML")
    assert "readme.txt" not in problems


def test_that_the_digest_changes_with_the_presets_of_the_user(folder):
    without = presets_digest()
    put(folder, OWN)
    with_one = presets_digest()
    put(folder, OWN + "#")
    assert len({without, with_one, presets_digest()}) == 3
    assert presets_digest() == presets_digest()


def test_that_a_file_far_too_long_is_no_preset(folder):
    put(folder, OWN + "#" * 1_000_001)
    assert known_presets().problems == {"ours.toml": "it is far too long for a preset"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_that_what_never_ends_is_no_preset(folder):
    os.mkfifo(folder / "pipe.toml")
    (folder / "endless.toml").symlink_to("/dev/zero")
    assert set(known_presets().problems.values()) == {"it cannot be read"}
    assert presets_digest()


def test_that_a_preset_tells_nothing_but_words(folder):
    put(folder, OWN.replace("an export of our CRM", "=HYPERLINK(1) <b>../../x</b>"))
    log = log_of(sheet(ROWS))
    assert "Read as =HYPERLINK(1) <b>../../x</b>." in log.sources[0].notes
    assert cells(log, "opportunities", "amount") == [5, 6]
    assert [file.name for file in folder.iterdir()] == ["ours.toml"]


def test_that_a_long_header_is_not_searched_for_stages(folder):
    put(folder, OWN.replace('"opportunities"', '"opportunities"\nhistory = [{header = "{a} x {b} y {stage}"}]', 1))
    started = time.monotonic()
    log_of(sheet({**ROWS, "x " * 30_000: ["2026-03-04", None]}))
    assert time.monotonic() - started < 5
