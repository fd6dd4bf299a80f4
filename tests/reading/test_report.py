import numpy as np

from salesdesk.models.issue import Effect
from salesdesk.reading.report import Report, rows_text
from salesdesk.reading.typed import Problem
from tests.reading.sheets import sheet


def test_that_rows_are_named_up_to_five():
    assert rows_text(np.array([1234])) == "row 1,234"
    assert rows_text(np.array([2, 3, 9])) == "rows 2, 3 and 9"
    assert rows_text(np.arange(2, 1002)) == "rows 2, 3, 4, 5, 6 and 995 more"


def test_that_a_problem_counts_its_cells_and_names_their_rows_in_the_file():
    report = Report([sheet({"Amount": ["x", "1", "y"]}, "deals.csv", first_row=10)])
    report.problem(0, "Amount", Problem("not an amount", Effect.BLANKED, np.array([0, 2])))
    (issue,) = report.issues
    assert issue.text == "Column “Amount”: not an amount (rows 10 and 12)"
    assert (issue.source, issue.row, issue.column, issue.count) == ("deals.csv", 10, "Amount", 2)


def test_that_what_is_set_aside_is_taken_from_what_is_used():
    report = Report([sheet({"Amount": ["1", "2", "3"]})])
    report.set_aside(0, "empty rows", np.array([2]))
    report.set_aside(0, "empty rows", np.array([4]))
    (source,) = report.sources(["opportunities"])
    assert (source.rows, source.used, source.set_aside) == (3, 1, {"empty rows": 2})
