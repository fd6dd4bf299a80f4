"""Bars of reps, teams and places against a goal or the team: never an order by the bare figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesdesk.insights.apart import apart
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.values_rows import BulletData, BulletRow
from salesdesk.ui.views.view import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.insights.board import Board
    from salesdesk.insights.quota_view import Reached
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.table import Score

_KEY = "revenue_per_rep"


def reached_data(title: str, rows: Sequence[Reached], voice: Voice, unit: Unit | None, *, goal: str) -> BulletData:
    """``unit`` None: that of the goals, which the log does not always tell."""

    def said(value: float) -> str:
        return voice.style.trimmed(round(value)) if unit is None else voice.short(value, unit)

    return BulletData(
        title,
        tuple(_reached(row, voice, said, goal) for row in rows),
        target_name=goal,
        pace_name="due by now",
        axis=lambda value: voice.axis(value, Unit.PERCENT),
        summary=", ".join(f"{row.name} {voice.score(row.score, Unit.PERCENT)}" for row in rows[:12]),
        empty_text=f"nobody has a {goal} in this period",
    )


def _reached(row: Reached, voice: Voice, said, goal: str) -> BulletRow:
    share = voice.short(row.score.value, Unit.PERCENT, 0)
    told = [f"{row.name}, {row.score.period.label}: {voice.score(row.score, Unit.PERCENT)}",
            f"{said(row.actual)} of {said(row.goal)} {goal}"]  # fmt: skip
    if row.pace is not None:
        told.append(f"due by now: {said(row.pace)}")
    if row.note:
        told.append("Left, or new in the period: not compared with the others")
    return BulletRow(
        f"{row.name} · {row.note}" if row.note else row.name,
        row.score.value,
        1.0,
        None if row.pace is None else row.pace / row.goal,
        text=share,
        note=f"{said(row.actual)} of {said(row.goal)}",
        hollow=bool(row.note) or row.score.status != "ok",
        hover="\n".join(told),
    )


@dataclass(frozen=True)
class RepSales:
    """``centre``: what the rep is held against; ``step``: beyond chance where it is not 0."""

    name: str
    score: Score
    centre: float | None
    others: str
    step: int
    few: bool
    note: str


def sales_of_reps(board: Board) -> tuple[RepSales, ...] | None:
    """The reps who sell, alphabetically, those who left or are new behind."""
    table, fair, those = board.kpis[_KEY].reps, board.fairness.get(_KEY), apart(board)
    if table is None:
        return None
    found = []
    for name in sorted(board.rep_names(), key=lambda name: name in those):
        cell = table.find(0, rep=name)
        if cell is None or cell.value is None or not cell.n:
            continue
        place = fair.names.index(name) if fair is not None and name in fair.names else None
        centre = board.kpis[_KEY].now.value if fair is None or place is None else float(fair.centre[place])
        others = "the team" if fair is None or place is None else fair.others(place)
        step = 0 if fair is None or place is None else int(fair.step[place])
        few = fair is not None and place is not None and bool(fair.few[place])
        note = those[name].word if name in those else ""
        found.append(RepSales(name, cell, centre, others, step, few, note))
    return tuple(found) or None


def sales_per_rep(found: tuple[RepSales, ...], board: Board, voice: Voice) -> Shown:
    unit = Unit.MONEY_PER_FTE
    same = len({row.centre for row in found}) == 1
    data = BulletData(
        "Revenue per rep",
        tuple(_sales(row, voice) for row in found),
        value_name="net sales for a full-time rep",
        target_name="team" if same else "same role",
        axis=lambda value: voice.short(value, unit),
        summary=", ".join(f"{row.name} {voice.score(row.score, unit)}" for row in found[:12]),
    )
    return Shown(data, board.period.label, _beyond(found))


def _sales(row: RepSales, voice: Voice) -> BulletRow:
    unit = Unit.MONEY_PER_FTE
    told = [f"{row.name}, {row.score.period.label}: {voice.score(row.score, unit)} ({voice.basis(row.score, 'sales')})"]
    if row.centre is not None:
        told.append(f"{row.others}: {voice.value(row.centre, unit)}")
    if row.step:
        told.append("beyond chance")
    if row.note:
        told.append("Left, or new in the period: not compared with the others")
    return BulletRow(
        f"{row.name} · {row.note}" if row.note else row.name,
        row.score.value,
        row.centre,
        text=voice.short(row.score.value, unit),
        role="worse" if row.step < 0 else "better",
        hollow=row.few,
        hover="\n".join(told),
    )


def _beyond(found: tuple[RepSales, ...]) -> str:
    above, below = ([row.name for row in found if row.step * sign > 0] for sign in (1, -1))
    told = [f"{word} by more than chance: {', '.join(names)}." for word, names in
            (("Above", above), ("Below", below)) if names]  # fmt: skip
    none = "Nobody differs from the others by more than chance." if not told else ""
    hollow = "Hollow: left, new, or too little to compare." if any(row.few for row in found) else ""
    return " ".join(part for part in (*told, none, hollow) if part)
