"""Own prices among those of competitors, product by product."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board

KEY = "price_index"


@dataclass(frozen=True)
class Rival:
    """What a competitor asks; ``gap``: by what part of it the own price is above."""

    name: str
    price: float
    gap: float
    promo: bool = False


@dataclass(frozen=True)
class PriceGap:
    """``index``: 100 × own / reference. ``matches``: near enough that the reference could be matched."""

    product: str
    own: float
    reference: float
    index: float
    gap: float
    matches: bool
    rivals: tuple[Rival, ...]


@dataclass(frozen=True)
class PriceGaps:
    """``basket``: the index of all products weighted by the pieces sold; ``names`` are the competitors."""

    rows: tuple[PriceGap, ...]
    names: tuple[str, ...]
    basket: float | None

    @property
    def matching(self) -> int:
        return sum(row.matches for row in self.rows)


def price_gaps(board: Board) -> PriceGaps | None:
    """The products that have an own price and a fresh one of a competitor, the dearest against these first."""
    table = board.by(KEY, "product")
    if not table.labels:
        return None
    gap, near = table.figures["gap"], table.figures["price_match"]
    index, own, reference = table.value[0], table.numerator[0], table.denominator[0]
    rivals = _rivals(board)
    rows = []
    for at in np.flatnonzero(~np.isnan(index)):
        name = table.labels[0][at]
        there = gap.labels[0].index(name), near.labels[0].index(name)
        rows.append(
            PriceGap(
                name,
                float(own[at]),
                float(reference[at]),
                float(index[at]),
                float(gap.value[0][there[0]]),
                bool(near.numerator[0][there[1]] > 0),
                tuple(rivals.get(name, ())),
            )
        )
    if not rows:
        return None
    rows.sort(key=lambda row: (-row.index, row.product.casefold()))
    names = sorted({rival.name for row in rows for rival in row.rivals}, key=str.casefold)
    return PriceGaps(tuple(rows), tuple(names), board.kpis[KEY].now.details.get("basket"))


def _rivals(board: Board) -> dict[str, list[Rival]]:
    """What each competitor asks for each product: the regular prices first."""
    regular = board.by(KEY, "product", "competitor")
    found: dict[str, list[Rival]] = {}
    for table, promo in ((regular, False), (regular.figures["promotions"], True)):
        own, asked = table.numerator[0], table.denominator[0]
        for product, competitor in np.argwhere(~np.isnan(table.value[0])):
            price = float(asked[product, competitor])
            gap = float(own[product, competitor]) / price - 1
            rival = Rival(table.labels[1][competitor], price, gap, promo)
            found.setdefault(table.labels[0][product], []).append(rival)
    return found
