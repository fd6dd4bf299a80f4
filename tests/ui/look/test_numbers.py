"""The number style comes from the settings of the computer."""

from PySide6.QtCore import QLocale

from salesdesk.ui.look.numbers import number_style


def test_that_a_german_computer_writes_decimal_commas() -> None:
    style = number_style(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert style.text(1234567.5, 1) == "1.234.567,5"


def test_that_an_english_computer_writes_decimal_points() -> None:
    style = number_style(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    assert style.text(1234567.5, 1) == "1,234,567.5"
