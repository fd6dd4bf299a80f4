"""Pictures of how long won deals took and of what they are worth."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salesdesk.insights.deal_lengths import CYCLE, AllLengths, Lengths, deal_lengths
from salesdesk.insights.deal_sizes import SIZE, DealSizes, SizeSpread, deal_sizes, sizes_by
from salesdesk.insights.slices import parts_of
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.categories import CategoryBars
from salesdesk.ui.charts.dots import RangeDots
from salesdesk.ui.charts.steps import StepChart
from salesdesk.ui.charts.values import CategoryData, CategoryRow, KeyEntry
from salesdesk.ui.charts.values_plane import DAYS, Axis, Guide, StepData, Steps
from salesdesk.ui.charts.values_rows import Dot, RangeData, RangeRow
from salesdesk.ui.desk import Wanted
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

BANDS = {
    "days_0_7": "0–7 days",
    "days_8_21": "8–21 days",
    "days_22_42": "22–42 days",
    "days_43_90": "43–90 days",
    "days_over_90": "over 90 days",
}
_FEW = 5  # deals; of fewer no median or middle half is told


# How long deals took


def show_lengths(found: AllLengths, board: Board, voice: Voice) -> Shown:
    furthest = float(found.lines[0].days[-1])
    lines = tuple(_line(each, place, furthest, voice) for place, each in enumerate(found.lines))
    median = found.now.value if found.now.status in FIGURES else None
    guides = () if median is None else (Guide(median, "x", f"median {voice.value(median, Unit.DAYS)}", role="text"),)
    data = StepData(
        "Share of won deals that took no longer",
        lines,
        Axis(
            "days from opening to winning", lambda days: voice.value(days, Unit.DAYS), log=True, minutes=DAYS, low=1.0
        ),
        Axis("", lambda share: voice.axis(share, Unit.PERCENT), low=0.0, high=1.0),
        guides,
        summary="; ".join(each.hover for each in lines),
    )
    return Shown(data, f"deals won, {board.period.label}", _told(found, voice))


def _line(each: Lengths, place: int, furthest: float, voice: Voice) -> Steps:
    name = each.name or "all"
    return Steps(
        name,
        tuple(each.days.tolist()),
        tuple(each.share.tolist()),
        "text" if not place else f"series{(place - 1) % 7}",
        until=max(1.0, furthest),
        end_text=name,
        dashed=not place and bool(each.member),
        hover=f"{name}: {voice.style.text(each.n)} deals won",
    )


def _told(found: AllLengths, voice: Voice) -> str:
    parts = []
    if found.undecided.value is not None and found.undecided.status in FIGURES:
        days = voice.value(found.undecided.value, Unit.DAYS)
        parts.append(f"Open ones included, half of the opportunities opened in the period are decided after {days}.")
    if found.lost.value is not None and found.lost.status in FIGURES:
        parts.append(f"Half of the lost deals took no longer than {voice.value(found.lost.value, Unit.DAYS)}.")
    if found.few:
        parts.append(f"Fewer than five deals: {', '.join(found.few)}.")
    return " ".join(parts)


def pick_lengths(found: AllLengths, _: Board, place: int) -> Wanted:
    return Wanted(CYCLE, dict(found.lines[place].member))


def bands(board: Board) -> tuple[tuple[str, float], ...] | None:
    found = parts_of(board, CYCLE, "bands")
    return found if sum(count for _, count in found) > 0 else None


def show_bands(found: tuple[tuple[str, float], ...], board: Board, voice: Voice) -> Shown:
    total = sum(count for _, count in found)
    rows = tuple(
        CategoryRow(
            BANDS[key],
            count,
            voice.style.text(count),
            share=count / total,
            share_text=voice.short(count / total, Unit.PERCENT, 1),
            hover=f"{BANDS[key]}: {voice.style.text(count)} of {voice.style.text(total)} deals, {board.period.label}",
        )
        for key, count in found
    )
    told = ", ".join(f"{row.name} {row.text}" for row in rows)
    data = CategoryData("Deals won by length of their sales cycle", rows, "deals", "share", told)
    return Shown(data, f"deals won, {board.period.label}")


def pick_bands(_found: tuple[tuple[str, float], ...], _board: Board, _place: int) -> Wanted:
    return Wanted(CYCLE)


# What deals are worth


def show_sizes(found: DealSizes, board: Board, voice: Voice) -> Shown:
    def money(value: float) -> str:
        return voice.value(value, Unit.MONEY)

    dots = tuple(
        Dot(each.amount, each.name, "series0" if each.largest else "neutral", named=each.largest and found.n > _FEW,
            text=money(each.amount))
        for each in found.deals
    )  # fmt: skip
    guides = tuple(
        Guide(cell.value, "x", f"{name} {money(cell.value)}", role="text")
        for name, cell in (("median", found.median), ("mean", found.mean))
        if cell.value
    )
    said = ", ".join(guide.text for guide in guides)
    data = RangeData(
        f"Deals won by value, {board.period.label}",
        (RangeRow("", dots),),
        Axis("value", lambda value: voice.axis(value, Unit.MONEY), log=True),
        guides,
        summary=f"{voice.style.text(found.n)} deals: {said}",
    )
    many = f"One dot for every {voice.style.text(found.every)} deals. " if found.every > 1 else "Each dot is a deal. "
    few = "" if found.mean.status in FIGURES else " Too few deals to rely on the mean."
    detail = f"{voice.style.text(found.n)} deals with an amount, {board.period.label}"
    return Shown(data, detail, f"{many}Equal distances are equal factors, such as twice the value.{few}")


def pick_sizes(found: DealSizes, _: Board, place: int) -> Wanted:
    customer = found.deals[place].customer
    return Wanted(SIZE, {} if customer is None else {"customer": customer})


def show_spreads(dim: str, found: tuple[SizeSpread, ...], board: Board, voice: Voice) -> Shown:
    word = DIMS[dim].lower()
    rows = tuple(
        RangeRow(
            each.name,
            (Dot(each.median, "median", "text", shape="tick"), Dot(each.mean, "mean", "better", each.n < _FEW)),
            f"{voice.short(each.median, Unit.MONEY)}  n = {voice.style.text(each.n)}",
            each.low if each.n >= _FEW else None,
            each.high if each.n >= _FEW else None,
            _spread_text(each, board, voice),
        )
        for each in found
    )
    key = (KeyEntry("median", "text", "tick"), KeyEntry("mean", "better", "dot"), KeyEntry("middle half", "band"))
    data = RangeData(
        f"Deal size by {word}, {board.period.label}",
        rows,
        Axis("value", lambda value: voice.axis(value, Unit.MONEY), from_zero=True),
        key=key,
        summary="; ".join(row.hover.replace("\n", ", ") for row in rows),
    )
    return Shown(data, f"deals won, {board.period.label}", "Hollow: fewer than five deals.")


def _spread_text(each: SizeSpread, board: Board, voice: Voice) -> str:
    lines = [f"{each.name}, {board.period.label}: median {voice.value(each.median, Unit.MONEY)}",
             f"mean {voice.value(each.mean, Unit.MONEY)}"]  # fmt: skip
    if each.n >= _FEW:
        ends = f"{voice.value(each.low, Unit.MONEY)} and {voice.value(each.high, Unit.MONEY)}"
        lines.append(f"half of them between {ends}")
    return "\n".join([*lines, f"{voice.style.text(each.n)} deals won"])


def pick_spreads(dim: str, found: tuple[SizeSpread, ...], _: Board, place: int) -> Wanted:
    return Wanted(SIZE, {dim: found[place].name})


def _sizes_by(dim: str, board: Board) -> tuple[SizeSpread, ...] | None:
    return sizes_by(board, dim)


def _spread_view(dim: str) -> View:
    show, pick = partial(show_spreads, dim), partial(pick_spreads, dim)
    return View(
        f"sizes {dim}", SIZE, f"Deal size by {DIMS[dim].lower()}", RangeDots, partial(_sizes_by, dim), show, pick
    )


LENGTHS = View("lengths", CYCLE, "Sales cycle: share won within", StepChart, deal_lengths, show_lengths, pick_lengths)
LENGTH_BANDS = View("bands", CYCLE, "Deals won by length of the cycle", CategoryBars, bands, show_bands, pick_bands)
SIZES = View("sizes", SIZE, "Size of the deals won", RangeDots, deal_sizes, show_sizes, pick_sizes)
SPREADS = tuple(_spread_view(dim) for dim in ("segment", "product"))
