"""Pictures of how long customers stay: curves by sales cycle and by start, and what became of fast deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.customer_life import (
    HORIZON,
    Life,
    Lives,
    SpeedRow,
    Verdict,
    by_speed,
    differing,
    lives_by_speed,
    lives_by_start,
)
from salesdesk.insights.selections import last_day
from salesdesk.kpis.catalogue.early_churn import MONTHS, can_tell
from salesdesk.kpis.kpi import Unit
from salesdesk.models.period import ALL, day_date
from salesdesk.stats.change import Word
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.steps import StepChart
from salesdesk.ui.charts.values_columns import ColumnData, Series
from salesdesk.ui.charts.values_plane import Axis, Guide, StepData, Steps
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.table import Score

_WORDS = {
    Word.CLEAR: "The two differ clearly",
    Word.LIKELY: "The two are likely to differ",
    Word.NORMAL: "The difference is within normal variation",
    Word.UNKNOWN: "Cannot tell yet whether the two differ",
}
_CLOSERS = {"Fast": "fast closers", "Slow": "slow closers"}
_NINE = 9.0
_FIGURES = {"six": "churn within 6 months", "nine": "churn within 9 months", "nps": "the Net Promoter Score"}
_PARTS = (("6-month churn", "six"), ("9-month churn", "nine"), ("Detractors", ""), ("Promoters", ""))


def until(board: Board) -> str:
    """The last day that is looked at."""
    return f"{day_date(last_day(board.log, board.period)):%d %b %Y}"


def show_speed(lives: Lives, board: Board, voice: Voice) -> Shown:
    title = "Customers still there"
    roles = ("series1", "series0") if lives.verdict else ("better",)
    lines = tuple(
        _steps(each, _CLOSERS.get(each.name, each.name.lower()), role, voice, banded=True)
        for each, role in zip(lives.lives, roles, strict=True)
    )
    guides = tuple(
        Guide(month, "x", f"{month:g} months") for month in (6.0, _NINE) if any(each.until > month for each in lines)
    )
    note = _verdict(lives, lives.verdict, voice) if lives.verdict else "How fast deals were won is not known here."
    return Shown(_plane(title, lines, guides, voice), f"share of those who started, seen on {until(board)}", note)


def pick_speed(lives: Lives, board: Board, place: int) -> Wanted:
    cycle = {"cycle": lives.lives[place].name} if lives.verdict else {}
    return Wanted("early_churn_rate", cycle, ALL) if _tells_leaving(board) else Wanted("customer_retention_rate")


def _tells_leaving(board: Board) -> bool:
    """Whether those who started are the records of a KPI: not where early leaving cannot be seen."""
    return board.kpis["early_churn_rate"].now.status != "not_available" and can_tell(board.log, MONTHS[0])


def show_start(lives: Lives, board: Board, voice: Voice) -> Shown:
    newest = len(lives.lives) - 1
    lines = tuple(
        _steps(each, each.name, "better" if not place else f"series{(place + 1) % 7}", voice)
        for place, each in enumerate(lives.lives)
    )
    note = "Each curve follows the customers who started in one quarter."
    note += "" if newest else " Only one quarter has enough of them."
    return Shown(
        _plane("Retention by start", lines, (), voice), f"share of those who started, seen on {until(board)}", note
    )


def pick_start(lives: Lives, board: Board, place: int) -> Wanted:
    if not _tells_leaving(board):
        return Wanted("customer_retention_rate")
    return Wanted("early_churn_rate", period=lives.lives[place].period)


def _plane(title: str, lines: tuple[Steps, ...], guides: tuple[Guide, ...], voice: Voice) -> StepData:
    said = ", ".join(f"{each.name} {voice.short(each.ys[-1] if each.ys else 1.0, Unit.PERCENT, 1)}" for each in lines)
    return StepData(
        title,
        lines,
        Axis("months since the start", lambda month: f"{voice.style.trimmed(month)}", from_zero=True),
        Axis("", lambda share: voice.axis(share, Unit.PERCENT), low=0.0, high=1.0, from_zero=True),
        guides,
        summary=f"{title} up to {HORIZON:g} months after the start: {said}.",
    )


def _steps(each: Life, name: str, role: str, voice: Voice, *, banded: bool = False) -> Steps:
    last = each.at(each.until)
    return Steps(
        name,
        each.months,
        each.share,
        role,
        start=1.0,
        until=each.until,
        thin_from=each.thin_from if each.thin_from < each.until else None,
        at_risk=each.at_risk,
        lows=each.low if banded else (),
        highs=each.high if banded else (),
        end_text=f"{name} {voice.short(last, Unit.PERCENT, 1)}",
        hover=f"{voice.style.text(each.n)} started, {voice.style.text(each.left)} of them left",
    )


def _verdict(lives: Lives, verdict: Verdict, voice: Voice) -> str:
    shares = " and ".join(
        f"{voice.short(each.at(_NINE), Unit.PERCENT, each.n)} of {_CLOSERS[each.name]}’ customers"
        for each in lives.lives
        if each.until > _NINE
    )
    there = f"After nine months {shares} are still there. " if shares else ""
    few = f": only {voice.style.text(verdict.left)} left in all" if verdict.word is Word.UNKNOWN else ""
    return f"{there}{_WORDS[verdict.word]}{few}. Fast: no longer than the team’s median cycle."


def show_outcome(rows: tuple[SpeedRow, ...], _: Board, voice: Voice) -> Shown:
    parts = _parts(rows)
    series = []
    hovers = [[label] for label, _ in parts]
    for row, role in zip(rows, ("series1", "series0"), strict=True):
        cells = [_cell(row, label, figure) for label, figure in parts]
        for lines, (share, score) in zip(hovers, cells, strict=True):
            lines.append(_said(row, share, score, voice))
        series.append(
            Series(
                _CLOSERS[row.name],
                tuple(share for share, _ in cells),
                role,
                tuple(voice.short(share, Unit.PERCENT, score.n if score else 0) for share, score in cells),
                tuple(score is not None and score.status != "ok" for _, score in cells),
            )
        )
    told = [f"{_CLOSERS[row.name]} {voice.score(row.nps, Unit.SCORE)}" for row in rows if row.nps is not None]
    note = f"Net Promoter Score: {', '.join(told)}." if told else "No answers to surveys in this period."
    apart = " and ".join(_FIGURES[figure] for figure in differing(rows))
    note += f" Differs beyond chance: {apart}." if apart else " Nothing differs by more than chance explains."
    return Shown(
        ColumnData(
            "Fast closers, unhappy customers",
            tuple(label for label, _ in parts),
            tuple(series),
            hover=tuple("\n".join(lines) for lines in hovers),
            axis=lambda share: voice.axis(share, Unit.PERCENT),
            unit="%",
            summary=note,
        ),
        "share of customers, or of answers",
        f"{note} Hollow: small sample.",
    )


def _parts(rows: tuple[SpeedRow, ...]) -> list[tuple[str, str]]:
    """The columns that have anything."""
    return [part for part in _PARTS if any(_cell(row, *part)[0] is not None for row in rows)]


def _cell(row: SpeedRow, label: str, figure: str) -> tuple[float | None, Score | None]:
    if figure:
        score: Score | None = getattr(row, figure)
        return (None, None) if score is None else (score.value, score)
    if row.nps is None or not row.nps.n:
        return None, None
    return row.nps.details[label.lower()] / row.nps.n, row.nps


def _said(row: SpeedRow, share: float | None, score: Score | None, voice: Voice) -> str:
    name = _CLOSERS[row.name]
    if share is None or score is None:
        return f"{name}: no data"
    return f"{name}, {score.period.label}: {voice.value(share, Unit.PERCENT, score.n)} of {voice.style.text(score.n)}"


def pick_outcome(rows: tuple[SpeedRow, ...], _: Board, place: int) -> Wanted:
    return Wanted("early_churn_rate" if _parts(rows)[place][1] else "nps")


VIEWS: tuple[View, ...] = (
    View(
        "life by cycle", "early_churn_rate", "Customers still there, fast and slow closers", StepChart,
        lives_by_speed, show_speed, pick_speed,
    ),
    View(
        "life by start", "customer_retention_rate", "Customers still there, by quarter of start", StepChart,
        lives_by_start, show_start, pick_start,
    ),
    View(
        "fast deals", "early_churn_rate", "Fast closers, unhappy customers", ColumnChart,
        by_speed, show_outcome, pick_outcome,
    ),
)  # fmt: skip
