"""Reps against their team, fairly: small samples are pulled toward the team, and only what chance does not explain
is marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salesdesk.insights.apart import passing
from salesdesk.insights.board import Board, KpiScores
from salesdesk.insights.fair_limits import Alike, Figures, Floats, Mask, Steps, against, is_total, scale_of
from salesdesk.kpis.catalogue.rep_days import observes_days
from salesdesk.kpis.kpi import Direction
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import Score, ScoreTable
from salesdesk.models.dims import attribute

_WITHOUT = [Status.NO_DATA.code, Status.NOT_AVAILABLE.code, Status.IMMATURE.code, Status.SUPPRESSED.code]
_TOO_FEW = [*_WITHOUT, Status.NOT_ENOUGH_DATA.code]
LIKE_ENOUGH = 3  # reps of a role, to compare within it


@dataclass(frozen=True, eq=False)
class Fair:
    """One entry per rep of ``names``. ``value`` raw, ``shrunk`` pulled toward ``centre``, with its 95 % interval.

    ``outside``: +1 or −1 where chance does not explain the distance from the centre, else 0. ``step``: −3…+3, how
    far a rep outside lies from it, positive = better; always 0 for a figure of which neither way is better.
    ``few``: not compared, because the sample is too small, or the rep left, or was new (up to three months)
    for a part of the period.
    ``centre``: what each rep is held against: the team's figure, of rates what the reps have together, of times the
    geometric mean, for counts and sums the average rep; each among the reps of the same ``role``, where there are
    several roles with enough reps. ``pooled``: the centre is not the team's figure, in which rows of nobody count as
    well, and rows of several reps once.
    ``above``: the probability that a rep's true rate is above the centre. ``hits`` of ``cases``, times ``scale``: what
    a rate is made of. ``tested`` False: nothing says how far chance goes for this figure, and nobody is marked.
    ``usual``: the centre as the figure itself has it, of times the median. ``far``: beyond the limits of 99.8 %, where
    a rate has them.
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
    few: Mask
    centre: Floats
    of_team: bool  # the centre is a pooled figure and not an average of reps
    role: tuple[str, ...] = ()
    above: Floats | None = None
    hits: Floats | None = None
    cases: Floats | None = None
    scale: float = 1.0
    tested: bool = True
    geometric: bool = False
    usual: Floats | None = None
    far: Mask | None = None
    pooled: bool = False

    def order(self) -> npt.NDArray[np.intp]:
        """By shrunk value, highest first; those with too small a sample last."""
        return np.lexsort((-np.nan_to_num(self.shrunk, nan=-np.inf), self.few | np.isnan(self.shrunk)))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles within which reps are compared, in alphabetical order; "" last, for those held against all."""
        return tuple(sorted(set(self.role), key=lambda role: (not role, role.casefold())))

    def others(self, place: int) -> str:
        """With whom a rep is compared."""
        role = self.role[place] if self.role else ""
        if self.of_team:
            return f"{role} together" if role else "all reps together" if self.pooled else "the team"
        return f"{role} on average" if role else "a rep on average"


def set_apart(board: Board) -> Mask:
    """Which of ``rep_names`` are not compared in any figure: who left or was new, and who did nothing at all."""
    return passing(board, board.rep_names()) | _idle(board, board.rep_names())


def compared_roles(board: Board, apart: Mask) -> tuple[str, ...]:
    """The role within which each of ``rep_names`` is compared, "" with everybody; ``apart``: who is not."""
    return _compared_roles(_roles(board, board.rep_names()), ~apart)


def fair(board: Board, key: str, apart: Mask | None = None) -> Fair:
    """Raises KeyError for a KPI that knows no reps. ``apart``: whom ``set_apart`` found, to ask for many KPIs."""
    scores = board.kpis[key]
    names = board.rep_names()
    table, now = shown_table(scores)
    found = _figures(table, names)
    few = np.isin(found.status, _TOO_FEW) | (set_apart(board) if apart is None else apart)
    compared = np.where(few, np.nan, found.value)
    role = _compared_roles(_roles(board, names), ~np.isnan(compared))
    team = np.nan if now.value is None else float(now.value)
    total = is_total(scores)
    centre = _averages(role, compared) if total else _pooled(board, scores, role, team)
    held = against(board, scores, names, found, _alike(role), centre)
    pooled = held.centre is not None and not held.geometric and _differ(held.centre, centre)
    usual = centre if held.centre is None or held.geometric else held.centre
    centre = centre if held.centre is None else held.centre
    outside = np.where(few | np.isnan(found.value), 0, held.outside).astype(np.int8)
    step = _steps(scores.kpi.direction, held.estimate, centre, outside)
    told = team if held.centre is None and not total else _told(centre, compared)
    made_of = (held.above, held.hits, held.cases, scale_of(scores), held.tested)
    shrunk, low, high = held.estimate, held.low, held.high
    return Fair(names, told, found.value, shrunk, low, high, found.n, outside, step, few, centre, not total, role,
                *made_of, held.geometric, usual, held.far, pooled)  # fmt: skip


def shown_table(scores: KpiScores) -> tuple[ScoreTable, Score]:
    """The reps' figures and the team's as they are shown: where the team's cohort is too young, those of the newest
    one that is old enough. Raises KeyError for a KPI that knows no reps."""
    if scores.reps is None:
        raise KeyError(scores.kpi.key)
    older = scores.reps.matured if scores.now.status is Status.IMMATURE else None
    return (scores.reps, scores.now) if older is None or scores.now.matured is None else (older, scores.now.matured)


def _figures(table: ScoreTable, names: tuple[str, ...]) -> Figures:
    place = {label: at for at, label in enumerate(table.labels[0])} if table.labels else {}
    those = np.array([place.get(name, -1) for name in names], dtype=np.int64)
    arrays = (table.value, table.n, table.numerator, table.denominator, table.lo, table.hi)
    if not place:
        blank = np.full(len(names), np.nan)
        missing = np.full(len(names), Status.NOT_AVAILABLE.code, dtype=np.int8)
        return Figures(blank, blank, blank, blank, blank, blank, missing)
    known = those >= 0
    value, n, top, bottom, low, high = (np.where(known, array[0][those], np.nan) for array in arrays)
    status = np.where(known, table.status[0][those], Status.NO_DATA.code).astype(np.int8)
    return Figures(np.where(np.isin(status, _WITHOUT), np.nan, value), n, top, bottom, low, high, status)


def _idle(board: Board, names: tuple[str, ...]) -> Mask:
    """Reps without a single row in any figure of the period: nothing says that they were at work."""
    told = [scores.reps for scores in board.kpis.values() if scores.reps is not None and scores.reps.labels]
    busy = np.zeros(len(names), dtype=bool)
    for table in told:
        place = {label: at for at, label in enumerate(table.labels[0])}
        rows = table.numerator if observes_days(table.kpi) else table.n
        n = np.append(np.nan_to_num(rows[0]), 0.0)
        busy |= n[[place.get(name, -1) for name in names]] > 0
    return ~busy


def _roles(board: Board, names: tuple[str, ...]) -> list[str]:
    labels, role = (*board.book.labels("role"), ""), attribute(board.log, "rep", "role")
    place = {name: code for code, name in enumerate(board.book.labels("rep"))}
    return [labels[role[place[name]]] for name in names]


def _compared_roles(roles: list[str], compared: Mask) -> tuple[str, ...]:
    """The role of each rep if it has enough reps to be compared; all "" if they all have the same one."""
    having = [role for role, there in zip(roles, compared, strict=True) if there]
    enough = {role for role in having if role and having.count(role) >= LIKE_ENOUGH}
    return tuple(role if role in enough and len(set(having)) > 1 else "" for role in roles)


def _alike(role: tuple[str, ...]) -> list[Alike]:
    names = np.array(role, dtype=object)
    members = {each: np.array(names == each, dtype=bool) for each in dict.fromkeys(role)}
    return [Alike(those, those if each else np.ones(len(role), dtype=bool)) for each, those in members.items()]


def _averages(role: tuple[str, ...], compared: Floats) -> Floats:
    """What a rep who is compared has on average, within the role or at all."""
    centre = np.full(len(role), _mean(compared))
    for each in _alike(role):
        centre[each.members] = _mean(compared[each.pool])
    return centre


def _pooled(board: Board, scores: KpiScores, role: tuple[str, ...], team: float) -> Floats:
    """The figure of all in the role together, or the team's."""
    centre = np.full(len(role), team)
    if not any(role) or "role" not in scores.kpi.by:
        return centre
    table = board.by(scores.kpi.key, "role")
    table = (table.matured or table) if scores.now.status is Status.IMMATURE else table
    for place, each in enumerate(role):
        found = table.find(0, role=each) if each else None
        if found is not None:
            centre[place] = np.nan if found.value is None else found.value
    return centre


def _told(centre: Floats, compared: Floats) -> float:
    known = centre[~np.isnan(compared)]
    return _mean(known if known.size else centre)


def _differ(one: Floats, other: Floats) -> bool:
    known = ~np.isnan(one) & ~np.isnan(other)
    return not np.allclose(one[known], other[known])


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else np.nan


def _steps(direction: Direction, shrunk: Floats, centre: Floats, outside: Steps) -> Steps:
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return np.zeros(outside.shape, dtype=np.int8)
    away = np.where(outside != 0, np.abs(np.nan_to_num(shrunk) - np.nan_to_num(centre)), 0.0)
    furthest = away.max(initial=0.0)
    if not furthest > 0:
        return np.zeros(outside.shape, dtype=np.int8)
    size = np.ceil(np.round(3 * away / furthest, 6))
    sign = outside if direction is Direction.HIGHER else -outside
    steps: Steps = (sign * size).astype(np.int8)
    return steps
