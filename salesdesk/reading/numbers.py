"""Number columns: money, counts, percentages, durations, whatever way their cells are written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesdesk.models.columns import Column, Kind
from salesdesk.models.issue import Effect
from salesdesk.reading.numbers_cells import NumberCells, survey_numbers, take_apart
from salesdesk.reading.numbers_currency import currency_in_header
from salesdesk.reading.numbers_style import Style, amounts
from salesdesk.reading.numbers_time import clock_seconds, seconds_factor, since_midnight, told_factor
from salesdesk.reading.typed import Hints, Problem, Typed, blanked
from salesdesk.reading.types_distinct import Distinct, distinct, filled, is_text, whole

SHARES, POINTS = "shares", "points"  # 0.12 and 12 for 12 %
_BOTH = "could have a decimal comma or a decimal point (“{}”)"
_ONE = "1 could be one per cent or the whole"
_SIGNED = "per cent, as the signs say"
_NOT_NUMBER = {Kind.SECONDS: "not a duration", Kind.PERCENT: "not a percentage", Kind.MONEY: "not an amount"}


def read_number(column: pa.ChunkedArray, declared: Column, hints: Hints, survey: NumberCells | None = None) -> Typed:
    """Numbers as float64. ``survey`` is what `survey_numbers` found, if it was asked already."""
    cells = whole(column)
    if not is_text(cells.type):
        return _scaled(_typed_numbers(cells, declared), declared, hints)
    found = survey or survey_numbers(cells) or take_apart(distinct(cells))
    if declared.kind is Kind.SECONDS and found.plain is None and (clock := _clock(found.cells)) is not None:
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


def _clock(found: Distinct) -> Typed | None:
    """Durations written as 1:02:03; None if the column is written otherwise."""
    seconds, bad = clock_seconds(found.values)
    if bad.all() or not len(seconds):
        return None
    rows, wrong = found.spread(seconds, np.nan), found.spread(bad, empty=False)
    problems = blanked("not a duration", wrong & (found.codes >= 0))
    return Typed(
        pd.Series(rows), int((found.codes >= 0).sum()), decided="hours, minutes and seconds", problems=problems
    )


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
    assert survey.digits is not None and survey.bad is not None and survey.negative is not None  # noqa: S101, PT018
    numbers, wrong = amounts(survey.digits, mark or "point")
    numbers = np.where(survey.negative, -numbers, numbers)
    if survey.percent is not None and declared.kind is not Kind.PERCENT:
        numbers = np.where(survey.percent, numbers / 100, numbers)
    signed = bool(survey.percent is not None and survey.percent.any())
    bad = survey.bad | (wrong & np.asarray(pc.not_equal(survey.digits, "")))
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
    some = values.dropna()
    return bool(some.any() and some.abs().max() <= 1)


def _tells_nothing(values: pd.Series) -> bool:
    """Only noughts and ones: 1 may be one per cent or the whole."""
    some = values.dropna()
    return bool(some.isin((0, 1)).all() and some.any())


def _unsettled(typed: Typed) -> Typed:
    problem = Problem(_ONE, Effect.NEEDS_ANSWER, np.flatnonzero(typed.values.notna()), f"--percent {POINTS}|{SHARES}")
    return replace(typed, values=pd.Series(np.full(len(typed.values), np.nan)), problems=(*typed.problems, problem))


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
        return typed if factor == 1 else replace(typed, values=typed.values * factor, decided=said)
    if declared.kind is Kind.PERCENT and hints.told_unit is None and _tells_nothing(typed.values):
        return _unsettled(typed)
    if declared.kind is Kind.PERCENT and _are_shares(typed.values, hints.told_unit):
        return replace(typed, values=typed.values * 100, decided="shares of 1 are read as per cent")
    if declared.kind is Kind.MONEY and typed.currency is None and (code := currency_in_header(hints.header)):
        rows = np.where(typed.values.notna(), 0, -1).astype(np.int32)
        currency = pd.Series(pd.Categorical.from_codes(rows, categories=pd.Index([code], dtype="str")))
        return replace(typed, currency=currency, decided=typed.decided or f"{code}, from the header")
    return typed
