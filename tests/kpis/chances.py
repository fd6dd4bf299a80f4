"""What the tables of the made-up log are drawn with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

FIRST, DAYS = date(2025, 1, 1), 455
REPS = ("Ann", "Ben", "Cem", "Dee", None)


def day(number: int) -> str:
    return (FIRST + timedelta(days=int(number))).isoformat()


def at(chance: np.random.Generator, low: int = 0, high: int = DAYS) -> str:
    """A minute of a day from ``low`` to before ``high``."""
    minute = int(chance.integers(0, 24 * 60))
    return f"{day(int(chance.integers(low, high)))} {minute // 60:02d}:{minute % 60:02d}"


def one(chance: np.random.Generator, *choices: Any) -> Any:
    return choices[int(chance.integers(0, len(choices)))]


def money(chance: np.random.Generator) -> float:
    return round(float(chance.lognormal(7, 1)), 2)


def maybe(chance: np.random.Generator, yes: float) -> bool | None:
    """Yes or no, one time in ten nothing."""
    said = bool(chance.random() < yes)
    return None if chance.random() < 0.1 else said
