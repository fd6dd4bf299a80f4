"""The quotas, holidays and exchange rates that were typed in SalesDesk."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from salesdesk.models.typed import Typed, TypedHoliday, TypedQuota, TypedRate
from salesdesk.store.database import Database
from salesdesk.store.keyed import Json, KeyedValues


class TypedRowsKeeper:
    """Each table's rows under its name; rows that make no sense are passed over."""

    def __init__(self, database: Database) -> None:
        self._values = KeyedValues(database, "typed")

    def get(self) -> Typed:
        kept = self._values.all()
        return Typed(**{name: tuple(sorted(_rows(kept.get(name), make))) for name, make in _MAKERS.items()})

    def set(self, typed: Typed) -> None:
        """Replaces all of them."""
        values: dict[str, Json] = {
            "quotas": [[row.rep, row.first.isoformat(), row.last.isoformat(), row.amount] for row in typed.quotas],
            "holidays": [[row.day.isoformat()] for row in typed.holidays],
            "rates": [[row.day.isoformat(), row.currency, row.rate] for row in typed.rates],
        }
        filled = {name: rows for name, rows in values.items() if rows}
        self._values.update(filled, gone=values.keys() - filled.keys())


def _rows(kept: Any, make: Callable[[list[Any]], Any]) -> list[Any]:
    found = []
    for row in kept if isinstance(kept, list) else []:
        with suppress(TypeError, ValueError):
            found.append(make(row))
    return list(dict.fromkeys(found))


def _quota(row: list[Any]) -> TypedQuota:
    rep, first, last, amount = row
    made = TypedQuota(_text(rep), date.fromisoformat(first), date.fromisoformat(last), _number(amount))
    if made.last < made.first:
        raise ValueError(made.last)
    return made


def _holiday(row: list[Any]) -> TypedHoliday:
    (day,) = row
    return TypedHoliday(date.fromisoformat(day))


def _rate(row: list[Any]) -> TypedRate:
    day, currency, rate = row
    return TypedRate(date.fromisoformat(day), _text(currency), _number(rate))


def _text(cell: Any) -> str:
    if not isinstance(cell, str) or not cell.strip():
        raise TypeError(cell)
    return cell


def _number(cell: Any) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell) or cell < 0:
        raise TypeError(cell)
    return float(cell)


_MAKERS: Mapping[str, Callable[[list[Any]], Any]] = {"quotas": _quota, "holidays": _holiday, "rates": _rate}
