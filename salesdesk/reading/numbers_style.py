"""Decimal comma or point: what the digits of one column, taken together, say about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.typed import Mark, Mask

# Groups of two digits are the Indian way: 12,34,567.
_POINT = r"^(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?$"
_COMMA = r"^(?:\d+|\d{1,3}(?:\.\d{2,3})*\.\d{3})?(?:,\d*)?$"
_SLIPS = 0.05  # so few cells against all others are slips; more of them, and the column has two origins
_GROUP_MARKS = "[\\s\u00a0\u202f\u2009'’]"


@dataclass(frozen=True)
class Style:
    """``mark`` None: nothing in the column tells. ``open``: some cells could be read both ways."""

    mark: Mark | None
    open: bool
    example: str = ""


def style_of(digits: pa.Array, english: Mask | None = None) -> Style:
    """What a column of digits and marks (no signs, no currency, no spaces) tells about its decimal mark.

    ``english``: which of them stand behind a sign that tells that commas group.
    """
    if not len(digits):
        return Style(None, open=False)
    points, commas = _Marks.of(digits, "."), _Marks.of(digits, ",")
    for_point = (points.decimal & (commas.count == 0)) | (points.last > commas.last) & (commas.count > 0) | commas.many
    for_comma = (commas.decimal & (points.count == 0)) | (commas.last > points.last) & (points.count > 0) | points.many
    either = (points.unclear & (commas.count == 0)) | (commas.unclear & (points.count == 0))
    if english is not None and not (for_point | for_comma).any():  # what the digits tell goes first
        for_point = english & commas.unclear & (points.count == 0)
    told = sorted((int(for_point.sum()), int(for_comma.sum())))
    if either.any() and told[0] > _SLIPS * told[1]:
        return Style(None, open=True, example=_example(digits, either))
    if for_point.any() or for_comma.any():
        mark: Mark = "point" if for_point.sum() >= for_comma.sum() else "comma"
        return Style(mark, open=False, example=_example(digits, for_point if mark == "point" else for_comma))
    if not either.any():
        return Style(None, open=False)
    return Style(None, open=True, example=_example(digits, either))


def _example(digits: pa.Array, where: Mask) -> str:
    return str(digits[int(np.argmax(where))].as_py())


@dataclass(frozen=True)
class _Marks:
    """How one mark is used in each text: how often, where last, and what that can mean."""

    count: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    decimal: Mask
    unclear: Mask

    @property
    def many(self) -> Mask:
        return self.count > 1

    @staticmethod
    def of(digits: pa.Array, mark: str) -> _Marks:
        length = np.asarray(pc.binary_length(digits)).astype(np.int64)
        count = np.asarray(pc.count_substring(digits, mark)).astype(np.int64)
        first = np.asarray(pc.find_substring(digits, mark)).astype(np.int64)
        after = length - first - 1
        zero = np.asarray(pc.starts_with(digits, "0"))
        unclear = (count == 1) & (after == 3) & (first >= 1) & (first <= 3) & ~zero
        last = np.where(count == 1, first, np.where(count > 1, length, -1))
        if (count > 1).any():
            reversed_first = np.asarray(pc.find_substring(pc.utf8_reverse(digits), mark)).astype(np.int64)
            last = np.where(count > 1, length - 1 - reversed_first, last)
        return _Marks(count, last, length, (count == 1) & ~unclear, unclear)


def ungroup(digits: pa.Array) -> tuple[pa.Array, Mask]:
    """Digits without grouping spaces and apostrophes, and which texts group them wrongly (10 20)."""
    spaced = np.asarray(pc.match_substring_regex(digits, _GROUP_MARKS))
    if not spaced.any():
        return digits, spaced
    grouped = np.asarray(pc.match_substring_regex(digits, rf"^\d{{1,3}}(?:{_GROUP_MARKS}\d{{3}})+(?:[.,]\d*)?$"))
    return pc.replace_substring_regex(digits, _GROUP_MARKS, ""), spaced & ~grouped


def amounts(digits: pa.Array, mark: Mark) -> tuple[npt.NDArray[np.float64], Mask]:
    """The numbers, and which texts are none under this decimal mark."""
    good = np.asarray(pc.match_substring_regex(digits, _POINT if mark == "point" else _COMMA))
    good &= np.asarray(pc.match_substring_regex(digits, r"\d"))
    plain = pc.replace_substring(digits, "," if mark == "point" else ".", "")
    if mark == "comma":
        plain = pc.replace_substring(plain, ",", ".")
    numbers = np.asarray(pc.cast(pc.if_else(pa.array(good), plain, "0"), pa.float64()))
    return np.where(good, numbers, np.nan), ~good
