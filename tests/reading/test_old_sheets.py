import struct

import pytest

from salesdesk.reading.reasons import DAMAGED, EMPTY, SCATTERED
from tests.reading.reading import grid, refusal, rows

SYLK = (
    'ID;PWXL;N;E\r\nB;Y3;X2\r\nC;Y1;X1;K"Rep"\r\nC;X2;K"Amount"\r\n'
    'C;Y2;X1;K"Ann;;Bea"\r\nC;X2;K5.5\r\nC;Y3;X1;K"Cai"\r\nE\r\n'
)
DIF = (
    'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\nTUPLES\r\n0,2\r\n""\r\nDATA\r\n0,0\r\n""\r\n'
    '-1,0\r\nBOT\r\n1,0\r\n"Rep"\r\n1,0\r\n"Amount"\r\n-1,0\r\nBOT\r\n1,0\r\n"Ann"\r\n0,5.5\r\nV\r\n-1,0\r\nEOD\r\n'
)


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def excel_2() -> bytes:
    def label(row: int, column: int, text: str) -> bytes:
        return record(0x0004, struct.pack("<HH3xB", row, column, len(text)) + text.encode())

    cells = label(0, 0, "Rep") + label(0, 1, "Amount") + label(1, 0, "Ann")
    cells += record(0x0003, struct.pack("<HH3xd", 1, 1, 5.5)) + label(2, 0, "Bea")
    cells += record(0x0002, struct.pack("<HH3xH", 2, 1, 6))
    return record(0x0009, b"\x02\0\x10\0") + cells + record(0x000A, b"")


def excel_4() -> bytes:
    def label(row: int, column: int, text: str) -> bytes:
        return record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + text.encode())

    def packed(row: int, bits: int) -> bytes:
        return record(0x027E, struct.pack("<HHHi", row, 1, 0, bits))

    cells = label(0, 0, "Rep") + label(0, 1, "Amount") + label(1, 0, "Ann") + packed(1, (550 << 2) | 3)
    formula = struct.pack("<HHH", 2, 0, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(8)
    cells += record(0x0406, formula) + record(0x0207, b"\x03\0Bea") + packed(2, (6 << 2) | 2)
    return record(0x0409, b"\0\0\x10\0\0\0") + cells + record(0x000A, b"")


@pytest.mark.parametrize("content", [excel_2(), excel_4()], ids=["Excel 2", "Excel 4"])
def test_that_the_cells_of_an_old_workbook_are_read(tmp_path, content):
    path = tmp_path / "log.xls"
    path.write_bytes(content)
    found = grid(path)
    assert (found.names, rows(found)) == (("Rep", "Amount"), [("Ann", "5.5"), ("Bea", "6")])
    assert any("old spreadsheet program" in note for note in found.notes)


def test_that_sylk_and_dif_are_read(tmp_path):
    path = tmp_path / "log.slk"
    path.write_text(SYLK, newline="")
    assert rows(grid(path)) == [("Ann;Bea", "5.5"), ("Cai", None)]
    path.write_text(DIF, newline="")
    assert (grid(path).names, rows(grid(path))) == (("Rep", "Amount"), [("Ann", "5.5")])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SYLK.replace("Y3;X1", "Y900000;X9000").encode(), SCATTERED),
        (SYLK.replace("Y3;X1", "Yx;X1").encode(), DAMAGED),
        (b"ID;PWXL;N;E\r\nE\r\n", EMPTY),
        (b"TABLE\r\n0,1\r\n", DAMAGED),
        (excel_2()[:30], DAMAGED),
        (record(0x0009, b"\x02\0\x10\0") + record(0x0003, struct.pack("<HH3x", 1, 1)), DAMAGED),
    ],
)
def test_that_a_broken_old_sheet_is_refused(tmp_path, content, reason):
    path = tmp_path / "log.slk"
    path.write_bytes(content)
    assert refusal(path) == reason
