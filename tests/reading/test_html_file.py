import pytest

from salesdesk.reading.limits import Limits
from salesdesk.reading.reasons import TOO_WIDE, WEB_PAGE
from tests.reading.reading import grid, refusal, rows

HEAD = "<tr><th>Rep</th><th>Amount</th></tr>"
BODY = "<tr><td>Ann &amp; Co</td><td>5</td></tr><tr><td>Bea</td><td></td></tr>"


def page(folder, markup, encoding="utf-8"):
    path = folder / "export.xls"
    path.write_bytes(markup.encode(encoding))
    return path


def test_that_the_one_table_of_a_page_is_read(tmp_path):
    found = grid(page(tmp_path, f"<html><body><style>td {{}}</style><table>{HEAD}{BODY}</table></body></html>"))
    assert (found.names, found.header_row, found.first_row) == (("Rep", "Amount"), 1, 2)
    assert rows(found) == [("Ann & Co", "5"), ("Bea", None)]


def test_that_a_title_row_above_is_passed_over(tmp_path):
    found = grid(page(tmp_path, f"<table><tr><td>Export</td></tr>{HEAD}{BODY}</table>"))
    assert (found.names, found.header_row) == (("Rep", "Amount"), 2)
    assert grid(page(tmp_path, f"<table>{HEAD}{BODY}</table>"), header_rows={"": 0}).header_row == 0


def test_that_end_tags_may_be_left_out(tmp_path):
    found = grid(page(tmp_path, "<TABLE><TR><TH>Rep<TH>Amount<TR><TD>Ann<TD>5<TR><TD>Bea<TD>6</TABLE>", "utf-16"))
    assert rows(found) == [("Ann", "5"), ("Bea", "6")]


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>Please log in</body></html>",
        f"<table>{HEAD}{BODY}</table><table>{HEAD}{BODY}</table>",
        f"<table><tr><td><table>{HEAD}</table></td></tr>{BODY}</table>",
        f"<table>{HEAD}<tr><td rowspan='2'>Ann</td><td>5</td></tr><tr><td>6</td></tr></table>",
        f"<table>{HEAD}</table>",
        "<html><td>Rep</td></html>",
    ],
)
def test_that_other_pages_are_refused(tmp_path, markup):
    assert refusal(page(tmp_path, markup)) == WEB_PAGE


def test_that_wide_tables_are_refused(tmp_path):
    assert refusal(page(tmp_path, f"<table>{HEAD}{BODY}</table>"), limits=Limits(columns=1)) == TOO_WIDE
