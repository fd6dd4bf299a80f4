"""Pictures of what customers are worth, how much they are spoken to, how accounts grow, and what customers say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from salesdesk.insights.account_growth import (
    Growth,
    Shrunk,
    Spread,
    growth,
    new_and_back,
    shrunk,
    spreads,
)
from salesdesk.insights.recommending import BANDS, Answers, by_member, by_month
from salesdesk.insights.selections import in_progress
from salesdesk.insights.wording import FIGURES
from salesdesk.kpis.catalogue.account_sales import margin_is_known
from salesdesk.kpis.kpi import Unit
from salesdesk.models.selection import DIMS
from salesdesk.ui.charts.bands import BandRows
from salesdesk.ui.charts.dots import RangeDots
from salesdesk.ui.charts.stacked import StackedBars
from salesdesk.ui.charts.values import KeyEntry
from salesdesk.ui.charts.values_columns import Band, BandRow, BandsData, Series, StackData
from salesdesk.ui.charts.values_plane import Axis
from salesdesk.ui.charts.values_rows import Dot, RangeData, RangeRow, Stage, WaterfallData
from salesdesk.ui.charts.waterfall import Waterfall
from salesdesk.ui.desk import Wanted
from salesdesk.ui.tables.columns import Frame, TableColumn
from salesdesk.ui.views.customers_staying import until
from salesdesk.ui.views.table import ViewTable
from salesdesk.ui.views.view import Shown, View

if TYPE_CHECKING:
    from salesdesk.insights.board import Board
    from salesdesk.insights.wording import Voice

_TOO_FEW = "too few"
_FEW = 5  # customers; a middle half of fewer says little


def show_growth(found: Growth, board: Board, voice: Voice) -> Shown:
    whole = board.kpis["net_revenue_retention"].now
    amounts = (
        ("Paid in the 12 months before", found.before, True, ""),
        ("Expansion", found.expansion, False, "bought more than before"),
        ("Contraction", -found.contraction, False, "bought less than before"),
        ("Churn", -found.churn, False, "bought nothing any more"),
        ("Paid in the last 12 months", found.now, True, ""),
    )
    stages = tuple(
        Stage(name, amount, _signed(amount, voice, total=total), total, hover=_hover(name, amount, about, found, voice))
        for name, amount, total, about in amounts
    )
    gross = whole.details.get("gross")
    kept = "" if gross is None else f", {voice.value(gross, Unit.PERCENT)} without expansion"
    said = f"{voice.score(whole, Unit.PERCENT)} of the year before{kept}"
    return Shown(
        WaterfallData(
            "Growth of current accounts",
            stages,
            upright=True,
            axis=lambda value: voice.axis(value, Unit.MONEY),
            summary=f"{said}, {voice.style.text(found.customers)} customers.",
        ),
        f"12 months up to {until(board)}",
        f"{said}: {voice.style.text(found.customers)} customers who paid something then. New customers never enter.",
    )


def _signed(amount: float, voice: Voice, *, total: bool) -> str:
    text = voice.short(amount, Unit.MONEY)
    return text if total or amount <= 0 else f"+{text}"


def _hover(name: str, amount: float, about: str, found: Growth, voice: Voice) -> str:
    share = f", {voice.value(abs(amount) / found.before, Unit.PERCENT)} of before" if about and found.before else ""
    return f"{name}: {voice.value(amount, Unit.MONEY)}{share}" + (f"\n{about}" if about else "")


def pick_growth(_found: Growth, _board: Board, _place: int) -> Wanted:
    return Wanted("net_revenue_retention")


def show_shrunk(found: tuple[Shrunk, ...], board: Board, voice: Voice) -> Shown:
    before, now = (np.array([getattr(each, name) for each in found], dtype=np.float64) for name in ("before", "now"))

    def column(key: str, title: str, values: np.ndarray, *, strong: bool = False) -> TableColumn:
        return TableColumn(
            key, title, values, "number", text=lambda value: voice.value(value, Unit.MONEY), strong=strong
        )

    columns = (
        TableColumn("customer", "Customer", np.array([each.name for each in found], dtype=object)),
        column("before", "Year before", before),
        column("now", "Last 12 months", now),
        column("change", "Change", now - before, strong=True),
        TableColumn("manager", "Account manager", np.array([each.manager for each in found], dtype=object)),
    )
    gone = sum(each.now <= 0 for each in found)
    note = f"{voice.style.text(gone)} of these bought nothing in the last 12 months." if gone else ""
    return Shown(Frame(columns, "Accounts that shrank most"), f"12 months up to {until(board)}", note)


def pick_shrunk(found: tuple[Shrunk, ...], _: Board, place: int) -> Wanted:
    return Wanted("net_revenue_retention", {"customer": found[place].name})


def show_logos(found: tuple[tuple[float, float], ...], board: Board, voice: Voice) -> Shown:
    new, back = (tuple(pair[place] for pair in found) for place in (0, 1))
    names = ("bought for the first time", "came back")
    hover = tuple(
        f"{month.label}: {voice.style.text(first)} {names[0]}, {voice.style.text(again)} {names[1]}"
        for month, (first, again) in zip(board.months, found, strict=True)
    )
    pause = board.log.settings.reactivated_after_months
    return Shown(
        StackData(
            "New and reactivated customers by month",
            tuple(f"{month.first:%b}" for month in board.months),
            (
                Series("new", new, "better", tuple(voice.style.text(each) for each in new)),
                Series("came back", back, "earlier", tuple(voice.style.text(each) for each in back)),
            ),
            inside=True,
            hatched=tuple(in_progress(board.log, month) for month in board.months),
            hover=hover,
            axis=voice.style.trimmed,
            unit="customers",
            summary="; ".join(hover),
        ),
        f"customers, {board.months[0].label} to {board.months[-1].label}",
        f"Came back: the purchase before was at least {pause} months ago.",
    )


def pick_logos(_: tuple[tuple[float, float], ...], board: Board, place: int) -> Wanted:
    return Wanted("new_logos", period=board.months[place])


def show_spreads(dim: str, found: tuple[Spread, ...], board: Board, voice: Voice) -> Shown:
    def money(value: float) -> str:
        return voice.short(value, Unit.MONEY)

    rows = tuple(
        RangeRow(
            each.name,
            (
                Dot(each.median, "median", "text", shape="tick"),
                *(Dot(value, name, "neutral", hollow=each.n < _FEW) for name, value in each.top if value > each.high),
            ),
            f"{money(each.median)}  n = {voice.style.text(each.n)}",
            each.low if each.n >= _FEW else None,
            each.high if each.n >= _FEW else None,
            _spread_hover(each, voice),
        )
        for each in found
    )
    key = (
        KeyEntry("median", "text", "tick"),
        KeyEntry("middle half", "band"),
        KeyEntry("the five who brought most", "neutral", "dot"),
    )
    known = margin_is_known(board.log)
    what = "margin" if known else "revenue"
    about = "Each customer's purchases to date, less their cost." if known else "Neither costs nor a margin are known."
    word = "account manager" if dim == "rep" else DIMS[dim].lower()
    middle = ", ".join(f"{each.name} {money(each.median)}" for each in found)
    return Shown(
        RangeData(
            f"Value so far per customer by {word}",
            rows,
            Axis(f"{what} so far", lambda value: voice.axis(value, Unit.MONEY), from_zero=True),
            key=key,
            summary=f"Medians: {middle}",
        ),
        f"{what} up to {until(board)}",
        about,
    )


def _spread_hover(each: Spread, voice: Voice) -> str:
    middle = f"half of them between {voice.value(each.low, Unit.MONEY)} and {voice.value(each.high, Unit.MONEY)}"
    best = [f"{name}: {voice.value(value, Unit.MONEY)}" for name, value in each.top]
    head = f"{each.name}: median {voice.value(each.median, Unit.MONEY)}, {voice.style.text(each.n)} customers"
    return "\n".join([head, middle, *best] if each.n >= _FEW else [head, *best])


def pick_spreads(dim: str, found: tuple[Spread, ...], _: Board, place: int) -> Wanted:
    if len(found) == 1:  # the chart then picks one of the dots, of which the first is the median
        return Wanted("clv", {"customer": found[0].top[place - 1][0]} if place else {dim: found[0].name})
    return Wanted("clv", {dim: found[place].name})


def show_answers(head: str, found: tuple[Answers, ...], board: Board, voice: Voice) -> Shown:
    rows = tuple(
        BandRow(
            each.name,
            each.shares,
            text=voice.value(each.score.value, Unit.SCORE) if each.score.status in FIGURES else _TOO_FEW,
            n=f"n = {voice.style.text(each.score.n)}",
            hollow=each.score.status not in FIGURES,
            hover=_answers_hover(each, voice),
        )
        for each in found
    )
    days = board.log.settings.nps_days
    when = "At each month's end: answers" if head == "month" else "Answers"
    told = f"{when} of the last {days} days, of each person the latest."
    summary = ", ".join(f"{row.name} {row.text}" for row in rows)
    return Shown(
        BandsData(
            f"Net Promoter Score by {head}",
            (Band("detractors (0–6)", "heat-3"), Band("passives (7–8)", "track"), Band("promoters (9–10)", "heat3")),
            rows,
            "score",
            lambda share: voice.short(share, Unit.PERCENT, 1),
            summary=summary,
        ),
        "share of answers" if head == "month" else f"share of answers, {until(board)}",
        told if all(row.text != _TOO_FEW for row in rows) else f"{told} With fewer than 10 no score is given.",
    )


def _answers_hover(each: Answers, voice: Voice) -> str:
    lines = [f"{each.name}: {voice.score(each.score, Unit.SCORE)}"]
    if each.score.interval is not None and each.score.status in FIGURES:
        low, high = (voice.value(end, Unit.SCORE) for end in each.score.interval)
        lines.append(f"95 % interval {low} to {high}")
    for band, share in zip(BANDS, each.shares, strict=True):
        lines.append(f"{band}: {voice.value(share, Unit.PERCENT, each.score.n)}")
    return "\n".join([*lines, f"{voice.style.text(each.score.n)} answers"])


def pick_answers(dim: str, found: tuple[Answers, ...], _: Board, place: int) -> Wanted:
    each = found[place]
    members = {dim: each.member} if each.member is not None else {}
    return Wanted("nps", members, each.period)


def _members(dim: str, board: Board) -> tuple[Answers, ...] | None:
    return by_member(board, dim)


def _spreads(dim: str, board: Board) -> tuple[Spread, ...] | None:
    return spreads(board, dim)


def _nps_by(dim: str, head: str) -> View:
    show, pick = partial(show_answers, head), partial(pick_answers, dim)
    return View(f"nps {dim}", "nps", f"Net Promoter Score by {head}", BandRows, partial(_members, dim), show, pick)


def _worth_by(dim: str, head: str) -> View:
    title, show, pick = f"Value so far per customer by {head}", partial(show_spreads, dim), partial(pick_spreads, dim)
    return View(f"worth {dim}", "clv", title, RangeDots, partial(_spreads, dim), show, pick)


ANSWERS: tuple[View, ...] = (
    _nps_by("segment", "segment"),
    View("nps month", "nps", "Net Promoter Score by month", BandRows, by_month, partial(show_answers, "month"),
         partial(pick_answers, "")),
    _nps_by("rep", "account manager"),
)  # fmt: skip
GROWTH: tuple[View, ...] = (
    View("growth", "net_revenue_retention", "Growth of current accounts", Waterfall, growth, show_growth, pick_growth),
    View("shrunk", "net_revenue_retention", "Accounts that shrank most", ViewTable, shrunk, show_shrunk, pick_shrunk),
    View("logos", "new_logos", "New and reactivated customers by month", StackedBars, new_and_back, show_logos,
         pick_logos),
)  # fmt: skip
WORTH: tuple[View, ...] = (_worth_by("rep", "account manager"), _worth_by("segment", "segment"))
