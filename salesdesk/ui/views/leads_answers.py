"""Pictures of how leads are answered: how soon, at which hours, by whom, and which of them are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.lead_answers import (
    IN_TIME,
    TIME,
    AnswerBands,
    HourRow,
    bands_by,
    bands_by_month,
    hours_of_arrival,
)
from salesdesk.insights.lead_scores import ByScore, ScoreRow, Third, followed_by_score
from salesdesk.insights.reaching import Reached, reached_now_and_before
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.answers import answers
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.bands import BandRows
from salesdesk.ui.charts.columns import ColumnChart
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.steps import StepChart
from salesdesk.ui.charts.values import TrendLine
from salesdesk.ui.charts.values_columns import Band, BandRow, BandsData, ColumnData, Series
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.charts.values_plane import Axis, Guide, StepData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.clock import clock
from salesdesk.ui.views.curves import now_and_before, opens, share_axis, spoken
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

FOLLOWED = "leads_followed_up"
_HOUR = 60.0
_BANDS = {
    "minutes_0_5": ("up to 5 min", "heat3"),
    "minutes_5_15": ("5–15 min", "heat2"),
    "minutes_15_60": ("15–60 min", "heat1"),
    "minutes_over_60": ("over 60 min", "heat-1"),
    "never": ("not answered", "heat-3"),
    "same_day": ("same day", "heat3"),
    "next_day": ("next day", "heat1"),
    "later": ("later", "heat-1"),
}


def _curves(board: Board) -> tuple[Reached, ...] | None:
    return reached_now_and_before(board, TIME, (_HOUR,))


def _show_curves(curves: tuple[Reached, ...], board: Board, voice: Voice) -> Shown:
    now, whole = curves[0], answers(board.log).whole_days
    lines = now_and_before(curves, voice, "answered")
    within = [
        f"{voice.short(each.at(_HOUR), Unit.PERCENT, each.n)} in {spoken(each, place)}"
        for place, each in enumerate(curves)
    ]
    note = "" if whole else f"Answered within one hour: {', '.join(within)}. {_study(voice)}"
    across = Axis("days to the first attempt", voice.style.minutes, minutes=1, from_zero=True)
    return Shown(
        StepData(
            f"Leads answered by, {now.name}",
            lines,
            across if whole else Axis("time to the first attempt", voice.style.minutes, log=True, minutes=1, low=1.0),
            share_axis(voice),
            () if whole else (Guide(_HOUR, "x", "1 hour (study)", role="text"),),
            summary=f"Share of inbound leads answered by the time since they came in. {note}",
        ),
        f"share of {voice.style.text(now.n)} inbound leads, {now.name}",
        note,
    )


def _study(voice: Voice) -> str:
    mark = BY_KEY[IN_TIME].benchmark
    return f"In a study {voice.short(mark.value, Unit.PERCENT, 1)} of firms answered so soon." if mark else ""


def _show_hours(hours: tuple[HourRow, ...], board: Board, voice: Voice) -> Shown:
    values = [each.score.value for each in hours]
    unit = clock(values)
    kpi = board.kpis[TIME].kpi
    texts = tuple(voice.score(each.score, kpi.unit) for each in hours)
    limit = None if kpi.benchmark is None else kpi.benchmark.value / unit.minutes
    return Shown(
        ColumnData(
            f"Lead response time by hour of arrival, {board.period.label}",
            tuple(each.hour[:2] for each in hours),
            (
                Series(
                    "half answered within",
                    tuple(None if value is None else value / unit.minutes for value in values),
                    "better",
                    texts,
                    tuple(each.score.status != "ok" for each in hours),
                ),
            ),
            curve=None if limit is None else TrendLine("1 hour (study)", (limit,) * len(hours), "text", dashed=True),
            hover=tuple(
                f"Came in from {each.hour} to {each.hour[:2]}:59: {text}\n{voice.basis(each.score, kpi.counted)}"
                for each, text in zip(hours, texts, strict=True)
            ),
            axis=unit.writing(voice.style),
            summary="; ".join(f"{each.hour} {text}" for each, text in zip(hours, texts, strict=True)),
        ),
        f"half answered within, {board.period.label}",
        "Hours are those at which leads came in; hollow columns are small samples.",
    )


def _pick_hour(hours: tuple[HourRow, ...], _: Board, place: int) -> Wanted:
    return Wanted(TIME, {"hour": hours[place].hour})


def _show_bands(found: AnswerBands, voice: Voice, what: str) -> Shown:
    kpi = BY_KEY[IN_TIME]
    rows = tuple(
        BandRow(
            each.name,
            each.shares,
            text=voice.short(each.score.value, kpi.unit, each.score.n) if each.score.status in FIGURES else "",
            n=voice.basis(each.score),
            hollow=each.score.status == "not_enough_data",
            hover="\n".join(
                [
                    f"{each.name}: {voice.score(each.score, kpi.unit)} within the limit",
                    *(
                        f"{_BANDS[band][0]}: {voice.short(share, Unit.PERCENT, each.score.n)}"
                        for band, share in zip(found.bands, each.shares, strict=True)
                    ),
                    voice.basis(each.score, kpi.counted),
                ]
            ),
        )
        for each in found.rows
    )
    left_out = f"{voice.style.text(found.left_out)} more with fewer leads are not shown." if found.left_out else ""
    return Shown(
        BandsData(
            f"Leads answered {what}",
            tuple(Band(*_BANDS[band]) for band in found.bands),
            rows,
            "in time",
            lambda share: voice.axis(round(share, 2), Unit.PERCENT),
            summary=f"Share of inbound leads by the time to the first attempt {what}. "
            + "; ".join(f"{row.name} {row.text} in time" for row in rows[:6]),
        ),
        f"share of inbound leads, {what}",
        left_out,
    )


def _by(dim: str) -> View:
    word = DIMS[dim].lower()

    def answer(board: Board) -> AnswerBands | None:
        return bands_by(board, dim)

    def show(found: AnswerBands, board: Board, voice: Voice) -> Shown:
        return _show_bands(found, voice, board.period.label)

    def pick(found: AnswerBands, _: Board, place: int) -> Wanted:
        return Wanted(IN_TIME, {dim: found.rows[place].name} if place else {})

    return View(f"bands_{dim}", IN_TIME, f"Leads answered, by {word}", BandRows, answer, show, pick)


def _show_months(found: AnswerBands, _: Board, voice: Voice) -> Shown:
    return _show_bands(found, voice, f"{found.rows[0].name} to {found.rows[-1].name}")


def _pick_month(found: AnswerBands, _: Board, place: int) -> Wanted:
    return Wanted(IN_TIME, period=found.rows[place].score.period)


def _show_scores(found: ByScore, board: Board, voice: Voice) -> Shown:
    low, middle = (voice.style.trimmed(top) for top in found.tops)
    columns = (f"score to {low}", f"to {middle}", f"over {middle}")
    fewest = board.log.settings.limits.rate[0]
    rows = (found.team, *found.reps)
    cells = tuple(tuple(_cell(row, third, fewest, voice) for third in row.thirds) for row in rows)
    return Shown(
        GridData(
            f"Leads followed up by score, {board.period.label}",
            tuple(row.name for row in rows),
            columns,
            cells,
            "bars",
            corner="Rep",
            summary=_picking(found, voice),
        ),
        f"share of qualified inbound leads by third of the scores, {board.period.label}",
        _picking(found, voice),
    )


def _cell(row: ScoreRow, third: Third, fewest: int, voice: Voice) -> GridCell:
    if third.share is None:
        return GridCell(hover=f"{row.name}: no leads of such a score")
    counts = f"{third.followed} of {third.n}"
    few = third.n < fewest
    share = voice.short(third.share, Unit.PERCENT, third.n)
    return GridCell(
        third.share,
        counts if few else share,
        share=third.share,
        few=few,
        best=row.picks and third is row.thirds[0],
        hover=f"{row.name}: {counts} followed up" + (", too few to compare" if few else f" ({share})"),
    )


def _picking(found: ByScore, voice: Voice) -> str:
    named = [row for row in (found.team, *found.reps) if row.picks]
    if not named:
        said = "Beyond chance nobody follows up high scores more often than low ones."
    else:
        parts = []
        for row in named:
            high, low = (voice.short(each.share, Unit.PERCENT, each.n) for each in (row.thirds[-1], row.thirds[0]))
            parts.append(f"{'overall' if row is found.team else row.name} {high} against {low}")
        said = f"High scores are followed up more often than low ones, beyond chance: {', '.join(parts)} (framed)."
    return said + (f" {voice.style.text(found.unscored)} leads without a score are left out." if found.unscored else "")


def _pick_score(found: ByScore, _: Board, place: int) -> Wanted:
    row = place // len(found.team.thirds)
    return Wanted(FOLLOWED, {"rep": found.reps[row - 1].name} if row else {})


SOON = (
    View("answered_by", TIME, "Leads answered by", StepChart, _curves, _show_curves, opens(TIME)),
    View(
        "arrival",
        TIME,
        "Lead response time by hour of arrival",
        ColumnChart,
        hours_of_arrival,
        _show_hours,
        _pick_hour,
    ),
)
WHO = (
    _by("rep"),
    _by("source"),
    View("bands_month", IN_TIME, "Leads answered, by month", BandRows, bands_by_month, _show_months, _pick_month),
    View("scores", FOLLOWED, "Leads followed up, by score", HeatGrid, followed_by_score, _show_scores, _pick_score),
)
