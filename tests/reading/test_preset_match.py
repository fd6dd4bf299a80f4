"""Confirmed goes before known, known before guessed."""

import re

from salesdesk.models.tables import BY_NAME
from salesdesk.reading.header_words import header_signature
from salesdesk.reading.match_tables import plan
from salesdesk.reading.preset_layout import History, Layout, Preset
from salesdesk.reading.presets import Presets
from tests.reading.sheets import cells, log_of, sheet

DEALS = BY_NAME["opportunities"]
COLUMNS = {"dealid": "opportunity_id", "title": "name", "othertitle": "name", "worth": "amount", "when": "created_at"}


def layout(**facts):
    return Layout("Our CRM", "an export of our CRM", DEALS, frozenset({"dealid", "worth"}), COLUMNS, **facts)


def fitted(columns, **facts):
    (found,) = plan([sheet(columns)], {}, Presets(shipped=(Preset("Our CRM", (layout(**facts),)),)))
    return {hit.field: (hit.place, hit.reason) for hit in found.fits[0].hits}, found.fits[0].rest


HUBSPOT = {
    "Record ID": ["1", "2"], "Deal Name": ["a", "b"], "Deal Stage": ["closedwon", "closedlost"], "Pipeline": ["x", "x"],
    "Create Date": ["2026-03-04", "2026-03-05"], "Amount": ["5", "6"], "Budget": ["50", "60"],
    "Deal owner": ["Ann", "Bo"],
}  # fmt: skip


def test_that_what_the_layout_knows_goes_before_what_is_guessed():
    hits, _ = fitted({"Deal ID": ["1"], "Amount": ["5"], "Worth": ["7"], "Owner": ["Ann"]})
    assert hits["amount"] == (2, "known from Our CRM")
    assert hits["owner_rep_id"] == (3, "same name")


def test_that_a_column_beaten_by_a_known_one_is_said():
    _, rest = fitted({"Deal ID": ["1"], "Amount": ["5"], "Worth": ["7"]})
    assert rest[1] == "Amount is taken from “Worth”"


def test_that_the_first_of_several_headers_for_a_column_counts_unless_it_is_blank():
    both = {"Deal ID": ["1"], "Worth": ["7"], "Other title": ["b"], "Title": ["a"]}
    assert fitted(both)[0]["name"][0] == 3
    assert fitted({**both, "Title": [None]})[0]["name"][0] == 2


def test_that_a_column_beaten_by_a_better_one_of_the_layout_is_said():
    hits, rest = fitted({"Deal ID": ["1"], "Worth": ["7"], "Other title": ["b"], "Title": ["a"]})
    assert hits["name"][0] == 3
    assert rest[2] == "Name is taken from “Title”"


def test_that_marks_prefixes_and_endings_of_headers_do_not_matter():
    hits, _ = fitted({"Deal – ID*": ["1"], "Something : WORTH (converted)": ["7"], " Title ": ["a"]})
    assert {field: place for field, (place, _) in hits.items()} == {"opportunity_id": 0, "amount": 1, "name": 2}


RENAMED = ((re.compile("(?P<module>.+) owner"), "owner_rep_id"), (re.compile("(?P<module>.+) name"), "name"))


def test_that_a_name_of_the_company_may_stand_in_a_header():
    columns = {"Deal ID": ["1"], "Worth": ["7"], "Account Owner": ["Cy"], "Project Owner": ["Ann"]}
    assert fitted(columns, renamed=RENAMED)[0]["owner_rep_id"] == (3, "known from Our CRM")


def test_that_a_header_with_a_name_of_the_company_must_be_the_only_one():
    columns = {"Deal ID": ["1"], "Worth": ["7"], "Project Owner": ["Ann"], "Site Owner": ["Bo"], "Title": ["a"],
               "Project Name": ["b"]}  # fmt: skip
    hits, _ = fitted(columns, renamed=RENAMED)
    assert "owner_rep_id" not in hits
    assert hits["name"][0] == 4


def test_that_people_of_customers_beside_leads_are_no_leads():
    people = {"Person - Name": ["Joe Hill"], "Person - Owner": ["Ann"], "Person - Email": ["joe@acme.example"],
              "Organization - Name": ["Acme"]}  # fmt: skip
    leads = {"Lead ID": ["1"], "Lead Owner": ["Ann"], "Created": ["2026-03-04"], "Lead Source": ["Web"]}
    log = log_of(sheet(people, "people.csv"), sheet(leads, "leads.csv"))
    assert cells(log, "leads", "lead_id") == ["1"]
    assert log.sources[0].set_aside == {"not used: it links contacts, and the leads stand in another file": 1}
    assert cells(log_of(sheet(people, "people.csv")), "leads", "name") == ["Joe Hill"]


def test_that_a_header_known_to_be_of_no_use_is_not_guessed():
    hits, rest = fitted({"Deal ID": ["1"], "Worth": ["7"], "Owner": ["Ann"]}, unused=frozenset({"owner"}))
    assert "owner_rep_id" not in hits
    assert rest[2] == "known from Our CRM, and not needed"


def test_that_the_layout_that_knows_most_of_the_headers_is_taken():
    wider = Layout("Wide", "wide", DEALS, frozenset({"dealid", "worth"}), {**COLUMNS, "rating": "segment"})
    presets = Presets(shipped=(Preset("Wide", (wider,)), Preset("Our CRM", (layout(),))))
    assert presets.layout_of(["Deal ID", "Worth", "Rating"]) is wider
    assert presets.layout_of(["Deal ID", "Rating"]) is None


def test_that_headers_to_choose_from_must_be_there_often_enough():
    some = layout(hints=frozenset({"title", "when"}), least=1)
    assert some.is_of(["Deal ID", "Worth", "When"])
    assert not some.is_of(["Deal ID", "Worth"])


def test_that_a_layout_without_what_its_table_needs_is_left_to_guessing():
    calls = Layout(
        "C", "calls", BY_NAME["activities"], frozenset({"who", "when"}), {"who": "rep_id", "when": "happened_at"}
    )
    (found,) = plan([sheet({"Who": ["Ann"], "When": ["2026-03-04"]})], {}, Presets(own=(Preset("C", (calls,)),)))
    assert not found.fits


def test_that_what_somebody_confirmed_goes_before_what_a_preset_knows():
    answer = {"Record ID": ("opportunities", "opportunity_id"), "Budget": ("opportunities", "amount"),
              "Deal Stage": ("opportunities", "stage")}  # fmt: skip
    log = log_of(sheet(HUBSPOT), matches={header_signature(list(HUBSPOT)): answer})
    assert cells(log, "opportunities", "amount") == [50, 60]
    assert not log.has("opportunities", "owner_rep_id")
    reasons = {match.header: match.reason for match in log.sources[0].matches}
    assert reasons["Budget"] == "confirmed by you"
    assert reasons["Deal owner"] == "not among the columns you confirmed"


def test_that_words_and_units_of_a_layout_hold_for_confirmed_columns_as_well():
    calls = {"Record ID": ["1"], "Activity date": ["2026-03-04"], "Call outcome": ["Left live message"],
             "Call status": ["No Answer"], "Length": ["90000"]}  # fmt: skip
    answer = {"Record ID": ("activities", "activity_id"), "Activity date": ("activities", "happened_at"),
              "Call status": ("activities", "status"), "Length": ("activities", "duration_s")}  # fmt: skip
    log = log_of(sheet(calls), matches={header_signature(list(calls)): answer})
    assert cells(log, "activities", "duration_s") == [90]
    assert cells(log, "activities", "status") == ["done"]
    assert cells(log, "activities", "type") == ["call"]


def test_that_histories_need_a_pattern_with_a_stage():
    assert History(DEALS, re.compile("x (?P<stage>.+)")).header.fullmatch("x won")["stage"] == "won"
