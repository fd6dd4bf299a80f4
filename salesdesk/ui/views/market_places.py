"""Pictures of sales by location: what each sells in all and per trading day, and its months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.places import DIM, KEY, Place, PlaceMonths, places, places_by_month
from salesdesk.insights.slices import MOST
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


def _bars(found: tuple[Place, ...], board: Board, voice: Voice) -> Shown:
    shown = found[:MOST]
    units, days = any(each.units for each in found), any(each.per_day for each in found)
    heads = ("Net sales", *(("Units",) if units else ()), *(("Per trading day",) if days else ()))
    cells = tuple(_place_cells(each, shown, board, voice, units=units, days=days) for each in shown)
    whole = voice.value(board.kpis[KEY].now.value, Unit.MONEY)
    summary = "; ".join(f"{each.name} {voice.score(each.sales, Unit.MONEY)}" for each in shown[:5])
    data = GridData(SIDE_BY_SIDE, tuple(each.name for each in shown), heads, cells, "bars", "Location", summary=summary)
    more = f"The {MOST} largest of {len(found)} locations. " if len(found) > MOST else ""
    told = next((note for note in board.kpis[KEY].now.notes if note.startswith("Trading days")), "") if days else ""
    per_day = told or ("A trading day is one on which the location sold something." if days else "")
    return Shown(data, f"{board.period.label} · {whole} in all", more + per_day)


def _place_cells(
    each: Place, among: tuple[Place, ...], board: Board, voice: Voice, *, units: bool, days: bool
) -> tuple[GridCell, ...]:
    sales, share = each.sales.value or 0.0, voice.short(each.share, Unit.PERCENT)
    hover = _place_hover(each, len(among), board, voice)
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
    names, rows = found.names[:MOST], found.cells[:MOST]
    cells = tuple(
        tuple(_month_cell(name, cell, row, voice) for cell in row) for name, row in zip(names, rows, strict=True)
    )
    months = found.months
    data = GridData(
        MONTHLY,
        names,
        tuple(f"{month.first:%b}" for month in months),
        cells,
        "ramp",
        "Location",
        ordered=True,
        summary=f"Net sales of {len(names)} locations from {months[0].label} to {months[-1].label}",
    )
    more = f" The {MOST} largest of {len(found.names)} locations." if len(found.names) > MOST else ""
    unit = f" in {board.log.currency}" if board.log.currency else ""
    return Shown(
        data,
        f"net sales{unit}, {months[0].label} to {months[-1].label}",
        f"The darker a month, the nearer to the location's own best.{more}",
    )


def _month_cell(name: str, cell: Score, row: tuple[Score, ...], voice: Voice) -> GridCell:
    value, best = cell.value, max((each.value or 0.0 for each in row), default=0.0)
    said = voice.score(cell, Unit.MONEY)
    return GridCell(
        value,
        "" if value is None else voice.style.brief_money(value, None),
        share=max(0.0, value / best) if value is not None and best > 0 else None,
        few=cell.status not in FIGURES,
        hover=f"{name}, {cell.period.label}: {said} ({voice.basis(cell, 'sales')})",
    )


def _pick_place(found: tuple[Place, ...], _board: Board, place: int) -> Wanted:
    columns = 1 + any(each.units for each in found) + any(each.per_day for each in found)
    return Wanted(KEY, {DIM: found[place // columns].name})


def _pick_month(found: PlaceMonths, _board: Board, place: int) -> Wanted:
    row, month = divmod(place, len(found.months))
    return Wanted(KEY, {DIM: found.names[row]}, found.months[month])


VIEWS = (
    View("places", KEY, SIDE_BY_SIDE, HeatGrid, lambda board: places(board) or None, _bars, _pick_place, (DIM,)),
    View("place months", KEY, MONTHLY, HeatGrid, places_by_month, _months, _pick_month, (DIM,)),
)
