"""Pictures of what is sold to whom, and of who owns what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salesdesk.insights.sold_to import OWNED, PRODUCT, SEGMENT, SOLD, SoldTo, owned_by, sold_to
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.intervals import IntervalChart
from salesdesk.ui.charts.values import IntervalData, IntervalRow
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.table import Score

SALES, BUYERS = "Net sales by product and segment", "Buyers by product and segment"
PENETRATION, INTERVALS = "Product penetration by segment", "Product penetration, 95 % intervals"
EVERY = "All"


def _grid(found: SoldTo, board: Board, voice: Voice, *, title: str) -> Shown:
    unit = BY_KEY[found.key].unit_of(found.figure)
    inner = [cell for row in found.cells for cell in row] if found.segments else list(found.wholes)
    longest = max((abs(cell.value) for cell in inner if cell is not None and cell.value is not None), default=0.0)
    whole_bars = longest if not found.segments or found.key == OWNED else 0.0  # sums would dwarf their parts
    cells = tuple(
        (
            _cell(found, whole, product, EVERY, voice, unit, whole_bars),
            *(
                _cell(found, each, product, name, voice, unit, longest)
                for each, name in zip(row, found.segments, strict=True)
            ),
        )
        for product, row, whole in zip(found.products, found.cells, found.wholes, strict=True)
    )
    heads = (EVERY, *(_head(name, each, found, voice) for name, each in zip(found.segments, found.sums, strict=True)))
    first = zip(found.products[:5], found.wholes[:5], strict=True)
    summary = "; ".join(f"{name} {voice.score(each, unit)}" for name, each in first if each)
    data = GridData(title, found.products, heads, cells, "bars", "Product", summary=summary)
    more = f"The first {len(found.products)} of {len(found.products) + found.more} products." if found.more else ""
    return Shown(data, _detail(found, board, voice), f"{more} {_said(found, board)}".strip())


def _detail(found: SoldTo, board: Board, voice: Voice) -> str:
    now, period = board.kpis[found.key].now, board.period.label
    if found.key == OWNED:
        return f"{period} · share of a segment's customers"
    if found.figure is None:
        return f"{period} · {voice.value(now.value, Unit.MONEY)} in all"
    count = now.details.get(found.figure)
    return f"{period} · {voice.value(count, Unit.COUNT)} buyers in all"


def _said(found: SoldTo, board: Board) -> str:
    if found.key == OWNED:
        own = next((note for note in board.kpis[OWNED].now.notes if "owns" in note), "")
        few = any(each is not None and each.status not in FIGURES for row in found.cells for each in row)
        return f"{own} Without a bar: too few customers." if few else own
    return "" if found.figure is None else "Who buys several products is counted once for each, and once in all."


def _head(name: str, whole: Score | None, found: SoldTo, voice: Voice) -> str:
    return f"{name} ({voice.style.text(whole.n)})" if found.key == OWNED and whole is not None else name


def _cell(
    found: SoldTo, each: Score | None, product: str, segment: str, voice: Voice, unit: Unit, longest: float
) -> GridCell:
    who = product if segment == EVERY else f"{product}, {segment}"
    if each is None or each.value is None:
        return GridCell(hover=f"{who}: {'no customers' if found.key == OWNED else 'nothing sold'}")
    interval = ""
    if each.interval is not None and unit is Unit.PERCENT:
        low, high = (voice.value(end, unit, each.n) for end in each.interval)
        interval = f"\n95 % interval {low} to {high}"
    noun = {OWNED: "customers", SOLD: "sales" if found.figure is None else "buyers"}[found.key]
    counts = f" ({voice.basis(each, noun)})" if found.figure is None else ""
    said = voice.score(each, unit) if found.figure is None else f"{voice.value(each.value, unit)} {noun}"
    return GridCell(
        each.value,
        voice.brief(each.value, unit, each.n),
        share=each.value / longest if longest else None,
        few=each.status not in FIGURES,
        hover=f"{who}, {each.period.label}: {said}{counts}{interval}",
    )


def _intervals(found: SoldTo, board: Board, voice: Voice) -> Shown:
    rows = tuple(
        IntervalRow(
            product,
            each.value,
            low,
            high,
            n=f"{voice.short(each.value, Unit.PERCENT)} of {voice.style.text(each.n)}",
            hollow=each.status != "ok",
            hover=f"{product}, {board.period.label}: {voice.score(each, Unit.PERCENT)} "
            f"({voice.basis(each, 'customers')})",
        )
        for product, each in zip(found.products, found.wholes, strict=True)
        if each is not None
        for low, high in [each.interval or (None, None)]
    )
    data = IntervalData(INTERVALS, rows, axis=lambda value: voice.axis(value, Unit.PERCENT), low=0.0, high=1.0)
    return Shown(data, f"{board.period.label} · all segments", _said(found, board))


def _pick(found: SoldTo, _board: Board, place: int) -> Wanted | None:
    row, column = divmod(place, 1 + len(found.segments))
    product = {PRODUCT: found.products[row]}
    if not column:
        return Wanted(found.key, product)
    there = found.cells[row][column - 1] is not None
    return Wanted(found.key, {**product, SEGMENT: found.segments[column - 1]}) if there else None


def _pick_product(found: SoldTo, _board: Board, place: int) -> Wanted:
    there = [name for name, each in zip(found.products, found.wholes, strict=True) if each is not None]
    return Wanted(found.key, {PRODUCT: there[place]})


BOUGHT = (
    View("sold to", SOLD, SALES, HeatGrid, sold_to, partial(_grid, title=SALES), _pick, (PRODUCT,)),
    View(
        "buyers",
        SOLD,
        BUYERS,
        HeatGrid,
        lambda board: sold_to(board, "buyers"),
        partial(_grid, title=BUYERS),
        _pick,
        (PRODUCT,),
        "buyers",
    ),
)
OWNERS = (
    View("penetration", OWNED, PENETRATION, HeatGrid, owned_by, partial(_grid, title=PENETRATION), _pick),
    View("penetration all", OWNED, INTERVALS, IntervalChart, owned_by, _intervals, _pick_product),
)
