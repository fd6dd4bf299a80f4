"""What spreadsheets get from the clipboard."""

import subprocess
import sys
from datetime import date, datetime

from PySide6.QtWidgets import QApplication

from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.tables.clipboard import copied, leave_as_text

COMMA, POINT = NumberStyle(",", "."), NumberStyle()


def test_that_numbers_are_exact_and_in_the_users_decimal_style() -> None:
    rows = [[1234567.25, -3.0, 0.1]]
    assert copied(rows, POINT).text == "1234567.25\t-3\t0.1"
    assert copied(rows, COMMA).text == "1234567,25\t-3\t0,1"
    assert "<td>1234567,25</td>" in copied(rows, COMMA).html


def test_that_empty_stays_empty() -> None:
    made = copied([[None, "", float("nan")]], POINT)
    assert made.text == "\t\t"
    assert made.html.count("<td></td>") == 3


def test_that_days_are_read_back_by_any_spreadsheet() -> None:
    made = copied([[date(2026, 3, 4), datetime(2026, 3, 4, 9, 30)]], POINT)  # noqa: DTZ001
    assert made.text == "2026-03-04\t2026-03-04 09:30"


def test_that_a_text_never_becomes_a_formula_or_a_number() -> None:
    made = copied([['=HYPERLINK("http://x")', "+49 30", "@x", "-x", "00123"]], POINT)
    assert made.text == "'=HYPERLINK(\"http://x\")\t'+49 30\t'@x\t'-x\t00123"
    assert "mso-number-format:'\\@'\">00123</td>" in made.html


def test_that_tabs_and_line_breaks_in_a_text_do_not_break_the_rows() -> None:
    assert copied([["a\tb\nc", "d"]], POINT).text == "a b c\td"


def test_that_markup_is_escaped() -> None:
    made = copied([["<b>A</b> & <img src=x>"]], POINT, ["<i>"])
    assert "<b>" not in made.html
    assert "&lt;b&gt;A&lt;/b&gt; &amp; &lt;img src=x&gt;" in made.html
    assert "<th>&lt;i&gt;</th>" in made.html


def test_that_headers_come_first() -> None:
    assert copied([["a", 1.0]], POINT, ["Rep", "Value"]).text == "Rep\tValue\na\t1"


def test_that_a_very_large_copy_goes_as_text_only() -> None:
    made = copied(([1.0] * 100 for _ in range(2001)), POINT)
    assert made.html == ""
    assert made.text.count("\n") == 2000


def test_that_both_forms_reach_the_clipboard(qapp: QApplication) -> None:
    copied([["a", 1.5]], POINT).to_clipboard()
    data = QApplication.clipboard().mimeData()
    assert data.text() == "a\t1.5"
    assert "<table>" in data.html()


def test_that_a_process_that_has_copied_ends_in_peace() -> None:
    code = """
from PySide6.QtWidgets import QApplication
from salesdesk.insights.numbers import NumberStyle
from salesdesk.ui.tables.clipboard import copied, leave_as_text
app = QApplication([])
copied([["a", 1.5]], NumberStyle()).to_clipboard()
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_that_what_was_copied_is_still_there_as_text_at_the_end(qapp: QApplication) -> None:
    copied([["a", 1.5]], POINT).to_clipboard()
    leave_as_text()
    assert QApplication.clipboard().text() == "a\t1.5"
    QApplication.clipboard().setText("of another program")
    leave_as_text()
    assert QApplication.clipboard().text() == "of another program"
