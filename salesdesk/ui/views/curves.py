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


def curve(each: Reached, voice: Voice, role: str, what: str, *, dashed: bool = False) -> Steps:
    """``what`` those are to whom it has happened: "answered"."""
    last = each.shares[-1] if each.shares else 0.0
    return Steps(
        each.name,
        each.times,
        each.shares,
        role,
        until=each.until,
        thin_from=each.thin_from,
        at_risk=each.waiting if each.thin_from is not None else (),
        end_text=f"{each.name} {voice.short(last, Unit.PERCENT, 1)}",
        dashed=dashed,
        hover=f"{voice.style.text(each.happened)} of {voice.style.text(each.n)} {what}",
    )


def share_axis(voice: Voice) -> Axis:
    """From 0 to 100 %."""
    return Axis("", lambda share: voice.axis(share, Unit.PERCENT), low=0.0, high=1.0, from_zero=True)


def opens(key: str) -> Callable[[tuple[Reached, ...], Board, int], Wanted]:
    """A curve opens the records of its period."""

    def pick(curves: tuple[Reached, ...], _: Board, place: int) -> Wanted:
        return Wanted(key, period=curves[place].period)

    return pick
