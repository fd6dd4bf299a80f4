"""Pictures of own prices among those of competitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesdesk.insights.price_gaps import KEY, PriceGap, PriceGaps, Rival, price_gaps
from salesdesk.insights.slices import MOST
from salesdesk.kpis.kpi import Unit
from salesdesk.ui.charts.dots import RangeDots
from salesdesk.ui.charts.grid import HeatGrid
from salesdesk.ui.charts.values import KeyEntry
from salesdesk.ui.charts.values_grid import GridCell, GridData
from salesdesk.ui.charts.values_plane import Axis, Guide
from salesdesk.ui.charts.values_rows import Dot, RangeData, RangeRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

AMONG, BY_RIVAL = "Competitor price gap by product", "Competitor price gap by competitor"
REFERENCE = {"mean": "mean of competitors", "median": "median of competitors", "lowest": "lowest competitor"}


def _dots(found: PriceGaps, board: Board, voice: Voice) -> Shown:
    settings = board.log.settings
    reference, near = REFERENCE[settings.price_reference], settings.price_match
    single = len(found.rows) == 1
    rows = tuple(_row(each, near, voice, single=single) for each in found.rows[:MOST])
    promo = any(rival.promo for each in found.rows for rival in each.rivals)
    key = (
        KeyEntry("own price", "better", "dot"),
        KeyEntry("competitors", "neutral", "dot"),
        *((KeyEntry("on promotion", "neutral", "ring"),) if promo else ()),
        KeyEntry(f"price match feasible: within {voice.axis(near, Unit.PERCENT)}", "band"),
    )
    axis, at = Axis(f"{reference} = 100", lambda value: voice.style.trimmed(value)), 100.0
    if single:
        axis, at = Axis("price", lambda value: voice.short(value, Unit.MONEY)), found.rows[0].reference
    data = RangeData(AMONG, rows, axis, (Guide(at, "x", reference, "text"),), key, _summary(found, voice))
    return Shown(data, f"{board.period.label} · {'price' if single else f'{reference} = 100'}", _said(found, voice))


def _said(found: PriceGaps, voice: Voice) -> str:
    count, matching = len(found.rows), found.matching
    if count == 1:
        return f"The gap is {_summary(found, voice)}: {'a price match is feasible' if matching else 'no price match'}."
    more = f"The {MOST} dearest of {count} products. " if count > MOST else ""
    basket = ""
    if found.basket is not None:
        basket = f" Weighted by the pieces sold, own prices stand at {voice.value(found.basket, Unit.INDEX)}."
    return f"{more}At the right the gap. A price match is feasible for {matching} of {count} products.{basket}"


def _summary(found: PriceGaps, voice: Voice) -> str:
    if len(found.rows) == 1:
        return voice.signed(found.rows[0].gap, Unit.PERCENT)
    return "; ".join(f"{each.product} {voice.signed(each.gap, Unit.PERCENT)}" for each in found.rows[:5])


def _row(each: PriceGap, near: float, voice: Voice, *, single: bool) -> RangeRow:
    scale = 1.0 if single else 100 / each.reference
    dots = (
        Dot(each.own * scale, "own price", "better", named=single, hover=_own_hover(each, voice) if single else ""),
        *(
            Dot(
                rival.price * scale,
                rival.name,
                hollow=rival.promo,
                named=single,
                hover=_rival_text(rival, voice) if single else "",
            )
            for rival in each.rivals
        ),
    )
    text = f"{voice.signed(each.gap, Unit.PERCENT)}{' match' if each.matches else ''}"
    low, high = (each.reference * scale * (1 + side * near) for side in (-1, 1))
    hover = "\n".join([_own_hover(each, voice), *(_rival_text(rival, voice) for rival in each.rivals)])
    return RangeRow("" if single else each.product, dots, "" if single else text, low, high, hover)


def _own_hover(each: PriceGap, voice: Voice) -> str:
    own, reference = (voice.value(price, Unit.MONEY_PER_UNIT) for price in (each.own, each.reference))
    match = ", price match feasible" if each.matches else ""
    gap = voice.signed(each.gap, Unit.PERCENT)
    index = voice.value(each.index, Unit.INDEX)
    return f"{each.product}: own price {own} against {reference}\nIndex {index}, gap {gap}{match}"


def _rival_text(rival: Rival, voice: Voice) -> str:
    promo = " on promotion" if rival.promo else ""
    gap = voice.signed(rival.gap, Unit.PERCENT)
    return f"{rival.name}{promo}: {voice.value(rival.price, Unit.MONEY_PER_UNIT)} (own price {gap})"


def _grid(found: PriceGaps, board: Board, voice: Voice) -> Shown:
    shown = found.rows[:MOST]
    gaps = [abs(gap) for each in shown for gap in (each.gap, *(rival.gap for rival in each.rivals))]
    widest = max(gaps, default=0.0) or 1.0
    cells = tuple(
        (_gap_cell(each, None, widest, voice), *(_gap_cell(each, name, widest, voice) for name in found.names))
        for each in shown
    )
    reference = REFERENCE[board.log.settings.price_reference]
    columns = (reference, *found.names)
    names = tuple(each.product for each in shown)
    data = GridData(BY_RIVAL, names, columns, cells, "bars", "Product", summary=_summary(found, voice))
    return Shown(
        data, f"{board.period.label} · gap in %", "Above zero the own price is the dearer one. Promotions are left out."
    )


def _gap_cell(each: PriceGap, name: str | None, widest: float, voice: Voice) -> GridCell:
    if name is None:
        return _bar(each.gap, widest, _own_hover(each, voice), voice)
    rival = _regular(each, name)
    if rival is None:
        return GridCell(hover=f"{each.product}, {name}: no fresh price")
    return _bar(rival.gap, widest, f"{each.product}, {_rival_text(rival, voice)}", voice)


def _bar(gap: float, widest: float, hover: str, voice: Voice) -> GridCell:
    return GridCell(gap, voice.signed(gap, Unit.PERCENT), share=gap / widest, hover=hover)


def _regular(each: PriceGap, name: str) -> Rival | None:
    return next((rival for rival in each.rivals if rival.name == name and not rival.promo), None)


def _pick_dot(found: PriceGaps, _board: Board, place: int) -> Wanted:
    if len(found.rows) > 1:
        return Wanted(KEY, {"product": found.rows[place].product})
    each = found.rows[0]
    rival = {"competitor": each.rivals[place - 1].name} if place else {}
    return Wanted(KEY, {"product": each.product, **rival})


def _pick_cell(found: PriceGaps, _board: Board, place: int) -> Wanted | None:
    row, column = divmod(place, 1 + len(found.names))
    each = found.rows[row]
    if not column:
        return Wanted(KEY, {"product": each.product})
    name = found.names[column - 1]
    return Wanted(KEY, {"product": each.product, "competitor": name}) if _regular(each, name) else None


VIEWS = (
    View("price dots", KEY, AMONG, RangeDots, price_gaps, _dots, _pick_dot),
    View("price grid", KEY, BY_RIVAL, HeatGrid, price_gaps, _grid, _pick_cell, ("competitor",)),
)
