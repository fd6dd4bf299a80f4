"""Pictures of what comes back from prospects: interest or none, in which words, and meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.lead_replies import (
    MEETINGS,
    NEGATIVE,
    POSITIVE,
    LabelCounts,
    MeetingSteps,
    ReplyRow,
    labels_of_positive,
    meeting_steps,
    replies_by,
    replies_by_month,
    replies_of_all,
)
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.bands import BandRows
from salesdesk.ui.charts.funnel import FunnelChart
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.values import FunnelData, FunnelStep
from salesdesk.ui.charts.values_columns import Band, BandRow, BandsData, Series, StackData
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

_BANDS = (
    Band("positive", "heat3"),
    Band("neutral or not classified", "control"),
    Band("negative", "heat-3"),
    Band("no reply", "track"),
)
_MOST = 24


def _rows(board: Board, dim: str) -> tuple[ReplyRow, ...] | None:
    """All prospects, then those of the members of a dimension, reps in alphabetical order."""
    found = replies_by(board, dim)
    if found is None:
        return None
    shown = found[:_MOST]
    if dim == "rep":
        shown = tuple(sorted(shown, key=lambda row: row.name.casefold()))
    return (replies_of_all(board), *shown)


def _show_rows(rows: tuple[ReplyRow, ...], board: Board, voice: Voice) -> Shown:
    kpi = BY_KEY[POSITIVE]
    bands = tuple(
        BandRow(
            row.name,
            tuple(count / row.n for count in (row.positive, row.other, row.negative, row.silent)),
            text=voice.short(row.score.value, Unit.PERCENT, row.n) if row.score.status in FIGURES else "",
            n=voice.basis(row.score),
            hollow=row.score.status == "not_enough_data",
            hover="\n".join(
                [
                    f"{row.name}: {voice.style.text(row.n)} {kpi.counted}",
                    f"positive : negative = {row.positive} : {row.negative}",
                    f"neutral or not classified: {row.other}",
                    f"no reply: {row.silent}",
                ]
            ),
        )
        for row in rows
    )
    everybody = rows[0]
    pair = f"{everybody.positive} : {everybody.negative}"
    return Shown(
        BandsData(
            f"Replies of prospects, {board.period.label}",
            _BANDS,
            bands,
            "positive",
            lambda share: voice.axis(round(share, 2), Unit.PERCENT),
            summary=f"Positive to negative {pair}. "
            + "; ".join(f"{row.name} {row.text} positive" for row in bands[1:7]),
        ),
        f"share of {voice.style.text(everybody.n)} prospects, {board.period.label}",
        f"Positive to negative {pair}; each prospect counts once, by the last reply that says something.",
    )


def _by(dim: str) -> View:
    def answer(board: Board) -> tuple[ReplyRow, ...] | None:
        return _rows(board, dim)

    def pick(rows: tuple[ReplyRow, ...], _: Board, place: int) -> Wanted:
        return Wanted(POSITIVE, {dim: rows[place].name} if place else {})

    return View(f"replies_{dim}", POSITIVE, f"Replies by {DIMS[dim].lower()}", BandRows, answer, _show_rows, pick)


def _show_months(rows: tuple[ReplyRow, ...], board: Board, voice: Voice) -> Shown:
    positive = tuple(row.positive / row.n if row.n else None for row in rows)
    negative = tuple(-row.negative / row.n if row.n else None for row in rows)
    few = tuple(row.n < board.log.settings.limits.rate[0] for row in rows)

    def share(value: float | None) -> str:
        return "" if value is None else voice.short(abs(value), Unit.PERCENT, 1)

    words = [[share(value) for value in series] for series in (positive, negative)]
    period = f"{board.months[0].label} to {board.months[-1].label}"
    return Shown(
        StackData(
            f"Positive and negative replies by month, {period}",
            tuple(f"{month.first:%b}" for month in board.months),
            (
                Series("positive", positive, "better", tuple(words[0]), few),
                Series("negative", negative, "worse", tuple(words[1]), few),
            ),
            hover=tuple(
                f"{row.name}: {good or 'no prospects'} positive, {bad} negative\n"
                f"{row.positive} : {row.negative} of {voice.style.text(row.n)} prospects"
                if row.n
                else f"{row.name}: no prospects"
                for row, good, bad in zip(rows, *words, strict=True)
            ),
            axis=lambda value: voice.axis(value, Unit.PERCENT),
            inside=True,
            summary="; ".join(f"{row.name} {row.positive} : {row.negative} of {row.n}" for row in rows if row.n),
        ),
        "share of prospects by the month of their first contact",
    )


def _pick_month(_: tuple[ReplyRow, ...], board: Board, place: int) -> Wanted:
    return Wanted(NEGATIVE, period=board.months[place])


def _show_labels(found: LabelCounts, board: Board, voice: Voice) -> Shown:
    totals = [sum(counts) for counts in found.counts]
    most = max(totals)
    several = len(found.channels) > 1
    cells = tuple(
        tuple(
            GridCell(float(count), voice.style.text(count), share=count / most, hover=hover)
            for count, hover in (
                *(
                    (count, f"{label}, {channel}: {count}")
                    for channel, count in zip(found.channels, counts, strict=True)
                ),
                *([(total, f"{label}: {total}")] if several else []),
            )
        )
        for label, counts, total in zip(found.labels, found.counts, totals, strict=True)
    )
    return Shown(
        GridData(
            f"Labels of positive replies, {board.period.label}",
            found.labels,
            (*found.channels, *(["All"] if several else [])),
            cells,
            "bars",
            corner="Label",
            summary="; ".join(f"{label} {total}" for label, total in zip(found.labels, totals, strict=True)),
        ),
        f"{voice.style.text(found.total)} positive replies, {board.period.label}",
        "Counts replies, not prospects: by the day on which they came.",
    )


def _pick_label(_: LabelCounts, __: Board, ___: int) -> Wanted:
    return Wanted(POSITIVE)


def _show_steps(found: MeetingSteps, board: Board, voice: Voice) -> Shown:
    counts = [
        ("Prospects approached", found.approached),
        ("Replied", found.replied),
        ("Meeting set", found.agreed),
        *([("Met", found.met)] if found.met is not None else []),
    ]
    steps = tuple(
        FunnelStep(
            name,
            count,
            of_before=count / counts[place - 1][1] if place and counts[place - 1][1] else None,
            of_first=count / counts[0][1] if place and counts[0][1] else None,
            hollow=place > 0 and counts[place - 1][1] < board.log.settings.limits.rate[0],
        )
        for place, (name, count) in enumerate(counts)
    )
    return Shown(
        FunnelData(
            f"From reply to meeting, {board.period.label}",
            steps,
            "approached",
            voice.style.text,
            lambda share: voice.axis(round(share, 3), Unit.PERCENT),
            summary="; ".join(f"{name} {voice.style.text(count)}" for name, count in counts),
        ),
        f"prospects first contacted in {board.period.label}",
        _about_meetings(found, voice),
    )


def _about_meetings(found: MeetingSteps, voice: Voice) -> str:
    said = []
    if found.show_rate is not None and found.show_rate.n:
        said.append(
            f"Of the meetings that were due, {voice.basis(found.show_rate)} took place"
            f" ({voice.short(found.show_rate.value, Unit.PERCENT, found.show_rate.n)})."
        )
    if found.apart:
        said.append(f"{voice.style.text(found.apart)} meetings with prospects who had not replied stand apart.")
    return " ".join(said)


def _pick_step(_: MeetingSteps, __: Board, place: int) -> Wanted:
    return Wanted(MEETINGS if place else POSITIVE)


VIEWS = (
    _by("method"),
    _by("rep"),
    View(
        "replies_month",
        NEGATIVE,
        "Positive and negative replies by month",
        StackedBars,
        replies_by_month,
        _show_months,
        _pick_month,
    ),
    View("labels", POSITIVE, "Labels of positive replies", HeatGrid, labels_of_positive, _show_labels, _pick_label),
    View("meetings", MEETINGS, "From reply to meeting", FunnelChart, meeting_steps, _show_steps, _pick_step),
)
