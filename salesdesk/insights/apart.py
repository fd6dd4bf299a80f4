"""Reps who are not like the others: gone before the end of the period, or new for a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue.employment import employment
from salesdesk.models.period import add_months, day_date, day_number

RAMP_MONTHS = 3


@dataclass(frozen=True)
class Apart:
    """Why a rep is not compared: ``left`` on that day, or there only ``since`` that day."""

    left: date | None = None
    since: date | None = None

    @property
    def word(self) -> str:
        return "left" if self.left else "new"


def apart(board: Board) -> dict[str, Apart]:
    """The reps of the selection who left before the end of the period, or joined less than three months before it
    began."""
    names = board.rep_names()
    period, log = board.period, board.log
    first, last = (log.as_of, log.as_of) if period.is_all else (period.start, min(period.end - 1, log.as_of))
    told = employment(log)
    place = {name: code for code, name in enumerate(board.book.labels("rep"))}
    settled = day_number(add_months(day_date(first), -RAMP_MONTHS))
    found = {}
    for name in names:
        start, end = int(told.start[place[name]]), int(told.end[place[name]])
        if end < last:
            found[name] = Apart(left=day_date(end))
        elif start > settled:
            found[name] = Apart(since=day_date(start))
    return found


def passing(board: Board, names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the reps stand apart."""
    those = apart(board)
    return np.array([name in those for name in names], dtype=bool)
