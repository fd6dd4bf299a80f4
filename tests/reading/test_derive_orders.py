from tests.reading.sheets import cells, days, log_of, sheet, texts

LINES = {"LineID": ["a", "b", "c"], "SalesID": ["1", "1", "9"], "ItemNo": ["P", "Q", "P"], "LinePrice": ["5", "6", "7"]}
HEADS = {
    "SalesID": ["1", "2"],
    "ContactID": ["C1", "C2"],
    "SalesDate": ["2026-03-04", "2026-03-05"],
    "Status": ["void", None],
}


def test_that_lines_take_date_customer_and_status_from_their_order():
    log = log_of(sheet(LINES, "SalesLines.csv"), sheet(HEADS, "Sales.csv"))
    lines = log.tables["order_lines"]
    assert days(lines["order_date"]) == ["2026-03-04", "2026-03-04", None]
    assert cells(log, "order_lines", "customer_id") == ["C1", "C1", None]
    assert cells(log, "order_lines", "status") == ["cancelled", "cancelled", None]
    assert log.is_date_only("order_lines", "order_date").tolist() == [True, True, False]
    assert log.rows("orders") == 2
    assert "of the order lines taken from their orders" in texts(log)


def test_that_a_line_keeps_what_it_has_itself():
    lines = {**LINES, "Order Date": ["2026-01-01", None, None]}
    log = log_of(sheet(lines, "SalesLines.csv"), sheet(HEADS, "Sales.csv"))
    assert days(log.tables["order_lines"]["order_date"]) == ["2026-01-01", "2026-03-04", None]


REGIONAL = {"Order ID": ["1", "2", "3"], "Sales": ["5", "6", "7"], "Region": ["West", "east", None]}


def test_that_lines_without_a_rep_count_for_the_one_rep_of_their_region():
    people = {"Person": ["Ann", "Bo"], "Region": ["West", "East"]}
    log = log_of(sheet(REGIONAL, "s.xls", "Orders"), sheet(people, "s.xls", "People"))
    assert cells(log, "order_lines", "rep_id") == ["Ann", "Bo", None]
    assert "each counts for the rep of its region" in texts(log)


def test_that_a_region_with_two_reps_or_none_is_not_guessed():
    for people in (
        {"Person": ["Ann", "Bo", "Cy"], "Region": ["West", "West", "East"]},
        {"Person": ["Ann"], "Region": ["West"]},
    ):
        log = log_of(sheet(REGIONAL, "s.xls", "Orders"), sheet(people, "s.xls", "People"))
        assert not log.has("order_lines", "rep_id")


def test_that_returns_mark_their_orders():
    returns = {"Returned": ["Yes"], "Order ID": ["2"]}
    log = log_of(sheet(REGIONAL, "s.xls", "Orders"), sheet(returns, "s.xls", "Returns"))
    assert cells(log, "orders", "returned") == [True]
