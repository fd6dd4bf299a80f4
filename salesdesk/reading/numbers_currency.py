"""Which currency a sign or code beside an amount means."""

from __future__ import annotations

import re

_SIGNS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "zł": "PLN", "kč": "CZK", "r$": "BRL", "a$": "AUD", "c$": "CAD", "fr": "CHF", "sfr": "CHF", "rs": "INR",
}  # fmt: skip
_CODES = frozenset({
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF",
    "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PEN", "PHP", "PLN", "RON", "RSD", "RUB",
    "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
})  # fmt: skip
# Before an amount these stand in English only, where a comma groups: $1,200.
_ENGLISH = frozenset({"$", "us$", "a$", "c$", "£", "₹", "rs", "usd", "gbp", "inr", "aud"})
_IN_HEADER = re.compile(r"[(\[]\s*([^\d\s()\[\]]{1,4})\s*[)\]]\s*$|(?:\bin\s+|\s)([A-Z]{3}|[$€£¥₹])\s*$")


def currency_code(text: str) -> str | None:
    """The ISO code; None if the text is no currency."""
    known = _SIGNS.get(text.casefold().removesuffix("."))
    return known or (text.upper() if text.upper() in _CODES else None)


def is_english(text: str) -> bool:
    """Whether a sign or code before an amount tells that a comma in it groups its digits."""
    return text.casefold().removesuffix(".") in _ENGLISH


def currency_in_header(header: str) -> str | None:
    """The currency that a header such as "Amount (EUR)" or "Value in USD" states."""
    match = _IN_HEADER.search(header.strip())
    return currency_code(match.group(1) or match.group(2)) if match else None
