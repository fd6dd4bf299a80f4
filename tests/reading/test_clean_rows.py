from tests.reading.sheets import YES, cells, log_of, sheet, texts


def aside(log):
    return log.sources[0].set_aside


def accounted(log):
    return all(source.used + sum(source.set_aside.values()) == source.rows for source in log.sources)


DEALS = {
    "Deal ID": ["1", "2", "3", "4"],
    "Deal Name": ["a", "b", "c", "d"],
    "Amount": ["10", "20", "30", "40"],
    "Create Date": ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"],
}


def deals(**columns):
    return {**DEALS, **columns}


def with_row(**more):
    rows = {header: [*values, more.get(header.split()[-1])] for header, values in DEALS.items()}
    return sheet(rows)


def test_that_rows_used_and_set_aside_add_up_to_the_rows_read():
    log = log_of(sheet(deals(**{"Test": ["yes", None, None, None], "Deal ID": ["1", "2", "2", "4"]})))
    assert log.sources[0].rows == 4
    assert aside(log) == {"test records": 1, "rows whose id comes again further down": 1}
    assert log.sources[0].used == 2 == log.rows("opportunities")
    assert accounted(log)


def test_that_origins_lead_back_to_the_row_in_the_file():
    log = log_of(sheet(deals(Test=["yes", None, None, None]), first_row=7))
    assert log.origins["opportunities"].row.tolist() == [8, 9, 10]


def test_that_empty_rows_are_set_aside():
    log = log_of(with_row())
    assert aside(log) == {"empty rows": 1}
    assert accounted(log)


def test_that_a_labelled_total_is_no_deal():
    for label in ("Total", "Grand Total", "Subtotal:", "Totals (4)", "SUM", "Gesamtsumme"):
        log = log_of(with_row(Name=label, Amount="100"))
        assert aside(log) == {"totals and subtotals": 1}, label
        assert cells(log, "opportunities", "amount") == [10, 20, 30, 40]


def test_that_a_row_of_numbers_that_are_the_sums_is_a_total():
    assert aside(log_of(with_row(Amount="100"))) == {"totals and subtotals": 1}
    assert aside(log_of(with_row(Amount="99"))) == {}


def test_that_the_third_of_the_months_of_a_ramp_is_no_total_of_the_first_two():
    log = log_of(sheet({"Months since start": [1, 2, 3], "Factor": [0.25, 0.5, 1]}, name="Ramp"))
    assert cells(log, "ramp", "factor") == [0.25, 0.5, 1]


def test_that_the_total_of_a_group_is_known_by_label_and_sum():
    columns = {
        "Deal Name": ["a", "b", "West Total", "c", "d", "East Total", "Our Total"],
        "Amount": ["10", "20", "30", "5", "7", "12", "1"],
        "Create Date": ["2026-03-04", "2026-03-04", None, "2026-03-04", "2026-03-04", None, None],
        "Deal Stage": ["Won", "Won", None, "Won", "Won", None, None],
    }
    log = log_of(sheet(columns))
    assert aside(log) == {"totals and subtotals": 2}
    assert cells(log, "opportunities", "name") == ["a", "b", "c", "d", "Our Total"]


def test_that_a_dated_deal_named_total_stays():
    assert aside(log_of(sheet(deals(**{"Deal Name": ["Total", "b", "c", "d"]})))) == {}


def test_that_repeated_headers_and_notes_below_are_set_aside():
    columns = {header: [*values[:2], header, *values[2:], None, None] for header, values in DEALS.items()}
    columns["Deal ID"][-2:] = ["Confidential Information - Do Not Distribute", "Copyright 2026 Acme"]
    log = log_of(sheet(columns))
    assert aside(log) == {"repeated headers": 1, "notes below the table": 2}
    assert cells(log, "opportunities", "amount") == [10, 20, 30, 40]
    assert accounted(log)


def test_that_a_last_record_with_a_name_only_stays():
    columns = {"Account": ["Acme", "Initech", "Globex"], "Sector": ["a", "b", None], "Country": ["x", "y", None],
               "Owner": ["Ann", "Bo", None]}  # fmt: skip
    assert log_of(sheet(columns, "accounts.csv")).rows("customers") == 3


def test_that_entries_of_the_system_are_no_activities():
    columns = {"Activity Type": ["Phone Call", "Opportunity Close"], "Subject": ["a", "b"], "Owner": ["Ann", "Ann"]}
    assert aside(log_of(sheet(columns, "activities.csv"))) == {"entries that the system made": 1}


def test_that_what_is_set_aside_is_said_with_its_rows():
    log = log_of(sheet(deals(Test=["yes", None, "x", None])))
    assert "Set aside: test records (rows 2 and 4)" in texts(log)


def test_that_a_truth_value_marks_a_test_as_well():
    assert aside(log_of(sheet({**DEALS, "Test": [YES, None, None, None]}))) == {"test records": 1}
