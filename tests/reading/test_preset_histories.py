from tests.reading.sheets import at, cells, days, log_of, moments, sheet, texts

DEALS = {
    "Record ID": ["1", "2", None, "4"], "Deal Name": ["a", "b", "c", "d"], "Deal Stage": ["closedwon", "x", "x", "x"],
    "Pipeline": ["P", "P", "P", "P"], "Create Date": ["13/03/2026", "04/03/2026", "05/03/2026", "06/03/2026"],
}  # fmt: skip
CALLED, SENT = 'Date entered "Called (P)"', "date entered ‘Sent (to check) (P)’"


def opened(**columns):
    return log_of(sheet({**DEALS, **columns}))


def test_that_each_date_is_an_entry_of_its_record_into_the_stage_of_its_column():
    columns = {CALLED: ["14/03/2026", None, "07/03/2026", "08/03/2026"], SENT: [None, "09/03/2026 10:30", None, None]}
    log = opened(**columns)
    assert cells(log, "opp_stage_history", "opportunity_id") == ["1", "4", "2"]
    assert cells(log, "opp_stage_history", "stage") == ["Called", "Called", "Sent (to check)"]
    assert moments(log.tables["opp_stage_history"]["entered_at"])[2] == "2026-03-09 10:30:00"
    assert log.is_date_only("opp_stage_history", "entered_at").tolist() == [True, True, False]
    assert log.origins["opp_stage_history"].row.tolist() == [2, 5, 3]
    match = next(match for match in log.sources[0].matches if match.header == CALLED)
    assert (match.table, match.field, match.reason) == ("opp_stage_history", "entered_at", "known from HubSpot")


def test_that_day_and_month_are_told_by_the_other_columns():
    log = opened(**{CALLED: ["07/04/2026", None, None, "08/04/2026"]})
    assert days(log.tables["opp_stage_history"]["entered_at"]) == ["2026-04-07", "2026-04-08"]


def test_that_the_cell_which_tells_day_and_month_is_said_with_its_row():
    log = opened(**{CALLED: ["07/04/2026", None, "14/03/2026", None]})
    match = next(match for match in log.sources[0].matches if match.header == CALLED)
    assert match.decided == "day first (“14/03/2026” in row 4)"


def test_that_cells_which_are_no_dates_are_said():
    log = opened(**{CALLED: ["soon", "07/04/2026", "07/04/2026", "08/04/2026"]})
    assert 'Column “Date entered "Called (P)"”: not a date (row 2)' in texts(log)


def test_that_dates_of_a_spreadsheet_are_entries_too():
    log = log_of(sheet({**DEALS, CALLED: [at("2026-03-14T09:30"), None, None, None]}))
    assert moments(log.tables["opp_stage_history"]["entered_at"]) == ["2026-03-14 09:30:00"]


def test_that_rows_set_aside_have_no_entries():
    columns = {**DEALS, "Test": [None, None, None, "yes"], CALLED: [None, "14/03/2026", None, "15/03/2026"]}
    assert cells(log_of(sheet(columns)), "opp_stage_history", "opportunity_id") == ["2"]


def test_that_a_history_in_a_sheet_of_its_own_goes_first():
    own = sheet({"Deal ID": ["1"], "New Stage": ["Called"], "Date Entered": ["2026-03-20"]}, "stage history.csv")
    log = log_of(sheet({**DEALS, CALLED: ["14/03/2026", None, None, None]}), own)
    assert days(log.tables["opp_stage_history"]["entered_at"]) == ["2026-03-20"]


def test_that_two_exports_tell_an_entry_once():
    first = sheet({**DEALS, CALLED: ["14/03/2026", None, None, None]}, "deals-2026-03-20.csv")
    later = sheet({**DEALS, CALLED: ["14/03/2026", "21/03/2026", None, None]}, "deals-2026-04-01.csv")
    assert cells(log_of(first, later), "opp_stage_history", "opportunity_id") == ["1", "2"]
