"""Reps against their team, fairly: small samples are pulled toward the team, and only what chance does not explain
is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.insights.weeks import weeks_within
from salesdesk.kpis.catalogue.employment import employment, rep_rows
from salesdesk.kpis.catalogue.rep_days import observes_days
from salesdesk.kpis.kpi import Direction, MeasureKind
from salesdesk.kpis.score import score
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.period import add_months, day_date, day_number
from salesdesk.stats.change import dispersion
from salesdesk.stats.funnel import funnel
from salesdesk.stats.intervals import poisson
from salesdesk.stats.resampling import bootstrap
from salesdesk.stats.shrink import shrink_rates

Floats = npt.NDArray[np.float64]
Steps = npt.NDArray[np.int8]
_WITHOUT = [Status.NO_DATA.code, Status.NOT_AVAILABLE.code, Status.IMMATURE.code, Status.SUPPRESSED.code]
_TOO_FEW = [*_WITHOUT, Status.NOT_ENOUGH_DATA.code]
_DRAWS = 2_000
RAMP_MONTHS = 3
LIKE_ENOUGH = 3  # reps of a role, to compare within it


@dataclass(frozen=True, eq=False)
class Fair:
    """One entry per rep of ``names``. ``value`` raw, ``shrunk`` pulled toward ``team``, with its 95 % interval.

    ``outside``: +1 or −1 where chance does not explain the distance from the team, else 0. ``step``: −3…+3, how
    far a rep outside lies from the team, positive = better; always 0 for a figure of which neither way is better.
    ``few``: not compared, because the sample is too small, or the rep left, or was new (up to three months)
    for a part of the period.
    ``centre``: what each rep is held against: the team's figure, for counts and sums the average of the same role.
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
    centre: Floats
    of_team: bool  # the centre is the team's figure and not an average of reps

    def order(self) -> npt.NDArray[np.intp]:
        """By shrunk value, highest first; those with too small a sample last."""
        return np.lexsort((-np.nan_to_num(self.shrunk, nan=-np.inf), self.few | np.isnan(self.shrunk)))


class _Column(NamedTuple):
    """The figures of the reps in the selected period; NaN where there is none."""

    value: Floats
    n: Floats
    numerator: Floats
    denominator: Floats
    low: Floats
    high: Floats
    status: npt.NDArray[np.int8]

    @classmethod
    def of(cls, table: ScoreTable, names: tuple[str, ...]) -> _Column:
        place = {label: at for at, label in enumerate(table.labels[0])}
        those = np.array([place[name] for name in names], dtype=np.int64)
        arrays = (table.value, table.n, table.numerator, table.denominator, table.lo, table.hi, table.status)
        found = cls(*(array[0][those] for array in arrays))
        return found._replace(value=np.where(np.isin(found.status, _WITHOUT), np.nan, found.value))


class Reps(NamedTuple):
    """The reps of a selection: who is not compared, whatever the figure, and what role each has."""

    names: tuple[str, ...]
    apart: npt.NDArray[np.bool_]
    roles: tuple[str, ...]


def reps_of(board: Board) -> Reps:
    names = board.rep_names()
    return Reps(names, _passing(board, names) | _idle(board, names), tuple(_roles(board, names)))


def fair(board: Board, key: str, reps: Reps | None = None) -> Fair:
    """Raises KeyError for a KPI that knows no reps. ``reps`` are those of the board, to ask for many KPIs."""
    scores = board.kpis[key]
    if scores.reps is None:
        raise KeyError(key)
    names, apart, roles = reps or reps_of(board)
    cells = _Column.of(scores.reps, names)
    few = np.isin(cells.status, _TOO_FEW) | apart
    team = np.nan if scores.now.value is None else float(scores.now.value)
    value, n = cells.value, cells.n
    centre = _centres(scores, roles, team, np.where(few, np.nan, value))
    shrunk, low, high, outside = _against_team(board, scores, names, cells, centre)
    outside = np.where(few | np.isnan(value), 0, outside).astype(np.int8)
    step = _steps(scores.kpi.direction, shrunk, centre, outside)
    told = float(np.nanmean(centre)) if _is_total(scores) and not np.isnan(centre).all() else team
    return Fair(names, told, value, shrunk, low, high, n, outside, step, few, centre, not _is_total(scores))


def _passing(board: Board, names: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Reps who are not like the others: gone before the period's end, or new for a part of it."""
    period, log = board.period, board.log
    first, last = (log.as_of, log.as_of) if period.is_all else (period.start, min(period.end - 1, log.as_of))
    told = employment(log)
    place = {name: code for code, name in enumerate(board.book.labels("rep"))}
    codes = np.array([place[name] for name in names], dtype=np.int64)
    settled = day_number(add_months(day_date(first), -RAMP_MONTHS))
    return (told.start[codes] > settled) | (told.end[codes] < last)


def _idle(board: Board, names: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Reps without a single row in any figure of the period: nothing says that they were at work."""
    told = [scores.reps for scores in board.kpis.values() if scores.reps is not None and scores.reps.labels]
    busy = np.zeros(len(names), dtype=bool)
    for table in told:
        place = {label: at for at, label in enumerate(table.labels[0])}
        rows = table.numerator if observes_days(table.kpi) else table.n
        n = np.append(np.nan_to_num(rows[0]), 0.0)
        busy |= n[[place.get(name, -1) for name in names]] > 0
    return ~busy


def _centres(scores: KpiScores, of_reps: tuple[str, ...], team: float, compared: Floats) -> Floats:
    """The team's figure; of counts and sums what a rep of the same role has on average, if the role has three reps."""
    if not _is_total(scores):
        return np.full(len(of_reps), team)
    centre = np.full(len(of_reps), _mean(compared))
    roles = np.array(of_reps, dtype=object)
    for role in set(roles):
        those = roles == role
        if (~np.isnan(compared[those])).sum() >= LIKE_ENOUGH:
            centre[those] = _mean(compared[those])
    return centre


def _roles(board: Board, names: tuple[str, ...]) -> list[str]:
    log = board.log
    if not log.has("reps", "role"):
        return [""] * len(names)
    role, rep, labels = log.words("reps", "role"), rep_rows(log), board.book.labels("rep")
    known = {
        labels[code]: role.values[place] for code, place in zip(rep, role.codes, strict=True) if min(code, place) >= 0
    }
    return [known.get(name, "") for name in names]


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else np.nan


def _floats(values: object) -> Floats:
    return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)  # type: ignore[attr-defined]


def _is_total(scores: KpiScores) -> bool:
    return scores.kpi.kind in (MeasureKind.COUNT, MeasureKind.SUM)


def _against_team(
    board: Board, scores: KpiScores, names: tuple[str, ...], cells: _Column, centre: Floats
) -> tuple[Floats, Floats, Floats, Steps]:
    kind = scores.kpi.kind
    if kind is MeasureKind.RATE:
        counts, cases = np.nan_to_num(cells.numerator), np.nan_to_num(cells.denominator)
        pulled = shrink_rates(counts, cases)
        low, high = pulled.interval()
        return pulled.rate, low, high, funnel(counts, cases).outside
    if kind is MeasureKind.COUNT:
        low, high = poisson(np.nan_to_num(cells.value), dispersion=_spread(board, scores, len(names)))
    elif kind in (MeasureKind.SUM, MeasureKind.MEAN):
        low, high = _redrawn(board, scores, names, total=kind is MeasureKind.SUM)
    else:
        low, high = cells.low, cells.high
    with np.errstate(invalid="ignore"):
        outside = (low > centre).astype(np.int8) - (high < centre).astype(np.int8)
    return cells.value, low, high, outside


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


def _steps(direction: Direction, shrunk: Floats, centre: Floats, outside: Steps) -> Steps:
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return np.zeros(outside.shape, dtype=np.int8)
    away = np.where(outside != 0, np.abs(np.nan_to_num(shrunk) - centre), 0.0)
    furthest = away.max(initial=0.0)
    if not furthest > 0:
        return np.zeros(outside.shape, dtype=np.int8)
    size = np.ceil(np.round(3 * away / furthest, 6))
    sign = outside if direction is Direction.HIGHER else -outside
    steps: Steps = (sign * size).astype(np.int8)
    return steps
