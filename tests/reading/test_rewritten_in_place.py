"""A file that was read again: what it tells otherwise than before, worked out by hand."""

from salesdesk.models.rewritten import Rewriting, RewrittenCell
from salesdesk.reading.rewritten_in_place import with_rewritten
from tests.reading.sheets import log_of, sheet, texts
from tests.reading.test_rewritten import FEBRUARY, MARCH, found

FILE = "deals.csv"
BEFORE = log_of(sheet(FEBRUARY, FILE))


def test_that_the_records_of_a_file_are_compared_with_those_of_before():
    log = with_rewritten(BEFORE, log_of(sheet(MARCH, FILE)), {FILE})
    assert found(log) == {
        Rewriting.CHANGED: (1, (RewrittenCell("4", 4, "Amount", "400", "450"),)),
        Rewriting.REOWNED: (1, (RewrittenCell("2", 3, "Owner", "Ann", "Bo"),)),
        Rewriting.BACKDATED: (1, (RewrittenCell("5", 5, "Closed", "2026-02-14", "2026-01-31"),)),
        Rewriting.VANISHED: (1, (RewrittenCell("3", 4),)),
    }
    assert {(each.older, each.newer) for each in log.rewritten} == {(0, 0)}


def test_that_what_vanished_is_not_said_to_count():
    log = with_rewritten(BEFORE, log_of(sheet(MARCH, FILE)), {FILE})
    assert "Opportunities: 1 record of the last reading is not in it any more (row 4 there)" in texts(log)
    assert log.rows("opportunities") == 5


def test_that_only_the_files_named_are_compared():
    after = log_of(sheet(MARCH, FILE))
    assert with_rewritten(BEFORE, after, set()) is after
    assert with_rewritten(BEFORE, after, {"other.csv"}) is after
    assert with_rewritten(BEFORE, BEFORE, {FILE}) is BEFORE


def test_that_the_other_files_of_the_log_do_not_matter():
    other = sheet({**FEBRUARY, "Deal ID": ["a", "b", "c", "d", "e"]}, "other.csv")
    before, after = log_of(other, sheet(FEBRUARY, FILE)), log_of(other, sheet(MARCH, FILE))
    log = with_rewritten(before, after, {FILE})
    assert {each.sort: each.count for each in log.rewritten} == dict.fromkeys(Rewriting, 1)
    assert {each.newer for each in log.rewritten} == {1}


def test_that_rows_without_ids_are_not_compared_by_their_places():
    lean = {header: values for header, values in FEBRUARY.items() if header != "Deal ID"}
    turned = {header: values[::-1] for header, values in lean.items()}
    after = log_of(sheet(turned, FILE))
    assert with_rewritten(log_of(sheet(lean, FILE)), after, {FILE}) is after
