"""Which currency a sign or code beside an amount means."""

from __future__ import annotations

import re

KRONE, KRONER = "KR", frozenset({"SEK", "NOK", "DKK", "ISK"})  # one sign of several countries, and what it can mean
_SIGNS = {
    "kr": KRONE,
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "zł": "PLN", "kč": "CZK", "r$": "BRL", "a$": "AUD", "c$": "CAD", "fr": "CHF", "sfr": "CHF",
    "skr": "SEK", "nkr": "NOK", "dkr": "DKK", "ikr": "ISK", "ft": "HUF", "lei": "RON", "₴": "UAH", "₪": "ILS",
    "฿": "THB", "₫": "VND",
    "ca$": "CAD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "mx$": "MXN", "rs": "INR", "euro": "EUR",
}  # fmt: skip
_CODES = frozenset({
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF",
    "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PEN", "PHP", "PLN", "RON", "RSD", "RUB",
    "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
})  # fmt: skip
_SCALES = {
    "k": 1e3, "t": 1e3, "tsd": 1e3, "thousand": 1e3, "thousands": 1e3, "000": 1e3, "000s": 1e3,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6,
}  # fmt: skip
_NEED_CURRENCY = frozenset({"t", "m", "mm"})  # letters that mean something else where no currency stands beside them
_UNIT = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$|\bin\s+(\S+(?:\s\S+)?)\s*$|\s(['’]?000s?|[A-Z]{3}|[$€£¥₹])\s*$")
# Before an amount these stand in English only, where a comma groups: $1,200.
_ENGLISH = frozenset({"$", "us$", "a$", "c$", "£", "₹", "rs", "usd", "gbp", "inr", "aud"})


def currency_code(text: str) -> str | None:
    """The ISO code, or KRONE; None if the text is no currency."""
    known = _SIGNS.get(text.casefold().removesuffix("."))
    return known or (text.upper() if text.upper() in _CODES else None)


def is_english(text: str) -> bool:
    """Whether a sign or code before an amount tells that a comma in it groups its digits."""
    return text.casefold().removesuffix(".") in _ENGLISH


def unit_in_header(header: str) -> tuple[str | None, float]:
    """The currency that a header such as "Amount (k€)" or "Value in USD" states, and what its numbers count."""
    match = _UNIT.search(header.strip())
    if match is None:
        return None, 1.0
    found = [_token(token) for token in re.split(r"[\s,/]+", next(filter(None, match.groups())))]
    codes = {code for code, _ in found if code}
    factors = {factor for _, factor in found if factor != 1.0}
    return codes.pop() if len(codes) == 1 else None, factors.pop() if len(factors) == 1 else 1.0


def _token(text: str) -> tuple[str | None, float]:
    word = text.strip("'’.").casefold()
    if code := currency_code(word):
        return code, 1.0
    if word in _SCALES and word not in _NEED_CURRENCY:
        return None, _SCALES[word]
    for scale, factor in _SCALES.items():
        for rest in (word.removeprefix(scale), word.removesuffix(scale)):
            if rest != word and (code := currency_code(rest.strip("."))):
                return code, factor
    return None, 1.0


def without_unit(header: str) -> str:
    """The header without the currency and the scale at its end."""
    match = _UNIT.search(header.strip())
    if match is None or unit_in_header(header) == (None, 1.0):
        return header
    return re.sub(r"\s+in$", "", header.strip()[: match.start()].strip())
