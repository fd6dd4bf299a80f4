import pytest
import xlsxwriter

from salesdesk.reading.limits import Limits
from tests.reading.reading import grid

FORMATS = ('#,##0.00 "€"', "[$$-409]#,##0.00", "[$CHF] #,##0", "#,##0.00", '0 "pcs"', '"$"0.00 "€"')


def book(folder, formats):
    path = folder / "deals.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet()
        page.write_row(0, 0, ["Deal ID", "Amount"])
        for row, code in enumerate(formats, 1):
            page.write_string(row, 0, f"D{row}")
            page.write_number(row, 1, row, made.add_format({"num_format": code}))
    return path


@pytest.mark.parametrize("limits", [Limits(), Limits(scanned_first=1)])
def test_that_the_currency_of_a_format_is_known_by_row(tmp_path, limits):
    found = grid(book(tmp_path, [*FORMATS, FORMATS[0]]), limits=limits)
    assert found.currencies == {"2": ("EUR", {"USD": [3], "CHF": [4]})}


def test_that_formats_without_a_currency_say_nothing(tmp_path):
    assert grid(book(tmp_path, FORMATS[3:])).currencies == {}


def test_that_formats_whose_sign_follows_the_computer_say_nothing(tmp_path):
    assert grid(book(tmp_path, [7, 8])).currencies == {}
