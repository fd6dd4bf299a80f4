"""The number style of this computer's settings."""

from PySide6.QtCore import QLocale

from salesdesk.insights.numbers import NumberStyle


def number_style(locale: QLocale | None = None) -> NumberStyle:
    """The style of a locale, by default of the system's."""
    chosen = QLocale.system() if locale is None else locale
    return NumberStyle(chosen.decimalPoint(), chosen.groupSeparator())


def is_day_first(locale: QLocale | None = None) -> bool:
    """Whether 03/04 is the third of April here."""
    chosen = QLocale.system() if locale is None else locale
    form = chosen.dateFormat(QLocale.FormatType.ShortFormat).casefold()
    return form.find("d") < form.find("m")
