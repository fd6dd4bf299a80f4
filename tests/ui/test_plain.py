"""Text from data: never markup, never a mnemonic, one line where one line is wanted."""

import pytest
from PySide6.QtGui import QTextDocument

from salesdesk.ui.plain import menu_text, one_line, plain


@pytest.mark.parametrize(
    "text", ["<b>Acme</b>", "A & B", "&lt;", 'x <img src="file:///etc/passwd">', "a < b > c", "Ünïcode – “quoted”"]
)
def test_that_a_text_shows_as_it_was_typed(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain(text))
    assert shown.toPlainText() == text


def test_that_no_image_is_ever_asked_for() -> None:
    assert "<img" not in plain('<img src="file:///etc/passwd">')


def test_that_nothing_stays_nothing() -> None:
    assert plain("") == ""


def test_that_control_and_direction_characters_become_blanks() -> None:
    assert one_line("a\tb\nc\x00d\u202ee\u2028f ") == "a b c d e f"


def test_that_an_ampersand_in_a_name_is_no_mnemonic() -> None:
    assert menu_text("Smith & Sons\n") == "Smith && Sons"
