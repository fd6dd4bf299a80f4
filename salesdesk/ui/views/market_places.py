"""Pictures of sales by location: what each sells in all and per trading day, and its months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.places import DIM, KEY, Place, PlaceMonths, Places, places, places_by_month
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.table import Score

SIDE_BY_SIDE, MONTHLY = "Sales volume by location", "Sales volume by location, month by month"


def _bars(found: Places, board: Board, voice: Voice) -> Shown:
    shown = found.rows
    units, days = _columns(found)
    heads = ("Net sales", *(("Units",) if units else ()), *(("Per trading day",) if days else ()))
    cells = tuple(_place_cells(each, found, board, voice, units=units, days=days) for each in shown)
    whole = voice.value(board.kpis[KEY].now.value, Unit.MONEY)
    summary = "; ".join(f"{each.name} {voice.score(each.sales, Unit.MONEY)}" for each in shown[:5])
    data = GridData(SIDE_BY_SIDE, tuple(each.name for each in shown), heads, cells, "bars", "Location", summary=summary)
    more = f"The {len(shown)} largest of {found.count} locations. " if found.count > len(shown) else ""
    told = next((note for note in board.kpis[KEY].now.notes if note.startswith("Trading days")), "") if days else ""
    per_day = told or ("A trading day is one on which the location sold something." if days else "")
    return Shown(data, f"{board.period.label} · {whole} in all", more + per_day)


def _place_cells(
    each: Place, every: Places, board: Board, voice: Voice, *, units: bool, days: bool
) -> tuple[GridCell, ...]:
    sales, share = each.sales.value or 0.0, voice.short(each.share, Unit.PERCENT)
    among, hover = every.rows, _place_hover(each, every.count, board, voice)
    text = voice.brief(sales, Unit.MONEY)
    text = f"{text} · {share.rjust(2)}" if each.share is not None else text
    few = each.sales.status not in FIGURES
    found = [GridCell(sales, text, share=_part(sales, [a.sales.value for a in among]), few=few, hover=hover)]
    if units:
        most = [a.units for a in among]
        shown = voice.value(each.units, Unit.UNITS)
        found.append(GridCell(each.units, shown, share=_part(each.units, most), few=few, hover=hover))
    if days:
        value = each.per_day.value if each.per_day else None
        most = [a.per_day.value for a in among if a.per_day]
        found.append(GridCell(value, voice.brief(value, Unit.MONEY), share=_part(value, most), few=few, hover=hover))
    return tuple(found)


def _part(value: float | None, among: list[float | None]) -> float | None:
    """The length of a bar, of the longest of its column."""
    longest = max((abs(each) for each in among if each is not None), default=0.0)
    return value / longest if value is not None and longest else None


def _place_hover(each: Place, count: int, board: Board, voice: Voice) -> str:
    share = f", {voice.value(each.share, Unit.PERCENT)} of all" if each.share is not None else ""
    lines = [
        f"{each.name}, {board.period.label}: {voice.score(each.sales, Unit.MONEY)}{share}",
        f"Place {each.rank} of {count}, {voice.basis(each.sales, 'sales')}",
    ]
    if each.units is not None:
        lines.append(f"{voice.value(each.units, Unit.UNITS)} units")
    if each.per_day is not None:
        days = voice.style.trimmed(each.per_day.denominator or 0.0)
        lines.append(f"{voice.score(each.per_day, Unit.MONEY)} per trading day ({days} trading days)")
    return "\n".join(lines)


def _months(found: PlaceMonths, board: Board, voice: Voice) -> Shown:
    names, rows, months = found.names, found.cells, found.months
    scale, words = _scale(rows)
    data = GridData(
        MONTHLY,
        names,
        tuple(f"{month.first:%b}" for month in months),
        tuple(
            tuple(_month_cell(name, cell, row, scale, voice) for cell in row)
            for name, row in zip(names, rows, strict=True)
        ),
        "ramp",
        "Location",
        ordered=True,
        summary=f"Net sales of {len(names)} locations from {months[0].label} to {months[-1].label}",
    )
    unit = " ".join(part for part in (words, board.log.currency or "") if part)
    span = f"{months[0].label} to {months[-1].label}"
    more = f" The {len(names)} largest of {found.count} locations." if found.count > len(names) else ""
    note = f"The darker a month, the nearer to the location's own best.{more}"
    return Shown(data, f"{span}, in {unit}" if unit else span, note)


def _scale(rows: tuple[tuple[Score, ...], ...]) -> tuple[float, str]:
    """By what months are divided so that they have room in narrow cells, and how that is called."""
    most = max((abs(cell.value or 0.0) for row in rows for cell in row), default=0.0)
    return (1e6, "million") if most >= 1e7 else (1e3, "thousand") if most >= 1e4 else (1.0, "")


def _month_cell(name: str, cell: Score, row: tuple[Score, ...], scale: float, voice: Voice) -> GridCell:
    value, best = cell.value, max((each.value or 0.0 for each in row), default=0.0)
    small = value is not None and 0 < abs(value / scale) < 9.5
    return GridCell(
        value,
        "" if value is None else voice.style.text(value / scale, 1 if small and scale > 1 else 0),
        share=max(0.0, value / best) if value is not None and best > 0 else None,
        few=cell.status not in FIGURES,
        hover=f"{name}, {cell.period.label}: {voice.score(cell, Unit.MONEY)} ({voice.basis(cell, 'sales')})",
    )


def _columns(found: Places) -> tuple[bool, bool]:
    """Whether the log tells units, and sales per trading day."""
    return any(each.units for each in found.rows), any(each.per_day for each in found.rows)


def _pick_place(found: Places, _board: Board, place: int) -> Wanted:
    return Wanted(KEY, {DIM: found.rows[place // (1 + sum(_columns(found)))].name})


def _pick_month(found: PlaceMonths, _board: Board, place: int) -> Wanted | None:
    row, month = divmod(place, len(found.months))
    there = found.cells[row][month].n > 0
    return Wanted(KEY, {DIM: found.names[row]}, found.months[month]) if there else None


VIEWS = (
    View("places", KEY, SIDE_BY_SIDE, HeatGrid, places, _bars, _pick_place, (DIM,)),
    View("place months", KEY, MONTHLY, HeatGrid, places_by_month, _months, _pick_month, (DIM,)),
)
