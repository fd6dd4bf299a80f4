"""What share something has happened to by a time: leads answered, leads that became customers, first purchases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.rows import cell_values
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.facts import Floats
from salesdesk.models.log import Mask
from salesdesk.models.period import Period
from salesdesk.stats.survival import kaplan_meier

AT_RISK = 5  # fewer than so many are too few to rely on
_MOST = 300  # steps of a curve; more than that nobody sees


@dataclass(frozen=True, eq=False)
class Reached:
    """Share of ``n`` to whom it has happened by each time, those still waiting counted as waiting (Kaplan–Meier).

    ``until``: as far as anybody has been followed. ``thin_from``: from there on fewer than five still wait; None
    where nobody's outcome is open.
    """

    name: str
    period: Period
    n: int
    happened: int
    times: tuple[float, ...]
    shares: tuple[float, ...]
    waiting: tuple[int, ...]
    until: float
    thin_from: float | None

    def at(self, time: float) -> float:
        """The share by a time; 0 before it first happened."""
        place = int(np.searchsorted(self.times, time, side="right"))
        return self.shares[place - 1] if place else 0.0


def reached(period: Period, time: Floats, happened: Mask, marks: tuple[float, ...] = ()) -> Reached:
    """``time`` until it happened, or so far. The curve keeps its exact height at the ``marks``."""
    curve = kaplan_meier(time, happened)
    kept = _thinned(curve.time, marks)
    longest = np.sort(time)[::-1]
    thin = float(longest[AT_RISK - 1]) if len(longest) >= AT_RISK else 0.0
    return Reached(
        period.label,
        period,
        len(time),
        int(np.count_nonzero(happened)),
        tuple(curve.time[kept].tolist()),
        tuple((1 - curve.survival[kept]).tolist()),
        tuple(curve.at_risk[kept].tolist()),
        float(longest[0]),
        None if happened.all() else thin,
    )


def _thinned(times: Floats, marks: tuple[float, ...]) -> np.ndarray:
    """The places of so many steps as can be told apart, close together where times are short."""
    if len(times) <= _MOST:
        return np.arange(len(times))
    evenly = np.expm1(np.linspace(np.log1p(times[0]), np.log1p(times[-1]), _MOST))
    wanted = np.concatenate([evenly, np.asarray(marks, dtype=np.float64), times[-1:]])
    places = np.searchsorted(times, wanted, side="right") - 1
    return np.unique(places[places >= 0])


def reached_now_and_before(board: Board, key: str, marks: tuple[float, ...] = ()) -> tuple[Reached, ...] | None:
    """The curves of the times that a KPI is the median of, in the selected period and the one compared with.

    None where the selected period has none; a period compared with that has none is left out.
    """
    periods = board.cut.periods
    found = cell_values(BY_KEY[key], board.book, board.cut.sliced())
    curves = []
    for place, period in enumerate(periods):
        lasting = found.lasting(place)
        time = found.at(place) if lasting is None else lasting[0]
        happened = np.ones(len(time), dtype=bool) if lasting is None else lasting[1]
        if len(time):
            curves.append(reached(period, time, happened, marks))
        elif not place:
            return None
    return tuple(curves)
