import io
import zipfile

import pytest

from salesdesk.reading.grid import Refused
from salesdesk.reading.limits import DEFAULT
from salesdesk.reading.reasons import SCATTERED
from salesdesk.reading.workbook_copy import first_rows, without_stray_cells
from salesdesk.reading.zip_parts import Parts
from tests.reading.workbooks import number, parts, row, sheet, table, text, write

PART = "xl/worksheets/sheet1.xml"


def head(tmp_path, rows, count=5, **others):
    path = write(tmp_path / "log.xlsx", parts({"Log": sheet(rows)}) | others)
    with zipfile.ZipFile(io.BytesIO(first_rows(Parts(path, DEFAULT), [PART], count))) as copy:
        return {name: copy.read(name).decode() for name in copy.namelist()}


def test_that_the_copy_ends_after_the_first_rows(tmp_path):
    markup = head(tmp_path, table(100))[PART]
    assert markup.count("<row ") == 5
    assert markup == sheet(table(4))


def test_that_a_short_sheet_is_copied_whole(tmp_path):
    assert head(tmp_path, table(2))[PART] == sheet(table(2))


def test_that_rows_far_down_are_not_first_rows(tmp_path):
    assert head(tmp_path, table(1) + row(900_000, text("A900000", "x")))[PART] == sheet(table(1))


@pytest.mark.parametrize("empty", ["<sheetData/>", "<sheetData />", "<sheetData></sheetData>"])
def test_that_an_empty_sheet_stays_one(tmp_path, empty):
    path = write(tmp_path / "log.xlsx", parts({"Log": sheet("").replace("<sheetData></sheetData>", empty)}))
    with zipfile.ZipFile(io.BytesIO(first_rows(Parts(path, DEFAULT), [PART], 5))) as copy:
        assert copy.read(PART).decode() == sheet("")


def test_that_only_the_needed_shared_texts_are_copied(tmp_path, monkeypatch):
    monkeypatch.setattr("salesdesk.reading.workbook_copy._MOST_TEXTS", 100)
    texts = "<sst>" + "".join(f"<si><t>text {i}</t></si>" for i in range(50)) + "</sst>"
    cells = row(1, '<c r="A1" t="s"><v>2</v></c>', '<c r="B1" t="s"><v>4</v></c>')
    copied = head(tmp_path, cells, **{"xl/sharedStrings.xml": texts})["xl/sharedstrings.xml"]
    assert copied.endswith("<si><t>text 4</t></si></sst>")
    assert copied.count("<si>") == 5


def test_that_pictures_and_other_sheets_stay_behind(tmp_path):
    names = head(tmp_path, table(1), **{"xl/media/a.png": "x", "xl/worksheets/_rels/sheet1.xml.rels": "<a/>"})
    assert "xl/media/a.png" not in names
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in names


def test_that_cells_far_from_the_table_are_taken_out():
    lines = table(20) + row(30_000, text("A30000", "x")) + row(30_001, text("ZZ30001", "y"))
    markup, others = without_stray_cells(sheet(lines).encode())
    assert others == 2
    assert markup.decode().replace('<row r="30000"></row><row r="30001"></row>', "") == sheet(table(20))


def test_that_empty_cells_are_no_cells():
    lines = table(20) + row(30_000, '<c r="A30000" s="1"/>')
    assert without_stray_cells(sheet(lines).encode())[1] == 0


def test_that_cells_without_a_cluster_are_refused():
    lines = "".join(row(5000 * i, number(f"A{5000 * i}", i)) for i in range(1, 30))
    with pytest.raises(Refused) as caught:
        without_stray_cells(sheet(lines).encode())
    assert caught.value.reason == SCATTERED
