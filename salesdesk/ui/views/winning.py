"""Pictures of deals won: so far in the period, against lost ones, by age, and the win rate told apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.running_wins import WON, RunningWins, running_wins
from salesdesk.insights.win_rates import RATE, Rated, Rates, TwoRates, number_and_value, rates_by
from salesdesk.insights.won_by_age import Cohort, WonByAge, won_by_age
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.table import ScoreTable
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.dots import RangeDots
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.steps import StepChart
from salesdesk.ui.charts.values import IntervalData, IntervalRow, KeyEntry
from salesdesk.ui.charts.values_columns import ColumnData, Series
from salesdesk.ui.charts.values_plane import Axis, Guide, StepData, Steps
from salesdesk.ui.charts.values_rows import Dot, RangeData, RangeRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.opening import month_names, span, whole_only
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.models.period import Period

RATIO, COHORT = "win_loss_ratio", "opp_to_win_rate"
_NOW, _BEFORE = "better", "neutral"
_LONGEST = 12  # letters of a period at the end of a line


# Deals won so far


def show_running(found: tuple[RunningWins, ...], _: Board, voice: Voice) -> Shown:
    lines = tuple(_running(each, voice, now=not place) for place, each in enumerate(found))
    said = "; ".join(each.hover.replace("\n", ", ") for each in lines)
    data = StepData(
        "Deals won so far",
        lines,
        Axis("day of the period", whole_only(voice), from_zero=True),
        Axis("", whole_only(voice), from_zero=True),
        summary=said,
    )
    whole = found[0].period.label
    return Shown(data, f"deals, {whole}", _so_far(found, voice))


def _running(each: RunningWins, voice: Voice, *, now: bool) -> Steps:
    total = each.count[-1] if len(each.count) else 0.0
    worth = "" if each.value is None or not len(each.value) else f"\nworth {voice.value(each.value[-1], Unit.MONEY)}"
    return Steps(
        each.period.label,
        tuple(each.days.tolist()),
        tuple(each.count.tolist()),
        _NOW if now else _BEFORE,
        until=float(each.until),
        end_text=f"{_short(each.period, now=now)} {voice.style.text(total)}",
        hover=f"{each.period.label}: {voice.style.text(total)} deals won after {each.until} days{worth}",
    )


def _short(period: Period, *, now: bool) -> str:
    """A name with room at the end of a line."""
    if len(period.label) <= _LONGEST:
        return period.label
    return "this period" if now else "before"


def _so_far(found: tuple[RunningWins, ...], voice: Voice) -> str:
    """What was won by the same day of the other period, where this one is not over."""
    now = found[0]
    if len(found) == 1 or now.until >= found[1].until:
        return ""
    by_then = int(np.searchsorted(found[1].days, now.until, side="right"))
    count = found[1].count[by_then - 1] if by_then else 0.0
    return f"{found[1].period.label} had {voice.style.text(count)} after as many days."


def pick_running(found: tuple[RunningWins, ...], _: Board, place: int) -> Wanted:
    return Wanted(WON, period=found[place].period)


# Won against lost by month


def pairs(board: Board) -> ScoreTable | None:
    table = board.kpis[RATIO].months
    return table if np.nansum(table.n) > 0 else None


def show_pairs(found: ScoreTable, board: Board, voice: Voice) -> Shown:
    cells = [found.at(place) for place in range(len(board.months))]
    counts = [tuple(part if cell.n else None for part in (cell.numerator, cell.denominator)) for cell in cells]
    ratios = tuple(voice.score(cell, Unit.RATIO) if cell.n else "" for cell in cells)
    series = tuple(
        Series(name, tuple(pair[place] for pair in counts), role,
               tuple("no data" if pair[place] is None else voice.style.text(pair[place]) for pair in counts))
        for place, (name, role) in enumerate((("won", "better"), ("lost", "worse")))
    )  # fmt: skip
    hover = tuple(
        "\n".join(
            [month.label, *(f"{each.name}: {each.texts[place]}" for each in series), f"ratio {ratio or 'no data'}"]
        )
        for place, (month, ratio) in enumerate(zip(board.months, ratios, strict=True))
    )
    data = ColumnData(
        "Deals won and lost by month",
        month_names(board),
        series,
        tops=tuple(ratio if cell.status in FIGURES else "" for cell, ratio in zip(cells, ratios, strict=True)),
        hover=hover,
        axis=whole_only(voice),
        unit="deals",
        summary="; ".join(each.replace("\n", ", ") for each in hover),
    )
    return Shown(data, f"deals, {span(board)}", "Above the columns: deals won for every deal lost.")


def pick_pairs(_: ScoreTable, board: Board, place: int) -> Wanted:
    return Wanted(RATIO, period=board.months[place])


# Share won by age


def show_age(found: WonByAge, _: Board, voice: Voice) -> Shown:
    lines = tuple(_cohort(each, voice, now=not place) for place, each in enumerate(found.cohorts))
    window = voice.style.trimmed(found.window)
    data = StepData(
        "Share of opportunities won by age",
        lines,
        Axis("days since it was opened", voice.style.trimmed, from_zero=True),
        Axis("", lambda share: voice.axis(share, Unit.PERCENT), from_zero=True),
        (Guide(found.window, "x", f"{window} days", role="text"),),
        summary="; ".join(each.hover.replace("\n", ", ") for each in lines),
    )
    now = found.cohorts[0]
    note = f"Nine in ten of the deals won take at most {window} days. Dashed: fewer than five left to judge by."
    if now.young:
        verb = "is" if now.young == 1 else "are"
        young = f"{voice.style.text(now.young)} of {voice.style.text(now.n)} {verb} open and younger than {window} days"
        note = f"{young}: the end of {now.period.label} can still move. Dashed: fewer than five left."
    return Shown(data, "share of the opportunities opened", note)


def _cohort(each: Cohort, voice: Voice, *, now: bool) -> Steps:
    last = voice.short(each.at(each.until), Unit.PERCENT, each.n)
    still = each.n - each.won - each.lost
    counts = f"{voice.style.text(each.won)} won, {voice.style.text(each.lost)} lost, {voice.style.text(still)} open"
    return Steps(
        each.period.label,
        tuple(each.ages.tolist()),
        tuple(each.share.tolist()),
        _NOW if now else _BEFORE,
        until=each.until,
        thin_from=each.thin_from if each.thin_from < each.until else None,
        at_risk=each.at_risk,
        end_text=f"{_short(each.period, now=now)} {last}",
        hover=f"opened in {each.period.label}: {voice.style.text(each.n)} opportunities\n{counts}",
    )


def pick_age(found: WonByAge, _: Board, place: int) -> Wanted:
    return Wanted(COHORT, period=found.cohorts[place].period)


# The win rate of parts, and by value


def show_rates(found: Rates, board: Board, voice: Voice) -> Shown:
    word = DIMS[found.dim].lower()
    rows = tuple(_rated(each, board, voice) for each in found.rows)
    whole = found.whole
    data = IntervalData(
        f"Win rate by {word}, {board.period.label}",
        rows,
        whole.value,
        f"all {voice.short(whole.value, Unit.PERCENT, whole.n)}",
        lambda share: voice.axis(share, Unit.PERCENT),
        0.0,
        1.0,
        summary="; ".join(each.hover for each in rows),
    )
    said = "Coloured: differs from all deals beyond chance."
    if not any(each.outside for each in found.rows):
        said = "Nothing here differs from all deals beyond chance."
    rest = f" {voice.style.text(found.others)} with fewer deals are left out." if found.others else ""
    if found.unsaid:
        lacking = "amount" if found.dim == "size" else word
        rest += f" Without {lacking}: {voice.style.text(found.unsaid)} deals."
    return Shown(data, board.period.label, f"{said} Line: 95 % interval. Hollow: too few deals to tell.{rest}")


def _rated(each: Rated, board: Board, voice: Voice) -> IntervalRow:
    score = each.score
    low, high = score.interval or (None, None)
    text = voice.value(score.value, Unit.PERCENT, score.n)
    return IntervalRow(
        each.name,
        score.value,
        low,
        high,
        f"n = {voice.style.text(score.n)}",
        ("worse", "none", "better")[each.outside + 1],
        score.status not in FIGURES,
        f"{each.name}, {board.period.label}: {text} ({voice.basis(score)} deals closed)",
    )


def pick_rates(found: Rates, _: Board, place: int) -> Wanted:
    return Wanted(RATE, {found.dim: found.rows[place].name})


def show_value(found: tuple[TwoRates, ...], board: Board, voice: Voice) -> Shown:
    rows = tuple(_two(each, board, voice) for each in found)
    data = RangeData(
        f"Win rate by number and by value, {board.period.label}",
        rows,
        Axis("win rate", lambda share: voice.axis(share, Unit.PERCENT), low=0.0, high=1.0),
        key=(KeyEntry("by value", "better", "dot"), KeyEntry("by number of deals", "neutral", "dot")),
        summary="; ".join(row.hover.replace("\n", ", ") for row in rows),
    )
    note = "By value left of by number: the larger deals are lost more often. Hollow: too few deals to tell."
    return Shown(data, board.period.label, note)


def _two(each: TwoRates, board: Board, voice: Voice) -> RangeRow:
    number, value = each.by_number.value or 0.0, each.by_value.value or 0.0
    few, n = each.by_number.status not in FIGURES, each.by_number.n
    name = each.rep or "All deals"
    texts = (voice.value(value, Unit.PERCENT, n), voice.value(number, Unit.PERCENT, n))
    return RangeRow(
        name,
        (Dot(value, "by value", "better", few), Dot(number, "by number", "neutral", few)),
        f"n = {voice.style.text(n)}",
        hover=f"{name}, {board.period.label}\nby value {texts[0]}\nby number {texts[1]} "
        f"({voice.basis(each.by_number)} deals closed)",
    )


def pick_value(found: tuple[TwoRates, ...], _: Board, place: int) -> Wanted:
    rep = found[place].rep
    return Wanted(RATE, {} if rep is None else {"rep": rep})


def _by(dim: str) -> View:
    title = f"Win rate by {DIMS[dim].lower()}"
    return View(f"rate {dim}", RATE, title, IntervalChart, partial(_rates, dim), show_rates, pick_rates)


def _rates(dim: str, board: Board) -> Rates | None:
    return rates_by(board, dim)


RUNNING = View("running", WON, "Deals won so far", StepChart, running_wins, show_running, pick_running)
PAIRS = View("pairs", RATIO, "Deals won and lost", ColumnChart, pairs, show_pairs, pick_pairs)
AGE = View("age", COHORT, "Share of opportunities won by age", StepChart, won_by_age, show_age, pick_age)
PARTS = tuple(_by(dim) for dim in ("size", "segment", "source", "product", "region", "team"))
VALUE = View("by value", RATE, "Win rate by number and by value", RangeDots, number_and_value, show_value, pick_value)
