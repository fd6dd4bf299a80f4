"""Pictures of selling through social networks: who does what there, and what is won from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.social import NAMES
from salesdesk.kpis.kpi import Unit
from salesdesk.kpis.score import score
from salesdesk.kpis.table import ScoreTable
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.values_columns import Series, StackData
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

ACTIVITY, SHARE = "social_activity", "social_sourced_share"
_PARTS = (("social", "better"), ("other known sources", "earlier"), ("unknown source", "track"))
_MOST = 24  # reps in a grid


def _by_rep(board: Board) -> dict[str, ScoreTable] | None:
    cut, kpi = board.cut.at(board.period).sliced("rep"), BY_KEY[ACTIVITY]
    found = {kind: score(kpi, board.book, cut, kind) for kind in NAMES}
    found = {kind: table for kind, table in found.items() if not table.lacking and np.nansum(table.value)}
    return found or None


def _reps(found: dict[str, ScoreTable], board: Board) -> tuple[str, ...]:
    """Those who worked in the period, in alphabetical order."""
    first = next(iter(found.values()))
    return tuple(name for name in board.rep_names() if (cell := first.find(0, rep=name)) and cell.n)[:_MOST]


def _show_by_rep(found: dict[str, ScoreTable], board: Board, voice: Voice) -> Shown:
    reps = _reps(found, board)
    most = max(float(np.nanmax(table.value)) for table in found.values()) or 1.0
    cells = tuple(tuple(_cell(found[kind], kind, rep, most, board, voice) for kind in found) for rep in reps)
    heads = tuple(NAMES[kind] for kind in found)
    data = GridData(f"Social actions per working week by rep, {board.period.label}", reps, heads, cells, "bars",
                    corner="Rep")  # fmt: skip
    return Shown(data, f"per working week, {board.period.label}", "As the reps' own log has it. All bars on one scale.")


def _cell(table: ScoreTable, kind: str, rep: str, most: float, board: Board, voice: Voice) -> GridCell:
    cell = table.find(0, rep=rep)
    if cell is None or cell.value is None:
        return GridCell(hover=f"{rep}: no days worked, {board.period.label}")
    text = voice.style.text(cell.value, 1)
    count = voice.style.text(cell.numerator or 0.0)
    return GridCell(
        cell.value, text, share=cell.value / most,
        hover=f"{rep}, {board.period.label}\n{NAMES[kind]}: {text} a working week ({count} in {cell.n} days worked)",
    )  # fmt: skip


def _pick_rep(found: dict[str, ScoreTable], board: Board, place: int) -> Wanted:
    return Wanted(ACTIVITY, {"rep": _reps(found, board)[place // len(found)]})


def _months(board: Board) -> tuple[np.ndarray, ...] | None:
    """Value won by month: from social networks, from other known sources, of unknown source."""
    table = board.kpis[SHARE].months
    unknown = score(BY_KEY[SHARE], board.book, board.cut.at(*board.months), "unknown_source")
    social, known = np.nan_to_num(table.numerator), np.nan_to_num(table.denominator)
    found = social, known - social, np.nan_to_num(unknown.numerator)
    return found if sum(float(part.sum()) for part in found) > 0 else None


def _show_months(found: tuple[np.ndarray, ...], board: Board, voice: Voice) -> Shown:
    table, months = board.kpis[SHARE].months, board.months
    series = tuple(
        Series(
            name,
            tuple(float(value) for value in values),
            role,
            tuple(voice.value(value, Unit.MONEY) for value in values),
        )
        for (name, role), values in zip(_PARTS, found, strict=True)
        if values.any() or name == _PARTS[0][0]
    )
    shares = [table.at(place) for place in range(len(months))]
    hover = tuple(
        "\n".join([month.label, *(f"{each.name}: {each.texts[place]}" for each in series),
                   f"social share of known: {voice.score(cell, Unit.PERCENT)}"])
        for place, (month, cell) in enumerate(zip(months, shares, strict=True))
    )  # fmt: skip
    data = StackData(
        title="Won value by source and month",
        labels=tuple(f"{month.first:%b}" for month in months),
        series=series,
        tops=tuple("" if cell.value is None else voice.short(cell.value, Unit.PERCENT, 1) for cell in shares),
        hatched=tuple(month.end - 1 > board.log.as_of for month in months),
        hover=hover,
        axis=lambda value: voice.axis(value, Unit.MONEY),
        unit=voice.currency or "",
    )
    now = board.kpis[SHARE].now
    said = f"Above the bars: social share of known value. {board.period.label}: {voice.score(now, Unit.PERCENT)}."
    unknown = now.details.get("unknown_source")
    said += f" Source unknown for {voice.value(unknown, Unit.PERCENT, 1)} of the value." if unknown else ""
    return Shown(data, f"won value, {months[0].label} to {months[-1].label}", said)


BY_REP = View("social-reps", ACTIVITY, "Social activity by rep", HeatGrid, _by_rep, _show_by_rep, _pick_rep)
WON = View("social-won", SHARE, "Won value from social", StackedBars, _months, _show_months,
           lambda _, board, place: Wanted(SHARE, period=board.months[place]))  # fmt: skip
