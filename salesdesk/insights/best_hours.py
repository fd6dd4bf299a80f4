"""When people answer the phone: each hour of the week against the average, fairly."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board
from salesdesk.models.dims import FIXED
from salesdesk.stats.intervals import normal_quantile
from salesdesk.stats.shrink import ShrunkRates, shrink_rates

Floats = npt.NDArray[np.float64]
ENOUGH = 20  # dials in an hour of the week, from which on it is judged
MOST = 3  # hours that are called best
_WORKING_DAYS = 5
_MANY = 400  # dials


@dataclass(frozen=True, eq=False)
class Judged:
    """Per cell: ``shrunk`` toward ``average``, with its 95 % interval; ``enough`` dials to be judged; ``best``."""

    average: float
    shrunk: Floats
    low: Floats
    high: Floats
    enough: npt.NDArray[np.bool_]
    best: npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class BestHours:
    """Cells by weekday and hour, of the days and hours between the first and the last at which anybody called.

    ``dials`` is 0 in a cell where nobody ever called: it is unknown, not bad.
    """

    days: tuple[str, ...]
    hours: tuple[str, ...]
    reached: Floats
    dials: Floats
    judged: Judged

    @property
    def untried(self) -> int:
        return int((self.dials == 0).sum())


def judge(reached: Floats, dials: Floats) -> Judged:
    """Best are at most three cells whose whole interval lies above the average."""
    pulled = shrink_rates(reached.reshape(-1), dials.reshape(-1))
    low, high = _interval(pulled)
    shape, enough = dials.shape, dials >= ENOUGH
    rate, low, high = (values.reshape(shape) for values in (pulled.rate, low, high))
    above = enough & (low > pulled.team) & pulled.differ
    order = np.argsort(np.where(above, -rate, np.inf), axis=None, kind="stable")[:MOST]
    best = np.zeros(dials.size, dtype=bool)
    best[order] = True
    return Judged(pulled.team, rate, low, high, enough, best.reshape(shape) & above)


def _interval(pulled: ShrunkRates) -> tuple[Floats, Floats]:
    """Of many dials by the normal curve, which they follow closely; the exact one takes a second for a large log."""
    size = pulled.alpha + pulled.beta
    rate = np.divide(pulled.alpha, size, out=np.full(size.shape, np.nan), where=size > 0)
    reach = normal_quantile(0.95) * np.sqrt(rate * (1 - rate) / (size + 1))
    low, high = rate - reach, rate + reach
    few = size < _MANY
    part = replace(pulled, alpha=pulled.alpha[few], beta=pulled.beta[few])
    low[few], high[few] = part.interval()
    return low, high


def best_hours(board: Board) -> BestHours | None:
    """The selected period's dials by the clock of the person called; None where no call has a time of day."""
    table = board.by("dial_to_contact_rate", "weekday", "hour")
    if not table.labels:
        return None
    shape = (len(FIXED["weekday"]), len(FIXED["hour"]))
    reached, dials = np.zeros(shape), np.zeros(shape)
    of_row, of_column = (
        [FIXED[dim].index(label) if label in FIXED[dim] else -1 for label in labels]
        for dim, labels in zip(table.by, table.labels, strict=True)
    )
    rows, columns = np.array(of_row), np.array(of_column)
    known = np.ix_(np.flatnonzero(rows >= 0), np.flatnonzero(columns >= 0))
    target = np.ix_(rows[rows >= 0], columns[columns >= 0])
    reached[target] = np.nan_to_num(table.numerator[0][known])
    dials[target] = np.nan_to_num(table.denominator[0][known])
    called = np.flatnonzero(dials.sum(axis=0))
    if not called.size:
        return None
    last_day = max(_WORKING_DAYS, int(np.flatnonzero(dials.sum(axis=1))[-1]) + 1)
    days, hours = slice(0, last_day), slice(int(called[0]), int(called[-1]) + 1)
    reached, dials = reached[days, hours], dials[days, hours]
    return BestHours(FIXED["weekday"][days], FIXED["hour"][hours], reached, dials, judge(reached, dials))
