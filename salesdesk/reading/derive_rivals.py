"""Prices of competitors that stand beside one's own sales, a column for each competitor."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from salesdesk.models.columns import Kind
from salesdesk.models.issue import ColumnMatch
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import words
from salesdesk.reading.match_cells import Likeness
from salesdesk.reading.match_columns import Fit
from salesdesk.reading.numbers import read_number
from salesdesk.reading.piece import Piece
from salesdesk.reading.typed import Hints
from salesdesk.reading.types_text import categorical

TABLE = "competitor_prices"
_RIVAL = re.compile(r"(?:price )?(?:comp|competitor|rival)(?: price)? (?:\d{1,2}|[a-z])(?: price)?")
_FEWEST = 2  # one column of this name may be anything
_NEEDED = frozenset({"product_id", "order_date", "list_price"})


def rivals(grid: Grid, fit: Fit, piece: Piece, listed: frozenset[str]) -> list[tuple[Piece, dict[int, ColumnMatch]]]:
    """The prices and, by position in the grid, the headers they use. ``listed``: tables with a sheet of their own."""
    if piece.table != "order_lines" or TABLE in listed or not piece.columns.keys() >= _NEEDED:
        return []
    used = {hit.place for hit in fit.hits} | fit.left_out
    unlike = Likeness(grid).unlike
    places = [place for place, name in enumerate(grid.names) if place not in used and _RIVAL.fullmatch(words(name))]
    if len(places) < _FEWEST or any(unlike(place, Kind.MONEY) for place in places):
        return []
    matches = {place: _match(grid, place) for place in places}
    return [(_prices(grid, piece, places), matches)]


def _match(grid: Grid, place: int) -> ColumnMatch:
    coverage = 1 - grid.columns[place].null_count / len(grid)
    return ColumnMatch(grid.names[place], TABLE, "price", 100.0, "a competitor's price beside one's own", "", coverage)


def _prices(grid: Grid, piece: Piece, places: list[int]) -> Piece:
    """A row for each line and competitor with a price; a competitor is called as its column is."""
    declared, rows = BY_NAME[TABLE].column("price"), piece.rows - grid.first_row
    prices = [
        read_number(grid.columns[place], declared, Hints(grid.names[place], decimal="point")).values.to_numpy()[rows]
        for place in places
    ]
    there = [~np.isnan(price) for price in prices]
    who = np.concatenate([np.flatnonzero(mask) for mask in there])
    codes = np.repeat(np.arange(len(places), dtype=np.int32), [int(mask.sum()) for mask in there])
    columns = {
        "product_id": piece.columns["product_id"].iloc[who].reset_index(drop=True),
        "competitor": pd.Series(categorical([grid.names[place] for place in places], codes)),
        "observed_at": piece.columns["order_date"].iloc[who].reset_index(drop=True),
        "price": pd.Series(np.concatenate([price[mask] for price, mask in zip(prices, there, strict=True)])),
    }
    whole = {"observed_at": piece.whole_days("order_date")[who]}
    return Piece(TABLE, piece.source, columns, whole, piece.rows[who])
