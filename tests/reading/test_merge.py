import numpy as np

from salesdesk.reading.merge_keys import combined
from salesdesk.reading.merge_stack import oldest_first
from tests.reading.sheets import cells, days, log_of, sheet, texts


def deals(source="deals.csv", **columns):
    return sheet({header.replace("_", " "): values for header, values in columns.items()}, source)


OLD = {"Deal_ID": ["1", "2"], "Deal_Name": ["a", "b"], "Amount": ["5", "6"], "Owner": ["Ann", "Bo"]}


def test_that_tables_from_several_files_are_one_with_their_origins():
    log = log_of(deals("a.csv", **OLD), deals("b.csv", **{**OLD, "Deal_ID": ["3", "4"]}))
    assert cells(log, "opportunities", "opportunity_id") == ["1", "2", "3", "4"]
    assert log.origins["opportunities"].source.tolist() == [0, 0, 1, 1]
    assert log.origins["opportunities"].row.tolist() == [2, 3, 2, 3]


def test_that_the_newest_export_of_a_record_wins_and_what_changed_is_said():
    newer = {"Deal_ID": ["2", "3"], "Deal_Name": ["b", "c"], "Amount": ["9", "7"], "Owner": ["Cy", "Ann"]}
    log = log_of(deals("a.csv", **OLD), deals("b.csv", **newer))
    assert cells(log, "opportunities", "opportunity_id") == ["1", "2", "3"]
    assert cells(log, "opportunities", "amount") == [5, 9, 7]
    assert log.sources[0].set_aside == {"older versions of a record": 1}
    assert "Opportunities: 1 record was changed since a.csv (row 2)" in texts(log)
    assert "Opportunities: 1 record has another owner than in a.csv (row 2)" in texts(log)


def test_that_backdating_and_vanishing_are_said():
    ids = ["1", "2", "3"]
    older = deals("a.csv", Deal_ID=ids, Deal_Name=ids, Create_Date=["2026-03-04"] * 3)
    newer = deals("b.csv", Deal_ID=ids[1:], Deal_Name=ids[1:], Create_Date=["2026-01-04", "2026-03-04"])
    log = log_of(older, newer)
    assert "Opportunities: 1 record has an earlier date than in a.csv (row 2)" in texts(log)
    gone = "Opportunities: 1 record of a.csv is not in it any more and still counts (row 2 there)"
    assert gone in texts(log)


def test_that_an_id_that_comes_again_in_its_own_file_is_no_older_version():
    log = log_of(deals(**{**OLD, "Deal_ID": ["1", "1"]}))
    assert cells(log, "opportunities", "amount") == [6]
    assert log.sources[0].set_aside == {"rows whose id comes again further down": 1}


def test_that_equal_versions_are_copies():
    log = log_of(deals("a.csv", **OLD), deals("b.csv", **{key: values[1:] for key, values in OLD.items()}))
    assert log.sources[0].set_aside == {"identical copies": 1}
    assert log.rows("opportunities") == 2


def test_that_dates_in_the_file_names_say_which_export_is_newer():
    newer, older = deals("deals-2026-03-04.csv", **{**OLD, "Amount": ["9", "9"]}), deals("deals-2026-02-04.csv", **OLD)
    assert cells(log_of(newer, older), "opportunities", "amount") == [9, 9]


def test_that_what_the_newer_export_has_no_column_for_stays():
    more = {"Deal_ID": ["1", "2"], "Deal_Name": ["a", "b"], "Create_Date": ["2026-03-04", "2026-03-05"]}
    log = log_of(deals("a.csv", **OLD), deals("b.csv", **more))
    assert cells(log, "opportunities", "amount") == [5, 6]
    assert days(log.tables["opportunities"]["created_at"]) == ["2026-03-04", "2026-03-05"]
    assert log.is_date_only("opportunities", "created_at").all()


def test_that_rows_that_complete_another_one_are_used_and_said():
    more = {"Deal_ID": ["1"], "Deal_Name": ["a"], "Create_Date": ["2026-03-04"]}
    log = log_of(deals("a.csv", **OLD), deals("b.csv", **more))
    assert log.sources[0].set_aside == {}
    assert "Rows joined with those of another file by their id (row 2)" in texts(log)


def test_that_a_blank_in_the_newer_export_is_a_blank():
    newer = {**OLD, "Owner": [None, "Bo"]}
    assert cells(log_of(deals("a.csv", **OLD), deals("b.csv", **newer)), "opportunities", "owner_rep_id") == [
        None,
        "Bo",
    ]


def test_that_a_name_has_one_spelling_over_all_files():
    first = deals("a.csv", Deal_ID=list("123456"), Amount=["5"] * 6, Owner=["Ann Lee"] * 6)
    second = deals("b.csv", Deal_ID=list("789uvw"), Amount=["5"] * 6, Owner=["ANN LEE"] * 5 + ["Bo"])
    log = log_of(first, second)
    assert set(cells(log, "opportunities", "owner_rep_id")) == {"Ann Lee", "Bo"}


def test_that_ids_differ_in_case():
    log = log_of(deals(**{**OLD, "Deal_ID": ["abc", "ABC"]}))
    assert log.rows("opportunities") == 2


CALLS = {
    "Type": ["call"] * 4,
    "Date": ["2026-03-04 10:00:10", "2026-03-04 10:00:50", "2026-03-04 10:01:00", "2026-03-04 10:00:10"],
    "Rep": ["Ann", "ann", "Ann", "Ann"],
    "Lead": ["L1", "L1", "L1", None],
    "Contact": [None, None, None, "a@x"],
}


def test_that_touches_of_one_minute_by_one_rep_to_one_person_are_one():
    log = log_of(sheet(CALLS, "calls.csv"))
    assert log.rows("activities") == 3
    assert log.sources[0].set_aside == {"repeated touches": 1}


def test_that_overlapping_exports_without_ids_count_once():
    first = sheet(CALLS, "a.csv", "Calls")
    rows = {header: [*values[2:], "call" if header == "Type" else values[0]] for header, values in CALLS.items()}
    log = log_of(first, sheet({**rows, "Date": [*CALLS["Date"][2:], "2026-03-06 10:00:00"]}, "b.csv", "Calls"))
    assert log.rows("activities") == 4


LINES = {"Order ID": ["1", "1"], "Order Date": ["2026-03-04"] * 2, "Product": ["P", "P"], "Amount": ["5", "5"]}


def test_that_a_file_of_order_lines_within_another_one_adds_nothing():
    more = {header: [*values, values[0]] for header, values in LINES.items()}
    log = log_of(sheet(more, "all.csv", "Orders"), sheet(LINES, "part.csv", "Orders"))
    assert cells(log, "order_lines", "amount") == [5, 5, 5]
    assert log.sources[1].set_aside == {"identical copies": 2}


def test_that_a_sheet_whose_columns_and_rows_all_stand_in_another_one_adds_nothing():
    fuller = {**LINES, "Unit cost": ["3", "4"]}
    log = log_of(sheet(LINES, "b.xlsx", "Orders"), sheet(fuller, "b.xlsx", "More orders"))
    assert log.rows("order_lines") == 2
    assert cells(log, "order_lines", "unit_cost") == [3, 4]
    assert log.sources[0].set_aside == {"identical copies": 2}


def test_that_order_lines_of_files_that_only_overlap_are_all_counted():
    other = {**LINES, "Order ID": ["1", "2"]}
    assert log_of(sheet(LINES, "a.csv", "Orders"), sheet(other, "b.csv", "Orders")).rows("order_lines") == 4


def test_that_line_numbers_count_within_their_order():
    numbered = {**LINES, "Order ID": ["1", "2"], "Line number": ["1", "1"]}
    assert log_of(sheet(numbered, "orders.csv")).rows("order_lines") == 2


def test_that_reps_of_two_lists_are_joined_by_name():
    first = sheet({"Rep": ["Ann", "Bo"], "Team": ["North", "South"]}, "reps.csv")
    second = sheet({"Rep": ["ANN"], "Manager": ["Max"]}, "team.csv")
    log = log_of(first, second)
    assert log.rows("reps") == 2
    assert sorted(cells(log, "reps", "team")) == ["North", "South"]


def test_that_combinations_are_numbered_without_overflow():
    wide = np.arange(5, dtype=np.int64) * 2**40
    keys = combined([wide, wide, wide, np.array([0, 0, 0, 0, -1])])
    assert len(set(keys.tolist())) == 5
    assert combined([wide, wide])[0] == 0


class _Named:
    def __init__(self, source):
        self.source = source


def test_that_files_without_dates_keep_their_order():
    pieces = [_Named(0), _Named(1)]
    assert oldest_first(pieces, ["b.csv", "a-2026-01-01.csv"]) == pieces
