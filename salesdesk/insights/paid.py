"""What was paid per piece and how many were bought, week by week, and how far below the list."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.cut import Cut
from salesdesk.kpis.facts import Floats
from salesdesk.kpis.score import score
from salesdesk.kpis.status import Status
from salesdesk.kpis.table import Score, ScoreTable
from salesdesk.models.period import Period, month_of, months_within
from salesdesk.models.selection import nobody

KEY = "average_retail_price"
FEWEST, MOST = 8, 27  # weeks in a picture; a longer period is shown by months
MOST_MONTHS = 24
MOST_PRODUCTS, MOST_REPS, MOST_OTHERS = 40, 40, 20
_FIRST_MONDAY = 4  # 5 January 1970
Levels = tuple[float | None, ...]


@dataclass(frozen=True)
class Paid:
    """Of one product (all of them: "") what was paid per piece, and pieces, in each period.

    ``base`` and ``base_units``: without promotions; None where the log tells of none.
    """

    product: str
    price: Levels
    units: Levels
    lines: tuple[int, ...]
    few: tuple[bool, ...]
    base: Levels | None = None
    base_units: Levels | None = None


@dataclass(frozen=True)
class PriceAndVolume:
    """``whole`` False: a week cut off at an end of the selected period or of the log. ``weekly`` False: by months."""

    periods: tuple[Period, ...]
    whole: tuple[bool, ...]
    weekly: bool
    products: tuple[Paid, ...]


@dataclass(frozen=True)
class Discount:
    """How far below the list price somebody sold, or something was sold."""

    name: str
    score: Score


@dataclass(frozen=True)
class Discounts:
    """``count``: of all that sold something with a list price."""

    rows: tuple[Discount, ...]
    count: int


def price_and_volume(board: Board) -> PriceAndVolume | None:
    """All products together, then each of several, the best-selling first; None where nothing was sold."""
    steps, weekly = _steps(board)
    if not steps:
        return None
    periods = tuple(step for step, _ in steps)
    every = _paid(board, board.cut.at(*periods))
    if not every or not any(every[0].lines):
        return None
    apart = _paid(board, board.cut.sliced("product").at(*periods))
    products = (*every, *apart[:MOST_PRODUCTS]) if len(apart) > 1 else tuple(every)
    return PriceAndVolume(periods, tuple(whole for _, whole in steps), weekly, products)


def discounts(board: Board, dim: str) -> Discounts | None:
    """Reps by their names, and those of nobody last; anything else the largest discount first."""
    table = score(BY_KEY[KEY], board.book, board.cut.sliced(dim), "discount")
    if table.lacking or not table.labels:
        return None
    names, value = table.labels[0], table.value[0]
    there = np.flatnonzero(~np.isnan(value))
    if dim == "rep":
        order = sorted(there, key=lambda at: (names[at] == nobody(dim), names[at].casefold()))[:MOST_REPS]
    else:
        order = sorted(there, key=lambda at: (-value[at], names[at].casefold()))[:MOST_OTHERS]
    found = tuple(Discount(names[at], table.at(0, **{dim: names[at]})) for at in order)
    return Discounts(found, len(there)) if found else None


def _paid(board: Board, cut: Cut) -> list[Paid]:
    kpi = BY_KEY[KEY]
    table, base = score(kpi, board.book, cut), score(kpi, board.book, cut, "base_price")
    labels = table.labels[0] if cut.by else ("",)
    found = []
    for label in labels:
        member = dict.fromkeys(cut.by, label)
        place: tuple[slice | int, ...] = (slice(None), *table.place(0, **member)[1:])
        count = table.n[place]
        if not count.any():
            continue
        without = None if base.lacking else _of(base, member)
        worth = float(np.nansum(table.counts(**member)))
        prices, pieces = _of(table, member)
        few = tuple(bool(code) for code in table.status[place] != Status.OK.code)
        paid = Paid(label, prices, pieces, tuple(int(n) for n in np.nan_to_num(count)), few, *(without or ()))
        found.append((worth, paid))
    found.sort(key=lambda pair: (-pair[0], pair[1].product.casefold()))
    return [paid for _, paid in found]


def _of(table: ScoreTable, member: dict[str, str]) -> tuple[Levels, Levels]:
    """Price and pieces; a product that the table does not have was not sold without promotions."""
    try:
        place: tuple[slice | int, ...] = (slice(None), *table.place(0, **member)[1:])
    except KeyError:
        none = (None,) * len(table.periods)
        return none, none
    return _levels(table.value[place]), _levels(table.denominator[place])


def _levels(values: Floats) -> Levels:
    return tuple(None if np.isnan(value) else float(value) for value in values)


def _steps(board: Board) -> tuple[list[tuple[Period, bool]], bool]:
    """The weeks of the period as far as the log reaches, no fewer than eight; of a long one its months."""
    log, period = board.log, board.period
    after = log.as_of + 1 if period.is_all else min(period.end, log.as_of + 1)
    start = log.span.first if period.is_all else max(period.start, log.span.first)
    if start >= after:
        return [], True
    if after - start > 7 * MOST:
        months = months_within(Period(start, after))[-MOST_MONTHS:]
        return [(month, month.end <= after) for month in months], False
    last = _monday(after - 1)
    start = min(start, max(last - 7 * (FEWEST - 1), log.span.first))
    found = []
    for monday in range(_monday(start), last + 1, 7):
        first, end = max(monday, start), min(monday + 7, after)
        found.append((_week(first, end), end - first == 7))
    return found, True


def _monday(day: int) -> int:
    return day - (day - _FIRST_MONDAY) % 7


def _week(start: int, end: int) -> Period:
    first, last = Period(start, end).first, Period(start, end).last
    begun = f"{first.day} to " if first.month == last.month else f"{first.day} {first:%b} to "
    return Period(start, end, f"{begun if end - start > 1 else ''}{last.day} {month_of(last).label}")
