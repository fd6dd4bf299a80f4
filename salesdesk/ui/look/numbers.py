"""The user's way of writing numbers, and short axis texts in it."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLocale

_STEPS = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True)
class NumberStyle:
    """The characters between whole and fraction, and between thousands."""

    decimal: str = "."
    group: str = ","

    def text(self, value: float, digits: int = 0) -> str:
        """The number with `digits` decimals and a true minus sign; "" for nothing."""
        if not math.isfinite(value):
            return ""
        raw = f"{abs(value):,.{digits}f}"
        swapped = raw.replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)
        negative = value < 0 and raw.strip("0.,") != ""
        return f"−{swapped}" if negative else swapped

    def copied(self, value: float) -> str:
        """The number as a spreadsheet of this locale reads it back: exact, ungrouped, plain minus sign."""
        if not math.isfinite(value):
            return ""
        whole = float(value).is_integer() and abs(value) < 1e15
        return (str(int(value)) if whole else repr(float(value))).replace(".", self.decimal)

    def short(self, value: float, prefix: str = "", suffix: str = "") -> str:
        """The number in k, M or bn with at most two decimals: axis texts such as "€600k"."""
        size = abs(value)
        if not math.isfinite(size):
            return ""
        for step, (scale, letter) in enumerate(_STEPS):
            if size >= scale:
                if round(size / scale, 2) >= 1000 and step > 0:
                    scale, letter = _STEPS[step - 1]
                return self._signed(value, f"{prefix}{self._trim(size / scale)}{letter}{suffix}")
        return self._signed(value, f"{prefix}{self._trim(size)}{suffix}")

    def _trim(self, size: float) -> str:
        text = self.text(size, 2 if size < 1000 else 0)
        return text.rstrip("0").rstrip(self.decimal) if self.decimal in text else text

    def _signed(self, value: float, text: str) -> str:
        return f"−{text}" if value < 0 else text


def number_style(locale: QLocale | None = None) -> NumberStyle:
    """The style of a locale, by default of the system's."""
    chosen = QLocale.system() if locale is None else locale
    return NumberStyle(chosen.decimalPoint(), chosen.groupSeparator())
