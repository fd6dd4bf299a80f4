"""Reps against their team, fairly: small samples are pulled toward the team, and only what chance does not explain
is marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.insights.weeks import weeks_within
from salesdesk.kpis.kpi import Direction, MeasureKind
from salesdesk.kpis.score import score
from salesdesk.stats.change import dispersion
from salesdesk.stats.funnel import funnel
from salesdesk.stats.intervals import poisson
from salesdesk.stats.resampling import bootstrap
from salesdesk.stats.shrink import shrink_rates

Floats = npt.NDArray[np.float64]
Steps = npt.NDArray[np.int8]
_TOO_FEW = frozenset({"not_enough_data", "no_data", "not_available", "immature", "suppressed"})
_DRAWS = 2_000


@dataclass(frozen=True, eq=False)
class Fair:
    """One entry per rep of ``names``. ``value`` raw, ``shrunk`` pulled toward ``team``, with its 95 % interval.

    ``outside``: +1 or −1 where chance does not explain the distance from the team, else 0. ``step``: −3…+3, how
    far a rep outside lies from the team, positive = better; always 0 for a figure of which neither way is better.
    ``few``: too small a sample to be compared.
    """

    names: tuple[str, ...]
    team: float
    value: Floats
    shrunk: Floats
    low: Floats
    high: Floats
    n: Floats
    outside: Steps
    step: Steps
    few: npt.NDArray[np.bool_]

    def order(self) -> npt.NDArray[np.intp]:
        """By shrunk value, highest first; those with too small a sample last."""
        return np.lexsort((-np.nan_to_num(self.shrunk, nan=-np.inf), self.few | np.isnan(self.shrunk)))


def fair(board: Board, key: str) -> Fair:
    """Raises KeyError for a KPI that knows no reps."""
    scores = board.kpis[key]
    if scores.reps is None:
        raise KeyError(key)
    names = board.rep_names()
    cells = [scores.rep(name) for name in names]
    value, n = _floats(cell.value for cell in cells), _floats(cell.n for cell in cells)
    few = np.array([cell.status in _TOO_FEW for cell in cells], dtype=bool)
    team = np.nan if scores.now.value is None else float(scores.now.value)
    hits = _floats(cell.numerator for cell in cells)
    trials = _floats(cell.denominator for cell in cells)
    shrunk, low, high, outside = _against_team(board, scores, names, value, hits, trials, team)
    team = _per_rep(scores, team, value)
    outside = np.where(few | np.isnan(value), 0, outside).astype(np.int8)
    step = _steps(scores.kpi.direction, shrunk, team, outside)
    return Fair(names, team, value, shrunk, low, high, n, outside, step, few)


def _floats(values: object) -> Floats:
    return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)  # type: ignore[attr-defined]


def _is_total(scores: KpiScores) -> bool:
    return scores.kpi.kind in (MeasureKind.COUNT, MeasureKind.SUM)


def _per_rep(scores: KpiScores, team: float, value: Floats) -> float:
    """What a rep's figure is held against: the team's, or for counts and sums what a rep has on average."""
    if not _is_total(scores):
        return team
    known = value[~np.isnan(value)]
    return float(known.mean()) if known.size else np.nan


def _against_team(
    board: Board, scores: KpiScores, names: tuple[str, ...], value: Floats, hits: Floats, trials: Floats, team: float
) -> tuple[Floats, Floats, Floats, Steps]:
    kind = scores.kpi.kind
    if kind is MeasureKind.RATE:
        counts, cases = np.nan_to_num(hits), np.nan_to_num(trials)
        pulled = shrink_rates(counts, cases)
        low, high = pulled.interval()
        return pulled.rate, low, high, funnel(counts, cases).outside
    centre = _per_rep(scores, team, value)
    if kind is MeasureKind.COUNT:
        low, high = poisson(np.nan_to_num(value), dispersion=_spread(board, scores, len(names)))
    elif kind in (MeasureKind.SUM, MeasureKind.MEAN):
        low, high = _redrawn(board, scores, names, total=kind is MeasureKind.SUM)
    else:
        bounds = [scores.rep(name).interval or (np.nan, np.nan) for name in names]
        low, high = _floats(bound[0] for bound in bounds), _floats(bound[1] for bound in bounds)
    with np.errstate(invalid="ignore"):
        outside = (low > centre).astype(np.int8) - (high < centre).astype(np.int8)
    return value, low, high, outside


def _spread(board: Board, scores: KpiScores, reps: int) -> float:
    """How much more a rep's weekly counts vary than chance alone would have it; calls cluster."""
    weeks = weeks_within(board.cut.periods, board.log.as_of)
    if not weeks or not reps:
        return 1.0
    table = score(scores.kpi, board.book, board.cut.at(*weeks).sliced("rep"))
    found = [dispersion(np.nan_to_num(table.series(rep=name))) for name in board.rep_names()]
    known = [spread for spread in found if spread == spread]
    return float(np.median(known)) if known else 1.0


def _redrawn(board: Board, scores: KpiScores, names: tuple[str, ...], *, total: bool) -> tuple[Floats, Floats]:
    """Bounds of each rep's total or mean from redrawing the rep's own deals."""
    cut, seed = board.cut.sliced("rep"), board.log.settings.seed
    rows, bounds = cell_values(scores.kpi, board.book, cut), []
    for name in names:
        values = rows.at(*place_of(board.book, cut, {"rep": name}, 0))
        bounds.append(bootstrap(values, total=total, draws=_DRAWS, seed=seed))
    return _floats(bound[0] for bound in bounds), _floats(bound[1] for bound in bounds)


def _steps(direction: Direction, shrunk: Floats, team: float, outside: Steps) -> Steps:
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return np.zeros(outside.shape, dtype=np.int8)
    away = np.where(outside != 0, np.abs(np.nan_to_num(shrunk) - team), 0.0)
    furthest = away.max(initial=0.0)
    if not furthest > 0:
        return np.zeros(outside.shape, dtype=np.int8)
    size = np.ceil(3 * away / furthest)
    sign = outside if direction is Direction.HIGHER else -outside
    return (sign * size).astype(np.int8)
