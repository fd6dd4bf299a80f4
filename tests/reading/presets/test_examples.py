"""Every preset has made-up examples in the true layout; they open without a question, as files and as workbooks."""

import tomllib
from pathlib import Path

import pytest

from salesdesk import paths
from salesdesk.models.issue import Effect
from salesdesk.models.log import SalesLog
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import fields_of
from salesdesk.reading.header_words import squeeze
from salesdesk.reading.open import Asked, open_log
from salesdesk.reading.presets import known_presets
from tests.reading.presets.vendor_books import example, hidden_columns, report_of_filters, serial_dates, workbook

pytestmark = pytest.mark.usefixtures("reading_here")

# By example, how the report names it.
READ_AS = {
    "aircall-calls": "an Aircall export of calls",
    "aircall-calls-date-and-time": "an Aircall export of calls",
    "aircall-calls-older": "an Aircall export of calls",
    "dynamics-activities": "a Dynamics 365 export of activities",
    "dynamics-leads": "a Dynamics 365 export of leads",
    "dynamics-opportunities": "a Dynamics 365 export of opportunities",
    "dynamics-opportunities-phases": "a Dynamics 365 export of opportunities",
    "hubspot-calls": "a HubSpot export of calls",
    "hubspot-calls-internal-words": "a HubSpot export of calls",
    "hubspot-contacts": "a HubSpot export of contacts",
    "hubspot-contacts-of-a-view": "a HubSpot export of contacts",
    "hubspot-contacts-response-times": "a HubSpot export of contacts",
    "hubspot-deals": "a HubSpot export of deals",
    "hubspot-deals-day-first": "a HubSpot export of deals",
    "hubspot-deals-of-a-view": "a HubSpot export of deals",
    "kept-by-hand-deals": "a list of deals kept by hand",
    "kept-by-hand-deals-day-first": "a list of deals kept by hand",
    "kept-by-hand-leads": "a list of leads kept by hand",
    "mailchimp-audience": "a Mailchimp export of an audience",
    "pipedrive-activities": "a Pipedrive export of activities",
    "pipedrive-activities-template": "a Pipedrive export of activities",
    "pipedrive-deals": "a Pipedrive export of deals",
    "pipedrive-deals-template": "a Pipedrive export of deals",
    "pipedrive-organizations": "a Pipedrive export of organizations",
    "pipedrive-people": "a Pipedrive export of people",
    "salesforce-activities": "a Salesforce report of activities",
    "salesforce-activities-task-subtype": "a Salesforce report of activities",
    "salesforce-contacts": "a Salesforce report of contacts",
    "salesforce-data-loader-lower-case": "a Salesforce Data Loader export of opportunities",
    "salesforce-data-loader-opportunities": "a Salesforce Data Loader export of opportunities",
    "salesforce-leads": "a Salesforce report of leads",
    "salesforce-leads-alias": "a Salesforce report of leads",
    "salesforce-opportunities": "a Salesforce report of opportunities",
    "salesforce-opportunities-converted": "a Salesforce report of opportunities",
    "zoho-deals": "a Zoho CRM export of deals",
    "zoho-deals-renamed": "a Zoho CRM export of deals",
    "zoho-leads": "a Zoho CRM export of leads",
    "zoho-leads-template": "a Zoho CRM export of leads",
}
# What these programs also write as workbooks, and how those look.
WORKBOOKS = {
    "dynamics-activities": hidden_columns,
    "dynamics-leads": hidden_columns,
    "dynamics-opportunities": hidden_columns,
    "dynamics-opportunities-phases": lambda sheet: (serial_dates(sheet), hidden_columns(sheet)),
    "hubspot-calls": lambda sheet: None,
    "hubspot-contacts": lambda sheet: None,
    "hubspot-deals": lambda sheet: None,
    "kept-by-hand-leads": lambda sheet: None,
    "pipedrive-activities": serial_dates,
    "pipedrive-deals": serial_dates,
    "salesforce-activities": report_of_filters,
    "salesforce-leads": report_of_filters,
    "salesforce-opportunities": report_of_filters,
}
# Headers of these programs that nobody has confirmed: no preset may rest on them.
UNCONFIRMED = {
    "aircall.toml": (),
    "dynamics-365.toml": ("Activity Type", "Regarding", "Due Date", "Account Name"),
    "hubspot.toml": ("Call duration", "Note body", "Duration"),
    "kept-by-hand.toml": (),
    "mailchimp.toml": (),
    "pipedrive.toml": (),
    "salesforce-data-loader.toml": ("AccountId",),
    "salesforce-report.toml": (
        "Age", "Owner Role", "Next Step", "Call Duration (seconds)", "SDR Owner", "Assigned Account Executive",
        "Qualification Set Date", "Sales Rejected Reason",
    ),
    "zoho.toml": (
        "Call Owner", "Call Type", "Call Purpose", "Call Start Time", "Call Duration (in seconds)",
        "Call Duration (in minutes)", "Billable",
    ),
}  # fmt: skip
FILES = sorted(paths.resource("presets").glob("*.toml"))


def opened(path: Path) -> SalesLog:
    return open_log([path], Asked(zone="Europe/Berlin"))


def declared(file: Path) -> list[dict]:
    return tomllib.loads(file.read_text(encoding="utf-8"))["layout"]


def test_that_every_layout_has_an_example() -> None:
    titles = {layout.title for preset in known_presets().shipped for layout in preset.layouts}
    assert titles == set(READ_AS.values())
    assert {file.stem for file in example("any").parent.iterdir()} == READ_AS.keys()


@pytest.mark.parametrize("name", READ_AS)
def test_that_an_example_opens_without_a_question(name: str) -> None:
    log = opened(example(name))
    (source,) = log.sources
    assert f"Read as {READ_AS[name]}." in source.notes
    assert {issue.effect for issue in log.issues} <= {Effect.SET_ASIDE, Effect.UNMATCHED}
    known = [match for match in source.matches if match.reason.startswith("known from ")]
    assert len(known) >= 0.6 * len(source.matches)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_that_a_workbook_gives_the_same_rows(name: str, tmp_path: Path) -> None:
    log = opened(workbook(name, tmp_path, WORKBOOKS[name]))
    assert f"Read as {READ_AS[name]}." in log.sources[0].notes
    plain = opened(example(name))
    assert log.tables.keys() == plain.tables.keys()
    for table, frame in plain.tables.items():
        assert log.tables[table].astype("object").fillna("").equals(frame.astype("object").fillna("")), table


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_a_preset_rests_on_confirmed_headers_only(file: Path) -> None:
    doubtful = set(map(squeeze, UNCONFIRMED[file.name]))
    for layout in declared(file):
        assert layout["confidence"] in {"A", "B"}
        headers = [*layout["columns"], *layout.get("unused", ()), *layout["all"], *layout.get("any", ())]
        assert not doubtful & set(map(squeeze, headers))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_a_preset_speaks_of_known_fields_and_neutral_words_only(file: Path) -> None:
    for layout in declared(file):
        assert layout["table"] in BY_NAME
        fields = fields_of(layout["table"])
        assert set(layout["columns"].values()) <= fields.keys()
        for name, words in layout.get("words", {}).items():
            assert words.keys() <= fields[name].values.keys(), name
        for name, word in layout.get("always", {}).items():
            assert word in fields[name].values or not fields[name].values


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_a_preset_knows_the_headers_by_which_it_is_found(file: Path) -> None:
    for layout in declared(file):
        known = set(map(squeeze, [*layout["columns"], *layout.get("unused", ())]))
        assert set(map(squeeze, [*layout["all"], *layout.get("any", ())])) <= known, layout["title"]


# Headers that no other program writes: two or three of them are enough.
MARKS = ("(Do Not Modify) ", "Person - ", "Organization - ")
# Files of no known program which have three headers or more of one.
LOOKALIKES = (
    ["Deal Name", "Deal Stage", "Deal Owner", "Budget", "Deadline"],
    ["Email", "Lead Status", "Lifecycle Stage", "Shoe size"],
    ["Activity date", "Call outcome", "Agent", "Minutes"],
    ["Opportunity Name", "Stage", "Account Name", "Notes"],
    ["Assigned", "Subject", "Date", "Company"],
    ["Company / Account", "Last Name", "Email", "City"],
    ["Account Name", "Last Name", "Email", "Birthday"],
    ["StageName", "CloseDate", "Id"],
    ["Record Id", "Closing Date", "Stage", "Owner", "Amount"],
    ["Lead Owner", "Company", "Lead Status", "Lead Source"],
    ["Deal Title", "Deal Value", "Deal Owner", "Margin"],
    ["Activity Type", "Activity Subject", "Activity Done", "Room"],
    ["direction", "from", "to", "user", "answered"],
    ["Name", "Company", "Status", "Owner", "Amount"],
    ["Email Address", "First Name", "Member rating"],
)


@pytest.mark.parametrize("names", LOOKALIKES, ids=lambda names: names[0])
def test_that_a_file_with_a_few_of_the_headers_is_not_taken_for_an_export(names: list[str]) -> None:
    assert known_presets().layout_of(names) is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_three_headers_are_too_few_unless_they_bear_the_name_of_the_program(file: Path) -> None:
    for layout in declared(file):
        marked = all(name.startswith(MARKS) for name in layout["all"])
        assert marked or len(layout["all"]) + layout.get("least", 0) > 3, layout["title"]
