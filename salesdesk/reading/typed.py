"""A column after its cells were understood, and what stood in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.issue import Effect

Mask = npt.NDArray[np.bool_]
Order = Literal["dmy", "mdy"]
Mark = Literal["comma", "point"]
NOWHERE: npt.NDArray[np.int64] = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Problem:
    """``places``: positions of the cells in the grid, none for the column as a whole.

    ``text`` completes "Column “Amount”: …".
    """

    text: str
    effect: Effect
    places: npt.NDArray[np.int64] = field(default_factory=lambda: NOWHERE)
    option: str | None = None


@dataclass(frozen=True, eq=False)
class Typed:
    """``values`` are stored as the column's kind asks. ``filled``: how many cells were not empty to begin with."""

    values: pd.Series
    filled: int
    date_only: Mask | None = None
    currency: pd.Series | None = None
    decided: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def lost(self) -> int:
        """How many filled cells could not be understood."""
        return sum(len(problem.places) for problem in self.problems if problem.effect is Effect.BLANKED)


@dataclass(frozen=True)
class Hints:
    """What helps to understand a column besides its own cells.

    ``dates`` and ``decimal`` were answered by the user, the siblings are what other columns of the file settled.
    """

    header: str = ""
    zone: str = "UTC"
    dates: Order | None = None
    decimal: Mark | None = None
    sibling_dates: Order | None = None
    sibling_decimal: Mark | None = None
    date1904: bool = False  # bare serial numbers count from 1904
    unit: str = ""  # in which durations stand if the header names none; "" for seconds


def blanked(text: str, bad: Mask) -> tuple[Problem, ...]:
    """A problem for the cells under the mask, none if there are none."""
    places = np.flatnonzero(bad)
    return (Problem(text, Effect.BLANKED, places),) if places.size else ()
