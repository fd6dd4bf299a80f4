"""The cells of a number column taken apart: digits, signs, per cent, currency; before its decimal mark is settled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.reading.grid import STORED
from salesdesk.reading.numbers_currency import currency_code, is_english
from salesdesk.reading.numbers_style import Style, style_of, ungroup
from salesdesk.reading.typed import Mask
from salesdesk.reading.types_distinct import Distinct, distinct, filled, is_text, whole

Floats = npt.NDArray[np.float64]

_NUMBER = (
    r"^(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<before>[^\W\d_]{1,3}\.|[^\d\s.,()%+−–-]{1,4})?\s*(?P<inner>[-+−–])?\s*"
    "(?P<digits>\\d[\\d.,'’\\s\u00a0\u202f\u2009]*|[.,]\\d+)"
    r"\s*(?P<after>%|[^\d\s.,()%+−–-]{1,4}\.?)?\s*(?P<tail>[-−–])?\s*(?P<close>\))?$"
)
_MINUS = frozenset("-−–")
_NO_CENTS = r"(\d[.,])(?:--|[-–—])"  # 50,- and 50.– have no cents, they are not negative
_SIGN_OUTSIDE = r"^([^\d\s.,()%+−–-]{1,4})\s*\("
_SHORTENED = r"^(?i)(s?fr|rs)\.\s*"
_AS_STORED = "="  # takes the place of a mark that trimming would remove
_STORED_NUMBER = rf"^{_AS_STORED}-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$"


@dataclass(frozen=True, eq=False)
class NumberCells:
    """A number column before its decimal mark is settled. Arrays are as long as ``cells.values``."""

    cells: Distinct
    style: Style
    plain: Floats | None = None  # cells that are numbers already or need no settling
    digits: pa.Array | None = None
    negative: Mask | None = None
    percent: Mask | None = None
    currency: tuple[str, ...] = ()
    bad: Mask | None = None
    stored: Floats | None = None  # of cells that the workbook stores as numbers, NaN elsewhere


def survey_numbers(column: pa.ChunkedArray) -> NumberCells | None:
    """Looks a text column over; None for a column that is not text, whose numbers need no settling."""
    cells = whole(column)
    if not is_text(cells.type):
        return None
    found = distinct(_with_stored(cells))
    plain = _plain(found.values)
    if plain is not None:
        style = _plain_style(found.values)
        if not style.open:
            return NumberCells(found, style, plain=plain)
    return take_apart(found)


def _plain(values: pa.Array) -> Floats | None:
    """The numbers of a column without grouping, signs of currency and the like; None if some cell has any."""
    try:
        numbers = pc.cast(values, pa.float64())
    except pa.ArrowInvalid:
        return None
    found: Floats = np.asarray(pc.fill_null(numbers, 0.0))
    return found if np.isfinite(found).all() else None


def _plain_style(values: pa.Array) -> Style:
    some = values.drop_null()
    if not pc.any(pc.match_substring(some, ".")).as_py():
        return Style(None, open=False)
    return style_of(pc.ascii_ltrim(some, "+-"))


def _with_stored(cells: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(cells.type):
        return pa.DictionaryArray.from_arrays(cells.indices, _with_stored(cells.dictionary))
    if not pc.any(pc.starts_with(cells, STORED)).as_py():
        return cells
    return pc.replace_substring_regex(cells, f"^{STORED}", _AS_STORED)


def take_apart(found: Distinct) -> NumberCells:
    values, stored = _apart(pc.fill_null(found.values, ""))
    parts = pc.extract_regex(values, _NUMBER)
    dash = np.asarray(pc.is_in(values, pa.array(["", *sorted(_MINUS), "—"])))
    bad = ~filled(parts) & ~dash
    field = {name: pc.fill_null(parts.field(name), "") for name in ("sign", "inner", "tail", "open", "close")}
    digits, misgrouped = ungroup(pc.utf8_trim_whitespace(pc.fill_null(parts.field("digits"), "")))
    before, after = (pc.fill_null(parts.field(name), "") for name in ("before", "after"))
    minus = pa.array(sorted(_MINUS))
    bracketed = np.asarray(pc.equal(field["open"], "("))
    negative = bracketed.copy()
    for name in ("sign", "inner", "tail"):
        negative |= np.asarray(pc.is_in(field[name], minus))
    bad |= misgrouped | (bracketed != np.asarray(pc.equal(field["close"], ")")))
    percent = np.asarray(pc.equal(after, "%"))
    codes, strange = _currencies(before, after)
    bad |= strange
    good = pa.array(~bad & filled(parts))
    style = style_of(digits.filter(good), _english(before.filter(good)))
    return NumberCells(found, style, None, digits, negative, percent, codes, bad, stored)


def _apart(values: pa.Array) -> tuple[pa.Array, Floats | None]:
    """The texts that a person wrote ("" for the others), in one of several usual ways, and the stored numbers."""
    stored = None
    ours = pc.match_substring_regex(values, _STORED_NUMBER)
    if pc.any(ours).as_py():
        numbers = pc.if_else(ours, pc.utf8_slice_codeunits(values, len(_AS_STORED)), pa.scalar(None, pa.string()))
        stored = np.asarray(pc.fill_null(pc.cast(numbers, pa.float64()), np.nan))
        values = pc.if_else(ours, "", values)
    values = pc.replace_substring_regex(values, _NO_CENTS, r"\100")
    values = pc.replace_substring_regex(values, _SIGN_OUTSIDE, r"(\1 ")
    return pc.replace_substring_regex(values, _SHORTENED, r"\1 "), stored


def _english(before: pa.Array) -> Mask:
    signs = [sign for sign in pc.unique(before).to_pylist() if is_english(sign)]
    return np.asarray(pc.is_in(before, pa.array(signs, before.type)))


def _currencies(before: pa.Array, after: pa.Array) -> tuple[tuple[str, ...], Mask]:
    """The currency of each value ("" for none), and which have words beside the number that are no currency."""
    strange = np.zeros(len(before), dtype=bool)
    codes = np.full(len(before), "", dtype=object)
    for texts in (before, after):
        for text in pc.unique(texts).to_pylist():
            here = np.asarray(pc.equal(texts, text))
            if text in {"", "%"}:
                continue
            code = currency_code(text)
            strange |= here & (code is None)
            codes[here] = code or ""
    return tuple(codes.tolist()), strange
