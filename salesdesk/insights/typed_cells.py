"""What people type and paste into a grid, understood as they mean it: numbers, days, blocks of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from salesdesk.insights.numbers import NumberStyle
from salesdesk.models.names import name_key

Block = tuple[tuple[str, ...], ...]  # rows of cells
_AROUND = re.compile(r"[\s\u00a0\u202f'’]|[$€£¥₹]|%|^[A-Za-z]{3}(?=[\d\s])|(?<=[\d\s])[A-Za-z]{3}$")
_MINUS = re.compile(r"^(?:[-−–]|\((?=.*\)$))")
_FORMATS = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d %b %y", "%Y-%m-%dT%H:%M:%S")


class NotUnderstoodError(ValueError):
    """A cell cannot be read; the message is a sentence for the user."""


def number_in(text: str, style: NumberStyle) -> float | None:
    """A number in the user's own style, or in the other one if it can only be that; None for an empty cell.

    Signs of currencies and "%" are passed over, brackets mean minus. Raises NotUnderstoodError.
    """
    bare = _AROUND.sub("", text.strip())
    if not bare:
        if text.strip():
            raise NotUnderstoodError(f"“{text.strip()}” is no number.")
        return None
    sign = -1 if _MINUS.match(bare) else 1
    digits = _MINUS.sub("", bare).rstrip(")")
    for decimal in (style.decimal, "." if style.decimal == "," else ","):
        group = "." if decimal == "," else ","
        if re.fullmatch(rf"(?:\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d*)(?:{re.escape(decimal)}\d*)?", digits):
            plain = digits.replace(group, "").replace(decimal, ".")
            if plain.strip("."):
                return sign * float(plain)
    raise NotUnderstoodError(f"“{text.strip()}” is no number.")


def day_in(text: str, *, day_first: bool) -> date | None:
    """A day such as 2026-05-01, 1.5.2026, 01/05/26 or 1 May 2026; None for an empty cell. Raises NotUnderstoodError."""
    bare = " ".join(text.replace(",", " ").split())
    if not bare:
        return None
    try:
        found = _numbered_day(bare, day_first=day_first) or _named_day(bare)
    except ValueError:
        found = None
    if found is None:
        raise NotUnderstoodError(f"“{text.strip()}” is no date: write it as {date(2026, 3, 31).isoformat()}.")
    return found


def _numbered_day(text: str, *, day_first: bool) -> date | None:
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d\d:\d\d(?::\d\d)?)?", text):
        return date(*map(int, found.groups()))
    if found := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", text):
        one, mark, two, year = int(found[1]), found[2], int(found[3]), int(found[4])
        first = day_first or mark == "." or one > 12
        day, month = (one, two) if first and two <= 12 else (two, one)
        return date(year + 2000 if year < 100 else year, month, day)
    return None


def _named_day(text: str) -> date | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def clock_in(text: str) -> int | None:
    """Minutes after midnight: 9, 9:00, 17.30, 5 pm; 24:00 is the end of the day. Raises NotUnderstoodError."""
    if not text.strip():
        return None
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]m)?", text.strip().casefold())
    hours = int(found[1]) % 12 + 12 * (found[3] == "pm") if found and found[3] else int(found[1]) if found else 99
    minutes = int(found[2] or 0) if found else 0
    if hours * 60 + minutes > 24 * 60 or minutes > 59:
        raise NotUnderstoodError(f"“{text.strip()}” is no time of day: write it as 9:00.")
    return hours * 60 + minutes


def clock_text(minutes: int) -> str:
    return "24:00" if minutes == 24 * 60 else f"{time(minutes // 60, minutes % 60):%H:%M}"


def block_in(text: str) -> Block:
    """Cells as spreadsheets put them on the clipboard: tabs between columns, one row a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    rows = [tuple(cell.strip().strip('"') for cell in line.split("\t")) for line in lines]
    return tuple(rows) if any(any(row) for row in rows) else ()


def rows_by_name(block: Block, names: Sequence[str]) -> dict[int, tuple[str, ...]] | None:
    """The cells of a block that names its rows in its first column, by the place of the name; None if it does not.

    Lines that name nobody, such as a header or a total, are passed over.
    """
    place = {name_key(name): number for number, name in enumerate(names)}
    found = {place[name_key(row[0])]: row[1:] for row in block if name_key(row[0]) in place}
    return found or None
