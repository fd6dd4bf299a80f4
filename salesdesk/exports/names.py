"""Names of files and of what stands in formulas, made safe from what people are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST = 120  # bytes; leaves room for the period, a number and the ending within 255


def safe_name(text: str, longest: int = _LONGEST) -> str:
    """A file name, without ending, that every system takes and that stays in its folder; never empty."""
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    plain = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", plain)).strip(" .")
    plain = plain.encode("utf-8")[:longest].decode("utf-8", "ignore").strip(" .")
    if _RESERVED.fullmatch(plain):
        plain = f"{plain}_"
    return plain or "unnamed"


def file_names(members: Sequence[str], suffix: str, ending: str = ".xlsx") -> tuple[str, ...]:
    """One name for each member, told apart also where upper and lower case are the same."""
    taken: set[str] = set()
    found = []
    for member in members:
        stem = safe_name(member)
        name = safe_name(f"{stem} {suffix}", _LONGEST * 3 // 2) + ending
        number = 2
        while _key(name) in taken:
            name = safe_name(f"{stem} ({number}) {suffix}", _LONGEST * 3 // 2) + ending
            number += 1
        taken.add(_key(name))
        found.append(name)
    return tuple(found)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def headers(wanted: Iterable[str]) -> tuple[str, ...]:
    """Headers that differ and that formulas can name without quoting: letters, digits and blanks only."""
    taken: set[str] = set()
    found = []
    for text in wanted:
        plain = " ".join("".join(mark if mark.isalnum() else " " for mark in text).split()) or "Column"
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain} {number}", number + 1
        taken.add(name.casefold())
        found.append(name)
    return tuple(found)


def formula_name(text: str) -> str:
    """A name for a cell or a list: letters, digits and underscores, beginning with a letter."""
    plain = re.sub(r"\W+", "_", text, flags=re.ASCII).strip("_")
    return plain if plain[:1].isalpha() else f"N_{plain}"
