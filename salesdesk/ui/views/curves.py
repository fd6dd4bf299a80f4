"""Curves of a share that grows with time, as the chart of steps is given them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.values_plane import Axis, Steps
from salesdesk.ui.desk import Wanted

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.reaching import Reached
    from salesdesk.insights.wording import Voice

_LONGEST = 14  # letters of a name that has room beside its curve
_SPOKEN = ("these days", "days before")


def curve(
    each: Reached, voice: Voice, role: str, what: str, *, name: str = "", dashed: bool = False, ends: bool = True
) -> Steps:
    """``what`` those are to whom it has happened: "answered". ``ends``: whether its last height is told."""
    last, called = each.shares[-1] if each.shares else 0.0, name or each.name
    return Steps(
        called,
        each.times,
        each.shares,
        role,
        until=each.until,
        thin_from=each.thin_from,
        at_risk=each.waiting if each.thin_from is not None else (),
        end_text=f"{called} {voice.short(last, Unit.PERCENT, 1)}" if ends else called,
        dashed=dashed,
        hover=f"{each.name}: {voice.style.text(each.happened)} of {voice.style.text(each.n)} {what}",
    )


def now_and_before(curves: tuple[Reached, ...], voice: Voice, what: str, *, ends: bool = True) -> tuple[Steps, ...]:
    """The selected period, and dashed the one compared with."""
    return tuple(
        curve(each, voice, role, what, name=spoken(each, place), dashed=bool(place), ends=ends)
        for place, (each, role) in enumerate(zip(curves, ("better", "neutral"), strict=False))
    )


def spoken(each: Reached, place: int) -> str:
    """What the period of the first or the second curve is called where there is little room."""
    return each.name if len(each.name) <= _LONGEST else _SPOKEN[place]


def share_axis(voice: Voice) -> Axis:
    """From 0 to 100 %."""
    return Axis("", lambda share: voice.axis(share, Unit.PERCENT), low=0.0, high=1.0, from_zero=True)


def opens(key: str) -> Callable[[tuple[Reached, ...], Board, int], Wanted]:
    """A curve opens the records of its period."""

    def pick(curves: tuple[Reached, ...], _: Board, place: int) -> Wanted:
        return Wanted(key, period=curves[place].period)

    return pick
