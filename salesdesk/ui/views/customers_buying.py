"""Pictures of what existing customers buy more: when, what, where and who, and which families go together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salesdesk.insights.affinity import Affinities, Pair, affinities
from salesdesk.insights.buying import Moments, moments
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.pages.tiles import voice_of
from salesdesk.ui.views.customers_staying import until
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.kpis.table import Score
    from salesdesk.ui.desk import Desk

_BANDS = {
    "Under 3 months": "0–3 months",
    "3 to 6 months": "3–6",
    "6 to 12 months": "6–12",
    "1 to 2 years": "12–24",
    "Over 2 years": "over 24",
}
_COARSE = 0.2  # where the largest share is no smaller, shares have no decimals
_CLICK = "Click a pair for a sentence about it and a call list."
_WHAT = {"upsell_rate": "bought more", "cross_sell_rate": "bought something new"}


def _answer(key: str, dim: str, board: Board) -> Moments | None:
    return moments(board, key, dim)


def _show(key: str, found: Moments, board: Board, voice: Voice) -> Shown:
    kpi, few = BY_KEY[key], board.log.settings.limits.rate[0]
    known = [cell.value for row in found.cells for cell in row if cell.value is not None and cell.n >= few]
    most = max(known, default=0.0) or 1.0
    n = 1 if most >= _COARSE else None  # in one grid all shares have as many decimals
    cells = tuple(
        tuple(_cell(name, band, cell, most, few, n, voice) for band, cell in zip(found.columns, row, strict=True))
        for name, row in zip(found.rows, found.cells, strict=True)
    )
    title = f"{kpi.name} by {DIMS[found.dim].lower()} and time as customer"
    note = f"Share of the customers of each time since the first purchase who {_WHAT[key]} in the period."
    return Shown(
        GridData(
            title,
            found.rows,
            tuple(_BANDS.get(band, band) for band in found.columns),
            cells,
            "ramp",
            corner=DIMS[found.dim],
            summary=f"{title}, {board.period.label}",
        ),
        f"% of customers, {board.period.label}",
        note,
    )


def _cell(name: str, band: str, cell: Score, most: float, few: int, n: int | None, voice: Voice) -> GridCell:
    if cell.value is None:
        return GridCell(hover=f"{name}, {band.lower()}: no customers")
    small = cell.n < few
    hover = f"{name}, customers of {band.lower()}: {voice.value(cell.value, Unit.PERCENT, cell.n)}"
    hover += f" ({voice.basis(cell, 'customers')}){', too few to compare' if small else ''}"
    text = voice.short(cell.value, Unit.PERCENT, n if cell.value else 1)
    return GridCell(cell.value, text, share=cell.value / most, few=small, hover=hover)


def _pick(key: str, found: Moments, _: Board, place: int) -> Wanted:
    row, column = divmod(place, len(found.columns))
    return Wanted(key, {found.dim: found.rows[row], "tenure": found.columns[column]})


def _view(key: str, dim: str) -> View:
    name = BY_KEY[key].name
    return View(
        f"{key} {dim}",
        key,
        f"{name} by {DIMS[dim].lower()} and months since the start",
        HeatGrid,
        partial(_answer, key, dim),
        partial(_show, key),
        partial(_pick, key),
    )


def show_families(found: Affinities, board: Board, voice: Voice) -> Shown:
    few = board.log.settings.limits.rate[0]
    pairs = {
        (row, column): found.pair(row, column)
        for row in range(len(found.names))
        for column in range(len(found.names))
        if row != column
    }
    cells = tuple(
        tuple(
            _family(found.names[row], found.names[column], pairs[row, column], few, voice)
            if row != column
            else GridCell(hover=f"{found.names[row]}: owned by {_of(found.pair(row, row), voice)}")
            for column in range(len(found.names))
        )
        for row in range(len(found.names))
    )
    together = any(pair.is_affinity for pair in pairs.values())
    none = "No two families are owned together more often than chance explains."
    note = "Framed: owned together more often than chance explains." if together else none
    return Shown(
        GridData("Families owned together", found.names, found.names, cells, "ramp", corner="Of those who own"),
        f"% who also own, {until(board)}",
        f"{note} {_CLICK}",
    )


def open_pair(desk: Desk, found: Affinities, place: int, window: QWidget) -> None:
    """The sentence about the pair of a cell, and the customers to call."""
    from salesdesk.insights.cross_buy import CrossBuy, cross_buy
    from salesdesk.ui.dialogs.cross_buy import CrossBuyDialog

    row, column = divmod(place, len(found.names))
    board = desk.board
    if row == column or board is None:
        return

    def answer(told: CrossBuy | None) -> None:
        if told is not None:
            CrossBuyDialog(told, window).open()

    first, second = found.names[row], found.names[column]
    desk.look_up(lambda: cross_buy(board, first, second, voice_of(board)), answer, "cross-buy")


def _of(pair: Pair, voice: Voice) -> str:
    return f"{voice.style.text(pair.first)} of {voice.style.text(pair.customers)} customers"


def _family(name: str, other: str, pair: Pair, few: int, voice: Voice) -> GridCell:
    share = voice.value(pair.confidence, Unit.PERCENT, pair.first)
    lines = [f"{share} of the {voice.style.text(pair.first)} customers with {name} also own {other}"]
    if pair.is_enough:
        low, high = pair.interval
        lines.append(
            f"{voice.style.text(pair.lift, 2)} times as many as among all; against those without {name} "
            f"{voice.difference(pair.difference, Unit.PERCENT)} "
            f"({voice.difference(low, Unit.PERCENT)} to {voice.difference(high, Unit.PERCENT)})"
        )
        lines.append("more often than chance explains" if pair.is_affinity else "no more often than chance explains")
    else:
        lines.append(f"too few to compare: {voice.style.text(pair.both)} own both")
    text = voice.short(pair.confidence, Unit.PERCENT, 1)
    small = pair.first < few
    return GridCell(
        pair.confidence, text, share=pair.confidence, few=small, best=pair.is_affinity, hover="\n".join(lines)
    )


UPSELL: tuple[View, ...] = tuple(_view("upsell_rate", dim) for dim in ("product", "segment", "channel", "rep"))
CROSS_SELL: tuple[View, ...] = (
    View(
        "families", "cross_sell_rate", "Product families owned together", HeatGrid, affinities, show_families,
        opens=open_pair,
    ),
    *(_view("cross_sell_rate", dim) for dim in ("product", "segment", "channel", "rep")),
)  # fmt: skip
