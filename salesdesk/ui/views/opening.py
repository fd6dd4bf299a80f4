"""Pictures of opportunities opened: with what was done for them, from where they come, what becomes of them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.chain import ChainStep, chain_steps, deal_steps
from salesdesk.insights.openings import CREATED, VOLUME, Created, Origins, created, origins
from salesdesk.insights.selections import in_progress
from salesdesk.kpis.kpi import Unit
from salesdesk.stats.xmr import POINTS_NEEDED
from salesdesk.ui.charts.funnel import FunnelChart
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.values import FunnelData, FunnelStep, TrendLine
from salesdesk.ui.charts.values_columns import Series, StackData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

_PARTS = {
    "marketing": ("from marketing", "series2"),
    "sales": ("from sales", "better"),
    "other": ("other or not stated", "earlier"),
    "": ("opportunities", "better"),
}
_SURE = 12  # months from which limits are more than a hint


def span(board: Board) -> str:
    """The months of the pictures by month."""
    return f"{board.months[0].label} to {board.months[-1].label}"


def month_names(board: Board) -> tuple[str, ...]:
    return tuple(f"{month.first:%b}" for month in board.months)


def unfinished(board: Board) -> tuple[bool, ...]:
    return tuple(in_progress(board.log, month) for month in board.months)


def whole_only(voice: Voice) -> Callable[[float], str]:
    """For the ticks of counts: there is no half a deal."""
    return lambda value: voice.style.text(value) if value == round(value) else ""


def show_created(found: Created, board: Board, voice: Voice) -> Shown:
    opened = tuple(None if value != value else float(value) for value in found.opened.series())
    texts = tuple("no data" if value is None else voice.style.text(value) for value in opened)
    line, scale = _activities(found, max(value or 0.0 for value in opened), voice)
    hover = []
    for place, (month, text) in enumerate(zip(board.months, texts, strict=True)):
        words = [month.label, f"{text} opportunities created"]
        worth = found.value.at(place)
        if worth.value is not None and worth.n:
            words.append(f"worth {voice.value(worth.value, Unit.MONEY)}")
        if line is not None:
            words.append(f"{line.texts[place]} activities")
        hover.append("\n".join(words))
    data = StackData(
        "Opportunities created and activities by month",
        month_names(board),
        (Series("opportunities created", opened, "better", texts),),
        line,
        tops=tuple("" if value is None else text for value, text in zip(opened, texts, strict=True))
        if line is None
        else (),
        hatched=unfinished(board),
        hover=tuple(hover),
        axis=whole_only(voice),
        unit="opportunities",
        summary="; ".join(each.replace("\n", ", ") for each in hover),
    )
    note = "The log has no activities to set beside them." if line is None else ""
    if scale > 1:
        note = f"Line: activities, divided by {voice.style.text(scale)} so that both fit one scale."
    return Shown(data, f"opportunities, {span(board)}", note)


def _activities(found: Created, most: float, voice: Voice) -> tuple[TrendLine | None, int]:
    """The activities, made as many times smaller as it takes to lie on the scale of the bars."""
    if found.done is None or most <= 0:
        return None, 1
    done = found.done.series()
    top, known = float(np.nanmax(done)), [None if value != value else float(value) for value in done]
    scale = next(size * 10**power for power, size in product(range(9), (1, 2, 5)) if size * 10**power * most >= top)
    name = "activities" + (f" ÷ {voice.style.text(scale)}" if scale > 1 else "")
    values = tuple(None if value is None else value / scale for value in known)
    texts = tuple("no" if value is None else voice.style.text(value) for value in known)
    return TrendLine(name, values, "text", texts=texts), scale


def pick_created(_: Created, board: Board, place: int) -> Wanted:
    return Wanted(CREATED, period=board.months[place])


def show_origins(found: Origins, board: Board, voice: Voice) -> Shown:
    series = tuple(
        Series(_PARTS[key][0], tuple(float(value) for value in values), _PARTS[key][1],
               tuple(voice.style.text(value) for value in values))
        for key, values in found.parts.items()
    )  # fmt: skip
    hover = []
    for place, month in enumerate(board.months):
        whole = float(np.nan_to_num(found.whole.value[place]))
        words = [f"{month.label}: {voice.style.text(whole)} opportunities opened"]
        words += [f"{each.name}: {each.texts[place]}" for each in series if each.name != "opportunities"]
        words += ["not ordinary variation"] if found.signals[place] else []
        hover.append("\n".join(words))
    data = StackData(
        "New opportunities by origin and month",
        month_names(board),
        series,
        limits=_limits(found, len(board.months)),
        hatched=unfinished(board),
        hover=tuple(hover),
        axis=whole_only(voice),
        unit="opportunities",
        summary="; ".join(each.replace("\n", ", ") for each in hover),
    )
    return Shown(data, f"opportunities, {span(board)}", _ordinary(found, board, voice))


def _limits(found: Origins, months: int) -> tuple[TrendLine, ...]:
    if found.limits.mean != found.limits.mean:
        return ()
    ends = (("upper limit", found.limits.high), ("lower limit", max(0.0, found.limits.low)))
    return tuple(TrendLine(name, (level,) * months, "neutral", dashed=True) for name, level in ends)


def _ordinary(found: Origins, board: Board, voice: Voice) -> str:
    unsaid = "" if "" not in found.parts else " The log does not say where they come from."
    if found.limits.mean != found.limits.mean:
        needed = f"Fewer than {POINTS_NEEDED} whole months: too few to tell what is ordinary variation."
        return needed + unsaid
    low, high = (voice.style.text(max(0.0, level)) for level in (found.limits.low, found.limits.high))
    marked = [board.months[place].label for place in np.flatnonzero(found.signals)]
    said = f"Unusual: {', '.join(marked)}." if marked else "No month stands out."
    few = " Few months: take it as a hint." if found.base < _SURE else ""
    return f"Between {low} and {high} a month is ordinary variation. {said}{few}{unsaid}"


def pick_origins(_: Origins, board: Board, place: int) -> Wanted:
    return Wanted(VOLUME, period=board.months[place])


def show_steps(found: tuple, board: Board, voice: Voice) -> Shown:
    steps = chain_steps(found, board, voice)
    title = f"From opportunity to won deal, {board.period.label}"
    data = FunnelData(
        title,
        tuple(funnel_step(step) for step in steps),
        first_name="opportunities",
        count_text=voice.style.text,
        share_text=lambda share: f"{voice.style.text(share * 100, 1)}%",
        summary=", ".join(f"{step.name} {voice.style.text(step.count)}" for step in steps),
    )
    return Shown(data, board.period.label, "Each counted in the period itself: not all of these are the same deals.")


def funnel_step(step: ChainStep) -> FunnelStep:
    return FunnelStep(step.name, step.count, step.of_before, step.of_first, step.hover)


def pick_steps(found: tuple, _: Board, place: int) -> Wanted:
    return Wanted("", step=found[place].kpi.key)


MONTHS = View("created", CREATED, "Opportunities created and activities", StackedBars, created, show_created,
              pick_created)  # fmt: skip
ORIGINS = View("origins", VOLUME, "New opportunities by origin", StackedBars, origins, show_origins, pick_origins)
STEPS = View("steps", "proposals_sent", "From opportunity to won deal", FunnelChart, deal_steps, show_steps, pick_steps)
