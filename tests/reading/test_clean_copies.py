from tests.reading.sheets import cells, log_of, sheet, texts

LINES = {
    "Order ID": ["1", "1", "2"],
    "Order Date": ["2026-03-04", "2026-03-04", "2026-03-05"],
    "Product": ["P", "P", "Q"],
    "Amount": ["5", "5", "7"],
}
CALLS = {
    "Type": ["call", "call", "call"],
    "Date": ["2026-03-04", "2026-03-04", "2026-03-04"],
    "Rep": ["Ann", "Ann", "Ann"],
    "Lead": ["L1", "L1", "L1"],
    "Notes": ["x", "x", "y"],
}


def test_that_the_same_file_twice_changes_nothing():
    once, twice = log_of(sheet(LINES, "orders.csv")), log_of(sheet(LINES, "orders.csv"), sheet(LINES, "copy.csv"))
    assert twice.tables["order_lines"].equals(once.tables["order_lines"])
    assert twice.sources[1].used == 0
    assert twice.sources[1].set_aside == {"not used: it has the same content as orders.csv": 3}


def test_that_equal_order_lines_are_all_counted_and_said():
    log = log_of(sheet(LINES, "orders.csv"))
    assert cells(log, "order_lines", "amount") == [5, 5, 7]
    assert "1 order line equals another one in every column; all are counted" in texts(log)


def test_that_dated_touches_without_time_are_copies_only_if_every_cell_is_equal():
    log = log_of(sheet(CALLS, "calls.csv"))
    assert log.rows("activities") == 2
    assert log.sources[0].set_aside == {"identical copies": 1}


def test_that_rows_with_an_id_are_told_apart_by_it_alone():
    log = log_of(sheet({"Activity ID": ["1", "2", "3"], **CALLS}, "calls.csv"))
    assert log.rows("activities") == 3


def test_that_equal_answers_of_an_anonymous_survey_all_count():
    answers = {"Survey": ["W1"] * 3, "Answered": ["2026-03-04"] * 3, "Scale maximum": ["5"] * 3, "Score": ["4"] * 3}
    log = log_of(sheet(answers, "satisfaction.csv"))
    assert log.rows("satisfaction_responses") == 3
