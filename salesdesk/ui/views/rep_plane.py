"""Pictures with a dot per rep: activity against what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.approach import ACQUISITION, Approached, shown_period, workload
from salesdesk.insights.glossary import STANDINGS
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.kpi import Unit
from salesdesk.models.period import Period
from salesdesk.stats.intervals import normal_quantile
from salesdesk.ui.charts.scatter import ScatterChart
from salesdesk.ui.charts.values_plane import Axis, Guide, Limits, Point, ScatterData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

VOLUME, OPENED, PER_CALLS = "activity_volume", "opportunities_created", "opps_per_1000_calls"
_NAMED = 24  # reps up to which all are named


@dataclass(frozen=True)
class _Rep:
    name: str
    x: float
    y: float
    few: bool = False
    step: int = 0


def _activity(board: Board) -> tuple[_Rep, ...] | None:
    volume, opened = board.kpis[VOLUME].reps, board.kpis[OPENED].reps
    if volume is None or opened is None or board.kpis[OPENED].now.status == "not_available":
        return None
    found = []
    for name in board.rep_names():
        done, won = volume.find(0, rep=name), opened.find(0, rep=name)
        if done is not None and done.value:
            found.append(_Rep(name, done.value, won.value or 0.0 if won is not None else 0.0))
    return tuple(found) or None


def _show_activity(found: tuple[_Rep, ...], board: Board, voice: Voice) -> Shown:
    done, opened = board.kpis[VOLUME].now.value, board.kpis[OPENED].now.value
    number = voice.style.text
    guides: tuple[Guide, ...] = ()
    note = "Nobody created an opportunity."
    if done and opened:
        per = number(done / opened, 1 if done / opened < 10 else 0)
        guides = (Guide(opened / done, "slope", f"team: one from {per} activities", "text"),)
        note = "Above the line: more opportunities from as many activities than the team has."
    data = ScatterData(
        title=f"Activities and opportunities created by rep, {board.period.label}",
        points=_points(found, lambda rep: f"{number(rep.x)} activities\n{number(rep.y)} opportunities created", board),
        x=Axis("activities", voice.style.trimmed, from_zero=True),
        y=Axis("opportunities created", voice.style.trimmed, from_zero=True),
        guides=guides,
        summary=f"{len(found)} reps. {note}",
    )
    return Shown(data, f"by rep, {board.period.label}", note)


def _points(found: tuple[_Rep, ...], text: Callable[[_Rep], str], board: Board) -> tuple[Point, ...]:
    return tuple(
        Point(
            rep.name,
            rep.x,
            rep.y,
            role="better" if rep.step > 0 else "worse" if rep.step < 0 else "neutral",
            hollow=rep.few,
            named=len(found) <= _NAMED or bool(rep.step),
            hover=f"{rep.name}, {board.period.label}\n{text(rep)}",
        )
        for rep in found
    )


def _calls(board: Board) -> tuple[_Rep, ...] | None:
    table, fair = board.kpis[PER_CALLS].reps, board.fairness.get(PER_CALLS)
    if table is None:
        return None
    steps = {} if fair is None else dict(zip(fair.names, fair.step.tolist(), strict=True))
    found = []
    for name in board.rep_names():
        cell = table.find(0, rep=name)
        if cell is not None and cell.denominator:
            found.append(
                _Rep(name, cell.denominator, cell.numerator or 0.0, cell.status not in FIGURES, steps.get(name, 0))
            )
    return tuple(sorted(found, key=lambda rep: (not rep.step, rep.few))) or None


def _show_calls(found: tuple[_Rep, ...], board: Board, voice: Voice) -> Shown:
    kpi, now = board.kpis[PER_CALLS].kpi, board.kpis[PER_CALLS].now
    number, mark, guides = voice.style.text, kpi.benchmark, []
    if mark is not None:
        standing = STANDINGS[mark.standing].partition(",")[0]
        guides = [Guide(mark.value / 1000, "slope", f"{number(mark.value)} per 1,000, {standing}", "neutral")]
    if now.value:
        guides.insert(0, Guide(now.value / 1000, "slope", f"team {voice.value(now.value, kpi.unit)} per 1,000", "text",
                               dashed=False))  # fmt: skip

    def text(rep: _Rep) -> str:
        own = f"{number(1000 * rep.y / rep.x, 1)} per 1,000"
        return f"{number(rep.x)} prospecting calls\n{number(rep.y)} outbound opportunities\n" + (
            "too few calls for a rate" if rep.few else own
        )

    data = ScatterData(
        title=f"{kpi.name} by rep, {board.period.label}",
        points=_points(found, text, board),
        x=Axis("prospecting calls", voice.style.trimmed, from_zero=True),
        y=Axis("outbound opportunities", voice.style.trimmed, from_zero=True),
        guides=tuple(sorted(guides, key=lambda guide: -guide.value)),  # words of the steepest stand highest
        summary=f"{len(found)} reps, team {voice.score(now, kpi.unit)} per 1,000 calls.",
    )
    few = board.log.settings.limits.per_thousand[0]
    note = f"Hollow: fewer than {few} calls, too few for a rate. Coloured: beyond what chance explains."
    return Shown(data, f"by rep, {board.period.label}", note)


def _show_workload(found: tuple[Period, tuple[Approached, ...]], board: Board, voice: Voice) -> Shown:
    period, reps = found
    whole = board.kpis[ACQUISITION].now
    whole = whole.matured or whole
    rate = whole.value or 0.0
    number, most = voice.style.text, max(rep.people for rep in reps)
    spots = np.geomspace(max(1.0, most / 40), most, 40)
    reach = normal_quantile(0.95) * np.sqrt(rate * (1 - rate) / spots)
    low, high = (tuple(np.clip(rate + side * reach, 0, 1).tolist()) for side in (-1, 1))
    limits = Limits("95 % by chance", tuple(spots.tolist()), low, high, dashed=True)
    points = tuple(
        Point(
            rep.rep,
            rep.people,
            rep.score.value,
            role="better" if rep.outside > 0 else "worse" if rep.outside < 0 else "neutral",
            hollow=rep.score.status not in FIGURES,
            named=len(reps) <= _NAMED or bool(rep.outside),
            hover=f"{rep.rep}, {period.label}\n{number(rep.people)} people approached for the first time\n"
            f"became customers: {voice.score(rep.score, Unit.PERCENT)} ({voice.basis(rep.score)})",
        )
        for rep in sorted(reps, key=lambda rep: (not rep.outside, -rep.people))
    )
    shown = [rep.score.value or 0.0 for rep in reps]
    data = ScatterData(
        title=f"Prospects per rep and how many became customers, {period.label}",
        points=points,
        x=Axis("people approached for the first time", voice.style.trimmed, from_zero=True),
        y=Axis("became customers", lambda value: voice.axis(value, Unit.PERCENT), low=0.0, high=_top(rate, shown)),
        guides=(Guide(rate, "y", f"team {voice.value(rate, Unit.PERCENT, whole.n)}", "text"),) if rate else (),
        limits=(limits,) if 0 < rate < 1 else (),
        summary=f"{len(reps)} reps, from {number(min(rep.people for rep in reps))} to {number(most)} prospects.",
    )
    note = "A rate that falls where lists are long suggests that they are too long. Hollow: too few to judge."
    return Shown(data, period_text(period, board), note)


def _top(rate: float, shown: list[float]) -> float:
    return min(1.0, max(0.05, 2.5 * rate, 1.08 * max(shown, default=0.0)))


def period_text(period: Period, board: Board) -> str:
    """The period of a cohort, and why it is not the selected one."""
    return period.label if period == board.period else f"{period.label}, the newest period old enough"


def _rep_at(points_key: str):
    def pick(found: tuple[_Rep, ...], board: Board, place: int) -> Wanted:  # noqa: ARG001
        return Wanted(points_key, {"rep": found[place].name})

    return pick


def _pick_workload(found: tuple[Period, tuple[Approached, ...]], board: Board, place: int) -> Wanted:
    reps = sorted(found[1], key=lambda rep: (not rep.outside, -rep.people))
    return Wanted(ACQUISITION, {"rep": reps[place].rep}, shown_period(board, ACQUISITION))


ACTIVITY = View("volume-opportunities", VOLUME, "Activities and opportunities", ScatterChart, _activity,
                _show_activity, _rep_at(VOLUME))  # fmt: skip
CALLS = View("calls-opportunities", PER_CALLS, "Calls and opportunities", ScatterChart, _calls, _show_calls,
             _rep_at(PER_CALLS))  # fmt: skip
WORKLOAD = View("prospects-per-rep", ACQUISITION, "Prospects per rep", ScatterChart, workload, _show_workload,
                _pick_workload)  # fmt: skip
