"""How numbers are written for people: the user's marks, half away from zero, durations in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_STEPS = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "BRL": "R$", "AUD": "A$", "CAD": "C$"}
_HOUR, _DAY = 60, 24 * 60
_LONG = 48 * _HOUR  # from here on a duration is told in days


def rounded(value: float, digits: int = 0) -> Decimal:
    """Half away from zero, which is how people and Excel round (Python's ``round`` goes to even)."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class NumberStyle:
    """The characters between whole and fraction, and between thousands."""

    decimal: str = "."
    group: str = ","

    def text(self, value: float, digits: int = 0) -> str:
        """The number with ``digits`` decimals and a true minus sign; "" for nothing."""
        if not math.isfinite(value):
            return ""
        exact = rounded(value, digits)
        raw = f"{abs(exact):,.{digits}f}"
        swapped = raw.replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)
        return f"−{swapped}" if exact < 0 else swapped

    def trimmed(self, value: float, digits: int = 1) -> str:
        """As ``text``, without decimals that are all zero: 57, 59.5."""
        text = self.text(value, digits)
        return text.rstrip("0").rstrip(self.decimal) if self.decimal in text else text

    def copied(self, value: float) -> str:
        """The number as a spreadsheet of this locale reads it back: exact, ungrouped, plain minus sign."""
        if not math.isfinite(value):
            return ""
        whole = float(value).is_integer() and abs(value) < 1e15
        return (str(int(value)) if whole else repr(float(value))).replace(".", self.decimal)

    def short(self, value: float, prefix: str = "", suffix: str = "", digits: int = 2) -> str:
        """The number in k, M or bn: axis texts such as "€600k"."""
        size = abs(value)
        if not math.isfinite(size):
            return ""
        text = self._scaled(size, digits)
        sign = "−" if value < 0 and text.strip("0.,") else ""
        return f"{sign}{prefix}{text}{suffix}"

    def _scaled(self, size: float, digits: int) -> str:
        for step, (scale, letter) in enumerate(_STEPS):
            if size >= scale * (1 - 0.5 * 10.0 ** -(digits + 3)):
                if step > 0 and rounded(size / scale, digits) >= 1000:
                    scale, letter = _STEPS[step - 1]
                return f"{self.trimmed(size / scale, digits)}{letter}"
        return self.trimmed(size, digits if size < 1000 else 0)

    def money(self, value: float, currency: str | None, digits: int = 0) -> str:
        """Whole units with the currency's sign, or its code behind: "€1,570", "1,570 CHF"."""
        sign_of = _SYMBOLS.get(currency or "")
        text = self.text(abs(value), digits)
        sign = "−" if rounded(value, digits) < 0 else ""
        if sign_of or not currency:
            return f"{sign}{sign_of or ''}{text}"
        return f"{sign}{text} {currency}"

    def short_money(self, value: float, currency: str | None, digits: int = 1) -> str:
        sign_of = _SYMBOLS.get(currency or "")
        if sign_of or not currency:
            return self.short(value, prefix=sign_of or "", digits=digits)
        return self.short(value, suffix=f" {currency}", digits=digits)

    def brief_money(self, value: float, currency: str | None) -> str:
        """As ``short_money``, for narrow cells: two or three digits, "€109k", "€1.2M", "€656"."""
        leading = abs(value)
        while 999.5 <= leading < math.inf:
            leading /= 1000
        return self.short_money(value, currency, digits=1 if 1 <= leading < 9.95 and abs(value) >= 1000 else 0)

    def minutes(self, value: float) -> str:
        """From "25 min"; from an hour "16 h 30 min"; from 48 hours days with one decimal."""
        whole = int(rounded(value))
        if abs(whole) < _HOUR:
            return f"{self.text(value)} min"
        if abs(value) >= _LONG:
            return self.days(value / _DAY)
        hours, rest = divmod(abs(whole), _HOUR)
        sign = "−" if whole < 0 else ""
        return f"{sign}{hours} h {rest} min" if rest else f"{sign}{hours} h"

    def days(self, value: float) -> str:
        return f"{self.trimmed(value)} day{'' if rounded(abs(value), 1) == 1 else 's'}"


def symbol(currency: str | None) -> str:
    """The sign of a currency, its code where it has none, nothing where none is stated."""
    return _SYMBOLS.get(currency or "", currency or "")


PLAIN = NumberStyle()
