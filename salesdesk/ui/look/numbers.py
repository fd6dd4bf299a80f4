"""The number style of this computer's settings."""

from PySide6.QtCore import QLocale

from salesdesk.insights.numbers import NumberStyle


def number_style(locale: QLocale | None = None) -> NumberStyle:
    """The style of a locale, by default of the system's."""
    chosen = QLocale.system() if locale is None else locale
    return NumberStyle(chosen.decimalPoint(), chosen.groupSeparator())
