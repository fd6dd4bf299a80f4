"""Own prices among those of competitors, product by product."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.insights.board import Board
from salesdesk.insights.slices import figure_at
from salesdesk.kpis.table import Score

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
    table, rivals = board.by(KEY, "product"), board.by(KEY, "product", "competitor")
    rows = []
    for product in table.labels[0] if table.labels else ():
        cell, match = table.at(0, product=product), figure_at(table, "price_match", product=product)
        if cell.value is None or cell.numerator is None or cell.denominator is None:
            continue
        own, reference = cell.numerator, cell.denominator
        gap = figure_at(table, "gap", product=product)
        asked = tuple(
            found
            for name in (rivals.labels[1] if len(rivals.labels) > 1 else ())
            for found in (
                _rival(rivals.find(0, product=product, competitor=name), name, promo=False),
                _rival(figure_at(rivals, "promotions", product=product, competitor=name), name, promo=True),
            )
            if found is not None
        )
        near = bool(match is not None and match.numerator)
        rows.append(PriceGap(product, own, reference, cell.value, (gap and gap.value) or 0.0, near, asked))
    if not rows:
        return None
    rows.sort(key=lambda row: (-row.index, row.product.casefold()))
    names = sorted({rival.name for row in rows for rival in row.rivals}, key=str.casefold)
    return PriceGaps(tuple(rows), tuple(names), board.kpis[KEY].now.details.get("basket"))


def _rival(cell: Score | None, name: str, *, promo: bool) -> Rival | None:
    if cell is None or cell.value is None or not cell.denominator or cell.numerator is None:
        return None
    return Rival(name, cell.denominator, (cell.numerator - cell.denominator) / cell.denominator, promo)
