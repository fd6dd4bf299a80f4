"""The currencies that a workbook shows beside its numbers without writing them into the cells: those of the formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from salesdesk.reading.grid import Refused
from salesdesk.reading.numbers_currency import currency_code

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from salesdesk.reading.zip_parts import Parts

_STYLES = "xl/styles.xml"
_SIGN = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]|\"([^\"]+)\"|([$€£¥₹])")
_MOST_ROWS = 200_000  # of a currency that is not the usual one of its column

# By column: the usual currency, and the rows of each other one.
Currencies = dict[int, tuple[str, dict[str, list[int]]]]


def currency_styles(parts: Parts) -> dict[bytes, str]:
    """The numbers of the cell styles that show a currency. Formats that follow the reader's computer state none."""
    if _STYLES not in parts:
        return {}
    try:
        root = parts.markup(_STYLES)
    except Refused:
        return {}
    codes: dict[str, str] = {}
    for item in root.iter():
        if _name(item.tag) == "numFmt" and (code := _currency_of(item.get("formatCode", ""))):
            codes[item.get("numFmtId", "")] = code
    styles = next((item for item in root.iter() if _name(item.tag) == "cellXfs"), ())
    return {str(n).encode(): codes[key] for n, style in enumerate(styles) if (key := style.get("numFmtId")) in codes}


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _currency_of(code: str) -> str | None:
    """The one currency that a number format shows."""
    found = {currency_code(next(filter(None, match)).strip()) for match in _SIGN.findall(code)} - {None}
    return found.pop() if len(found) == 1 else None


def usual_and_others(seen: Mapping[tuple[int, str], array[int]]) -> Currencies:
    """``seen``: the rows of each column and currency."""
    found: Currencies = {}
    for column in {column for column, _ in seen}:
        by_code = {code: rows for (place, code), rows in seen.items() if place == column}
        usual = max(by_code, key=lambda code: len(by_code[code]))
        found[column] = (usual, {code: rows[:_MOST_ROWS].tolist() for code, rows in by_code.items() if code != usual})
    return found
