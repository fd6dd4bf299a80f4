import pytest

from salesdesk.reading.grid import Refused
from salesdesk.reading.limits import DEFAULT
from salesdesk.reading.reasons import OUTSIDE_GRID
from salesdesk.reading.sheet_scan import column_number, scan_sheet, skim_sheet
from tests.reading.workbooks import number, row, sheet, table, text


def pieces(rows, after="", size=37):
    markup = sheet(rows, after).encode()
    return [markup[at : at + size] for at in range(0, len(markup), size)]


@pytest.mark.parametrize(("letters", "expected"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"XFD", 16_384)])
def test_that_letters_are_numbers(letters, expected):
    assert column_number(letters) == expected


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_that_the_scan_does_not_depend_on_how_the_markup_is_cut(size):
    lines = table(40) + row(42, text("C42", "x"), '<c r="D42"><f>1+1</f></c>', attributes=' hidden="1"')
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C2:C4"/><mergeCell ref="C7:D9"/></mergeCells>'
    found = scan_sheet(pieces(lines, merged, size), DEFAULT)
    assert (found.last_row, found.columns, found.cells) == (42, {1, 2, 3, 4}, 84)
    assert (found.hidden_rows, found.merged, found.uncalculated) == (1, 3, 1)
    assert found.merged_down == {3: [(2, 4), (7, 9)]}


@pytest.mark.parametrize(
    ("cell", "counted"),
    [
        ('<c r="A1"><f>1+1</f></c>', 1),
        ('<c r="A1"><f>1+1</f><v/></c>', 1),
        ('<c r="A1"><f>1+1</f><v></v></c>', 1),
        ('<c r="A1" s="3"><f t="shared" si="0"/></c>', 1),
        ('<c r="A1"><f t="array" ref="A1">SUM(B1)</f><v /></c>', 1),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 0),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', 0),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', 0),
    ],
)
def test_that_formulas_without_a_result_are_counted(cell, counted):
    assert scan_sheet(pieces(row(1, cell)), DEFAULT).uncalculated == counted
    assert skim_sheet(pieces(row(1, cell))).uncalculated == counted


@pytest.mark.parametrize(
    "reference", ["XFE1", "XGA7", "YAA1", "AAAA1", "A1048577", "B1050000", "C2000000", "D10000000"]
)
def test_that_both_scans_refuse_cells_outside_the_grid(reference):
    lines = row(1, text("A1", "x")) + row(2, number(reference, 1))
    for scan in (lambda: scan_sheet(pieces(lines), DEFAULT), lambda: skim_sheet(pieces(lines))):
        with pytest.raises(Refused) as caught:
            scan()
        assert caught.value.reason == OUTSIDE_GRID


@pytest.mark.parametrize("reference", ["XFD1", "A1048576", "XFD1048576", "A1047999", "B999999"])
def test_that_the_last_cells_of_the_grid_belong_to_it(reference):
    lines = row(int(reference.lstrip("ABXFD")), number(reference, 1))
    assert scan_sheet(pieces(lines), DEFAULT).cells == 1
    assert skim_sheet(pieces(lines)).hidden_rows == 0


def test_that_a_full_table_is_not_sparse_and_two_corners_are():
    assert not scan_sheet(pieces(table(500)), DEFAULT).sparse
    corners = row(1, text("A1", "x")) + row(1_048_576, text("XFD1048576", "y"))
    assert scan_sheet(pieces(corners), DEFAULT).sparse
    assert not scan_sheet(pieces(""), DEFAULT).sparse


def test_that_single_quotes_are_quotes_too():
    lines = table(3).replace('"', "'")
    assert scan_sheet(pieces(lines), DEFAULT).last_row == 4
