"""What the examples come to, worked out by hand from their rows."""

import pytest

from salesdesk.models.log import SalesLog
from salesdesk.reading.open import Asked, open_log
from tests.kpis.asking import of, team
from tests.reading.presets.vendor_books import example
from tests.reading.sheets import cells, days, moments

pytestmark = pytest.mark.usefixtures("reading_here")

CREATED, PROPOSALS, WON, RATE, CYCLE, OPEN = "K13", "K14", "K15", "K33", "K36", "K57"
SALES, ACTIVITIES, REACHED, RESPONSE, IN_AN_HOUR, FOLLOWED = "K01", "K08", "K11", "K25", "K26", "K27"

# In March 2026. Win rate: won of those closed; cycle: the middle of the days from creation to winning.
FIGURES = {
    # won 12,000 and 3,000, lost one; four of the five were created in March; three contracts were sent
    "hubspot-deals": {SALES: 15_000, WON: 2, RATE: 2 / 3, CREATED: 4, PROPOSALS: 3, CYCLE: (10 + 40) / 2, OPEN: 9_500},
    # two won in March, the last of them at ten past eleven on its last evening; one lost; one of two open with a value
    "hubspot-deals-of-a-view": {SALES: 133_500, WON: 2, RATE: 2 / 3, OPEN: 20_000},
    # 1,250.00 after 10 days, 800.50 after 40; contracts were sent to 72 and 74, the others have a stage of their own
    "hubspot-deals-day-first": {SALES: 2_050.50, WON: 2, RATE: 2 / 3, CREATED: 3, PROPOSALS: 2, CYCLE: 25, OPEN: 3_000},
    # answered after 30, 45, 120 and 1,440 minutes, one not yet: half of the five within 120
    "hubspot-contacts": {RESPONSE: 120, IN_AN_HOUR: 2 / 5, FOLLOWED: 4 / 5},
    # seven calls without the one that came in and the one that was cancelled; two of five reached somebody
    "hubspot-calls": {ACTIVITIES: 5, REACHED: 2 / 5},
    # answered after 40 minutes (30 after its owner got it), 120 and 10, one not yet: half of the four within 40
    "hubspot-contacts-response-times": {RESPONSE: 40, IN_AN_HOUR: 2 / 4, FOLLOWED: 3 / 4, "K42": 100 * (2 - 1) / 3},
    # five went out and were not cancelled, one of them reached somebody
    "hubspot-calls-internal-words": {ACTIVITIES: 5, REACHED: 1 / 5},
    # won 12,000 after 30 days and 4,000 after 14, lost one; the total at the end is no deal
    "salesforce-opportunities": {SALES: 16_000, WON: 2, RATE: 2 / 3, CREATED: 3, CYCLE: 22, OPEN: 5_500 + 2_500},
    # won after 30 and 7 days; the lost deal closed in February, whatever its close date says
    "salesforce-opportunities-converted": {SALES: 15_000.50, WON: 2, RATE: 1, CREATED: 3, CYCLE: 18.5, OPEN: 7_500},
    # the kind stands in one column or in the other: two calls, an e-mail, one task, one planned, one that came in
    "salesforce-activities-task-subtype": {ACTIVITIES: 3, REACHED: 1 / 2},
    # the one that is not started does not count; one of three calls reached somebody
    "salesforce-activities": {ACTIVITIES: 4, REACHED: 1 / 3},
    # a stage that tells nothing: the flags tell that the deal was lost
    "salesforce-data-loader-opportunities": {SALES: 12_000, WON: 1, RATE: 1 / 2, CREATED: 1, CYCLE: 30, OPEN: 5_500},
    # ids that differ in the last letter's case only are two deals
    "salesforce-data-loader-lower-case": {SALES: 12_000, WON: 1, RATE: 1 / 2, CREATED: 2, CYCLE: 30, OPEN: 900},
    # won after 10 and 30 days, although one has an old lost time; of the lost ones one has an old won time
    "pipedrive-deals-template": {SALES: 12_800, WON: 2, RATE: 1 / 2, CREATED: 4, CYCLE: 20, OPEN: 5_000},
    # a call, a meeting, a lunch and an e-mail; a deadline and a task are none, a call is still to do
    "pipedrive-activities-template": {ACTIVITIES: 4},
    # won after 10 and 20 days, whatever lost time an earlier closing left behind
    "pipedrive-deals": {SALES: 19_000, WON: 2, RATE: 2 / 3, CREATED: 3, CYCLE: 15, OPEN: 5_000},
    # three of the four came in March, one of them left again
    "mailchimp-audience": {"K24": 3},
    # two calls, a meeting and an e-mail are done, a call is still to do
    "pipedrive-activities": {ACTIVITIES: 4},
    "zoho-deals": {SALES: 12_000, WON: 1, RATE: 1 / 2, CREATED: 3, CYCLE: 10, OPEN: 5_000},
    # the company calls its deals potentials
    "zoho-deals-renamed": {SALES: 12_000, WON: 1, RATE: 1 / 2, CREATED: 2, CYCLE: 10, OPEN: 5_000},
    # 12,000 came in and 4,000 were expected of a deal without an actual revenue, each after 10 days
    "dynamics-opportunities-phases": {SALES: 16_000, WON: 2, RATE: 2 / 3, CREATED: 3, CYCLE: 10, OPEN: 5_000},
    # the actual revenue of what was won, the estimated one of what is open
    "dynamics-opportunities": {SALES: 12_000, WON: 1, RATE: 1 / 2, CREATED: 3, CYCLE: 10, OPEN: 5_000},
    # two calls, an e-mail and a visit; three entries of the system and a task are no touches
    "dynamics-activities": {ACTIVITIES: 4},
    # three calls went out, two were answered
    "aircall-calls": {ACTIVITIES: 3, REACHED: 2 / 3},
    "aircall-calls-older": {ACTIVITIES: 2, REACHED: 1 / 2},
    "aircall-calls-date-and-time": {ACTIVITIES: 2, REACHED: 1 / 2},
    # quoted and new are open
    "kept-by-hand-deals-day-first": {CREATED: 4, OPEN: 2_000 + 500},
    "kept-by-hand-deals": {CREATED: 4, OPEN: 5_000 + 800},
}


def opened(*names: str) -> SalesLog:
    return open_log([example(name) for name in names], Asked(zone="Europe/Berlin"))


# Several exports of one program as one log; touches before a won deal closed.
TOGETHER = {
    # a call, a meeting and an e-mail name the one won deal by its title, nothing the other
    ("pipedrive-deals", "pipedrive-activities", "pipedrive-organizations"): {"K32": 3, ACTIVITIES: 4, SALES: 19_000},
    # one call names the deal of Acme
    ("salesforce-opportunities", "salesforce-activities", "salesforce-leads"): {"K32": 1, ACTIVITIES: 4, SALES: 16_000},
    ("hubspot-deals", "hubspot-contacts", "hubspot-calls"): {SALES: 15_000, RESPONSE: 120, REACHED: 2 / 5},
}


@pytest.mark.parametrize("name", FIGURES)
def test_that_the_figures_are_those_worked_out_by_hand(name: str) -> None:
    log = opened(name)
    assert {kpi: team(log, kpi).value for kpi in FIGURES[name]} == pytest.approx(FIGURES[name])


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0])
def test_that_the_exports_of_a_program_fit_together(names: tuple[str, ...]) -> None:
    log = opened(*names)
    assert {kpi: team(log, kpi).value for kpi in TOGETHER[names]} == pytest.approx(TOGETHER[names])


def test_that_the_deals_of_each_owner_count_for_that_owner() -> None:
    log = opened("hubspot-deals")
    assert of(log, SALES, rep="Ann Lee").value == 12_000
    assert of(log, SALES, rep="Bo Ray").value == 3_000


def test_that_columns_of_dates_for_stages_become_the_history_of_the_deals() -> None:
    log = opened("hubspot-deals")
    assert cells(log, "opp_stage_history", "opportunity_id") == [
        "90000000001", "90000000002", "90000000004", "90000000001", "90000000002",
    ]  # fmt: skip
    assert cells(log, "opp_stage_history", "stage") == ["Contract sent"] * 3 + ["Closed won"] * 2
    assert moments(log.tables["opp_stage_history"]["entered_at"])[0] == "2026-03-09 13:00:00"
    assert cells(log, "opportunities", "type") == ["new", "upsell", "new", "new", "new"]


def test_that_columns_of_dates_for_lifecycle_stages_become_the_history_of_the_leads() -> None:
    log = opened("hubspot-contacts")
    assert cells(log, "lead_stage_history", "lead_id") == ["101", "102", "103", "101", "102", "101"]
    assert list(log.words("lead_stage_history", "stage").values) == ["mql", "sql", "customer"]
    stages = log.words("leads", "stage")
    assert [stages.values[code] for code in stages.codes] == ["customer", "sql", "mql", "lead", "lead"]


def test_that_durations_in_milliseconds_become_seconds() -> None:
    log = opened("hubspot-calls")
    assert cells(log, "activities", "duration_s") == [90, 20, 0, 45, 300, 0, 120]
    assert cells(log, "activities", "outcome")[:5] == ["connected", "voicemail", "no_answer", "gatekeeper", "connected"]
    assert cells(log, "activities", "status") == ["done"] * 5 + ["cancelled", "done"]
    assert cells(log, "activities", "person_id")[3:5] == ["+15550103", "+15550103"]


def test_that_the_status_tells_whether_the_won_or_the_lost_time_is_the_closing() -> None:
    deals = opened("pipedrive-deals").tables["opportunities"]
    assert moments(deals["closed_at"]) == ["2026-03-12 09:30:00", "2026-03-20 15:00:00", None, "2026-03-24 11:00:00"]
    assert days(deals["expected_close"]) == ["2026-03-31", None, "2026-05-05", None]


def test_that_entries_of_the_system_are_left_out_and_counted() -> None:
    (source,) = opened("dynamics-activities").sources
    assert source.set_aside == {"entries that the system made": 3}
    assert (source.rows, source.used) == (8, 5)


def test_that_seconds_stay_seconds_and_a_call_of_nobody_has_no_rep() -> None:
    log = opened("aircall-calls")
    assert cells(log, "activities", "duration_s") == [90, 0, 0, 300, 120]
    assert cells(log, "activities", "rep_id") == ["Ann Lee", "Bo Ray", None, "Ann Lee", "Bo Ray"]
    assert moments(log.tables["activities"]["happened_at"])[0] == "2026-03-02 08:30:00"
    assert cells(opened("aircall-calls-older"), "activities", "person_id") == ["+15550101", "+15550102", "+15550103"]


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("salesforce-leads", ["opportunity", "lead", "disqualified", "lead"]),
        ("hubspot-contacts-of-a-view", ["lead", "lead", "disqualified", "opportunity"]),
        ("salesforce-leads-alias", ["opportunity", "lead", "disqualified"]),
        ("zoho-leads", ["mql", "lead", "disqualified"]),
        ("zoho-leads-template", ["lead", "disqualified", "mql"]),
        ("kept-by-hand-leads", ["lead", "disqualified", "lead"]),
    ],
)
def test_that_a_status_of_leads_is_a_stage(name: str, stages: list[str]) -> None:
    log = opened(name)
    found = log.words("leads", "stage")
    assert [found.values[code] for code in found.codes] == stages


def test_that_leads_have_their_names_and_companies() -> None:
    dated = ("salesforce-leads", "salesforce-leads-alias", "zoho-leads", "zoho-leads-template", "dynamics-leads",
             "hubspot-contacts")  # fmt: skip
    for name in (*dated, "pipedrive-people", "salesforce-contacts"):
        log = opened(name)
        assert cells(log, "leads", "name")[:2] == ["Joe Hill", "Ida Moss"], name
        assert cells(log, "leads", "company")[:2] == ["Acme", "Globex"], name
    for name in dated:
        log = opened(name)
        assert days(log.tables["leads"]["created_at"])[:2] == ["2026-03-02", "2026-03-03"], name


def test_that_organizations_are_customers() -> None:
    assert cells(opened("pipedrive-organizations"), "customers", "name") == ["Acme", "Globex"]
    assert cells(opened("pipedrive-organizations"), "customers", "owner_rep_id") == ["Ann Lee", "Bo Ray"]
