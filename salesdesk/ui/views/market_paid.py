"""Pictures of what was paid: price over volume, and how far below the list price."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salesdesk.insights.paid import (
    KEY,
    MOST_MONTHS,
    Discounts,
    Levels,
    Paid,
    PriceAndVolume,
    discounts,
    price_and_volume,
)
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.categories import CategoryBars
from salesdesk.ui.charts.values import CategoryData, CategoryRow, TrendData, TrendLine
from salesdesk.ui.charts.values_columns import Series, StackData
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.price_over_volume import PriceOverVolume, PriceVolume, PriceVolumeData
from salesdesk.ui.views.view import Shown, View
from salesdesk.ui.widgets.card import LegendEntry

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice
    from salesdesk.models.period import Period

PAID, ALL = "Average retail price and volume", "All"


def _over_volume(found: PriceAndVolume, board: Board, voice: Voice) -> Shown:
    products = tuple(_product(each, found, voice) for each in found.products)
    promoted = any(each.base is not None and _differs(each) for each in found.products)
    legend = (
        LegendEntry("paid per unit", "line"),
        *((LegendEntry("without promotions", "dash", "text"),) if promoted else ()),
    )
    mixed = len(found.products) > 2
    note = "A mix of products: the price also changes with what is bought. Choose one to see its own." if mixed else ""
    steps = "weeks" if found.weekly else "months"
    if not found.weekly and len(found.periods) == MOST_MONTHS:
        steps = f"last {MOST_MONTHS} months"
    return Shown(PriceVolumeData(products), f"{board.period.label}, {steps}", note, legend)


def _differs(each: Paid) -> bool:
    return each.base_units is not None and any(
        (base or 0.0) != (every or 0.0) for base, every in zip(each.base_units, each.units, strict=True)
    )


def _product(each: Paid, found: PriceAndVolume, voice: Voice) -> PriceVolume:
    name = each.product or ALL
    title = f"Average retail price, {each.product}" if each.product else "Average retail price"
    labels = tuple(_label(period, weekly=found.weekly) for period in found.periods)
    hover = tuple(_hover(each, period, place, voice) for place, period in enumerate(found.periods))
    paid = TrendLine("paid per unit", each.price, hollow=each.few)
    lines: tuple[TrendLine, ...] = (paid,)
    if each.base is not None and _differs(each):
        lines = (paid, TrendLine("without promotions", each.base, "text", dashed=True))
    price = TrendData(
        title,
        labels,
        lines,
        hover=hover,
        axis=lambda value: voice.short(value, Unit.MONEY_PER_UNIT),
        unit="per unit",
    )
    partly = tuple(not whole for whole in found.whole)
    volume = StackData(
        f"Units, {each.product}" if each.product else "Units",
        labels,
        _pieces(each),
        hatched=partly,
        hover=hover,
        axis=lambda value: voice.style.short(value, digits=1),
        unit="units",
    )
    return PriceVolume(name, price, volume)


def _pieces(each: Paid) -> tuple[Series, ...]:
    if each.base_units is None or not _differs(each):
        return (Series("units", each.units, "better"),)
    promoted: Levels = tuple(
        None if every is None else every - (base or 0.0)
        for every, base in zip(each.units, each.base_units, strict=True)
    )
    return (Series("units at the usual price", each.base_units, "better"), Series("in promotions", promoted, "heat-3"))


def _label(period: Period, *, weekly: bool) -> str:
    return f"{period.first.day} {period.first:%b}" if weekly else f"{period.first:%b}"


def _hover(each: Paid, period: Period, place: int, voice: Voice) -> str:
    price, units = each.price[place], each.units[place]
    head = f"{each.product}, {period.label}" if each.product else period.label
    if price is None:
        return f"{head}: nothing sold"
    lines = [f"{head}: {voice.value(price, Unit.MONEY_PER_UNIT)} per unit"]
    if each.base is not None and _differs(each) and each.base[place] is not None:
        lines.append(f"Without promotions {voice.value(each.base[place], Unit.MONEY_PER_UNIT)}")
    count = each.lines[place]
    lines.append(f"{voice.value(units, Unit.UNITS)} units in {count} order line{'' if count == 1 else 's'}")
    return "\n".join(lines)


def _pick_period(found: PriceAndVolume, _board: Board, place: int) -> Wanted | None:
    product, period = divmod(place, len(found.periods))
    name = found.products[product].product
    if not found.products[product].lines[period]:
        return None
    return Wanted(KEY, {"product": name} if name else {}, found.periods[period])


def _title(dim: str) -> str:
    return f"Discount below the list price by {DIMS[dim].lower()}"


def _discounted(found: Discounts, board: Board, voice: Voice, *, dim: str) -> Shown:
    rows = tuple(
        CategoryRow(
            each.name,
            each.score.value,
            voice.short(each.score.value, Unit.PERCENT),
            share_text=voice.style.text(each.score.n),
            hollow=each.score.status != "ok",
            hover=f"{each.name}, {board.period.label}: {voice.score(each.score, Unit.PERCENT)} below the list price "
            f"({voice.basis(each.score, 'order lines')})",
        )
        for each in found.rows
    )
    whole = voice.value(board.kpis[KEY].now.details.get("discount"), Unit.PERCENT)
    summary = ", ".join(f"{row.name} {row.text}" for row in rows[:5])
    data = CategoryData(_title(dim), rows, "discount", "lines", summary)
    order = "In alphabetical order. " if dim == "rep" else ""
    more = f"{len(rows)} of {found.count} are shown. " if found.count > len(rows) else ""
    return Shown(
        data,
        f"{board.period.label} · {whole} in all",
        f"{order}{more}1 − what was paid / the same pieces at list prices, promotions included.",
    )


def _pick_member(found: Discounts, _board: Board, place: int, *, dim: str) -> Wanted:
    return Wanted(KEY, {dim: found.rows[place].name})


def _discount_view(dim: str) -> View:
    return View(
        f"discount {dim}",
        KEY,
        _title(dim),
        CategoryBars,
        lambda board: discounts(board, dim),
        partial(_discounted, dim=dim),
        partial(_pick_member, dim=dim),
        (dim,),
        "discount",
    )


VIEWS = (
    View("price and volume", KEY, PAID, PriceOverVolume, price_and_volume, _over_volume, _pick_period),
    _discount_view("product"),
    _discount_view("rep"),
)
