import datetime as dt
import zipfile

import openpyxl
import pytest

from salesdesk.reading.limits import Limits
from salesdesk.reading.reasons import DAMAGED, FALSE_SIZE, NO_TABLE, OUTSIDE_GRID, PASSWORD, SCATTERED
from tests.reading.reading import grid, grids, refusal, rows, types
from tests.reading.workbooks import number, parts, row, sheet, table, text, workbook, write


def saved(folder, lines, *, epoch=None):
    """A workbook made by openpyxl from rows of values."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    for line in lines:
        book.active.append(line)
    path = folder / "log.xlsx"
    book.save(path)
    return path


DAY = dt.datetime(2026, 3, 4)  # noqa: DTZ001 - cells have no zone
MOMENT = DAY.replace(hour=14, minute=30)


def test_that_cells_keep_their_types(tmp_path):
    found = grid(
        saved(
            tmp_path,
            [
                ["Id", "Amount", "Closed", "Won", "Rep"],
                ["00123", 12.5, MOMENT, True, "Ann"],
                ["1E5", 7, DAY, False, None],
            ],
        )
    )
    assert types(found) == ["string", "double", "timestamp[ms]", "bool", "string"]
    assert rows(found) == [("00123", 12.5, MOMENT, True, "Ann"), ("1E5", 7.0, DAY, False, None)]
    assert (found.source, found.sheet, found.header_row, found.first_row) == ("log.xlsx", "Sheet", 1, 2)


def test_that_a_table_may_begin_anywhere(tmp_path):
    found = grid(workbook(tmp_path / "log.xlsx", table(3, top=7, left="C", right="D")))
    assert (found.names, found.places) == (("Rep", "Amount"), (3, 4))
    assert (found.header_row, found.first_row, len(found)) == (7, 8, 3)
    assert rows(found)[2] == ("Ann 3", 30.0)


def test_that_a_table_far_down_is_found(tmp_path):
    found = grid(workbook(tmp_path / "log.xlsx", table(3, top=500)))
    assert (found.header_row, found.first_row) == (500, 501)
    assert rows(found)[0] == ("Ann 1", 10.0)


def test_that_blank_rows_keep_the_row_numbers_right(tmp_path):
    lines = row(1, text("A1", "Rep"), text("B1", "Amount")) + row(4, text("A4", "Ann"), number("B4", 1))
    found = grid(workbook(tmp_path / "log.xlsx", lines))
    assert rows(found) == [(None, None), (None, None), ("Ann", 1.0)]


def test_that_late_texts_make_the_whole_column_text_and_lose_nothing(tmp_path):
    lines = [["Id", "Amount"]] + [[i, float(i)] for i in range(2500)] + [["00123", "$2501"]]
    found = grid(saved(tmp_path, lines))
    assert types(found)[0].startswith(("string", "dictionary"))
    assert rows(found)[7] == ("7", "7")
    assert rows(found)[-1] == ("00123", "$2501")
    assert found.error_count == 0


def test_that_dates_among_texts_read_as_dates(tmp_path):
    found = grid(saved(tmp_path, [["Rep", "Closed"], ["Ann", DAY], ["Bea", "soon"]]))
    assert rows(found) == [("Ann", "2026-03-04 00:00:00"), ("Bea", "soon")]


@pytest.mark.parametrize("word", ["NA", "N/A", "None", "null"])
def test_that_words_for_nothing_are_values_among_numbers_too(tmp_path, word):
    found = grid(saved(tmp_path, [["Zone", "Closed", "Amount"], [1, DAY, 1 / 3], [word, word, word], [2.5, MOMENT, 7]]))
    assert rows(found)[1] == (word, word, word)
    assert rows(found)[0] == ("1", "2026-03-04 00:00:00", "0.3333333333333333")
    assert rows(found)[2] == ("2.5", "2026-03-04 14:30:00", "7")


def test_that_a_region_called_na_stays_one(tmp_path):
    found = grid(saved(tmp_path, [["Region", "Amount"], ["NA", 1], ["None", 2]]))
    assert rows(found) == [("NA", 1.0), ("None", 2.0)]


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#NAME?", "#REF!", "#VALUE!", "#NUM!", "#NULL!"])
def test_that_error_cells_are_empty_and_listed(tmp_path, error):
    lines = "".join(
        row(at, text(f"A{at}", f"Ann {at}"), number(f"B{at}", at) if at != 3 else f'<c r="B3" t="e"><v>{error}</v></c>')
        for at in range(2, 6)
    )
    found = grid(workbook(tmp_path / "log.xlsx", row(1, text("A1", "Rep"), text("B1", "Amount")) + lines))
    assert types(found)[1] == "double"
    assert rows(found)[1] == ("Ann 3", None)
    (listed,) = found.errors
    assert (listed.row, listed.column, listed.content, found.error_count) == (3, 1, error, 1)


def test_that_errors_that_cannot_be_typed_leave_dates_dates_and_ids_text(tmp_path):
    path = saved(tmp_path, [["Id", "Closed", "Amount"], ["00123", DAY, 5.5], ["7", MOMENT, 6]])
    book = openpyxl.load_workbook(path)
    for column in "ABC":
        book.active[f"{column}4"] = "#NAME?"
        book.active[f"{column}4"].data_type = "e"
    book.save(path)
    found = grid(path)
    assert types(found) == ["string", "timestamp[ms]", "double"]
    assert rows(found)[0] == ("00123", DAY, 5.5)
    assert found.error_count == 3


def test_that_formulas_never_calculated_are_counted(tmp_path):
    path = saved(tmp_path, [["Rep", "Amount"], ["Ann", 1], ["Bea", "=B2*2"], ["Cid", "=B2*3"]])
    found = grid(path)
    assert found.uncalculated == 2
    assert [value for _, value in rows(found)] == [1.0, None, None]


def test_that_a_formula_with_an_empty_text_as_result_was_calculated(tmp_path):
    empty = '<c r="B2" t="str"><f>IF(1,"","")</f><v></v></c>'
    path = workbook(
        tmp_path / "log.xlsx", row(1, text("A1", "Rep"), text("B1", "Note")) + row(2, text("A2", "Ann"), empty)
    )
    found = grid(path)
    assert found.uncalculated == 0
    assert rows(found) == [("Ann", None)]


def test_that_clock_times_and_durations_are_durations(tmp_path):
    found = grid(
        saved(tmp_path, [["Start", "Length"], [dt.time(14, 5), dt.timedelta(hours=30)], [dt.time(9), dt.timedelta(0)]])
    )
    assert types(found) == ["duration[ms]", "duration[ms]"]
    assert rows(found)[0] == (dt.timedelta(hours=14, minutes=5), dt.timedelta(hours=30))
    assert rows(found)[1] == (dt.timedelta(hours=9), dt.timedelta(0))


def test_that_dates_beside_durations_come_as_text_without_harm_to_other_columns(tmp_path):
    found = grid(saved(tmp_path, [["When", "Amount"], [DAY, 1.5], [dt.timedelta(hours=30), 2]]))
    assert types(found)[1] == "double"
    assert [line[0] for line in rows(found)] == ["2026-03-04 00:00:00", "1900-01-01 06:00:00"]


def test_that_the_1904_calendar_is_applied_to_dates_and_told(tmp_path):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    found = grid(
        saved(tmp_path, [["Closed", "At"], [DAY, dt.time(12)], [MOMENT, dt.time(13)]], epoch=CALENDAR_MAC_1904)
    )
    assert found.date1904
    assert rows(found) == [(DAY, dt.timedelta(hours=12)), (MOMENT, dt.timedelta(hours=13))]


def test_that_tables_side_by_side_are_grids_of_their_own(tmp_path):
    book = openpyxl.Workbook()
    for at, line in enumerate([["Rep", "Deals", "Amount"], ["Ann", 1, 5.0], ["Bea", 2, 6.0], ["Cid", 3, 7.0]], 2):
        for place, value in enumerate(line):
            book.active.cell(at, 1 + place, value)
    for at, line in enumerate([["Product", "Price"], ["Chair", 9.5]], 2):
        for place, value in enumerate(line):
            book.active.cell(at, 5 + place, value)
    book.active["A1"] = "Two tables"
    book.save(tmp_path / "log.xlsx")
    left, right = grids(tmp_path / "log.xlsx")
    assert (left.names, left.places, len(left)) == (("Rep", "Deals", "Amount"), (1, 2, 3), 3)
    assert (right.names, right.places, len(right)) == (("Product", "Price"), (5, 6), 1)
    assert right.preview[1] == ("Product", "Price")


def test_that_tables_side_by_side_may_begin_in_different_rows(tmp_path):
    upper = [row(at, text(f"A{at}", f"Ann {at}"), number(f"B{at}", at)) for at in (2, 3, 4, 5)]
    lower = row(4, text("A4", "Ann 4"), number("B4", 4), text("D4", "Item"), text("E4", "Price"))
    lowest = row(5, text("A5", "Ann 5"), number("B5", 5), text("D5", "Chair"), number("E5", 9))
    lines = [row(1, text("A1", "Rep"), text("B1", "Amount")), upper[0], upper[1], lower, lowest]
    left, right = grids(workbook(tmp_path / "log.xlsx", "".join(lines)))
    assert (left.header_row, len(left), types(left)) == (1, 4, ["string", "double"])
    assert (right.header_row, rows(right)) == (4, [("Chair", 9.0)])


def test_that_a_remark_beside_a_table_is_no_table(tmp_path):
    lines = table(3).replace("</row>", text("D1", "checked by Zoe") + "</row>", 1)
    found = grid(workbook(tmp_path / "log.xlsx", lines))
    assert found.names == ("Rep", "Amount", "checked by Zoe")


def test_that_a_late_value_in_a_nameless_column_is_not_lost(tmp_path):
    lines = table(60).replace("</row>", text("C61", "x") + "</row>")
    late = table(60)[: -len("</row>")] + text("D61", "late") + "</row>"
    assert lines != late
    found = grid(workbook(tmp_path / "log.xlsx", late))
    assert (found.names, found.places) == (("Rep", "Amount", ""), (1, 2, 4))
    assert rows(found)[-1] == ("Ann 60", 600.0, "late")


def test_that_hidden_rows_sheets_and_merged_cells_are_told(tmp_path):
    shown = sheet(
        table(2) + row(4, text("A4", "Bea"), number("B4", 4), attributes=' hidden="1"'),
        '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/></mergeCells>',
    )
    content = parts({"Log": shown, "Old": sheet(table(1))}, states={"Old": "hidden"})
    first, second = grids(write(tmp_path / "log.xlsx", content))
    assert (first.hidden, first.hidden_rows, first.merged, len(first)) == (False, 1, 2, 3)
    assert first.merged_down == {"1": [(1, 2)], "2": [(1, 2)]}
    assert second.hidden


def test_that_empty_sheets_are_passed_over(tmp_path):
    content = parts({"Log": sheet(table(1)), "Sheet2": sheet("")})
    assert [found.sheet for found in grids(write(tmp_path / "log.xlsx", content))] == ["Log"]


def test_that_a_workbook_of_empty_sheets_is_refused(tmp_path):
    assert refusal(workbook(tmp_path / "log.xlsx", "")) == NO_TABLE


def test_that_one_unreadable_sheet_does_not_cost_the_others(tmp_path):
    content = parts({"Log": sheet(table(1)), "Broken": sheet(row(1, '<c r="A1" t="s"><v>99</v></c>'))})
    good, bad = grids(write(tmp_path / "log.xlsx", content))
    assert len(good) == 1
    assert (bad.sheet, bad.columns, bad.notes) == ("Broken", (), (DAMAGED,))


def test_that_an_unreadable_sheet_beside_empty_ones_refuses_the_file(tmp_path):
    content = parts({"Empty": sheet(""), "Broken": sheet(row(1, '<c r="A1" t="s"><v>99</v></c>'))})
    assert refusal(write(tmp_path / "log.xlsx", content)) == DAMAGED


@pytest.mark.parametrize("reference", ["XFE1", "A1048577", "ZZZ9", "AAAA1", "A99999999"])
def test_that_cells_outside_the_grid_are_refused(tmp_path, reference):
    digits = int(reference.lstrip("ABCDEFXZ"))
    assert refusal(workbook(tmp_path / "log.xlsx", table(2) + row(digits, number(reference, 1)))) == OUTSIDE_GRID


def test_that_cells_outside_the_grid_of_large_sheets_are_refused(tmp_path):
    path = workbook(tmp_path / "log.xlsx", table(2) + row(1_048_577, number("A1048577", 1)))
    assert refusal(path, limits=Limits(scanned_first=0)) == OUTSIDE_GRID


def test_that_text_that_looks_like_a_far_cell_is_text(tmp_path):
    lines = table(2) + row(4, text("A4", 'see r="XFE1"'), number("B4", 1))
    found = grid(workbook(tmp_path / "log.xlsx", lines), limits=Limits(scanned_first=0))
    assert rows(found)[2][0] == 'see r="XFE1"'


def test_that_large_sheets_read_the_same(tmp_path):
    path = workbook(tmp_path / "log.xlsx", table(100) + row(102, text("A102", "Bea"), attributes=' hidden="true"'))
    small, large = grid(path), grid(path, limits=Limits(scanned_first=0))
    assert rows(small) == rows(large)
    assert (large.names, large.hidden_rows, large.preview) == (small.names, 1, small.preview)


def test_that_cells_in_two_corners_are_no_table(tmp_path):
    corners = row(1, text("A1", "x")) + row(1_048_576, text("XFD1048576", "y"))
    assert refusal(workbook(tmp_path / "log.xlsx", corners)) == SCATTERED


def test_that_a_stray_cell_far_away_costs_nothing_but_itself(tmp_path):
    found = grid(workbook(tmp_path / "log.xlsx", table(50) + row(1_048_576, text("XFD1048576", "y"))))
    assert (len(found), found.names) == (50, ("Rep", "Amount"))
    assert any("1 cell far away" in note for note in found.notes)


def test_that_a_part_larger_than_it_says_is_refused(tmp_path):
    path = workbook(tmp_path / "log.xlsx", table(500))
    content = path.read_bytes()
    size = len(sheet(table(500)).encode()).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    assert refusal(path) == FALSE_SIZE


def test_that_parts_too_large_in_all_are_refused_before_unpacking(tmp_path):
    path = workbook(tmp_path / "log.xlsx", table(500))
    assert refusal(path, limits=Limits(inflated=5000)).startswith("Unpacked, this file is larger")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_that_document_types_are_refused(tmp_path, part):
    content = parts({"Log": sheet(table(1))})
    content[part] = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content[part]
    assert refusal(write(tmp_path / "log.xlsx", content)) == DAMAGED


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_that_cut_off_markup_is_refused(tmp_path, part):
    content = parts({"Log": sheet(table(1))})
    content[part] = content[part][: len(content[part]) // 2]
    assert len(refusal(write(tmp_path / "log.xlsx", content))) <= 140


def test_that_a_cut_off_file_is_refused(tmp_path):
    path = workbook(tmp_path / "log.xlsx", table(50))
    path.write_bytes(path.read_bytes()[:-200])
    assert refusal(path) == DAMAGED


def test_that_an_encrypted_entry_is_a_password(tmp_path):
    path = workbook(tmp_path / "log.xlsx", table(1))
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert refusal(path) == PASSWORD


def test_that_prefixed_markup_reads_the_same(tmp_path):
    content = parts({"Log": sheet(table(2) + row(4, text("A4", "Bea"), attributes=' hidden="1"'))})
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    markup = content["xl/worksheets/sheet1.xml"].replace(f' xmlns="{main}"', f' xmlns:x="{main}"')
    markup = markup.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    content["xl/worksheets/sheet1.xml"] = markup
    path = write(tmp_path / "log.xlsx", content)
    for first in (0, 1 << 30):
        found = grid(path, limits=Limits(scanned_first=first))
        assert (found.names, len(found), found.hidden_rows) == (("Rep", "Amount"), 3, 1)


def test_that_a_chosen_header_row_is_followed(tmp_path):
    path = saved(tmp_path, [["a", "b"], ["Rep", "Amount"], ["Ann", 5], ["Bea", 6]])
    found = grid(path, header_rows={"Sheet": 2})
    assert (found.names, found.header_row, types(found)) == (("Rep", "Amount"), 2, ["string", "double"])
    found = grid(path, header_rows={"Sheet": 0})
    assert (found.header_row, found.first_row, len(found)) == (0, 1, 4)


def test_that_a_header_without_rows_is_an_empty_grid(tmp_path):
    found = grid(saved(tmp_path, [["Rep", "Amount"]]))
    assert (found.names, len(found)) == (("Rep", "Amount"), 0)


def test_that_dates_in_header_and_preview_read_as_days(tmp_path):
    found = grid(saved(tmp_path, [["Rep", DAY, DAY.replace(month=4)], ["Ann", 1.5, 2], ["Bea", 3, 4]]))
    assert found.names == ("Rep", "2026-03-04", "2026-04-04")


def test_that_one_damaged_sheet_costs_only_itself(tmp_path):
    path = write(tmp_path / "log.xlsx", parts({"Log": sheet(table(2)), "Old": sheet(table(50))}))
    with zipfile.ZipFile(path) as file:
        info = file.getinfo("xl/worksheets/sheet2.xml")
    content = bytearray(path.read_bytes())
    content[info.header_offset + 30 + len(info.filename) + 60] ^= 0xFF
    path.write_bytes(content)
    good, bad = grids(path)
    assert (len(good), bad.columns, bad.notes) == (2, (), (DAMAGED,))


def test_that_a_sheet_of_errors_only_tells_of_them(tmp_path):
    cells = row(1, '<c r="A1" t="e"><v>#DIV/0!</v></c>') + row(2, '<c r="A2" t="e"><v>#N/A</v></c>')
    found = grid(workbook(tmp_path / "log.xlsx", cells))
    assert rows(found) == [(None,), (None,)]
    assert [error.content for error in found.errors] == ["#DIV/0!", "#N/A"]
