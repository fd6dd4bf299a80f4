"""What is sold to whom: products by segments, how much and to how many, and who owns what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesdesk.insights.board import Board
from salesdesk.insights.slices import figure_at
from salesdesk.kpis.table import Score, ScoreTable

SOLD, OWNED = "sales_by_product", "product_penetration"
PRODUCT, SEGMENT = "product", "segment"
MOST_PRODUCTS, MOST_SEGMENTS = 15, 8


@dataclass(frozen=True, eq=False)
class SoldTo:
    """Products in rows, segments in columns; ``wholes``: each product in all segments, ``sums``: each segment.

    ``figure``: the second figure that the cells are, None for the headline. ``more``: products that are not shown.
    """

    key: str
    figure: str | None
    products: tuple[str, ...]
    segments: tuple[str, ...]
    cells: tuple[tuple[Score | None, ...], ...]
    wholes: tuple[Score | None, ...]
    sums: tuple[Score | None, ...]
    more: int = 0


def sold_to(board: Board, figure: str | None = None) -> SoldTo | None:
    """Products and segments in the order of their net sales; None where nothing was sold."""
    return _crossed(board, SOLD, figure)


def owned_by(board: Board) -> SoldTo | None:
    """Products in the order of how many customers own them, segments by the number of their customers."""
    return _crossed(board, OWNED, None)


def _crossed(board: Board, key: str, figure: str | None) -> SoldTo | None:
    by_product, by_segment = board.by(key, PRODUCT), board.by(key, SEGMENT)
    weight = by_segment.n if key == OWNED else by_segment.value
    products, segments = _ordered(by_product, by_product.value), _ordered(by_segment, weight)
    if not products:
        return None
    shown, columns = products[:MOST_PRODUCTS], segments[:MOST_SEGMENTS] if len(segments) > 1 else ()
    cross = board.by(key, PRODUCT, SEGMENT) if columns else by_product
    cells = tuple(tuple(_cell(cross, figure, product=row, segment=column) for column in columns) for row in shown)
    wholes = tuple(_cell(by_product, figure, product=row) for row in shown)
    sums = tuple(_cell(by_segment, figure, segment=column) for column in columns)
    return SoldTo(key, figure, shown, columns, cells, wholes, sums, len(products) - len(shown))


def _ordered(table: ScoreTable, weight: np.ndarray) -> tuple[str, ...]:
    """The labels with rows in the period, those of the largest weight first."""
    if not table.labels:
        return ()
    names = table.labels[0]
    there = np.flatnonzero((np.nan_to_num(table.n[0]) > 0) & ~np.isnan(table.value[0]))
    return tuple(names[at] for at in sorted(there, key=lambda at: (-weight[0][at], names[at].casefold())))


def _cell(table: ScoreTable, figure: str | None, **member: str) -> Score | None:
    """None where there are no rows."""
    found = table.find(0, **member) if figure is None else figure_at(table, figure, **member)
    return found if found is not None and found.n else None
