"""The manager's own goals: which one holds for a period, and how far a figure is from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Direction, Kpi, MeasureKind, Unit
from salesdesk.models.dims import labels
from salesdesk.models.log import SalesLog
from salesdesk.models.period import Period
from salesdesk.models.selection import Selection
from salesdesk.store.targets import TEAM, Target

if TYPE_CHECKING:
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.table import Score

ANY = (date.min, date.max)  # the days of a goal that holds for every period
ADD_UP = frozenset({MeasureKind.COUNT, MeasureKind.SUM})  # a quarter of these is the sum of its months
_MONTHS_OF_YEAR, _DAYS_OF_YEAR = 12, 365.25


@dataclass(frozen=True)
class Goal:
    """``value`` for the whole selected period; ``monthly`` for one month of the trend, None where that says nothing."""

    value: float
    monthly: float | None


def target_of(kpi: Kpi, amount: float, period: Period | None) -> Target:
    """A goal as it is kept; ``period`` None: for every period."""
    first, last = ANY if period is None else (period.first, period.last)
    return Target(kpi.key, first, last, amount, kpi.unit.value)


def is_for_any(target: Target) -> bool:
    return (target.first, target.last) == ANY


def goals_for(
    targets: Iterable[Target], log: SalesLog, selection: Selection, mine: frozenset[str] = frozenset()
) -> dict[str, Goal]:
    """The team's goals for the selected period by KPI; ``mine``: the reps that are the team, empty for everybody.

    With other filters in force, what adds up (sales, deals) is only a part of what the goal is about and has none.

    One that was set for this very period goes before one of a longer period around it. Of a goal for a year, a
    quarter has its share of the working days if the figure adds up (sales, deals); a rate or a median has the same.
    """
    found: dict[str, Goal] = {}
    period, whole = selection.period, _is_whole_team(selection, log, mine)
    for target in sorted(targets, key=lambda each: (each.last - each.first, each.first), reverse=True):
        kpi = BY_KEY.get(target.kpi)
        if kpi is None or target.scope != TEAM or target.unit != kpi.unit or not (whole or kpi.kind not in ADD_UP):
            continue
        value = _value_for(target, kpi, log, period)
        if value is not None:
            found[target.kpi] = Goal(value, _monthly(value, kpi, period))
    return found


def _is_whole_team(selection: Selection, log: SalesLog, mine: frozenset[str]) -> bool:
    kept = {dim: members for dim, members in selection.keep.items() if members}
    return not kept or kept == {"rep": mine & frozenset(labels(log, "rep"))}


def _value_for(target: Target, kpi: Kpi, log: SalesLog, period: Period) -> float | None:
    if is_for_any(target):
        return target.amount
    whole = Period.of(target.first, target.last)
    if period.is_all or period.start < whole.start or period.end > whole.end:
        return None
    if kpi.kind not in ADD_UP or whole == period:
        return target.amount
    days = len(log.calendar.working_days(whole))
    return target.amount * len(log.calendar.working_days(period)) / days if days else None


def _monthly(value: float, kpi: Kpi, period: Period) -> float | None:
    if kpi.kind not in ADD_UP:
        return value
    if period.is_all:
        return None
    months = period.days * _MONTHS_OF_YEAR / _DAYS_OF_YEAR
    return value / max(1, round(months))


def goal_text(goal: Goal, shown: Score, kpi: Kpi, voice: Voice, *, running: bool = False) -> str:
    """The goal and how far the figure is from it: "Goal 30 % · 4 pp below"."""
    text = f"Goal {goal_value(goal.value, kpi.unit, voice)}"
    if shown.value is None:
        return text
    gap = shown.value - goal.value
    size, none = (_size(each, kpi.unit, voice) for each in (gap, 0.0))
    if size == none:
        return f"{text} · reached"
    if kpi.direction in (Direction.HIGHER, Direction.LOWER) and (gap > 0) == (kpi.direction is Direction.HIGHER):
        return f"{text} · reached"
    if running and kpi.kind in ADD_UP and kpi.direction is Direction.HIGHER:
        return f"{text} · {size} to go"
    return f"{text} · {size} {'above' if gap > 0 else 'below'}"


def goal_value(value: float, unit: Unit, voice: Voice) -> str:
    """A goal is a round number: 30 %, not 30.0 %."""
    return f"{voice.style.trimmed(value * 100)} %" if unit is Unit.PERCENT else voice.value(value, unit)


def _size(gap: float, unit: Unit, voice: Voice) -> str:
    if unit is Unit.PERCENT:
        return f"{voice.style.trimmed(abs(gap) * 100)} pp"
    return voice.difference(gap, unit, signed=False)


def typed_scale(unit: Unit) -> float:
    """What a typed number is multiplied with to be in the KPI's unit: rates are typed in per cent."""
    return 0.01 if unit is Unit.PERCENT else 1.0
