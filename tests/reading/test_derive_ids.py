from tests.reading.sheets import cells, log_of, sheet


def test_that_a_missing_id_is_the_name():
    log = log_of(sheet({"Account": ["Acme", "Globex"], "Sector": ["a", "b"]}, "accounts.csv"))
    assert cells(log, "customers", "customer_id") == ["Acme", "Globex"]


def test_that_without_a_name_of_its_own_it_is_source_sheet_and_row():
    leads = {"Lead ID": ["7", None, None, None], "Lead Name": ["Ann", "Bo", "Cy", "Cy"]}
    log = log_of(sheet(leads, "book.xlsx", "Leads"))
    assert cells(log, "leads", "lead_id") == ["7", "Bo", "book.xlsx Leads row 4", "book.xlsx Leads row 5"]
    deals = log_of(sheet({"Deal Name": ["a", "a"], "Amount": ["5", "6"]}, "deals.csv"))
    assert cells(deals, "opportunities", "opportunity_id") == ["deals.csv row 2", "deals.csv row 3"]


def test_that_activities_and_lines_get_no_ids():
    log = log_of(sheet({"Type": ["call"], "Rep": ["Ann"], "Lead": ["L"]}, "calls.csv"))
    assert not log.has("activities", "activity_id")


def test_that_first_and_last_name_make_a_name():
    leads = {"Lead ID": ["1", "2", "3"], "First Name": ["Ann", None, None], "Last Name": ["Lee", "Ray", None]}
    log = log_of(sheet(leads, "leads.csv"))
    assert cells(log, "leads", "name") == ["Ann Lee", "Ray", None]


def test_that_a_lead_without_any_name_does_not_stop_the_reading():
    leads = {
        "Lead ID": ["1", "2"],
        "Email": ["a@x.test", "b@x.test"],
        "First Name": ["Ann", None],
        "Last Name": ["", ""],
    }
    assert cells(log_of(sheet(leads, "leads.csv")), "leads", "name") == ["Ann", None]
    alone = {"Lead ID": ["1"], "Email": ["a@x.test"], "First Name": [None], "Last Name": [None], "Lead Name": [None]}
    assert cells(log_of(sheet(alone, "leads.csv")), "leads", "name") == [None]
