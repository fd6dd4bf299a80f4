"""What won deals are worth, one by one and told apart by segment and the like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.rows import cell_values, place_of
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.deals import SIZES
from salesdesk.kpis.records import chosen_rows
from salesdesk.kpis.score import score
from salesdesk.kpis.table import Score

SIZE = "average_deal_size"
MOST_DOTS = 240
MOST_ROWS = 12
_NAMED = 3  # the largest ones


@dataclass(frozen=True)
class Deal:
    """``customer`` is None where nobody is named."""

    amount: float
    name: str
    customer: str | None
    largest: bool = False


@dataclass(frozen=True)
class DealSizes:
    """Deals from the smallest to the largest; of many only every so many-th is in ``deals``, and the largest."""

    deals: tuple[Deal, ...]
    n: int
    every: int
    mean: Score
    median: Score


def deal_sizes(board: Board) -> DealSizes | None:
    """None where no deal with an amount was won in the period."""
    kpi, cut = BY_KEY[SIZE], board.cut.at(board.period)
    rows = chosen_rows(kpi.measure.counted[0], board.book, cut.kept_by(kpi.by))
    amounts = rows.number("amount")
    if not len(amounts) or rows.index is None:
        return None
    order = np.argsort(amounts, kind="stable")
    every = -(-len(order) // MOST_DOTS)
    picked = np.union1d(np.arange(len(order) - 1, -1, -every), np.arange(max(0, len(order) - _NAMED), len(order)))
    customers, codes = board.book.labels("customer"), board.book.facts(SIZES.facts).dims["customer"][rows.index]
    start = board.log.offset("opportunities")
    names = board.log.text("opportunities", "name")
    found = []
    for place in picked.tolist():
        row, code = order[place], int(codes[order[place]])
        customer = customers[code] if code >= 0 else None
        word = names.codes[rows.pointers[row] - start]
        name = names.values[word] if word >= 0 else customer or ""
        found.append(Deal(float(amounts[row]), name, customer, place >= len(order) - _NAMED))
    median = score(kpi, board.book, cut, "median").at(0)
    return DealSizes(tuple(found), len(order), every, score(kpi, board.book, cut).at(0), median)


@dataclass(frozen=True)
class SizeSpread:
    """Won deals of one member: the middle half lies between ``low`` and ``high``."""

    name: str
    mean: float
    median: float
    low: float
    high: float
    n: int


def sizes_by(board: Board, dim: str) -> tuple[SizeSpread, ...] | None:
    """Those with the most deals, the largest median first; None where there are fewer than two."""
    kpi, cut = BY_KEY[SIZE], board.cut.at(board.period).sliced(dim)
    values, found = cell_values(kpi, board.book, cut), []
    for name in board.book.labels(dim):
        own = values.at(*place_of(board.book, cut, {dim: name}, 0))
        if len(own):
            low, median, high = (float(part) for part in np.quantile(own, (0.25, 0.5, 0.75)))
            found.append(SizeSpread(name, float(own.mean()), median, low, high, len(own)))
    if len(found) < 2:
        return None
    return tuple(sorted(sorted(found, key=lambda each: -each.n)[:MOST_ROWS], key=lambda each: -each.median))
