"""What accounts are worth and how they grow: value per customer, who shrank, who is new and who came back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.selections import last_day
from salesdesk.kpis.catalogue import BY_KEY
from salesdesk.kpis.catalogue.account_managers import managers_on
from salesdesk.kpis.catalogue.lifetime_value import HISTORIC
from salesdesk.kpis.catalogue.retention import GROWING
from salesdesk.models.selection import nobody

PARTS = ("before", "expansion", "contraction", "churn", "now")
SHRUNK = 15  # customers on the list
MOST = 20  # members side by side
TOP = 5  # customers of a member who are shown one by one


@dataclass(frozen=True)
class Growth:
    """What the customers of the 12 months before paid then and pay now."""

    before: float
    expansion: float
    contraction: float
    churn: float
    now: float
    customers: int


@dataclass(frozen=True)
class Shrunk:
    name: str
    before: float
    now: float
    manager: str


@dataclass(frozen=True)
class Spread:
    """What the ``n`` customers of one member brought so far: the middle half, the median, and the ``top`` ones."""

    name: str
    n: int
    low: float
    median: float
    high: float
    top: tuple[tuple[str, float], ...]


def growth(board: Board) -> Growth | None:
    """None where two full years are not known, or nobody paid in the first of them."""
    score = board.kpis["net_revenue_retention"].now
    if score.value is None:
        return None
    return Growth(**{name: score.details.get(name, 0.0) for name in PARTS}, customers=score.n)


def shrunk(board: Board) -> tuple[Shrunk, ...] | None:
    """The customers who pay less than in the year before, the largest losses first; None where nobody does."""
    kpi = BY_KEY["net_revenue_retention"]
    rows = GROWING.rows(board.book, board.cut.sliced().at(board.period).kept_by(kpi.by))
    if rows.members is None or not len(rows):
        return None
    before, now = rows.number("before"), rows.number("now")
    order = np.argsort(now - before, kind="stable")[:SHRUNK]
    order = order[now[order] < before[order]]
    last = last_day(board.log, board.period)
    code = rows.members[order].astype(np.int32)
    manager = managers_on(board.log, code, np.full(len(code), last, dtype=np.int32))
    names, reps = board.book.labels("customer"), (*board.book.labels("rep"), "")
    found = tuple(
        Shrunk(names[code[place]], float(before[row]), float(now[row]), reps[manager[place]])
        for place, row in enumerate(order)
    )
    return found or None


def spreads(board: Board, dim: str) -> tuple[Spread, ...] | None:
    """What customers brought so far, by account manager (by name, nobody last) or told apart otherwise (by median)."""
    kpi = BY_KEY["clv"]
    rows = HISTORIC.rows(board.book, board.cut.sliced(dim).at(board.period).kept_by(kpi.by))
    if rows.members is None:
        return None
    order = np.lexsort((rows.number("gain"), rows.cell))
    gain, member, cell = rows.number("gain")[order], rows.members[order], rows.cell[order]
    labels, customers = (*board.book.labels(dim), nobody(dim)), board.book.labels("customer")
    found = []
    for code in np.unique(cell):
        those = slice(*np.searchsorted(cell, (code, code + 1)))
        low, median, high = (float(part) for part in np.quantile(gain[those], (0.25, 0.5, 0.75)))
        best = zip(member[those][::-1][:TOP], gain[those][::-1][:TOP], strict=True)
        top = tuple((customers[who], float(brought)) for who, brought in best)
        found.append(Spread(labels[code], len(gain[those]), low, median, high, top))
    if dim == "rep":
        found.sort(key=lambda each: (each.name == nobody(dim), each.name.casefold()))
    else:
        found.sort(key=lambda each: -each.median)
    return tuple(found[:MOST]) or None


def new_and_back(board: Board) -> tuple[tuple[float, float], ...] | None:
    """For each month of the board how many bought for the first time, and how many came back after a long pause."""
    months = board.kpis["new_logos"].months
    back = months.figures["reactivated"].value
    both = zip(np.nan_to_num(months.value), np.nan_to_num(back), strict=True)
    found = tuple((float(new), float(old)) for new, old in both)
    return found if any(new or old for new, old in found) else None
