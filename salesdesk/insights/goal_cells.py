"""Goals as the cells of a grid: figure, goal, its unit and the period it is for; and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from salesdesk.insights.goals import ANY, is_for_any, target_of, typed_scale
from salesdesk.insights.numbers import NumberStyle
from salesdesk.insights.typed_cells import NotUnderstoodError, number_in
from salesdesk.insights.wording import unit_words
from salesdesk.kpis.catalogue import ALL, BY_KEY
from salesdesk.kpis.kpi import Kpi
from salesdesk.models.log import SalesLog
from salesdesk.models.names import name_key
from salesdesk.models.period import Period, day_date, quarter_of, relabelled, year_of
from salesdesk.store.targets import TEAM, Target

ANY_PERIOD = "any period"
Faults = dict[tuple[int, int], str]
Spans = Mapping[str, tuple[date, date]]  # days, by how they are called

_BY_NAME = {name_key(kpi.name): kpi for kpi in ALL}


def spans_for(log: SalesLog, period: Period, targets: Iterable[Target] = ()) -> dict[str, tuple[date, date]]:
    """The periods that a goal may be for: any, the quarter and the year selected, those there are goals for."""
    fiscal = log.settings.fiscal_start
    last = day_date(log.as_of) if period.is_all else period.last
    found = {ANY_PERIOD: ANY}
    for around in (quarter_of(last, fiscal), year_of(last, fiscal)):
        found[around.label] = (around.first, around.last)
    for target in targets:
        if not is_for_any(target):
            named = relabelled(Period.of(target.first, target.last), log.span, fiscal)
            found.setdefault(named.label, (target.first, target.last))
    return found


def label_of(target: Target, spans: Spans) -> str:
    return next((label for label, days in spans.items() if days == (target.first, target.last)), ANY_PERIOD)


def kpi_named(name: str) -> Kpi | None:
    """The KPI that people call so."""
    return _BY_NAME.get(name_key(name))


def unit_of(name: str, currency: str | None) -> str:
    """The unit in which a figure's goal is typed, "" for a name that is no figure's."""
    kpi = kpi_named(name)
    return unit_words(kpi.unit, currency) if kpi is not None else ""


def goal_row(
    kpi: Kpi, target: Target | None, spans: Spans, style: NumberStyle, currency: str | None
) -> tuple[str, ...]:
    """Figure, goal, unit, period."""
    amount = "" if target is None else style.copied(round(target.amount / typed_scale(kpi.unit), 8))
    period = ANY_PERIOD if target is None else label_of(target, spans)
    return (kpi.name, amount, unit_words(kpi.unit, currency), period)


def goal_rows(
    targets: Iterable[Target], spans: Spans, style: NumberStyle, currency: str | None
) -> list[tuple[str, ...]]:
    """A row for each goal of the team."""
    known = [target for target in targets if target.kpi in BY_KEY and target.scope == TEAM]
    order = {kpi.key: place for place, kpi in enumerate(ALL)}
    known.sort(key=lambda each: (order[each.kpi], each.first, each.last))
    return [goal_row(BY_KEY[target.kpi], target, spans, style, currency) for target in known]


def goal_for_row(kpi: Kpi, targets: Sequence[Target], spans: Spans) -> Target | None:
    """The goal to show in a figure's only row: the one for the narrowest of the periods that are offered."""
    own = [each for each in targets if each.kpi == kpi.key and each.scope == TEAM]
    shown = [each for each in own if (each.first, each.last) in spans.values()]
    return min(shown, key=lambda each: each.last - each.first, default=None)


def targets_in(cells: Sequence[Sequence[str]], spans: Spans, style: NumberStyle) -> tuple[tuple[Target, ...], Faults]:
    """The goals that the rows say; of two for one figure and period the lower row counts, rows without a goal none."""
    faults: Faults = {}
    found: dict[tuple[str, date, date], Target] = {}
    for row, (name, goal, _, period) in enumerate(cells):
        if not name.strip() and not goal.strip():
            continue
        kpi = kpi_named(name)
        days = spans.get(period.strip() or ANY_PERIOD)
        if kpi is None:
            faults[row, 0] = f"There is no figure called “{name}”." if name.strip() else "Choose a figure."
        if days is None:
            faults[row, 3] = f"Choose one of {', '.join(spans)}."
        amount = _amount(goal, row, style, faults)
        if kpi is not None and days is not None and amount is not None:
            target = replace(target_of(kpi, amount * typed_scale(kpi.unit), None), first=days[0], last=days[1])
            found[kpi.key, *days] = target
    return tuple(found.values()), faults


def _amount(goal: str, row: int, style: NumberStyle, faults: Faults) -> float | None:
    try:
        return number_in(goal, style)
    except NotUnderstoodError as wrong:
        faults[row, 1] = str(wrong)
        return None
