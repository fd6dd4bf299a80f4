from salesdesk.reading.grid import CellError
from salesdesk.reading.grid_remarks import remark
from salesdesk.reading.report import Report
from tests.reading.sheets import sheet


def remarks(**facts):
    grid = sheet({"Deal ID": ["1", "2"], "Amount": [5.0, None]}, **facts)
    report = Report([grid])
    remark(grid, 0, report)
    return [(issue.text, issue.count) for issue in report.issues]


def test_that_error_cells_are_named_by_column_and_row():
    errors = (CellError(2, 1, "#N/A"), CellError(3, 1, "#DIV/0!"))
    assert remarks(errors=errors, error_count=7) == [
        ("Column “Amount”: #N/A, #DIV/0! counts as an empty cell (rows 2 and 3)", 2),
        ("5 more cells with errors count as empty", 5),
    ]


def test_that_a_plain_sheet_needs_no_remark():
    assert remarks() == []


def test_that_hidden_rows_merged_cells_and_odd_rows_are_said():
    said = [text for text, _ in remarks(hidden_rows=3, merged=2, long_rows=1, short_rows=4, uncalculated=9)]
    assert len(said) == 5
    assert any(text.startswith("3 hidden rows") for text in said)
    assert any("never calculated" in text for text in said)


def test_that_stray_quotation_marks_are_said_with_their_rows():
    assert remarks(loose_quotes=(7,)) == [
        ('A quotation mark (") in row 7 is not closed and was read as text: check what follows it', 1)
    ]
    assert remarks(loose_quotes=(7, 1200))[0][0].startswith('A quotation mark (") in rows 7 and 1,200 is not')
