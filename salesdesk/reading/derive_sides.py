"""Lists of customers, products and reps that stand inside a flat file: their ids with names, teams, industries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesdesk.models.columns import Kind
from salesdesk.models.issue import ColumnMatch
from salesdesk.models.tables import BY_NAME
from salesdesk.reading.aliases import known_headers
from salesdesk.reading.derive_rivals import rivals
from salesdesk.reading.grid import Grid
from salesdesk.reading.header_words import squeeze
from salesdesk.reading.match_columns import Fit, Hit
from salesdesk.reading.piece import Piece
from salesdesk.reading.types_text import read_text

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """A list of ``table`` inside sheets of ``inside``: its members stand in column ``by`` there."""

    inside: str
    by: str
    table: str
    fields: tuple[str, ...]


SIDES = (
    Side("order_lines", "customer_id", "customers", ("name", "industry")),
    Side("order_lines", "product_id", "products", ("name",)),
    Side("opportunities", "customer_id", "customers", ("customer_id", "name", "industry")),
    Side("opportunities", "product_id", "products", ("family",)),
    Side("opportunities", "owner_rep_id", "reps", ("email", "team", "manager", "role")),
    Side("leads", "owner_rep_id", "reps", ("email", "team", "manager", "role")),
    Side("activities", "rep_id", "reps", ("team", "manager", "role")),
)


def sides(grid: Grid, fit: Fit, piece: Piece, listed: frozenset[str]) -> list[tuple[Piece, dict[int, ColumnMatch]]]:
    """The lists and, by position in the grid, the headers they use. ``listed``: tables with a sheet of their own."""
    found = []
    for side in SIDES:
        if side.inside == piece.table and side.by in piece.columns and side.table not in listed:
            hits = _hits(grid, fit, side)
            if hits:
                used = {hit.place for hit in fit.hits}
                matches = {hit.place: _match(grid, side, hit) for hit in hits if hit.place not in used}
                found.append((_members(grid, piece, side, hits), matches))
    return [*found, *rivals(grid, fit, piece, listed)]


def _hits(grid: Grid, fit: Fit, side: Side) -> list[Hit]:
    """Headers that the sheet's own table has no other use for; a product's name stands in order lines as well."""
    used = {hit.place for hit in fit.hits if hit.field != "product_name"} | fit.left_out
    hits: dict[str, Hit] = {}
    for place, name in enumerate(grid.names):
        for meant in known_headers(side.table).get(squeeze(name), ()):
            if place not in used and meant.field in side.fields:
                hits.setdefault(meant.field, Hit(place, meant.field, 100.0, "same name"))
    return list(hits.values())


def _match(grid: Grid, side: Side, hit: Hit) -> ColumnMatch:
    column = grid.columns[hit.place]
    coverage = 1 - column.null_count / len(column) if len(column) else None
    return ColumnMatch(grid.names[hit.place], side.table, hit.field, hit.score, hit.reason, "", coverage)


def _members(grid: Grid, piece: Piece, side: Side, hits: list[Hit]) -> Piece:
    """One row per member, each attribute the one that stands beside it most often."""
    table = BY_NAME[side.table]
    codes, members = pd.factorize(piece.columns[side.by].astype(object))
    first = np.full(len(members), len(piece), dtype=np.int64)
    np.minimum.at(first, codes[codes >= 0], np.flatnonzero(codes >= 0))
    holds_ids = any(hit.field == table.naming for hit in hits)
    columns = {(table.key if holds_ids else table.naming) or "name": pd.Series(members, dtype="str")}
    rows = piece.rows - grid.first_row
    for hit in hits:
        cells = read_text(grid.columns[hit.place].take(rows), table.column(hit.field)).values
        columns[hit.field] = _commonest(codes, len(members), cells)
        if table.column(hit.field).kind is Kind.CHOICE:
            columns[hit.field] = columns[hit.field].astype("category")
    return Piece(side.table, piece.source, columns, {}, piece.rows[first])


def _commonest(codes: Numbers, members: int, cells: pd.Series) -> pd.Series:
    values, texts = pd.factorize(cells.astype(object))
    both = (codes >= 0) & (values >= 0)
    pairs, counts = np.unique(codes[both] * np.int64(max(1, len(texts))) + values[both], return_counts=True)
    best = np.full(members, -1, dtype=np.int64)
    order = np.argsort(counts, kind="stable")  # the commonest is written last
    best[pairs[order] // max(1, len(texts))] = pairs[order] % max(1, len(texts))
    found = np.array([*texts, None], dtype=object)[best]
    return pd.Series(found, dtype="str")
