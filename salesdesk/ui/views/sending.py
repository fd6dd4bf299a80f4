"""Pictures of what reps send: content by rep, call-backs, links in follow-up e-mails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.content_use import USAGE, ContentUse, content_use
from salesdesk.insights.slices import by_member
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score, ScoreTable
from salesdesk.models.period import Period, day_date, quarter_of
from salesdesk.ui.charts.categories import CategoryBars
from salesdesk.ui.charts.funnel import FunnelChart
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.trend import TrendChart
from salesdesk.ui.charts.values import (
    CategoryData,
    CategoryRow,
    FunnelData,
    FunnelStep,
    IntervalData,
    IntervalRow,
    TrendBand,
    TrendData,
    TrendLine,
)
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

CALLBACK, LINKS = "collateral_callback_rate", "followup_link_rate"
_MOST_ASSETS, _MOST_REPS = 16, 20
_QUARTERS = 5
_MOST_LINES = 7


def _show_grid(found: ContentUse, board: Board, voice: Voice) -> Shown:
    assets, reps = found.assets[:_MOST_ASSETS], found.reps[:_MOST_REPS]
    most = float(found.by_rep.max(initial=1.0)) or 1.0
    cells = tuple(
        tuple(
            GridCell(
                float(times),
                voice.style.text(times) if times else "·",
                share=float(times) / most,
                hover=f"{asset}\n{rep}: sent {voice.style.text(times)} times, {board.period.label}"
                if times else f"{asset}\n{rep}: never sent, {board.period.label}",
            )
            for rep, times in zip(reps, found.by_rep[row], strict=False)
        )
        for row, asset in enumerate(assets)
    )  # fmt: skip
    data = GridData(
        f"Times content was sent by rep, {board.period.label}", assets, reps, cells, "ramp", corner="Content"
    )
    return Shown(data, f"times sent, {board.period.label}", never_text(found))


def never_text(found: ContentUse) -> str:
    """Which content nobody sent."""
    never = found.never
    if not never:
        return "Every piece of content was sent at least once."
    named = ", ".join(never[:5]) + (f" and {len(never) - 5} more" if len(never) > 5 else "")
    return f"Never sent: {named}."


def _pick_grid(found: ContentUse, board: Board, place: int) -> Wanted | None:  # noqa: ARG001
    row, column = divmod(place, len(found.reps[:_MOST_REPS]))
    if not found.by_rep[row, column]:
        return None
    return Wanted(USAGE, {"asset": found.assets[row], "rep": found.reps[column]})


def _list(board: Board) -> tuple[tuple[str, float], ...] | None:
    """The content nobody sent first, then the most sent."""
    found = content_use(board)
    if found is None:
        return None
    pairs = list(zip(found.assets, found.sent.tolist(), strict=True))
    return tuple(sorted(pairs, key=lambda pair: bool(pair[1]))[:_MOST_REPS])


def _show_list(found: tuple[tuple[str, float], ...], board: Board, voice: Voice) -> Shown:
    rows = tuple(
        CategoryRow(
            name,
            times,
            voice.style.text(times) if times else "never",
            hover=f"{name}: " + (f"sent {voice.style.text(times)} times" if times else "never sent")
            + f", {board.period.label}",
        )
        for name, times in found
    )  # fmt: skip
    never = sum(not times for _, times in found)
    note = {0: "Every piece of content was sent at least once.", 1: "One piece was never sent."}.get(
        never, f"{never} pieces were never sent."
    )
    data = CategoryData(f"Content by times sent, {board.period.label}", rows)
    return Shown(data, f"times sent, {board.period.label}", note)


def _pick_list(found: tuple[tuple[str, float], ...], board: Board, place: int) -> Wanted:  # noqa: ARG001
    return Wanted(USAGE, {"asset": found[place][0]})


def _callbacks(board: Board) -> tuple[tuple[str, Score], ...] | None:
    return by_member(board, CALLBACK, "asset") or None


def _show_callbacks(found: tuple[tuple[str, Score], ...], board: Board, voice: Voice) -> Shown:
    unit, now = Unit.PERCENT, board.kpis[CALLBACK].now
    rows = tuple(
        IntervalRow(
            name,
            cell.value,
            cell.interval[0] if cell.interval else None,
            cell.interval[1] if cell.interval else None,
            n=f"n = {voice.style.text(cell.n)}",
            hollow=cell.status not in FIGURES,
            hover=f"{name}, {board.period.label}: {voice.basis(cell)} sendings answered with a call",
        )
        for name, cell in found
    )
    data = IntervalData(
        title=f"Call-backs after content by piece, {board.period.label}",
        rows=rows,
        centre=now.value,
        centre_text=f"all {voice.value(now.value, unit, now.n)}" if now.value is not None else "",
        axis=lambda value: voice.axis(value, unit),
        low=0.0,
        high=1.0,
        summary="; ".join(row.hover for row in rows),
    )
    days = board.log.settings.callback_days
    note = (
        f"Only content with a number of its own, sent at least {days} days ago. Line: 95 % interval. Hollow: too few."
    )
    strangers = now.details.get("unknown_callers", 0.0)
    if strangers:
        calls = "call came" if strangers == 1 else "calls came"
        note += f" {voice.style.text(strangers)} {calls} from unknown callers."
    return Shown(data, f"% of sendings, {board.period.label}", note)


def _pick_callbacks(found: tuple[tuple[str, Score], ...], board: Board, place: int) -> Wanted:  # noqa: ARG001
    return Wanted(CALLBACK, {"asset": found[place][0]})


# Links in follow-up e-mails


@dataclass(frozen=True, eq=False)
class _Quarters:
    periods: tuple[Period, ...]
    team: ScoreTable
    reps: ScoreTable | None
    shown: tuple[str, ...]


def _links(board: Board) -> _Quarters | None:
    """The last quarters up to the period, by which a rep has e-mails enough; reps apart if few or beyond chance."""
    log = board.log
    end = log.as_of if board.period.is_all else min(board.period.end - 1, log.as_of)
    fiscal = log.settings.fiscal_start
    found: list[Period] = []
    quarter = quarter_of(day_date(end), log.settings.fiscal_start)
    while len(found) < _QUARTERS and quarter.end > log.span.first:
        found.insert(0, quarter)
        quarter = quarter_of(day_date(quarter.start - 1), fiscal)
    cut = board.cut.at(*found)
    team = score(BY_KEY[LINKS], board.book, cut)
    if not found or not np.nansum(team.n):
        return None
    reps = score(BY_KEY[LINKS], board.book, cut.sliced("rep"))
    names, fair = board.rep_names(), board.fairness.get(LINKS)
    if len(names) > _MOST_LINES:
        marked = [] if fair is None else [name for name, step in zip(fair.names, fair.step, strict=True) if step]
        names = tuple(marked[:_MOST_LINES])
    return _Quarters(tuple(found), team, reps, tuple(name for name in names if name in reps.labels[0]))


def _show_links(found: _Quarters, board: Board, voice: Voice) -> Shown:
    unit, reps = Unit.PERCENT, found.reps
    lines = [_line("team", found.team, {}, "text", voice, len(found.periods))]
    if reps is not None:
        lines += [
            _line(name, reps, {"rep": name}, f"series{place % _MOST_LINES}", voice, len(found.periods))
            for place, name in enumerate(found.shown)
        ]
    hover = tuple(
        "\n".join([period.label, *(f"{each.name}: {each.texts[place]}" for each in lines)])
        for place, period in enumerate(found.periods)
    )
    band = _middle_half(found)
    data = TrendData(
        title="Follow-up e-mails with content links by rep and quarter",
        labels=tuple(period.label for period in found.periods),
        lines=tuple(lines),
        band=band,
        hover=hover,
        axis=lambda value: voice.axis(value, unit),
        from_zero=True,
    )
    all_shown = len(board.rep_names()) <= _MOST_LINES
    note = "" if all_shown else "Named: reps beyond what chance explains in the period. " if found.shown else (
        "Nobody differs from the team beyond chance in the period. "
    )  # fmt: skip
    note += "Band: the middle half of the reps. " if band else ""
    return Shown(data, "by quarter, % of follow-up e-mails", note.strip())


def _line(name: str, table: ScoreTable, cell: dict[str, str], role: str, voice: Voice, count: int) -> TrendLine:
    cells = [table.at(place, **cell) for place in range(count)]
    values = tuple(each.value if each.status in FIGURES else None for each in cells)
    texts = tuple(f"{voice.score(each, Unit.PERCENT)}" + (f" ({voice.basis(each)})" if each.status in FIGURES else "")
                  for each in cells)  # fmt: skip
    last = next((value for value in reversed(values) if value is not None), None)
    end = "" if last is None else f"{name} {voice.short(last, Unit.PERCENT, 1)}"
    return TrendLine(name, values, role, end, texts=texts, hollow=tuple(each.status != "ok" for each in cells))


def _middle_half(found: _Quarters) -> TrendBand | None:
    if found.reps is None:
        return None
    enough = np.isin(found.reps.status, [0, 1])
    values = np.where(enough, found.reps.value, np.nan)
    lows, highs = [], []
    for row in values:
        known = row[~np.isnan(row)]
        low, high = np.quantile(known, [0.25, 0.75]) if known.size >= 4 else (None, None)
        lows.append(None if low is None else float(low))
        highs.append(None if high is None else float(high))
    return (
        TrendBand("middle half of the reps", tuple(lows), tuple(highs))
        if any(low is not None for low in lows)
        else None
    )


def _clicks(board: Board) -> tuple[Score, Score] | None:
    now = board.kpis[LINKS].now
    if not now.denominator:
        return None
    return now, score(BY_KEY[LINKS], board.book, board.cut.at(board.period).sliced(), "click_rate").at(0)


def _show_clicks(found: tuple[Score, Score], board: Board, voice: Voice) -> Shown:
    now, clicked = found
    sent, linked = now.denominator or 0.0, now.numerator or 0.0
    steps = [
        FunnelStep("Follow-up e-mails", sent),
        FunnelStep("With a link to content", linked, now.value, None, hollow=now.status not in FIGURES),
    ]
    if clicked.denominator:
        arrived, hits = clicked.denominator, clicked.numerator or 0.0
        steps.append(FunnelStep("Arrived", arrived, arrived / linked if linked else None, arrived / sent))
        steps.append(FunnelStep("Clicked by a person", hits, clicked.value, hits / sent,
                                hollow=clicked.status not in FIGURES))  # fmt: skip
    data = FunnelData(
        f"From follow-up e-mail to click, {board.period.label}",
        tuple(steps),
        first_name="e-mails",
        count_text=voice.style.text,
        share_text=lambda share: f"{voice.style.text(100 * share)}%",
    )
    note = "Clicks within ten seconds of sending, and those of known robots, are machines' and do not count."
    return Shown(data, board.period.label, note)


GRID = View("content-by-rep", USAGE, "Content by rep", HeatGrid, content_use, _show_grid, _pick_grid)
LIST = View("content-list", USAGE, "Content by times sent", CategoryBars, _list, _show_list, _pick_list)
CALLBACKS = View("call-backs", CALLBACK, "Call-backs by content", IntervalChart, _callbacks, _show_callbacks,
                 _pick_callbacks)  # fmt: skip
LINKED = View("links-by-rep", LINKS, "Links in follow-ups by rep", TrendChart, _links, _show_links,
              lambda found, _, place: Wanted(LINKS, period=found.periods[place]))  # fmt: skip
CLICKED = View("clicks", LINKS, "From e-mail to click", FunnelChart, _clicks, _show_clicks, lambda *_: Wanted(LINKS))
