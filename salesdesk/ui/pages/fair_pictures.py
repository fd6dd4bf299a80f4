"""What the pictures of a fair comparison are given: intervals by role, and a rate within the limits of its funnel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesdesk.kpis.kpi import MeasureKind, Unit
from salesdesk.stats.funnel import LOOK, TALK, funnel, funnel_limits
from salesdesk.ui.charts.values import IntervalData, IntervalRow
from salesdesk.ui.charts.values_plane import DAYS, Axis, Guide, Limits, Point, ScatterData
from salesdesk.ui.pages.team_table import chances

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.fairness import Fair
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.kpi import Kpi

Places = tuple[str, ...]  # whose records a click on each place opens, "" for nobody's
_POINTS = 120  # of a limit
_BEYOND = "Only coloured reps differ beyond chance; bars are 95 % intervals."
_PULLED = "Small samples are pulled towards {whose}: 3 of 5 is not better than 30 of 100 until we know more."
_TYPICAL = "Geometric means, which one very long time does not decide."
_ROLES = "Each role is held against its own {centre}."
_HOLLOW = "Hollow: too few to compare, left, or new in the period."
_ALIKE = "The reps do not differ more than chance explains: the best estimate of each is the figure of {whose}."


def interval_data(board: Board, key: str, fair: Fair, voice: Voice) -> tuple[IntervalData, Places, str]:
    """Reps by their fair estimate, role by role where they are compared within roles."""
    kpi = board.kpis[key].kpi
    order = [place for place in fair.order() if fair.n[place] > 0 and _known(fair.shrunk[place]) is not None]
    roles = [role for role in fair.roles if any(fair.role[place] == role for place in order)]
    apart = len(roles) > 1 and any(roles)
    rows: list[IntervalRow] = []
    places: list[str] = []
    for role in roles:
        those = [place for place in order if fair.role[place] == role]
        if apart:
            rows.append(_head(fair, those, kpi, voice))
            places.append("")
        rows += [_row(fair, place, kpi, voice, own=apart) for place in those]
        places += [fair.names[place] for place in those]
    centre = None if apart else _known(fair.team if not fair.geometric else float(fair.centre[0]))
    title = f"{kpi.name}, fairly"
    data = IntervalData(
        title=title,
        rows=tuple(rows),
        centre=centre,
        centre_text="" if centre is None else f"{_whose(fair)} {voice.short(centre, kpi.unit)}",
        axis=lambda value: voice.axis(value, kpi.unit),
        low=None if kpi.unit is Unit.SCORE else 0.0,
        high=1.0 if kpi.kind is MeasureKind.RATE else None,
        minutes={Unit.MINUTES: 1.0, Unit.DAYS: DAYS}.get(kpi.unit, 0.0),
        summary=_summary(rows),
        empty_text="nothing to compare in this period",
    )
    return data, tuple(places), _note(fair, order, kpi, apart=apart)


def _whose(fair: Fair) -> str:
    return "average rep" if not fair.of_team else "reps together" if fair.pooled else "team"


def _head(fair: Fair, those: list[int], kpi: Kpi, voice: Voice) -> IntervalRow:
    role, centre = fair.role[those[0]], _known(fair.centre[those[0]])
    whose = "average" if not fair.of_team else "role" if role else _whose(fair)
    return IntervalRow(role or "Other roles", None, n=f"{whose} {voice.short(centre, kpi.unit)}", head=True)


def _row(fair: Fair, place: int, kpi: Kpi, voice: Voice, *, own: bool) -> IntervalRow:
    step, few = int(fair.step[place]), bool(fair.few[place])
    shrunk, low, high = (_known(values[place]) for values in (fair.shrunk, fair.low, fair.high))
    name, counted = fair.names[place], f"n = {voice.style.trimmed(float(fair.n[place]))}"
    raw = _known(fair.value[place])
    told = [f"{name}: {voice.value(shrunk, kpi.unit)}, {counted}"]
    if raw is not None and shrunk is not None and abs(raw - shrunk) > 1e-9:
        told.append(f"Own figure: {voice.value(raw, kpi.unit, fair.n[place])}")
    if low is not None and high is not None:
        told.append(f"95 % interval: {voice.value(low, kpi.unit)} to {voice.value(high, kpi.unit)}")
    chance = chances(fair, place, voice)
    mark = "better" if step > 0 else "worse" if step < 0 else "none"
    return IntervalRow(name, shrunk, low, high, counted, mark, few, "\n".join([*told, *([chance] if chance else [])]),
                       _known(fair.centre[place]) if own else None)  # fmt: skip


def _note(fair: Fair, order: list[int], kpi: Kpi, *, apart: bool) -> str:
    alike = fair.of_team and not apart and len(order) > 1 and len({float(fair.shrunk[place]) for place in order}) == 1
    whose = "all reps together" if fair.pooled else "the team"
    told = [_ALIKE.format(whose=whose) if alike else _BEYOND]
    if fair.geometric:
        told.append(_TYPICAL)
    if kpi.kind is MeasureKind.RATE and not alike:
        told.append(_PULLED.format(whose="their role" if apart else whose))
    if apart:
        told.append(_ROLES.format(centre="figure" if fair.of_team else "average"))
    if any(fair.few[place] for place in order):
        told.append(_HOLLOW)
    return " ".join(told)


def _summary(rows: list[IntervalRow]) -> str:
    beyond = [f"{row.name} {row.mark}" for row in rows if row.mark != "none"]
    return "Beyond chance: " + ", ".join(beyond) if beyond else "Nobody differs from the team beyond chance"


def funnel_data(board: Board, key: str, fair: Fair, role: str, voice: Voice) -> tuple[ScatterData, Places, str]:
    """The rate of each rep by the number of cases, within the limits of chance; of one role, "" for all.

    Raises TypeError for a figure that is no rate.
    """
    if fair.hits is None or fair.cases is None:
        raise TypeError(key)
    kpi, scale = board.kpis[key].kpi, fair.scale
    pool = [place for place in range(len(fair.names)) if fair.cases[place] > 0 and role in ("", fair.role[place])]
    those = [place for place in pool if fair.role[place] == role]
    found = funnel(fair.hits[pool], fair.cases[pool])
    most = max((float(fair.cases[place]) for place in those), default=1.0)
    xs = np.unique(np.linspace(1, max(2.0, 1.08 * most), _POINTS).astype(np.int64))
    order = sorted(those, key=lambda place: (not fair.outside[place], -fair.cases[place]))
    whose = "role" if role else _whose(fair)
    data = ScatterData(
        title=f"{kpi.name}, funnel plot",
        points=tuple(_point(fair, place, kpi, voice) for place in order),
        x=Axis(kpi.counted, lambda value: voice.style.trimmed(value), from_zero=True),
        y=Axis(kpi.name, lambda value: voice.axis(value, kpi.unit), low=0.0, high=scale, from_zero=True),
        guides=(Guide(scale * found.team, text=f"{whose} {voice.short(scale * found.team, kpi.unit)}"),)
        if pool else (),
        limits=tuple(
            _limits(name, xs, found.team, found.spread, scale, alpha)
            for name, alpha in (("95 %", LOOK), ("99.8 %", TALK))
        )
        if pool else (),
        summary=", ".join(fair.names[place] for place in order if fair.outside[place]) or "Nobody is outside",
        empty_text="nothing to compare in this period",
    )  # fmt: skip
    note = ("Chance alone keeps 19 of 20 reps between the inner and nearly all between the outer curves. "
            "Outside the inner: look. Outside the outer: talk. Hollow: too few to compare, left, or new.")  # fmt: skip
    if found.spread > 1:
        note += " The curves are widened: the reps differ more than single cases do by chance."
    return data, tuple(fair.names[place] for place in order), note


def _limits(name: str, xs: np.ndarray, team: float, spread: float, scale: float, alpha: float) -> Limits:
    low, high = (np.clip(team + (ends - team) * spread, 0, 1) for ends in funnel_limits(team, xs, alpha))
    lows, highs = ([float(scale * value) for value in ends] for ends in (low, high))
    return Limits(name, tuple(float(x) for x in xs), tuple(lows), tuple(highs), dashed=alpha == TALK)


def _point(fair: Fair, place: int, kpi: Kpi, voice: Voice) -> Point:
    hits, cases = float(fair.hits[place]), float(fair.cases[place])
    rate, step = fair.scale * hits / cases, int(fair.step[place])
    counted = f"{voice.style.trimmed(hits)} of {voice.style.trimmed(cases)}"
    chance = chances(fair, place, voice)
    told = f"{fair.names[place]}: {voice.value(rate, kpi.unit, cases)}, {counted}"
    return Point(
        fair.names[place],
        cases,
        rate,
        counted,
        "better" if step > 0 else "worse" if step < 0 else "neutral",
        hollow=bool(fair.few[place]),
        named=bool(fair.outside[place]),
        hover="\n".join([told, *([chance] if chance else [])]),
    )


def _known(value: float) -> float | None:
    return None if value != value else float(value)
