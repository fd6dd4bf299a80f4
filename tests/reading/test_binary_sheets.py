import zipfile

from salesdesk.reading.reasons import DAMAGED, SCATTERED
from tests.reading.binary_workbooks import (
    DIVISION_ERROR,
    NA_ERROR,
    NAME_ERROR,
    formula_error,
    number,
    row,
    text,
    workbook,
)
from tests.reading.reading import grid, refusal, rows, types

HEAD = row(0, text(0, "Rep"), text(1, "Amount"))


def test_that_formulas_with_errors_in_binary_workbooks_are_listed(tmp_path):
    lines = [row(at, text(0, f"Ann {at}"), number(1, at)) for at in range(1, 40)]
    lines[4] = row(5, text(0, "Bea"), formula_error(1, DIVISION_ERROR))
    lines[9] = row(10, text(0, "Cid"), formula_error(1, NA_ERROR, b"x" * 200))
    found = grid(workbook(tmp_path / "log.xlsb", HEAD, *lines))
    assert (len(found), types(found)[1]) == (39, "double")
    assert rows(found)[4] == ("Bea", None)
    assert [(one.row, one.column, one.content) for one in found.errors] == [(6, 1, "#DIV/0!"), (11, 1, "#N/A")]


def test_that_a_binary_sheet_of_errors_only_is_no_empty_sheet(tmp_path):
    lines = [row(at, *(formula_error(column, NAME_ERROR) for column in range(3))) for at in range(2)]
    found = grid(workbook(tmp_path / "log.xlsb", *lines))
    assert found.error_count == 6


def test_that_text_that_looks_like_an_error_record_stays_text(tmp_path):
    words = "".join(map(chr, (0x100B, 0x0000, 0x0000, 0x0000, 0x0000, 0x0700, 0x0007, 0x0007)))
    found = grid(workbook(tmp_path / "log.xlsb", HEAD, row(1, text(0, words), number(1, 5))))
    assert rows(found) == [(words, 5.0)]
    assert found.error_count == 0


def test_that_a_stray_cell_far_away_costs_nothing_but_itself(tmp_path):
    lines = [row(at, text(0, f"Ann {at}"), number(1, at)) for at in range(1, 40)]
    lines[20] = row(21, text(0, "Bea"), formula_error(1, NA_ERROR))
    far = row(1_048_575, text(16_383, "x"))
    found = grid(workbook(tmp_path / "log.xlsb", HEAD, *lines, far, reach=(1_048_575, 16_383)))
    assert (found.names, len(found), found.error_count) == (("Rep", "Amount"), 39, 1)
    assert "1 cell far away from the table was left out." in found.notes


def test_that_cells_in_the_corners_of_the_grid_are_no_table(tmp_path):
    corners = [row(at, text(0, "x"), text(16_383, "y")) for at in (0, 1_048_575)]
    assert refusal(workbook(tmp_path / "log.xlsb", *corners, reach=(1_048_575, 16_383))) == SCATTERED


def test_that_a_sheet_that_only_says_it_is_large_is_read(tmp_path):
    found = grid(workbook(tmp_path / "log.xlsb", HEAD, reach=(1_048_575, 16_383)))
    assert found.names == ("Rep", "Amount")
    assert not any("far away" in note for note in found.notes)


def test_that_a_damaged_picture_costs_nothing(tmp_path):
    path = workbook(tmp_path / "log.xlsb", HEAD, row(1, text(0, "Ann"), formula_error(1, NA_ERROR)))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/media/image1.png", b"x" * 100)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"x" * 100, b"x" * 50 + b"y" * 50))
    assert grid(path).error_count == 1


def test_that_a_damaged_sheet_is_refused(tmp_path):
    path = workbook(tmp_path / "log.xlsb", HEAD, *[row(at, text(0, f"Ann {at}"), number(1, at)) for at in range(1, 99)])
    with zipfile.ZipFile(path) as file:
        info = file.getinfo("xl/worksheets/sheet1.bin")
    content = bytearray(path.read_bytes())
    content[info.header_offset + 30 + len(info.filename) + 60] ^= 0xFF
    path.write_bytes(content)
    assert refusal(path) == DAMAGED
