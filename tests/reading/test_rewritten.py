"""What a later export tells otherwise: each case with its answer worked out by hand."""

from salesdesk.models.issue import Effect
from salesdesk.models.rewritten import Rewriting, RewrittenCell
from salesdesk.reading.rewritten import LISTED
from tests.reading.sheets import cells, log_of, sheet, texts

# February's export, in rows 2 to 6, and March's in rows 2 to 6.
FEBRUARY = {
    "Deal ID": ["1", "2", "3", "4", "5"],
    "Deal Name": ["Aster", "Birch", "Cedar", "Dogwood", "Elm"],
    "Owner": ["Ann", "Ann", "Bo", "Bo", "Bo"],
    "Amount": ["100", "200", "300", "400", "500"],
    "Create Date": ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09"],
    "Close Date": ["2026-02-10", "2026-02-11", None, "2026-02-13", "2026-02-14"],
}
MARCH = {
    "Deal ID": ["1", "2", "4", "5", "6"],  # 3 is gone, 6 is new
    "Deal Name": ["Aster", "Birch", "Dogwood", "Elm", "Fir"],
    "Owner": ["Ann", "Bo", "Bo", "Bo", "Ann"],  # 2 has another owner
    "Amount": ["100", "200", "450", "500", "600"],  # 4 has another amount
    "Create Date": ["2026-01-05", "2026-01-06", "2026-01-08", "2026-01-09", "2026-03-01"],
    "Close Date": ["2026-02-10", "2026-02-11", "2026-02-13", "2026-01-31", None],  # 5 was closed a month earlier
}


def both(february=FEBRUARY, march=MARCH, **asked):
    return log_of(sheet(february, "deals-2026-02-28.csv"), sheet(march, "deals-2026-03-31.csv"), **asked)


def found(log):
    """Sort → count and cells."""
    return {each.sort: (each.count, each.cells) for each in log.rewritten}


def test_that_changed_reowned_backdated_and_vanished_records_are_told_with_their_cells():
    log = both()
    assert found(log) == {
        Rewriting.CHANGED: (1, (RewrittenCell("4", 4, "Amount", "400", "450"),)),
        Rewriting.REOWNED: (1, (RewrittenCell("2", 3, "Owner", "Ann", "Bo"),)),
        Rewriting.BACKDATED: (1, (RewrittenCell("5", 5, "Closed", "2026-02-14", "2026-01-31"),)),
        Rewriting.VANISHED: (1, (RewrittenCell("3", 4),)),
    }
    assert {(each.table, each.older, each.newer) for each in log.rewritten} == {("opportunities", 0, 1)}


def test_that_each_sort_is_said_as_an_issue_of_the_later_export():
    log = both()
    said = [(issue.source, issue.text, issue.count) for issue in log.issues if issue.effect is Effect.NOTED]
    assert said == [
        ("deals-2026-03-31.csv", "Opportunities: 1 record was changed since deals-2026-02-28.csv (row 4)", 1),
        ("deals-2026-03-31.csv", "Opportunities: 1 record has another owner than in deals-2026-02-28.csv (row 3)", 1),
        ("deals-2026-03-31.csv", "Opportunities: 1 record has an earlier date than in deals-2026-02-28.csv (row 5)", 1),
        (
            "deals-2026-03-31.csv",
            "Opportunities: 1 record of deals-2026-02-28.csv is not in it any more and still counts (row 4 there)",
            1,
        ),
    ]


def test_that_the_order_of_opening_does_not_matter_where_the_names_have_dates():
    turned = log_of(sheet(MARCH, "deals-2026-03-31.csv"), sheet(FEBRUARY, "deals-2026-02-28.csv"))
    assert found(turned) == found(both())
    assert {(each.older, each.newer) for each in turned.rewritten} == {(1, 0)}


def test_that_the_newest_values_count_and_vanished_records_stay():
    log = both()
    ids, amounts = cells(log, "opportunities", "opportunity_id"), cells(log, "opportunities", "amount")
    counted = dict(zip(ids, amounts, strict=True))
    assert counted == {"1": 100, "2": 200, "3": 300, "4": 450, "5": 500, "6": 600}


def test_that_an_export_that_tells_the_same_rewrites_nothing():
    assert both(march={**FEBRUARY, "Deal ID": FEBRUARY["Deal ID"]}).rewritten == ()
    more = {header: [*values, values[0]] for header, values in FEBRUARY.items()}
    assert both(march={**more, "Deal ID": [*FEBRUARY["Deal ID"], "6"]}).rewritten == ()


def test_that_a_column_that_one_of_them_has_not_got_is_no_change():
    lean = {header: values for header, values in FEBRUARY.items() if header not in ("Amount", "Owner")}
    assert both(march=lean).rewritten == ()
    assert both(february=lean, march=FEBRUARY).rewritten == ()


def test_that_a_later_date_is_a_change_and_no_backdating():
    march = {**FEBRUARY, "Close Date": ["2026-02-12", *FEBRUARY["Close Date"][1:]]}
    cell = RewrittenCell("1", 2, "Closed", "2026-02-10", "2026-02-12")
    assert found(both(march=march)) == {Rewriting.CHANGED: (1, (cell,))}


def test_that_a_date_that_was_blank_is_a_change_and_no_backdating():
    march = {**FEBRUARY, "Close Date": [*FEBRUARY["Close Date"][:2], "2026-01-20", *FEBRUARY["Close Date"][3:]]}
    assert found(both(march=march)) == {Rewriting.CHANGED: (1, (RewrittenCell("3", 4, "Closed", "", "2026-01-20"),))}


def test_that_a_date_with_a_time_and_the_same_day_without_one_are_equal():
    timed = {**FEBRUARY, "Create Date": [f"{day} 09:30" for day in FEBRUARY["Create Date"]]}
    assert both(march=timed).rewritten == ()


def test_that_an_earlier_hour_of_the_same_local_day_is_no_backdating():
    # 00:30 and 01:30 in Berlin are on two days in UTC.
    days = FEBRUARY["Create Date"]
    first = {**FEBRUARY, "Create Date": [f"{day} 01:30" for day in days]}
    second = {**FEBRUARY, "Create Date": [f"{days[0]} 00:30", *first["Create Date"][1:]]}
    cell = RewrittenCell("1", 2, "Created", "2026-01-05 01:30", "2026-01-05 00:30")
    assert found(both(first, second, zone="Europe/Berlin")) == {Rewriting.CHANGED: (1, (cell,))}


def test_that_records_older_than_the_later_export_have_not_vanished():
    # An export of the last two months: what was created before it has left the window, not the CRM.
    later = {header: values[1:] for header, values in FEBRUARY.items()}
    assert both(march=later).rewritten == ()


def test_that_another_part_of_the_table_makes_nothing_vanish():
    other = {**FEBRUARY, "Deal ID": ["5", "6", "7", "8", "9"]}
    assert Rewriting.VANISHED not in found(both(march=other))


def test_that_of_three_exports_each_is_compared_with_the_one_before():
    april = {**MARCH, "Amount": ["100", "200", "475", "500", "600"]}
    log = log_of(
        sheet(FEBRUARY, "deals-2026-02-28.csv"),
        sheet(MARCH, "deals-2026-03-31.csv"),
        sheet(april, "deals-2026-04-30.csv"),
    )
    changed = [(each.older, each.newer, each.cells) for each in log.rewritten if each.sort is Rewriting.CHANGED]
    assert changed == [
        (0, 1, (RewrittenCell("4", 4, "Amount", "400", "450"),)),
        (1, 2, (RewrittenCell("4", 4, "Amount", "450", "475"),)),
    ]
    assert [each.newer for each in log.rewritten if each.sort is Rewriting.VANISHED] == [1]


def test_that_two_sheets_of_one_workbook_are_one_export():
    march = sheet(MARCH, "deals.xlsx", "March")
    assert log_of(sheet(FEBRUARY, "deals.xlsx", "February"), march).rewritten == ()


def test_that_many_rewritten_records_are_counted_and_the_first_ones_listed():
    ids = [str(number) for number in range(1_000)]
    first = {"Deal ID": ids, "Deal Name": ids, "Amount": ["5"] * 1_000}
    (only,) = both(first, {**first, "Amount": ["6"] * 1_000}).rewritten
    assert (only.count, len(only.cells)) == (1_000, LISTED)
    text = texts(both(first, {**first, "Amount": ["6"] * 1_000}))
    assert "1,000 records were changed since deals-2026-02-28.csv (rows 2, 3, 4, 5, 6 and 995 more)" in text


def test_that_activities_are_compared_by_their_rep_and_moment():
    first = {
        "Activity ID": ["a", "b"],
        "Type": ["call", "call"],
        "Date": ["2026-03-04 10:00", "2026-03-05 10:00"],
        "Rep": ["Ann", "Bo"],
    }
    later = {**first, "Date": ["2026-03-04 10:00", "2026-03-03 10:00"], "Rep": ["Cy", "Bo"]}
    log = log_of(sheet(first, "calls-2026-03-05.csv"), sheet(later, "calls-2026-03-06.csv"))
    assert {sort: [cell.record for cell in cells] for sort, (_, cells) in found(log).items()} == {
        Rewriting.REOWNED: ["a"],
        Rewriting.BACKDATED: ["b"],
    }
