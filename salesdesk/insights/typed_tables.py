"""Holidays, exchange rates, chances of stages: as the cells of a grid, and back; what is wrong is said by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.typed_cells import NotUnderstoodError, day_in, number_in
from salesdesk.models.typed import TypedHoliday, TypedRate

Cells = Sequence[Sequence[str]]
Faults = dict[tuple[int, int], str]

_CURRENCY = "Give the three letters of the currency, such as USD."


def holiday_cells(holidays: Sequence[TypedHoliday]) -> list[tuple[str, ...]]:
    return [(each.day.isoformat(),) for each in holidays]


def rate_cells(rates: Sequence[TypedRate], style: NumberStyle) -> list[tuple[str, ...]]:
    return [(each.day.isoformat(), each.currency, style.copied(each.rate)) for each in rates]


def holidays_in(cells: Cells, *, day_first: bool) -> tuple[tuple[TypedHoliday, ...], Faults]:
    """A day that stands there twice is one holiday; blank rows are passed over."""
    faults: Faults = {}
    days = set()
    for row, texts in enumerate(cells):
        day = _read(faults, (row, 0), lambda text: day_in(text, day_first=day_first), texts[0])
        if day is not None:
            days.add(TypedHoliday(day))
    return tuple(sorted(days)), faults


def rates_in(cells: Cells, style: NumberStyle, *, day_first: bool) -> tuple[tuple[TypedRate, ...], Faults]:
    """Of two rates of a currency on one day the lower row counts; blank rows are passed over."""
    faults: Faults = {}
    found: dict[tuple[date, str], TypedRate] = {}
    for row, texts in enumerate(cells):
        if not any(text.strip() for text in texts):
            continue
        day = _read(faults, (row, 0), lambda text: _there(day_in(text, day_first=day_first), "A day"), texts[0])
        currency = _read(faults, (row, 1), _currency, texts[1])
        rate = _read(faults, (row, 2), lambda text: _positive(number_in(text, style)), texts[2])
        if day is not None and currency is not None and rate is not None:
            found[day, currency] = TypedRate(day, currency, rate)
    return tuple(sorted(found.values())), faults


def chance_cells(chances: Sequence[tuple[str, float]], style: NumberStyle) -> list[tuple[str, ...]]:
    return [(stage, style.copied(round(100 * chance, 8))) for stage, chance in chances]


def chances_in(cells: Cells, style: NumberStyle) -> tuple[tuple[tuple[str, float], ...], Faults]:
    """Stages with their chance to win (0…1), typed in per cent; of two rows of a stage the lower one counts."""
    faults: Faults = {}
    found: dict[str, float] = {}
    for row, texts in enumerate(cells):
        if not any(text.strip() for text in texts):
            continue
        stage = _read(faults, (row, 0), lambda text: _there(text.strip() or None, "A stage"), texts[0])
        chance = _read(faults, (row, 1), lambda text: _share(number_in(text, style)), texts[1])
        if stage is not None and chance is not None:
            found[stage] = chance
    return tuple(found.items()), faults


def _read(faults: Faults, place: tuple[int, int], read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except NotUnderstoodError as wrong:
        faults[place] = str(wrong)
        return None


def _there(value: Any, what: str) -> Any:
    if value is None:
        raise NotUnderstoodError(f"{what} is needed here.")
    return value


def _currency(text: str) -> str:
    bare = text.strip().upper()
    if len(bare) != 3 or not bare.isascii() or not bare.isalpha():
        raise NotUnderstoodError(_CURRENCY)
    return bare


def _share(percent: float | None) -> float:
    if not 0 <= _there(percent, "A chance") <= 100:
        raise NotUnderstoodError("A chance has to be between 0 and 100 %.")
    return round(float(percent or 0) / 100, 10)


def _positive(rate: float | None) -> float:
    if _there(rate, "A rate") <= 0:
        raise NotUnderstoodError("A rate has to be more than 0.")
    return float(rate or 0)
