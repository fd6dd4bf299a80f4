"""Number columns: money, counts, percentages, durations, whatever way their cells are written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.columns import Column, Kind
from salesdesk.models.issue import Effect
from salesdesk.reading.numbers_cells import Floats, NumberCells, survey_numbers, take_apart
from salesdesk.reading.numbers_currency import unit_in_header
from salesdesk.reading.numbers_style import Style, amounts
from salesdesk.reading.numbers_time import HOURS_FIRST, clock_seconds, seconds_factor, since_midnight, told_factor
from salesdesk.reading.typed import Hints, Mask, Problem, Typed, blanked
from salesdesk.reading.types_distinct import Distinct, distinct, filled, is_text, whole

SHARES, POINTS = "shares", "points"  # 0.12 and 12 for 12 %
_BOTH = "could have a decimal comma or a decimal point (“{}”)"
_SIGNED = "per cent, as the signs say"
_NOT_NUMBER = {Kind.SECONDS: "not a duration", Kind.PERCENT: "not a percentage", Kind.MONEY: "not an amount"}


def read_number(column: pa.ChunkedArray, declared: Column, hints: Hints, survey: NumberCells | None = None) -> Typed:
    """Numbers as float64. ``survey`` is what `survey_numbers` found, if it was asked already."""
    cells = whole(column)
    if not is_text(cells.type):
        return _scaled(_typed_numbers(cells, declared), declared, hints)
    found = survey or survey_numbers(cells) or take_apart(distinct(cells))
    if (
        declared.kind is Kind.SECONDS
        and found.plain is None
        and (clock := _clock(found.cells, hints.header)) is not None
    ):
        return clock
    return _scaled(_settled(found, declared, hints), declared, hints)


def _typed_numbers(cells: pa.Array, declared: Column) -> Typed:
    some = filled(cells)
    if pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type):
        numbers = np.asarray(pc.cast(cells, pa.float64()).to_numpy(zero_copy_only=False))
        return Typed(pd.Series(numbers), int(some.sum()))
    if declared.kind is Kind.SECONDS and (pa.types.is_duration(cells.type) or pa.types.is_timestamp(cells.type)):
        return Typed(pd.Series(since_midnight(cells)), int(some.sum()), decided="clock time")
    nothing = pd.Series(np.full(len(cells), np.nan))
    return Typed(nothing, int(some.sum()), problems=blanked(_NOT_NUMBER.get(declared.kind, "not a number"), some))


def _clock(found: Distinct, header: str) -> Typed | None:
    """Durations written as 1:02:03; None if the column is written otherwise."""
    in_hours = HOURS_FIRST.search(header) is not None
    seconds, bad = clock_seconds(found.values, hours_first=in_hours)
    if bad.all() or not len(seconds):
        return None
    rows, wrong = found.spread(seconds, np.nan), found.spread(bad, empty=False)
    problems = blanked("not a duration", wrong & (found.codes >= 0))
    said = "hours, minutes, as the header says" if in_hours else "hours, minutes and seconds"
    return Typed(pd.Series(rows), int((found.codes >= 0).sum()), decided=said, problems=problems)


def _settled(survey: NumberCells, declared: Column, hints: Hints) -> Typed:
    found, some = survey.cells, int((survey.cells.codes >= 0).sum())
    if survey.plain is not None:
        plain, witness = pd.Series(found.spread(survey.plain, np.nan)), _witness(survey)
        return Typed(plain, some, decided=_said(survey.style, hints), witness=witness, mark=survey.style.mark)
    mark = survey.style.mark or hints.decimal or hints.sibling_decimal
    if survey.style.open and mark is None:
        text = _BOTH.format(survey.style.example)
        problem = Problem(text, Effect.NEEDS_ANSWER, np.flatnonzero(found.codes >= 0), "--decimal comma|point")
        return Typed(pd.Series(np.full(len(found.codes), np.nan)), some, problems=(problem,))
    assert survey.digits is not None and survey.bad is not None  # noqa: S101, PT018
    assert survey.negative is not None and survey.percent is not None  # noqa: S101, PT018
    numbers, wrong = amounts(survey.digits, mark or "point")
    numbers = np.where(survey.negative, -numbers, numbers)
    signed = bool(survey.percent.any())
    if declared.kind is not Kind.PERCENT:
        numbers = np.where(survey.percent, numbers / 100, numbers)
    bad = survey.bad | (wrong & np.asarray(pc.not_equal(survey.digits, "")))
    if survey.stored is not None:
        numbers = np.where(np.isnan(survey.stored), numbers, survey.stored)
    if signed and declared.kind is Kind.PERCENT:
        numbers = _as_signed(numbers, survey.percent | bad)
    problems = blanked(_NOT_NUMBER.get(declared.kind, "not a number"), found.spread(bad, empty=False))
    return Typed(
        pd.Series(found.spread(np.where(bad, np.nan, numbers), np.nan)),
        some,
        currency=_currency_rows(survey),
        decided=_SIGNED if signed and declared.kind is Kind.PERCENT else _said(survey.style, hints),
        problems=problems,
        witness=_witness(survey),
        mark=mark,
    )


def _as_signed(numbers: Floats, others: Mask) -> Floats:
    """Cells without the sign, among cells with it: 0.4 is what a spreadsheet stores for 40 %."""
    bare = ~others & ~np.isnan(numbers)
    small = bare.any() and np.abs(numbers[bare]).max() <= 1
    return np.where(bare, numbers * 100, numbers) if small else numbers


def _witness(survey: NumberCells) -> int | None:
    """The first row with the digits that tell the decimal mark."""
    if survey.style.mark is None:
        return None
    digits = survey.digits if survey.digits is not None else pc.ascii_ltrim(survey.cells.values, "+-")
    telling = np.asarray(pc.fill_null(pc.equal(digits, survey.style.example), fill_value=False))
    return int(np.argmax(survey.cells.spread(telling, empty=False)))


def _currency_rows(survey: NumberCells) -> pd.Series | None:
    codes = list(dict.fromkeys(code for code in survey.currency if code))
    if not codes:
        return None
    place = np.array([codes.index(code) if code else -1 for code in survey.currency], dtype=np.int32)
    return pd.Series(pd.Categorical.from_codes(survey.cells.spread(place, -1), categories=pd.Index(codes, dtype="str")))


def _said(style: Style, hints: Hints) -> str:
    if style.mark is not None:
        return f"decimal {style.mark} (“{style.example}”)"
    if not style.open:
        return ""
    answered = hints.decimal is not None
    return f"decimal {hints.decimal or hints.sibling_decimal}, " + ("as told" if answered else "as in other columns")


def _are_shares(values: pd.Series, unit: str | None) -> bool:
    if unit in {SHARES, POINTS}:
        return unit == SHARES
    return bool(values.abs().max() <= 1 and not values.isin((0, 1)).all())


def _without_negative(typed: Typed) -> Typed:
    """Nothing lasts less than no time."""
    below = typed.values.to_numpy() < 0
    if not below.any():
        return typed
    problems = (*typed.problems, *blanked("a duration below zero", below))
    return replace(typed, values=typed.values.mask(below), problems=problems)


def _scaled(typed: Typed, declared: Column, hints: Hints) -> Typed:
    """Durations in other units become seconds, shares become per cent, and the header may name the currency."""
    if typed.decided == _SIGNED:
        return typed
    if declared.kind is Kind.SECONDS and not typed.decided.startswith(("clock", "hours")):
        typed = _without_negative(typed)
        factor, said = told_factor(hints.told_unit) or seconds_factor(hints.header, hints.unit)
        return replace(typed, values=typed.values * factor, decided=said) if said else typed
    if declared.kind is Kind.PERCENT and _are_shares(typed.values, hints.told_unit):
        return replace(typed, values=typed.values * 100, decided="shares of 1 are read as per cent")
    return _as_header_says(typed, declared, hints.header)


def _as_header_says(typed: Typed, declared: Column, header: str) -> Typed:
    """Amounts in thousands or millions, and in the currency that the header names."""
    code, factor = unit_in_header(header) if declared.kind in {Kind.MONEY, Kind.NUMBER} else (None, 1.0)
    if factor != 1:
        said = f"each 1 stands for {factor:,.0f}, as the header says"
        typed = replace(typed, values=typed.values * factor, decided=_and(typed.decided, said))
    if code is None or declared.kind is not Kind.MONEY:
        return typed
    known = typed.values.notna()
    if typed.currency is None:
        rows = np.where(known, 0, -1).astype(np.int32)
        currency = pd.Series(pd.Categorical.from_codes(rows, categories=pd.Index([code], dtype="str")))
        return replace(typed, currency=currency, decided=typed.decided or f"{code}, from the header")
    own = typed.currency.cat.add_categories([code]) if code not in typed.currency.cat.categories else typed.currency
    return replace(typed, currency=own.fillna(code).where(known))


def _and(decided: str, more: str) -> str:
    return f"{decided}; {more}" if decided else more
