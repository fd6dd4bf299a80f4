"""What the pictures of quotas show: each rep's result against quota and pace, and who missed it with much effort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.apart import apart
from salesdesk.insights.board import Board
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.quota import WORK_DAYS
from salesdesk.kpis.catalogue.target_facts import SCOPES, targets
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.records import chosen_rows, records
from salesdesk.kpis.sources import Sum
from salesdesk.kpis.table import Score
from salesdesk.stats.resampling import bootstrap

_DRAWS = 2_000


@dataclass(frozen=True)
class Reached:
    """What somebody reached of a goal; ``pace``: what would have been due by now, None where the period is over."""

    name: str
    score: Score
    actual: float
    goal: float
    pace: float | None = None
    note: str = ""


@dataclass(frozen=True)
class MissedWithEffort:
    """A rep short of the quota, whose lost deals took more touches than the team's by more than chance."""

    name: str
    attainment: Score
    touches: float
    team_touches: float


@dataclass(frozen=True)
class Quotas:
    rows: tuple[Reached, ...]
    missed: tuple[MissedWithEffort, ...]


def elapsed_share(board: Board) -> float | None:
    """The part of the period's working days that is over; None where all are, or there are none."""
    if board.period.is_all:
        return None
    cut = board.cut.sliced().kept_by(()).at(board.period)
    days, over = (float(Sum(WORK_DAYS, where=mark).total(board.book, cut)[0]) for mark in (None, "elapsed"))
    return over / days if over < days else None


def quotas(board: Board) -> Quotas | None:
    """The reps with a quota, alphabetically, those who left or are new behind; None where nobody has one."""
    table, part, those = board.kpis["quota_attainment"].reps, elapsed_share(board), apart(board)
    if table is None:
        return None
    found = []
    for name in sorted(board.rep_names(), key=lambda name: name in those):
        cell = table.find(0, rep=name)
        if cell is not None and cell.numerator is not None and (cell.denominator or 0) > 0:
            goal = float(cell.denominator or 0)
            note = those[name].word if name in those else ""
            found.append(Reached(name, cell, cell.numerator, goal, None if part is None else part * goal, note))
    return Quotas(tuple(found), _missed(board, found)) if found else None


def _missed(board: Board, rows: list[Reached]) -> tuple[MissedWithEffort, ...]:
    short = [row for row in rows if row.actual < (row.goal if row.pace is None else row.pace) and not row.note]
    scores = board.kpis.get("touches_per_deal")
    if not short or scores is None or scores.reps is None or "lost" not in scores.table.figures:
        return ()
    whole, table = scores.table.figures["lost"].at(0), scores.reps.figures["lost"]
    found = []
    for row in short:
        cell = table.find(0, rep=row.name)
        if cell is None or cell.value is None or cell.status not in FIGURES or whole.value is None:
            continue
        low, _ = bootstrap(_touches_lost(board, row.name), draws=_DRAWS, seed=board.log.settings.seed)
        if low > whole.value:
            found.append(MissedWithEffort(row.name, row.score, cell.value, whole.value))
    return tuple(found)


def _touches_lost(board: Board, rep: str) -> Floats:
    kpi = BY_KEY["touches_per_deal"]
    part = kpi.measure_of("lost", ("rep",)).counted[0]
    cut = board.cut.sliced("rep").at(board.period)
    rows = chosen_rows(part, board.book, cut.kept_by(kpi.by))
    found: Floats = rows.number(part.value or "touches")[rows.cell == board.book.labels("rep").index(rep)]
    return found


def attainments(board: Board) -> tuple[tuple[str, float], ...]:
    """Each rep of whom it is asked whether the quota is reached, with the attainment, the lowest first."""
    found = records(BY_KEY["quota_calibration"], board.book, board.cut, {})
    members = next((each for each in found.values() if each.members and each.value is not None), None)
    if members is None or members.value is None:
        return ()
    order = np.argsort(members.value, kind="stable")
    return tuple((members.members[place], float(members.value[place])) for place in order)


def has_targets(board: Board, dim: str) -> bool:
    """Whether any target is set for members of a dimension."""
    used = {name for place in np.unique(targets(board.log).scope) if place >= 0 for name in SCOPES.names[place]}
    return dim in used


def targets_by(board: Board, dim: str) -> tuple[Reached, ...] | None:
    """What was reached of the targets of teams, places or products; None where there are none."""
    table, part = board.by("target_attainment", dim), elapsed_share(board)
    if not table.labels or table.lacking:
        return None
    found = []
    for name in sorted(table.labels[0], key=str.casefold):
        cell = table.at(0, **{dim: name})
        if cell.value is not None and cell.numerator is not None and (cell.denominator or 0) > 0:
            goal = float(cell.denominator or 0)
            found.append(Reached(name, cell, cell.numerator, goal, None if part is None else part * goal))
    return tuple(found) or None
