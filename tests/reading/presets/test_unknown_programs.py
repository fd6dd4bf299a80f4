"""Exports of programs without a preset, a few made-up rows in the true layout each: headers are known one by one."""

from salesdesk.models.log import SalesLog
from tests.kpis.asking import team
from tests.reading.sheets import cells, days, log_of, moments, sheet

CREATED, WON, RATE, NPS = "K13", "K15", "K33", "K42"


def read_as(log: SalesLog) -> dict[str, str | None]:
    return {match.header: match.field for match in log.sources[0].matches}


def test_that_deals_of_a_field_service_app_open() -> None:
    deals = {
        "id": ["1", "2", "3"], "name": ["Acme", "Globex", "Hooli"],
        "creationdate": ["02/03/2026", "13/02/2026", "04/03/2026"],
        "duedate": ["31/03/2026", "20/03/2026", "30/06/2026"], "status": ["Closed Won", "Closed Lost", "Open"],
        "stage": ["Proposal", "Proposal", "Qualification"], "amount": ["12000", "3000", "5000"],
        "probability": ["100", "0", "50"], "company": ["Acme", "Globex", "Hooli"], "contact": ["Joe", "Ida", "Eva"],
    }  # fmt: skip
    log = log_of(sheet(deals, "opportunities.csv"))
    assert cells(log, "opportunities", "status") == ["won", "lost", "open"]
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-03-02", "2026-02-13", "2026-03-04"]
    assert team(log, CREATED).value == 2


def test_that_opportunities_with_a_forecast_and_a_mark_for_cross_selling_open() -> None:
    deals = {
        "Company": ["Acme", "Globex", "Hooli"], "Person": ["Joe", "Ida", "Eva"],
        "Description": ["chairs", "desks", "lamps"], "Opened": ["02/03/2026", "13/02/2026", "04/03/2026"],
        "Closed": ["12/03/2026", "20/03/2026", None], "Stage": ["Sale Agreed", "Quoted", "Quoted"],
        "Status": ["Won", "Lost", "In Progress"], "Certainty%": ["100", "0", "60"],
        "Forecast": ["12,000.00", "3,000.00", "5,000.00"], "Assigned To": ["Ann", "Bo", "Bo"],
        "Cross-sell Opportunity": ["No", "Yes", None], "Reason For Loss": [None, "Price", None],
    }  # fmt: skip
    log = log_of(sheet(deals, "opportunities.csv"))
    assert cells(log, "opportunities", "amount") == [12_000, 3_000, 5_000]
    assert cells(log, "opportunities", "name") == ["chairs", "desks", "lamps"]
    assert cells(log, "opportunities", "lead_id") == ["Joe", "Ida", "Eva"]
    assert cells(log, "opportunities", "type") == [None, "cross", None]
    assert (team(log, WON).value, team(log, RATE).value) == (1, 0.5)


def test_that_a_mark_for_cross_selling_goes_before_the_type() -> None:
    deals = {"Deal ID": ["1", "2"], "Deal Name": ["a", "b"], "Amount": ["5", "6"], "Create Date": ["2026-03-04"] * 2,
             "Deal Type": ["New Business", "Renewal"], "Cross-sell opportunity": ["yes", "no"]}  # fmt: skip
    assert cells(log_of(sheet(deals, "deals.csv")), "opportunities", "type") == ["cross", "renewal"]


def test_that_deals_with_a_sales_owner_belong_to_somebody() -> None:
    deals = {"Deal name": ["a", "b"], "Deal value": ["5", "6"], "Account Name": ["Acme", "Globex"],
             "Deal stage": ["Won", "Negotiation"], "Sales owner": ["ann@x.example", "bo@x.example"]}  # fmt: skip
    log = log_of(sheet(deals, "deals.csv"))
    assert cells(log, "opportunities", "owner_rep_id") == ["ann@x.example", "bo@x.example"]
    assert cells(log, "opportunities", "customer_id") == ["Acme", "Globex"]


def test_that_people_with_a_display_name_and_a_status_label_are_leads() -> None:
    leads = {"display_name": ["Acme", "Globex"], "primary_email": ["joe@a.example", None],
             "status_label": ["Qualified", "Bad fit"], "lead_source": ["Web", "List"],
             "date_created": ["2026-03-02T09:00:00", "2026-03-03T09:00:00"], "assigned_to": ["Ann", "Bo"]}  # fmt: skip
    log = log_of(sheet(leads, "leads.csv"))
    assert None not in read_as(log).values()
    assert log.words("leads", "stage").values[0] == "sql"


def test_that_records_of_a_programming_interface_belong_to_the_owners_id() -> None:
    tasks = {"ID": ["1", "2"], "WHOID": ["00Q1", "0031"], "WHATID": [None, "0061"], "SUBJECT": ["a", "b"],
             "ACTIVITYDATE": ["2026-03-10", "2026-03-11"], "STATUS": ["Completed", "Not Started"],
             "OWNERID": ["005A", "005B"], "TYPE": ["Call", None], "TASKSUBTYPE": ["Call", "Task"],
             "CALLDISPOSITION": ["No Answer", None]}  # fmt: skip
    log = log_of(sheet(tasks, "Task.csv"))
    assert cells(log, "activities", "rep_id") == ["005A", "005B"]
    assert cells(log, "activities", "person_id") == ["00Q1", "0031"]
    assert cells(log, "activities", "opportunity_id") == [None, "0061"]
    assert cells(log, "activities", "outcome") == ["no_answer", None]
    leads = {"ID": ["1"], "LASTNAME": ["Hill"], "COMPANY": ["Acme"], "STATUS": ["Open"], "OWNERID": ["005A"],
             "CREATEDDATE": ["2026-03-02T09:00:00.000Z"], "ISCONVERTED": ["true"],
             "CONVERTEDOPPORTUNITYID": ["0061"]}  # fmt: skip
    assert None not in read_as(log_of(sheet(leads, "Lead.csv"))).values()


def test_that_a_call_log_is_known_by_its_callers() -> None:
    calls = {"callid": ["1", "2"], "startTime": ["2026-03-13 09:00:00", "2026-03-16 09:00:00"],
             "duration": ["90", "60"], "caller": ["+341", "+345"], "callee": ["+342", "+341"],
             "direction": ["outbound", "inbound"], "price": ["0.02", "0"]}  # fmt: skip
    log = log_of(sheet(calls, "export.csv"))
    assert cells(log, "activities", "type") == ["call", "call"]
    assert cells(log, "activities", "person_id") == ["+342", "+345"]
    dialled = {"Date": ["2026-03-13"], "Duration": ["1:30"], "Calling Number": ["+1"], "Direction": ["Outbound"],
               "Dialed Number": ["+2"], "Internal": ["No"]}  # fmt: skip
    log = log_of(sheet(dialled, "usage.csv"))
    assert (cells(log, "activities", "type"), cells(log, "activities", "number")) == (["call"], ["+2"])


def test_that_calls_with_their_time_in_a_column_of_its_own_open() -> None:
    calls = {"Direction": ["Outgoing", "Incoming"], "Type": ["Voice", "Voice"], "Phone Number": ["+1", "+2"],
             "Date": ["03/13/2026", "03/16/2026"], "Time": ["9:00 AM", "1:10 PM"],
             "Action Result": ["Call connected", "Accepted"], "Duration": ["0:01:30", "0:10:00"]}  # fmt: skip
    log = log_of(sheet(calls, "calls.csv"))
    assert moments(log.tables["activities"]["happened_at"]) == ["2026-03-13 09:00:00", "2026-03-16 13:10:00"]
    assert cells(log, "activities", "outcome") == ["connected", "connected"]
    assert cells(log, "activities", "duration_s") == [90, 600]


def test_that_the_steps_of_a_sequence_are_activities() -> None:
    steps = {"prospect email": ["joe@a.example"] * 3, "account": ["Acme"] * 3, "sequence": ["Spring"] * 3,
             "step order": ["1", "2", "3"], "step type": ["email", "call", "linkedin"],
             "completed_at": ["2026-03-02 09:00", "2026-03-04 09:00", "2026-03-05 09:00"],
             "outcome": ["replied", "gatekeeper", None], "owner": ["Ann"] * 3}  # fmt: skip
    log = log_of(sheet(steps, "steps.csv"))
    assert cells(log, "activities", "type") == ["email", "call", "social"]
    assert cells(log, "activities", "person_id") == ["joe@a.example"] * 3
    assert days(log.tables["activities"]["happened_at"])[0] == "2026-03-02"


def test_that_an_nps_survey_has_one_row_for_each_answer() -> None:
    answers = {"Score": ["9", "3", "10", "9"], "Comment": ["good", None, None, None],
               "Submit Date": ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-20"],
               "Respondent Email": ["joe@a.example", "ida@a.example", "max@a.example", "ida@a.example"]}  # fmt: skip
    log = log_of(sheet(answers, "nps.csv"))
    assert team(log, NPS, "2026-03-01..2026-03-10").value == (2 - 1) / 3 * 100
    assert team(log, NPS).value == 100  # Ida thought better of it
    rated = {"Customer": ["Acme"], "Rating (0-10)": ["9"], "Date": ["13.03.2026"]}
    assert cells(log_of(sheet(rated, "nps survey.csv")), "nps_responses", "customer_id") == ["Acme"]


def test_that_a_grid_of_months_is_left_out_with_a_way_to_open_it() -> None:
    deals = sheet({"Deal ID": ["1"], "Deal Name": ["a"], "Amount": ["5"], "Create Date": ["2026-03-04"]}, "deals.csv")
    reason = "it has a column for each month: as a list with a row for each rep and month it can be read"
    for months in (
        [f"M{number:02}" for number in range(1, 13)],
        ["Jan", "February", "Mar 2026", "Apr-26", "May", "June"],
    ):
        grid = sheet({"Rep": ["Ann"], **{month: ["-"] for month in months}}, "quotas.csv")
        assert log_of(deals, grid).sources[1].set_aside == {f"not used: {reason}": 1}
