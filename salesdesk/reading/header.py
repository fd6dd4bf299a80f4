"""Finds the row of column names among the first rows of a sheet or text file."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median_high
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKED_AT = 30  # candidates
_BELOW = 20  # rows that speak for or against a candidate
_ENOUGH = 0.68
_LATER = 0.02  # per row: of two equally good rows, the upper one is the header
_FAR_DOWN = 6  # rows of a long preamble do not count
_BRIEF = 48
_SENTENCE = 2  # blanks

_NUMBER = re.compile(
    r"[(+-]?\s*[$€£¥]?\s*[+-]?\d[\d.,'’\s\u00a0\u202f]*(?:[eE][+-]?\d+)?\s*(?:%|[$€£¥]|[A-Z]{3})?\s*[)-]?"
)
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s].*)?|\d{1,2}[-\s/.]?[A-Za-z]{3,9}\.?[-\s/.,]+\d{2,4}.*"
    r"|[A-Za-z]{3,9}\.?\s\d{1,2},?\s\d{4}.*|\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[AaPp]\.?[Mm]\.?)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TRUTH = {"true", "false"}


USUAL = "Names in every column, data below."


class HeaderGuess(NamedTuple):
    """``row`` is the (lower) header row's place in the given rows, −1 if there is none; ``rows`` is 1 or 2."""

    row: int
    rows: int
    score: float
    reason: str


def find_header(rows: Sequence[Sequence[str | None]]) -> HeaderGuess:
    """The header among the first 30 rows; the rows below it decide what looks like a name and what like data."""
    kinds = [[cell_kind(cell) for cell in row] for row in rows]
    filled = [index for index, row in enumerate(kinds) if any(row)]
    scores = {
        index: _score(rows, kinds, index, filled[place + 1 : place + 1 + _BELOW]) - _LATER * min(place, _FAR_DOWN)
        for place, index in enumerate(filled)
        if index < _LOOKED_AT
    }
    best = max(scores, key=lambda index: scores[index], default=-1)
    if best < 0:
        return HeaderGuess(-1, 1, 0.0, "There are no filled rows.")
    if scores[best] < _ENOUGH:
        return HeaderGuess(-1, 1, scores[best], "No row looks like column names.")
    if _continues_upwards(rows, kinds, best):
        return HeaderGuess(best, 2, scores[best], "Column names are spread over two rows.")
    return HeaderGuess(best, 1, scores[best], USUAL)


def header_names(rows: Sequence[Sequence[str | None]], guess: HeaderGuess, width: int) -> tuple[str, ...]:
    """One name per column, "" for none; of a header in two rows, both parts.

    A name that stands below one group only says enough by itself: "Money: Amount" can be read as the amount.
    """
    if guess.row < 0 or guess.row >= len(rows):
        return ("",) * width
    lower = _padded(rows[guess.row], width)
    if guess.rows == 1 or guess.row == 0:
        return tuple(lower)
    upper = _padded(rows[guess.row - 1], width)
    alone = Counter(name.strip().casefold() for name in lower)
    return tuple(
        _joined(above, name, alone=alone[name.strip().casefold()] == 1)
        for above, name in zip(_filled_right(upper, lower), lower, strict=True)
    )


def _joined(group: str, name: str, *, alone: bool) -> str:
    """A group with a number in it ("Q1", "2026") tells a part of something, wherever its name stands."""
    whole = alone and group and name and not any(map(str.isdigit, group))
    return f"{group}: {name}" if whole else f"{group} {name}".strip()


def _padded(row: Sequence[str | None], width: int) -> list[str]:
    cells = [cell or "" for cell in row[:width]]
    return cells + [""] * (width - len(cells))


def _filled_right(upper: list[str], lower: list[str]) -> list[str]:
    """A group's name stands over its first column only; it holds for those to the right that have a name below."""
    group = ""
    names = []
    for above, name in zip(upper, lower, strict=True):
        group = above or (group if name else "")
        names.append(group)
    return names


def cell_kind(cell: str | None) -> str:
    """ "" for a blank cell, else number, year, date, truth or text."""
    text = (cell or "").strip()
    if not text:
        return ""
    if _YEAR.fullmatch(text):
        return "year"
    if _NUMBER.fullmatch(text):
        return "number"
    if _DATE.fullmatch(text):
        return "date"
    return "truth" if text.lower() in _TRUTH else "text"


def _score(
    rows: Sequence[Sequence[str | None]], kinds: Sequence[Sequence[str]], index: int, below: Sequence[int]
) -> float:
    """0–1: filled over the table's width, text, distinct, brief, and unlike what stands below."""
    cells = {place: (rows[index][place] or "").strip() for place, kind in enumerate(kinds[index]) if kind}
    unlike = [row for row in below if list(rows[row]) != list(rows[index])]
    below = unlike if len(below) < 2 * len(unlike) else below  # a header repeated now and then says nothing
    width = max(len(cells), median_high([sum(map(bool, kinds[row])) for row in below] or [len(cells)]))
    if len(cells) == 1:  # a line of a preamble, however long that is, if a table follows
        width = max(width, *(sum(map(bool, row)) for row in kinds[index:]))
    likeness = [_against(cells[place], kinds[index][place], place, rows, kinds, below) for place in cells]
    names = sum(
        points > -1 and kinds[index][place] in {"text", "year", "date"}
        for place, points in zip(cells, likeness, strict=True)
    )
    count = len(cells)
    return (
        0.35 * count / width
        + 0.25 * names / count
        + 0.15 * len({text.casefold() for text in cells.values()}) / count
        + 0.05 * sum(len(text) <= _BRIEF for text in cells.values()) / count
        + 0.20 * (sum(likeness) / count if below else 0.5)
        - 0.30 * _data_above(kinds[:index], count, last=not below)
        - 0.30 * any(_are_names(row, kind, count) for row, kind in zip(rows[:index], kinds[:index], strict=True))
        - 0.50 * sum(map(_is_sentence, cells.values())) / count
    )


def _are_names(row: Sequence[str | None], kinds: Sequence[str], count: int) -> bool:
    """Whether a row names more columns than ``count``: what stands below it then is data with gaps."""
    texts = [(cell or "").strip() for cell, kind in zip(row, kinds, strict=True) if kind]
    telling = len(texts) > count and len({text.casefold() for text in texts}) == len(texts)
    return telling and set(kinds) <= {"", "text"} and not any(map(_is_sentence, texts))


def _is_sentence(text: str) -> bool:
    """What describes a column stands in a sentence; its name does not."""
    return text.endswith(".") and text.count(" ") >= _SENTENCE


def _data_above(above: Sequence[Sequence[str]], count: int, *, last: bool) -> bool:
    """Titles above a header fill few columns; a row as wide as the candidate, or wider, may be data itself."""
    wide = [row for row in above if sum(map(bool, row)) > 0.8 * count]
    return bool(wide) if last else any({"number", "date", "truth"} & set(row) for row in wide)


def _against(
    text: str,
    kind: str,
    place: int,
    rows: Sequence[Sequence[str | None]],
    kinds: Sequence[Sequence[str]],
    below: Sequence[int],
) -> float:
    """1: the column below holds something else. −1: it holds the same, so this cell is data too."""
    under = [row for row in below if place < len(kinds[row]) and kinds[row][place]]
    if not under:
        return 0.3 if kind == "text" else 0.0
    found = [kinds[row][place] for row in under]
    common = max(set(found), key=found.count)
    if kind == "text" and common == "text":
        repeated = sum((rows[row][place] or "").strip() == text for row in under)
        return 0.6 if not repeated else 0.0 if repeated == 1 else -1.0
    if kind == "text":
        return 1.0
    if kind in {"year", "date"} and common not in {kind, "date"}:
        return 0.5  # one column per year or month
    return -1.0


def _continues_upwards(rows: Sequence[Sequence[str | None]], kinds: Sequence[Sequence[str]], index: int) -> bool:
    """Is the row above part of the header: names of groups, or names for columns the lower row leaves blank?"""
    if index == 0:
        return False
    above = {place for place, kind in enumerate(kinds[index - 1]) if kind}
    if len(above) < 2 or any(kinds[index - 1][place] in {"number", "truth"} for place in above):
        return False
    here = [(rows[index][place] or "").strip().casefold() for place, kind in enumerate(kinds[index]) if kind]
    used = {place for row in kinds[index + 1 : index + 1 + _BELOW] for place, kind in enumerate(row) if kind}
    unnamed = {place for place in used if place >= len(kinds[index]) or not kinds[index][place]}
    return len(set(here)) < len(here) or bool(above & unnamed)
