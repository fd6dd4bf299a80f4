"""Pictures of what was done week by week: activities, contacts per day, social networks, campaigns."""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.weekly import Variation, Week, WeeklyParts, variation, weekly_parts, weeks_of
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.score import score
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.trend import TrendChart
from salesdesk.ui.charts.values import TrendBand, TrendData, TrendLine
from salesdesk.ui.charts.values_columns import Series, StackData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

VOLUME, PACE, SOCIAL, CAMPAIGNS = "activity_volume", "touches_per_day", "social_activity", "campaign_enrolments"
OPENED = "opportunities_created"
KINDS = {"calls": "calls", "emails": "e-mails", "meetings": "meetings booked", "others": "other touches"}
CHANNELS = {
    "phone": "calls",
    "email": "e-mails",
    "social": "social messages",
    "meetings": "meetings and visits",
    "texts": "text messages",
}
ACTIONS = {
    "posts": "posts",
    "comments": "comments",
    "requests": "connection requests",
    "messages": "messages",
    "reactions": "likes and the like",
    "others": "other actions",
}
_NAMED, _SURE = 4, 12  # unusual weeks that are named; weeks from which on the limits are sure
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def span_of_weeks(weeks: tuple[Week, ...], board: Board) -> str:
    """What the weeks of a picture are: those of the period, or more of them where it has only a few."""
    if weeks[0].period.start == max(board.period.start, board.log.span.first) and not board.period.is_all:
        return f"by week, {board.period.label}"
    return f"by week, up to {weeks[-1].period.last.day} {weeks[-1].period.last:%b %Y}"


def week_of(found: WeeklyParts | Variation, place: int) -> Week:
    return found.weeks[place]


def _open_week(key: str, found: WeeklyParts | Variation, board: Board, place: int) -> Wanted:  # noqa: ARG001
    return Wanted(key, period=week_of(found, place).period)


def _stack(
    found: WeeklyParts, board: Board, voice: Voice, *, names: dict[str, str], unit: Unit, per: str, line: bool = False
) -> Shown:
    """Parts of a figure stacked week by week, in the colours that each part always has."""
    places = {figure: place for place, figure in enumerate(names)}
    series = tuple(
        Series(
            names[figure],
            _levels(table.value),
            f"series{places[figure]}",
            tuple(voice.value(value, unit) for value in table.value),
        )
        for figure, table in found.parts.items()
    )
    kpi = found.total.kpi
    totals = tuple(voice.value(value, unit) for value in found.total.value)
    hover = tuple(_hover(found, place, series, totals[place], board) for place in range(len(found.weeks)))
    over = _opened(found, board, voice) if line else None
    if over is not None:
        hover = tuple(f"{text}\nopportunities created: {own}" for text, own in zip(hover, over.texts, strict=True))
    data = StackData(
        title=f"{kpi.name} by week",
        labels=tuple(week.label for week in found.weeks),
        series=series,
        line=over,
        hatched=tuple(not week.whole for week in found.weeks),
        hover=hover,
        tops=totals,
        axis=lambda value: voice.axis(value, unit),
        unit=per,
        summary=f"{kpi.name} by week: {totals[-1]} in the last one.",
    )
    cut = any(not week.whole for week in found.weeks)
    note = "Hatched: a week that the period or the log has only a part of. Click a week for its records." if cut else ""
    return Shown(data, span_of_weeks(found.weeks, board), note)


def _hover(found: WeeklyParts, place: int, series: tuple[Series, ...], total: str, board: Board) -> str:
    week = found.weeks[place]
    part = "" if week.whole else " (a part of the week)" if week.period.end <= board.log.as_of else " (so far)"
    words = [f"{each.name}: {each.texts[place]}" for each in series]
    return "\n".join([f"{week.period.label}{part}", *words, f"in all: {total}"])


def _opened(found: WeeklyParts, board: Board, voice: Voice) -> TrendLine | None:
    """Opportunities on the axis of the activities, times a round number that makes them visible there."""
    table = score(BY_KEY[OPENED], board.book, board.cut.at(*(week.period for week in found.weeks)))
    if table.lacking or not np.nansum(table.value):
        return None
    room = np.nanmax(found.total.value) / max(np.nanmax(table.value), 1.0)
    scale = max(each for each in _SCALES if each <= max(room, 1.0))
    name = "opportunities created" + (f" × {scale}" if scale > 1 else "")
    texts = tuple(voice.value(value, Unit.COUNT) for value in table.value)
    return TrendLine(name, _levels(table.value * scale), "text", texts=texts)


def _levels(values: np.ndarray) -> tuple[float | None, ...]:
    return tuple(None if value != value else float(value) for value in values.reshape(-1))


def _pace(found: Variation, _: Board, voice: Voice) -> Shown:
    kpi, table, count = found.table.kpi, found.table, len(found.weeks)
    values = _levels(table.value)
    cells = [table.at(place) for place in range(count)]
    texts = tuple(voice.value(cell.value, kpi.unit) for cell in cells)
    hollow = tuple(cell.status not in FIGURES for cell in cells)
    lines = [TrendLine(kpi.name, values, texts=texts, hollow=hollow)]
    band = None
    if found.known:
        within = found.limits
        mean = voice.value(within.mean, kpi.unit)
        lines.append(
            TrendLine("mean", (within.mean,) * count, "neutral", end_text=f"mean {mean}", dashed=True,
                      texts=(mean,) * count)
        )  # fmt: skip
        band = TrendBand("ordinary", (max(0.0, within.low),) * count, (within.high,) * count)
    marked = tuple(value if found.signals[place] else None for place, value in enumerate(values))
    if found.signals.any():
        lines.insert(0, TrendLine("unusual", marked, "worse"))
    hover = tuple(_pace_hover(found, place, texts[place], cells[place].n) for place in range(count))
    data = TrendData(
        title=f"{kpi.name} by week",
        labels=tuple(week.label for week in found.weeks),
        lines=tuple(lines),
        band=band,
        hover=hover,
        axis=lambda value: voice.axis(value, kpi.unit),
        unit="per day",
        summary=f"{kpi.name} by week: last {texts[-1]}. {_variation_text(found, voice)}",
        from_zero=True,
    )
    return Shown(data, f"{count} weeks up to {found.weeks[-1].period.last.day} {found.weeks[-1].period.last:%b %Y}",
                 _variation_text(found, voice))  # fmt: skip


def _pace_hover(found: Variation, place: int, text: str, days: int) -> str:
    unusual = "\nnot ordinary variation" if found.signals[place] else ""
    return f"{found.weeks[place].period.label}\n{text} contacts a day worked ({days} days worked){unusual}"


def _variation_text(found: Variation, voice: Voice) -> str:
    if not found.known:
        return "Too few weeks to tell what is ordinary variation: eight are needed."
    unit = found.table.kpi.unit
    low, high = (voice.value(max(0.0, level), unit) for level in (found.limits.low, found.limits.high))
    since = "the weeks before the period" if found.base < len(found.weeks) else "these weeks"
    few = f" Fewer than {_SURE} weeks: take it as a hint." if found.base < _SURE else ""
    weeks = [found.weeks[place].label for place in np.flatnonzero(found.signals)]
    said = f"Weeks between {low} and {high} are ordinary variation, going by {since}."
    if not weeks:
        return f"{said} No week stands out.{few}"
    more = f" and {len(weeks) - _NAMED} more" if len(weeks) > _NAMED else ""
    return f"{said} Unusual: the week{'s' if len(weeks) > 1 else ''} of {', '.join(weeks[:_NAMED])}{more}.{few}"


# Campaigns: a running total


def _added(board: Board) -> tuple[tuple[Week, ...], dict[str, np.ndarray]] | None:
    weeks = tuple(week for week in weeks_of(board) if week.period.end > max(board.period.start, board.log.span.first))
    if not weeks:
        return None
    cut = board.cut.at(*(week.period for week in weeks))
    found = {"added": score(BY_KEY[CAMPAIGNS], board.book, cut).value}
    net = score(BY_KEY[CAMPAIGNS], board.book, cut, "net")
    if not net.lacking:
        found["still subscribed"] = net.value
    return (weeks, found) if np.nansum(found["added"]) else None


def _running_total(found: tuple[tuple[Week, ...], dict[str, np.ndarray]], board: Board, voice: Voice) -> Shown:
    weeks, counts = found
    lines = []
    for (name, values), role in zip(counts.items(), ("better", "good"), strict=False):
        total = tuple(accumulate(float(value) for value in np.nan_to_num(values)))
        texts = tuple(voice.value(value, Unit.COUNT) for value in total)
        lines.append(TrendLine(name, total, role, end_text=f"{texts[-1]} {name}", texts=texts))
    hover = tuple(
        "\n".join([f"up to {week.period.last.day} {week.period.last:%b %Y}", *(f"{each.name}: {each.texts[place]}"
                                                                               for each in lines)])
        for place, week in enumerate(weeks)
    )  # fmt: skip
    data = TrendData(
        title="Contacts added to campaigns and newsletters, running total",
        labels=tuple(week.label for week in weeks),
        lines=tuple(lines),
        hover=hover,
        axis=lambda value: voice.axis(value, Unit.COUNT),
        unit="contacts",
        from_zero=True,
    )
    note = "" if len(lines) > 1 else "Nothing says who unsubscribed."
    return Shown(data, f"running total, {board.period.label}", note)


def _open_added(found: tuple[tuple[Week, ...], object], board: Board, place: int) -> Wanted:  # noqa: ARG001
    return Wanted(CAMPAIGNS, period=found[0][place].period)


WEEKS = View(
    "volume-weeks",
    VOLUME,
    "Activities by kind",
    StackedBars,
    lambda board: weekly_parts(board, VOLUME, tuple(KINDS)),
    partial(_stack, names=KINDS, unit=Unit.COUNT, per="activities", line=True),
    partial(_open_week, VOLUME),
)
PACE_WEEKS = View(
    "pace-weeks", PACE, "Contacts per working day", TrendChart, lambda board: variation(board, PACE), _pace,
    partial(_open_week, PACE),
)  # fmt: skip
PACE_CHANNELS = View(
    "pace-channels",
    PACE,
    "Contacts per day by channel",
    StackedBars,
    lambda board: weekly_parts(board, PACE, tuple(CHANNELS)),
    partial(_stack, names=CHANNELS, unit=Unit.PER_DAY, per="per day"),
    partial(_open_week, PACE),
)
SOCIAL_WEEKS = View(
    "social-weeks",
    SOCIAL,
    "Social activity by action",
    StackedBars,
    lambda board: weekly_parts(board, SOCIAL, tuple(ACTIONS)),
    partial(_stack, names=ACTIONS, unit=Unit.PER_WEEK, per="per rep and week"),
    partial(_open_week, SOCIAL),
)
ADDED = View("campaigns", CAMPAIGNS, "Contacts added to campaigns", TrendChart, _added, _running_total, _open_added)
